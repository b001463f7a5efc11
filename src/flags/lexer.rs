//! The words of a command line one by one: flags, their values, and other words, as lexopt reads them.
//!
//! Not here: which flags there are (`argv.rs`).

use lexopt::{Arg, Parser};

use crate::error::{Code, Error};

/// The meaning of an argument.
#[derive(Debug, PartialEq)]
pub(super) enum Argument {
    /// `--name`
    Long(String),
    /// `-n`, alone or in a cluster
    Short(char),
    /// Anything else, and all that follows `--`.
    Word(String),
}

/// The words that are left.
pub(super) struct ArgumentLexer(Parser);

impl ArgumentLexer {
    pub(super) fn new(argv: &[String]) -> Self {
        Self(Parser::from_args(argv))
    }

    /// Returns the next argument. A value that was joined to a flag and not read is one that the flag does not take.
    pub(super) fn next(&mut self) -> Result<Option<Argument>, Error> {
        match self.0.next() {
            Ok(None) => Ok(None),
            Ok(Some(Arg::Long(name))) => Ok(Some(Argument::Long(name.to_owned()))),
            Ok(Some(Arg::Short(letter))) => Ok(Some(Argument::Short(letter))),
            Ok(Some(Arg::Value(word))) => Ok(Some(Argument::Word(text(word)))),
            // The only complaint left to lexopt: a value given to a flag that takes none.
            Err(lexopt::Error::UnexpectedValue { option, .. }) => {
                Err(Error::new(Code::InvalidValue, format!("{option} takes no value")))
            }
            Err(_) => Err(Error::new(Code::InvalidValue, "the command line cannot be read")),
        }
    }

    /// Passes over the value that was glued to the last flag.
    pub(super) fn skip_glued(&mut self) {
        self.0.optional_value();
    }

    /// Takes the last flag's value: what was glued to it, else the next word, whatever it looks like.
    pub(super) fn value(&mut self, shown: &str) -> Result<String, Error> {
        let missing = |_| Error::new(Code::MissingValue, format!("{shown} needs a value"));
        self.0.value().map(text).map_err(missing)
    }
}

fn text(word: std::ffi::OsString) -> String {
    word.into_string().unwrap_or_else(|word| word.to_string_lossy().into_owned())
}
