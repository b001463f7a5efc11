//! The values that the user gave, each as text with its source.
//!
//! Not here: what it means. A command turns a [`Given`] into a struct of its own, all checks included.

use super::{Command, Flag, ValueKind, input_variable, number};
use crate::error::{Code, Error};
use crate::host::Variables;

/// Where a value was said.
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

/// A value as said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenValue {
    /// The text; `true` or `false` for a switch.
    pub text: String,
    /// Where it was said.
    pub source: Source,
}

/// Everything that was said for one command.
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
    /// Nothing said yet on the command line.
    pub fn new(command: &'static Command) -> Self {
        Self { command, face: Face::CommandLine, values: Vec::new() }
    }

    /// Nothing said yet in a library call.
    pub fn for_library(command: &'static Command) -> Self {
        Self { face: Face::Library, ..Self::new(command) }
    }

    /// Marks the values as incomplete, for the Action: the rest comes from its inputs.
    #[must_use]
    pub fn for_action(self) -> Self {
        Self { face: Face::Action, ..self }
    }

    /// How the user can say a value, for hints: `pass --organization or set DAGSTER_CLOUD_ORGANIZATION`.
    pub fn advice(&self, name: &str) -> String {
        let Some(flag) = self.command.flag(name) else { return format!("pass {name}") };
        match (self.face, flag.env) {
            (Face::Library, _) => format!("pass {}", flag.option_name()),
            (Face::CommandLine, Some(variable)) => format!("pass --{name} or set {variable}"),
            (Face::CommandLine, None) => format!("pass --{name}"),
            (Face::Action, _) => format!("set the input {name}"),
        }
    }

    /// The last value said wins, as in `dagster-cloud`; a list takes them all.
    pub fn set(&mut self, name: &'static str, text: &str, source: Source) {
        if self.command.flag(name).is_none_or(|flag| flag.kind != ValueKind::List) {
            self.values.retain(|(known, _)| *known != name);
        }
        self.values.push((name, GivenValue { text: text.to_owned(), source }));
    }

    /// Writes a path with slashes, which Windows takes as well, and git and GitHub alone.
    pub fn use_slashes(&mut self, name: &str) {
        for (_, value) in self.values.iter_mut().filter(|(known, _)| *known == name) {
            value.text = value.text.replace('\\', "/");
        }
    }

    /// Takes values from the environment for flags that were not said. A variable of `dagster-cloud` that is set but
    /// empty counts as said: it hides the configuration file. One of ours does not.
    pub fn fill_from_env(&mut self, env: &Variables) {
        for flag in self.command.flags() {
            if let Some((name, text)) = variable(flag, env)
                && self.value(flag.name).is_none()
            {
                self.set(flag.name, written(flag.kind, text), Source::Env(name));
            }
        }
    }

    /// Checks the words that variables say for a choice or a switch; those of flags have been checked when they were read.
    pub fn check_variables(&self) -> Result<(), Error> {
        for flag in self.command.flags() {
            let words = match flag.kind {
                ValueKind::Choice(words) => words,
                ValueKind::Switch => &["true", "false"],
                _ => continue,
            };
            if let Some(value) = self.value(flag.name)
                && matches!(value.source, Source::Env(_))
                && !words.contains(&value.text.as_str())
            {
                let known = words.join(", ");
                let problem = format!("{:?} is none of {known}", value.text);
                return Err(self.invalid(flag.name, value, &problem));
            }
        }
        Ok(())
    }

    /// The flags that the command needs and that were said neither before nor in a variable. Where the change is read
    /// it may still fill them. An input only the Action has.
    pub fn missing(&self, env: &Variables) -> impl Iterator<Item = &'static Flag> {
        let required = self.command.required.iter().filter(|_| !self.reads_change());
        let unsaid = required.filter(|name| self.value(name).is_none());
        let flags = unsaid.filter_map(|name| self.command.flag(name));
        flags.filter(|flag| {
            variable(flag, env).is_none() && input_variable::text(flag.name, env).is_none()
        })
    }

    /// Whether the command reads what the CI system and git tell of the change.
    pub fn reads_change(&self) -> bool {
        self.command.reads_change || self.is_on("read-ci-state")
    }

    /// The flags that a configuration file may still fill.
    pub fn unsaid_config_flags(&self) -> impl Iterator<Item = (&'static Flag, &'static str)> {
        let unsaid = self.command.flags().filter(|flag| self.value(flag.name).is_none());
        unsaid.filter_map(|flag| Some((flag, flag.config?)))
    }

    /// The value of a flag or of the positional argument, as said.
    pub fn value(&self, name: &str) -> Option<&GivenValue> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The text of a value.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.value(name).map(|value| value.text.as_str())
    }

    /// The text of a value, or `None` when it is empty too.
    pub fn filled(&self, name: &str) -> Option<&str> {
        self.text(name).filter(|text| !text.is_empty())
    }

    /// All texts of a list, in the order they were said.
    pub fn texts(&self, name: &str) -> Vec<&str> {
        let values = self.values.iter().filter(|(known, _)| *known == name);
        values.map(|(_, value)| value.text.as_str()).collect::<Vec<_>>()
    }

    /// Whether a switch is on.
    pub fn is_on(&self, name: &str) -> bool {
        self.text(name) == Some("true")
    }

    /// A word of a [`super::ValueKind::Choice`], already checked, or its default.
    pub fn choice(&self, name: &str) -> Option<&str> {
        self.text(name).or_else(|| self.command.flag(name)?.default)
    }

    /// A number, or the flag's default. A bad one is an error of the place where it was said.
    pub fn number(&self, name: &str) -> Result<Option<f64>, Error> {
        let flag = self.command.flag(name);
        let Some(value) = self.value(name) else {
            return Ok(flag.and_then(|flag| flag.default).and_then(number::float));
        };
        match flag.map(|flag| number::parse(flag.kind, &value.text)) {
            Some(Ok(number)) => Ok(Some(number)),
            Some(Err(problem)) => Err(self.invalid(name, value, &problem)),
            None => Ok(None),
        }
    }

    /// The error for a value that cannot be used: of the command line, or of the variable or file that said it.
    pub fn invalid(&self, name: &str, value: &GivenValue, problem: &str) -> Error {
        let code = match value.source {
            Source::Flag | Source::Option | Source::Input | Source::File(..) | Source::Change => {
                Code::InvalidValue
            }
            Source::Env(_) | Source::Config(..) => Code::InvalidConfig,
        };
        Error::new(code, format!("invalid value for {}: {problem}", self.origin(name)))
    }

    /// How a message names the place where a value was or could be said.
    pub fn origin(&self, name: &str) -> String {
        let flag = self.command.flag(name);
        match self.value(name).map(|value| &value.source) {
            Some(Source::Env(variable)) => (*variable).to_owned(),
            Some(Source::File(flag, path)) => format!("--{flag} {path}"),
            Some(Source::Config(path, key)) => format!("`{key}` in {path}"),
            Some(Source::Option) => flag.map_or(name.to_owned(), super::Flag::option_name),
            Some(Source::Input) => format!("input {name}"),
            Some(Source::Flag | Source::Change) | None => {
                flag.map_or(name.to_owned(), super::Flag::shown)
            }
        }
    }
}

/// The text for what a variable says: those of switches are often 1 and 0.
fn written(kind: ValueKind, text: &str) -> &str {
    match text {
        "1" | "True" | "TRUE" if kind == ValueKind::Switch => "true",
        "0" | "False" | "FALSE" if kind == ValueKind::Switch => "false",
        text => text,
    }
}

/// A flag's variable and what it says.
fn variable<'a>(flag: &Flag, env: &'a Variables) -> Option<(&'static str, &'a String)> {
    let name = flag.env?;
    Some((name, env.get(name).filter(|text| !(is_ours(name) && text.is_empty()))?))
}

/// Whether a variable is one of this program, and not of `dagster-cloud`.
pub fn is_ours(name: &str) -> bool {
    name.starts_with("DAGSTER_DEPLOY_")
}
