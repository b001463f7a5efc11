//! The words of a command line one by one: flags, their values, and other words.
//!
//! Not a crate: lexopt is for any bytes that a system passes. Not here: which flags there are (`argv.rs`).

use crate::error::{Code, Error};

/// What a word says.
#[derive(Debug, PartialEq)]
pub(super) enum Said {
    /// `--name`
    Long(String),
    /// `-n`, alone or in a cluster
    Short(char),
    /// Anything else, and all that follows `--`.
    Word(String),
}

/// What was glued to the last flag and is not read yet.
#[derive(Clone, Copy)]
enum Glued<'a> {
    Nothing,
    /// Behind the `=` of `--name=value`.
    Value(&'a str),
    /// Behind the letter of `-n`: more letters, or a value.
    Letters(&'a str),
}

/// The words that are left.
pub(super) struct Words<'a> {
    rest: std::slice::Iter<'a, String>,
    glued: Glued<'a>,
    /// The last flag, as it was written.
    flag: String,
    /// Whether `--` was said.
    are_only_words: bool,
}

impl<'a> Words<'a> {
    pub(super) fn new(argv: &'a [String]) -> Self {
        let rest = argv.iter();
        Self { rest, glued: Glued::Nothing, flag: String::new(), are_only_words: false }
    }

    /// What is said next. A value that was glued to a flag and not asked for is one that the flag does not take.
    pub(super) fn next(&mut self) -> Result<Option<Said>, Error> {
        let is_left = match self.glued {
            Glued::Nothing => false,
            Glued::Value(_) => true,
            Glued::Letters(letters) => match letters.chars().next() {
                None => false,
                Some('=') => true,
                Some(letter) => return Ok(Some(self.letter(letter, letters))),
            },
        };
        self.glued = Glued::Nothing;
        if is_left {
            let message = format!("{} takes no value", self.flag);
            return Err(Error::new(Code::InvalidValue, message));
        }
        if self.are_only_words {
            return Ok(self.rest.next().cloned().map(Said::Word));
        }
        let Some(word) = self.rest.next() else { return Ok(None) };
        if let Some(long) = word.strip_prefix("--") {
            return self.long(long);
        }
        let letters = word.strip_prefix('-').unwrap_or_default();
        Ok(Some(match letters.chars().next() {
            Some(letter) => self.letter(letter, letters),
            None => Said::Word(word.clone()),
        }))
    }

    fn long(&mut self, long: &'a str) -> Result<Option<Said>, Error> {
        if long.is_empty() {
            self.are_only_words = true;
            return self.next();
        }
        let name = match long.split_once('=') {
            Some((name, value)) => {
                self.glued = Glued::Value(value);
                name
            }
            None => long,
        };
        self.flag = format!("--{name}");
        Ok(Some(Said::Long(name.to_owned())))
    }

    /// Takes the first of these letters.
    fn letter(&mut self, letter: char, letters: &'a str) -> Said {
        self.glued = Glued::Letters(&letters[letter.len_utf8()..]);
        self.flag = format!("-{letter}");
        Said::Short(letter)
    }

    /// Takes the value that was glued to the last flag.
    pub(super) fn glued_value(&mut self) -> Option<&'a str> {
        match std::mem::replace(&mut self.glued, Glued::Nothing) {
            Glued::Value(value) => Some(value),
            Glued::Nothing | Glued::Letters("") => None,
            Glued::Letters(value) => Some(value.strip_prefix('=').unwrap_or(value)),
        }
    }

    /// Takes the last flag's value: what was glued to it, else the next word, whatever it looks like.
    pub(super) fn value(&mut self, shown: &str) -> Result<String, Error> {
        let value = self.glued_value().or_else(|| self.rest.next().map(String::as_str));
        let missing = || Error::new(Code::MissingValue, format!("{shown} needs a value"));
        value.map(str::to_owned).ok_or_else(missing)
    }
}

#[cfg(test)]
mod tests {
    use lexopt::{Arg, Parser};

    use super::*;

    fn ours(words: &mut Words<'_>) -> String {
        match words.next() {
            Ok(said) => format!("{said:?}"),
            Err(error) => error.message,
        }
    }

    fn theirs(parser: &mut Parser) -> String {
        let text = |word: std::ffi::OsString| word.into_string().expect("it was a String");
        let said = match parser.next() {
            Ok(said) => said,
            Err(lexopt::Error::UnexpectedValue { option, .. }) => {
                return format!("{option} takes no value");
            }
            Err(error) => panic!("{error}"),
        };
        let said = said.map(|said| match said {
            Arg::Long(name) => Said::Long(name.to_owned()),
            Arg::Short(letter) => Said::Short(letter),
            Arg::Value(word) => Said::Word(text(word)),
        });
        format!("{said:?}")
    }

    #[test]
    fn words_are_read_as_by_the_crate_lexopt() {
        let pieces =
            ["-", "--", "=", "a", "-a", "--a", "--a=", "-a=b", "-ab", "é", "-é", "", "a=b"];
        let mut bits = 0x1234_5678_9abc_def1_u64;
        let mut below = |end: usize| {
            bits ^= bits << 13;
            bits ^= bits >> 7;
            bits ^= bits << 17;
            (bits >> 16) as usize % end
        };
        for _ in 0..50_000 {
            let mut argv = Vec::new();
            for _ in 0..below(6) {
                let (first, second) = (below(pieces.len()), below(pieces.len()));
                argv.push(format!("{}{}", pieces[first], pieces[second]));
            }
            let (mut words, mut parser) = (Words::new(&argv), Parser::from_args(&argv));
            for _ in 0..10 {
                let (ours, theirs) = match below(4) {
                    0 => (words.value("x").ok(), parser.value().ok()),
                    1 => (words.glued_value().map(str::to_owned), parser.optional_value()),
                    _ => (Some(ours(&mut words)), Some(theirs(&mut parser).into())),
                };
                assert_eq!(ours.map(Into::into), theirs, "{argv:?}");
            }
        }
    }
}
