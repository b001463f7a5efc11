//! The values that the user gave, each as text with its source.
//!
//! Not here: what it means. A command turns a [`Given`] into a struct of its own, all checks included.

use super::definitions::READ_CI_STATE;
use super::{Command, Flag, Positional, ValueKind, input_variable, number};
use crate::error::{Code, Error};
use crate::host::Variables;

/// The source of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// On the command line.
    Flag,
    /// As an option of a library call.
    Option,
    /// As an input of the Action.
    Input,
    /// In this environment variable.
    Env(&'static str),
    /// In a file, which that flag names; its path.
    File(&'static str, String),
    /// In a configuration file: its path and the key.
    Config(String, &'static str),
    /// Nowhere: it was read from the CI system, git or the git host.
    Change,
}

/// Which face of the program is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    CommandLine,
    Library,
    Action,
}

/// A value as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenValue {
    /// The text; `true` or `false` for a switch.
    pub text: String,
    /// Its source.
    pub source: Source,
}

/// All values that were given for one command.
#[derive(Debug, Clone)]
pub struct Given {
    /// The command.
    pub command: &'static Command,
    /// The names of values in hints: flags, or options of a library call.
    face: Face,
    // A dozen at most: a list is smaller than a map, in the WASM too.
    values: Vec<(&'static str, GivenValue)>,
}

impl Given {
    /// Begins without values, for the command line.
    pub fn new(command: &'static Command) -> Self {
        Self { command, face: Face::CommandLine, values: Vec::new() }
    }

    /// Begins without values, for a library call.
    pub fn for_library(command: &'static Command) -> Self {
        Self { face: Face::Library, ..Self::new(command) }
    }

    /// Marks the values as incomplete, for the Action: the rest comes from its inputs.
    #[must_use]
    pub fn for_action(self) -> Self {
        Self { face: Face::Action, ..self }
    }

    /// How the user can say a value, for hints: `pass --organization or set DAGSTER_CLOUD_ORGANIZATION`.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn advice(&self, flag: &Flag) -> String {
        let (flag, name) = (self.own(flag), flag.name);
        match (self.face, flag.env) {
            (Face::Library, _) => format!("pass {}", flag.option_name()),
            (Face::CommandLine, Some(variable)) => format!("pass --{name} or set {variable}"),
            (Face::CommandLine, None) => format!("pass --{name}"),
            (Face::Action, _) => format!("set the input {name}"),
        }
    }

    /// Sets a value. The last one wins, as in `dagster-cloud`; a list takes them all.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn set(&mut self, flag: &Flag, text: &str, source: Source) {
        if self.own(flag).kind != ValueKind::List {
            self.values.retain(|(known, _)| *known != flag.name);
        }
        self.values.push((flag.name, GivenValue { text: text.to_owned(), source }));
    }

    /// Sets the positional argument.
    pub fn set_positional(&mut self, text: &str, source: Source) {
        if let Some(Positional { name, .. }) = self.command.positional {
            self.values.retain(|(known, _)| *known != name);
            self.values.push((name, GivenValue { text: text.to_owned(), source }));
        }
    }

    /// Whether the command takes a flag; no other flag of it may be read.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn takes(&self, flag: &Flag) -> bool {
        self.command.flag(flag.name).is_some()
    }

    /// Returns the flag as the command has it: two commands may describe one differently.
    #[cfg_attr(debug_assertions, track_caller)]
    fn own<'f>(&self, flag: &'f Flag) -> &'f Flag {
        let own = self.command.flag(flag.name);
        debug_assert!(own.is_some(), "{} does not take --{}", self.command.path(), flag.name);
        own.unwrap_or(flag)
    }

    /// Writes paths with slashes, which Windows takes as well, and git and GitHub alone.
    pub fn use_slashes(&mut self, flags: &[Flag]) {
        let positional = self.command.positional.filter(|one| one.is_path).map(|one| one.name);
        for (name, value) in &mut self.values {
            if positional == Some(*name) || flags.iter().any(|flag| flag.name == *name) {
                value.text = value.text.replace('\\', "/");
            }
        }
    }

    /// Fills flags that were not given from the environment. A variable of `dagster-cloud` that is set but empty counts
    /// as given: it hides the configuration file. A variable of this program does not.
    pub fn fill_from_env(&mut self, env: &Variables) {
        for flag in self.command.flags() {
            if let Some((name, text)) = variable(flag, env)
                && self.value(flag).is_none()
            {
                self.set(flag, written(flag.kind, text), Source::Env(name));
            }
        }
    }

    /// Checks the words that variables say for a choice or a switch; those of flags have been checked when they were
    /// read.
    pub fn check_variables(&self) -> Result<(), Error> {
        for flag in self.command.flags() {
            let words = match flag.kind {
                ValueKind::Choice(words) => words,
                ValueKind::Switch => &["true", "false"],
                _ => continue,
            };
            if let Some(value) = self.value(flag)
                && matches!(value.source, Source::Env(_))
                && !words.contains(&value.text.as_str())
            {
                let known = words.join(", ");
                let problem = format!("{:?} is none of {known}", value.text);
                return Err(self.invalid(flag, value, &problem));
            }
        }
        Ok(())
    }

    /// Returns the required flags that were given neither before nor in a variable. A change that is read may still
    /// fill them. Only the Action has inputs.
    pub fn missing(&self, env: &Variables) -> impl Iterator<Item = &'static Flag> {
        let required = self.command.required.iter().filter(|_| !self.reads_change());
        let unsaid = required.filter(|name| self.value_of(name).is_none());
        let flags = unsaid.filter_map(|name| self.command.flag(name));
        flags.filter(|flag| {
            variable(flag, env).is_none() && input_variable::text(flag.name, env).is_none()
        })
    }

    /// Whether the command reads the change from the CI system and git.
    pub fn reads_change(&self) -> bool {
        self.command.reads_change || self.takes(&READ_CI_STATE) && self.is_on(&READ_CI_STATE)
    }

    /// The flags that a configuration file may still fill.
    pub fn unsaid_config_flags(&self) -> impl Iterator<Item = (&'static Flag, &'static str)> {
        let unsaid = self.command.flags().filter(|flag| self.value(flag).is_none());
        unsaid.filter_map(|flag| Some((flag, flag.config?)))
    }

    /// The value of a flag, as given.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn value(&self, flag: &Flag) -> Option<&GivenValue> {
        self.value_of(self.own(flag).name)
    }

    /// The positional argument; `None` if it is empty.
    pub fn positional(&self) -> Option<&str> {
        let value = self.value_of(self.command.positional.as_ref()?.name)?;
        Some(value.text.as_str()).filter(|text| !text.is_empty())
    }

    /// Whether the positional argument was given, empty or not.
    pub fn has_positional(&self) -> bool {
        self.command.positional.as_ref().is_some_and(|one| self.value_of(one.name).is_some())
    }

    fn value_of(&self, name: &str) -> Option<&GivenValue> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The text of a value.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn text(&self, flag: &Flag) -> Option<&str> {
        self.value(flag).map(|value| value.text.as_str())
    }

    /// The text of a flag that not every command takes; `None` if this one does not.
    pub fn optional(&self, flag: &Flag) -> Option<&str> {
        if self.takes(flag) { self.text(flag) } else { None }
    }

    /// The text of a value, or `None` when it is empty too.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn filled(&self, flag: &Flag) -> Option<&str> {
        self.text(flag).filter(|text| !text.is_empty())
    }

    /// Returns all texts of a list, in their order.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn texts(&self, flag: &Flag) -> Vec<&str> {
        let values = self.values.iter().filter(|(known, _)| *known == self.own(flag).name);
        values.map(|(_, value)| value.text.as_str()).collect::<Vec<_>>()
    }

    /// Whether a switch is on.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn is_on(&self, flag: &Flag) -> bool {
        self.text(flag) == Some("true")
    }

    /// A word of a [`super::ValueKind::Choice`], already checked, or its default.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn choice(&self, flag: &Flag) -> Option<&str> {
        self.text(flag).or(self.own(flag).default)
    }

    /// Returns a number, or the flag's default. The error of a bad number names its source.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn number(&self, flag: &Flag) -> Result<Option<f64>, Error> {
        let flag = self.own(flag);
        let Some(value) = self.value(flag) else {
            return Ok(flag.default.and_then(number::float));
        };
        match number::parse(flag.kind, &value.text) {
            Ok(number) => Ok(Some(number)),
            Err(problem) => Err(self.invalid(flag, value, &problem)),
        }
    }

    /// Returns the error for a value that cannot be used: of the command line, or of a variable or file.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn invalid(&self, flag: &Flag, value: &GivenValue, problem: &str) -> Error {
        let code = match value.source {
            Source::Flag | Source::Option | Source::Input | Source::File(..) | Source::Change => {
                Code::InvalidValue
            }
            Source::Env(_) | Source::Config(..) => Code::InvalidConfig,
        };
        Error::new(code, format!("invalid value for {}: {problem}", self.origin(flag)))
    }

    /// Names the source of a value for a message, or the flag if it was not given.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn origin(&self, flag: &Flag) -> String {
        let (flag, name) = (self.own(flag), flag.name);
        match self.value(flag).map(|value| &value.source) {
            Some(Source::Env(variable)) => (*variable).to_owned(),
            Some(Source::File(flag, path)) => format!("--{flag} {path}"),
            Some(Source::Config(path, key)) => format!("`{key}` in {path}"),
            Some(Source::Option) => flag.option_name(),
            Some(Source::Input) => format!("input {name}"),
            Some(Source::Flag | Source::Change) | None => flag.shown(),
        }
    }
}

/// Converts the text of a variable: switches are often 1 and 0.
fn written(kind: ValueKind, text: &str) -> &str {
    match text {
        "1" | "True" | "TRUE" if kind == ValueKind::Switch => "true",
        "0" | "False" | "FALSE" if kind == ValueKind::Switch => "false",
        text => text,
    }
}

/// Returns a flag's variable and its text.
fn variable<'a>(flag: &Flag, env: &'a Variables) -> Option<(&'static str, &'a String)> {
    let name = flag.env?;
    Some((name, env.get(name).filter(|text| !(is_ours(name) && text.is_empty()))?))
}

/// Whether a variable is one of this program, and not of `dagster-cloud`.
pub fn is_ours(name: &str) -> bool {
    name.starts_with("DAGSTER_DEPLOY_")
}
