//! The text under the scanner: one character at a time, with line and column.
//!
//! A port of PyYAML's `reader.py` (MIT, Kirill Simonov and Ingy döt Net). Not here: decoding of
//! bytes, which is the caller's work.

use std::str::Chars;

use super::YamlError;
use super::character::{END, is_blank_or_end, is_break, is_break_or_end};
use super::error::error_at;
use super::mark::Mark;

/// Reads a text from its start to its end.
pub(super) struct Reader<'a> {
    rest: Chars<'a>,
    mark: Mark,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Reader { rest: text.chars(), mark: Mark { index: 0, line: 0, column: 0 } }
    }

    /// Where the next character stands.
    pub(super) fn mark(&self) -> Mark {
        self.mark
    }

    /// All that is left to read.
    pub(super) fn rest(&self) -> &'a str {
        self.rest.as_str()
    }

    pub(super) fn peek(&self) -> char {
        self.rest.clone().next().unwrap_or(END)
    }

    /// The character `ahead` places after the next one.
    pub(super) fn peek_at(&self, ahead: usize) -> char {
        self.rest.clone().nth(ahead).unwrap_or(END)
    }

    pub(super) fn forward(&mut self) {
        let Some(seen) = self.rest.next() else { return };
        self.mark.index += 1;
        if is_break(seen) && !(seen == '\r' && self.peek() == '\n') {
            self.mark.line += 1;
            self.mark.column = 0;
        } else if seen != '\u{feff}' {
            self.mark.column += 1;
        }
    }

    pub(super) fn forward_by(&mut self, count: usize) {
        for _ in 0..count {
            self.forward();
        }
    }

    /// Skips characters as long as they are `wanted`, which must never want [`END`].
    pub(super) fn skip_while(&mut self, wanted: fn(char) -> bool) {
        while wanted(self.peek()) {
            self.forward();
        }
    }

    /// As [`Reader::skip_while`], and returns what was skipped.
    pub(super) fn take_while(&mut self, wanted: fn(char) -> bool) -> &'a str {
        let start = self.rest.as_str();
        self.skip_while(wanted);
        &start[..start.len() - self.rest.as_str().len()]
    }

    /// Skips one line break, whose meaning it returns: most are read as `\n`.
    pub(super) fn take_break(&mut self) -> Option<char> {
        let seen = self.peek();
        match seen {
            '\r' | '\n' | '\u{85}' => {
                self.forward_by(if seen == '\r' && self.peek_at(1) == '\n' { 2 } else { 1 });
                Some('\n')
            }
            '\u{2028}' | '\u{2029}' => {
                self.forward();
                Some(seen)
            }
            _ => None,
        }
    }

    /// Whether `---` or `...` stands here as a word of its own. The column is the caller's matter.
    pub(super) fn at_document_indicator(&self) -> bool {
        let rest = self.rest.as_str();
        (rest.starts_with("---") || rest.starts_with("...")) && is_blank_or_end(self.peek_at(3))
    }
}

/// One line of a text without its break, counted from 1.
pub(super) fn line(text: &str, number: usize) -> &str {
    let mut reader = Reader::new(text);
    while reader.mark.line + 1 < number && reader.peek() != END {
        reader.forward();
    }
    match reader.mark.line + 1 == number {
        true => reader.take_while(|seen| !is_break_or_end(seen)),
        false => "",
    }
}

/// Refuses characters that YAML does not allow anywhere, not even in comments.
pub(super) fn check_printable(text: &str) -> Result<(), YamlError> {
    if text.chars().all(is_printable) {
        return Ok(());
    }
    let mut reader = Reader::new(text);
    reader.skip_while(|seen| seen != END && is_printable(seen));
    let code = u32::from(reader.peek());
    Err(error_at(reader.mark(), format!("the control character U+{code:04X} is not allowed here")))
}

fn is_printable(seen: char) -> bool {
    matches!(seen,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{d7ff}'
        | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_the_positions_of_errors_are() {
        let text = "a\r\nb\rc\u{85}d\n\ne";
        let lines: Vec<&str> = (1..=7).map(|number| line(text, number)).collect();
        assert_eq!(lines, ["a", "b", "c", "d", "", "e", ""]);
    }

    #[test]
    fn a_control_character_is_refused_with_its_place() {
        let error = check_printable("a: 1\nb: \u{7}").expect_err("a bell is no text");
        assert_eq!((error.line, error.column), (2, 4));
        assert_eq!(error.message, "the control character U+0007 is not allowed here");
        assert_eq!(check_printable("\u{feff}a\tb\u{85}\u{a0}\u{1f680}\r\n"), Ok(()));
    }
}
