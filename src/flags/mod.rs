//! The command line as data: what a flag and a command are, and the reading of them.
//!
//! [`table`] lists every command and `definitions` every flag, once. The argv reader, the readers of library options
//! and of the Action's inputs, help, completions, the README's tables, `action.yml` and the TypeScript types are loops
//! over it. Help and completions are rendered natively into js/texts.js: in the WebAssembly module they would be a
//! twentieth of it, for runs that ask for nothing else. Not here: what a flag means for a command; that is in
//! `command/`.

pub mod action;
pub mod argv;
#[cfg(not(target_arch = "wasm32"))]
pub mod completion;
mod definitions;
mod facts;
pub mod given;
mod groups;
#[cfg(not(target_arch = "wasm32"))]
pub mod help;
pub mod input_variable;
pub mod inputs;
mod jobs;
mod lexer;
pub mod number;
pub mod options;
pub mod table;
mod webhooks;

pub(crate) use action::*;
pub(crate) use definitions::*;
pub(crate) use facts::*;
pub use given::{Given, GivenValue, Source};
pub(crate) use jobs::*;
pub(crate) use webhooks::*;

use crate::change::Field;

/// The program's name in help and messages.
pub const PROGRAM: &str = "dagster-deploy";

/// Words for people to read, which the WebAssembly module leaves out.
#[derive(Debug, Clone, Copy)]
pub struct Words(#[cfg(not(target_arch = "wasm32"))] &'static str);

impl Words {
    /// These words.
    #[cfg_attr(target_arch = "wasm32", allow(unused_variables))]
    pub const fn new(words: &'static str) -> Self {
        Self(
            #[cfg(not(target_arch = "wasm32"))]
            words,
        )
    }

    /// The words.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

/// The kind of value that a flag accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// Any text, also the empty one.
    Text,
    /// A floating-point number.
    Number,
    /// A whole number, of seconds or of times.
    Whole,
    /// Seconds with decimals.
    DecimalSeconds,
    /// A JSON object as text; in a library call also as an object.
    Object,
    /// A path that must exist.
    File,
    /// A path that is only passed on.
    Path,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Texts; the flag may be given several times.
    List,
    /// Present or absent.
    Switch,
    /// `--x` or `--no-x`.
    Toggle,
}

impl ValueKind {
    /// Whether the flag takes no value.
    pub fn is_bare(self) -> bool {
        matches!(self, ValueKind::Switch | ValueKind::Toggle)
    }

    /// Whether the value is a number.
    pub fn is_number(self) -> bool {
        matches!(self, ValueKind::Number | ValueKind::Whole | ValueKind::DecimalSeconds)
    }
}

/// One flag: everything that any face of the program needs to know about it.
#[derive(Debug, Clone, Copy)]
pub struct Flag {
    /// The long name without dashes; its camelCase form names the library option.
    pub name: &'static str,
    /// Other long names.
    pub aliases: &'static [&'static str],
    /// The letter after one dash.
    pub short: Option<char>,
    /// The kind of value that it accepts.
    pub kind: ValueKind,
    /// The name of its value in help.
    pub value_name: Words,
    /// The variable that is read if the flag is absent.
    pub env: Option<&'static str>,
    /// The key of the configuration file that is read if the variable is absent, too.
    pub config: Option<&'static str>,
    /// The field of the change that fills it where the change is read.
    pub change: Option<Field>,
    /// The value that is used if none is given.
    pub default: Option<&'static str>,
    /// One sentence for help.
    pub help: Words,
    /// Under which heading help lists it.
    pub section: Section,
    /// Holds a token or another secret, which is passed to no other program.
    pub is_secret: bool,
    /// Makes no sense as an option of a library call.
    pub command_line_only: bool,
}

impl Flag {
    /// A flag that takes text and has nothing else; the table overrides fields with `..`.
    pub const fn new(name: &'static str, help: &'static str) -> Self {
        Self {
            name,
            aliases: &[],
            short: None,
            kind: ValueKind::Text,
            value_name: Words::new("TEXT"),
            env: None,
            config: None,
            change: None,
            default: None,
            help: Words::new(help),
            section: Section::Main,
            is_secret: false,
            command_line_only: false,
        }
    }

    /// The long name and its aliases.
    pub fn names(&self) -> Vec<&'static str> {
        [&[self.name], self.aliases].concat()
    }

    /// How messages name it: `--git-repo-name / --repo-name`.
    pub fn shown(&self) -> String {
        self.names().iter().map(|name| format!("--{name}")).collect::<Vec<_>>().join(" / ")
    }

    /// The name of the library option.
    pub fn option_name(&self) -> String {
        let mut words = self.name.split('-');
        let first = words.next().unwrap_or_default().to_owned();
        words.fold(first, |name, word| {
            let (head, tail) = word.split_at(1);
            name + &head.to_ascii_uppercase() + tail
        })
    }
}

/// A heading of the help text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The flags that only this command has.
    Main,
    /// The branch, its commit and its pull request.
    Change,
    /// Where Dagster+ is and who asks.
    Connection,
    /// How the run behaves.
    Run,
}

/// A positional argument.
#[derive(Debug, Clone, Copy)]
pub struct Positional {
    /// Its name in help and messages; also its key in [`Given`].
    pub name: &'static str,
    /// Whether it is a path.
    pub is_path: bool,
    /// One sentence for help.
    pub help: Words,
}

/// The action of a command; `command/` has the code for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// `branch-deployment create-or-update`.
    CreateOrUpdateBranchDeployment,
    /// `branch-deployment delete`.
    DeleteBranchDeployment,
    /// `deployment add-location` and `update-location`.
    AddOrUpdateLocation,
    /// `ci inspect`.
    InspectChange,
    /// `ci branch-deployment`.
    MarkBranchDeployment,
    /// `ci image-tag`.
    ImageTag,
    /// `deploy`.
    Deploy,
    /// `job launch`.
    LaunchJob,
    /// `run status`.
    RunStatus,
    /// `webhook explain`.
    ExplainDelivery,
    /// `webhook sign`.
    SignDelivery,
    /// `webhook check`.
    CheckConfiguration,
    /// `webhook serve`.
    ServeWebhooks,
}

/// One command.
#[derive(Debug)]
pub struct Command {
    /// The group it is listed under; empty for a command of its own.
    pub group: &'static str,
    /// Other groups it works under, not listed by help.
    pub hidden_groups: &'static [&'static str],
    /// Its name in the group.
    pub name: &'static str,
    /// The action.
    pub action: Action,
    /// One sentence for help.
    pub summary: Words,
    /// More text for help.
    pub details: Words,
    /// The optional positional argument.
    pub positional: Option<Positional>,
    /// The flags it takes, in groups that commands share. Where two share a short letter the later one has it, as in
    /// `dagster-cloud`.
    pub flags: &'static [&'static [&'static Flag]],
    /// The names of those that must be given.
    pub required: &'static [&'static str],
    /// Whether it reads the change from a CI system and git, even without `--read-ci-state`.
    pub reads_change: bool,
    /// Whether its result is a document, for people as well.
    pub prints_document: bool,
}

impl Command {
    /// Group and name, as they are typed.
    pub fn path(&self) -> String {
        format!("{} {}", self.group, self.name).trim_start().to_owned()
    }

    /// Its flags.
    pub fn flags(&self) -> impl DoubleEndedIterator<Item = &'static Flag> + Clone + use<> {
        // One list: a chain of groups is compiled anew for each use, 2 KB in all.
        self.flags.concat().into_iter()
    }

    /// Whether it works under that group, listed or not.
    pub fn is_in(&self, group: &str) -> bool {
        self.group == group || self.hidden_groups.contains(&group)
    }

    /// The flag of that long name or alias.
    pub fn flag(&self, name: &str) -> Option<&'static Flag> {
        self.flags().find(|flag| flag.name == name || flag.aliases.contains(&name))
    }

    /// The flag of that letter.
    pub fn short(&self, letter: char) -> Option<&'static Flag> {
        self.flags().rev().find(|flag| flag.short == Some(letter))
    }

    /// Whether the command cannot run without it.
    pub fn requires(&self, flag: &Flag) -> bool {
        self.required.contains(&flag.name)
    }
}
