//! Lines that start with `%`.

use super::super::YamlError;
use super::super::character::{is_break_or_end, is_space_or_end, is_word};
use super::super::error::{error_at, error_within, shown};
use super::super::token::Directive;
use super::Scanner;

/// The name in errors.
const DIRECTIVE: &str = "a directive";

impl<'a> Scanner<'a> {
    #[inline(never)]
    pub(super) fn scan_directive(&mut self) -> Result<Directive<'a>, YamlError> {
        self.reader.forward();
        let name = self.reader.take_while(is_word);
        if name.is_empty() || !is_space_or_end(self.reader.peek()) {
            return Err(self.unexpected(DIRECTIVE, "a name of letters and digits"));
        }
        let directive = match name {
            "YAML" => Directive::Version(self.scan_version()?),
            "TAG" => self.scan_tag_directive()?,
            _ => {
                self.reader.skip_while(|seen| !is_break_or_end(seen));
                Directive::Unknown
            }
        };
        self.skip_rest_of_line(DIRECTIVE)?;
        Ok(directive)
    }

    /// The major version; the minor one means nothing to PyYAML.
    #[inline(never)]
    fn scan_version(&mut self) -> Result<&'a str, YamlError> {
        self.reader.skip_while(|seen| seen == ' ');
        let major = self.scan_number()?;
        if self.reader.peek() != '.' {
            return Err(self.unexpected(DIRECTIVE, "a digit or '.'"));
        }
        self.reader.forward();
        self.scan_number()?;
        match is_space_or_end(self.reader.peek()) {
            true => Ok(major),
            false => Err(self.unexpected(DIRECTIVE, "a digit or a space")),
        }
    }

    #[inline(never)]
    fn scan_number(&mut self) -> Result<&'a str, YamlError> {
        let number = self.reader.take_while(|seen| seen.is_ascii_digit());
        match number.len() {
            0 => Err(self.unexpected(DIRECTIVE, "a digit")),
            // Python's int() refuses longer ones.
            1..=4300 => Ok(number),
            _ => Err(error_at(self.reader.mark(), "this version has too many digits")),
        }
    }

    #[inline(never)]
    fn scan_tag_directive(&mut self) -> Result<Directive<'a>, YamlError> {
        self.reader.skip_while(|seen| seen == ' ');
        let handle = self.scan_tag_handle(DIRECTIVE)?;
        if self.reader.peek() != ' ' {
            return Err(self.unexpected(DIRECTIVE, "a space"));
        }
        self.reader.skip_while(|seen| seen == ' ');
        let prefix = self.scan_tag_uri(DIRECTIVE)?;
        match is_space_or_end(self.reader.peek()) {
            true => Ok(Directive::Tag(handle, prefix)),
            false => Err(self.unexpected(DIRECTIVE, "a space")),
        }
    }

    /// Skips a comment, if there is one, and the line break.
    #[inline(never)]
    pub(super) fn skip_rest_of_line(&mut self, within: &str) -> Result<(), YamlError> {
        self.reader.skip_while(|seen| seen == ' ');
        if self.reader.peek() == '#' {
            self.reader.skip_while(|seen| !is_break_or_end(seen));
        }
        if !is_break_or_end(self.reader.peek()) {
            return Err(self.unexpected(within, "a comment or the end of the line"));
        }
        self.reader.take_break();
        Ok(())
    }

    /// The error that something else than `expected` comes next.
    pub(super) fn unexpected(&self, within: &str, expected: &str) -> YamlError {
        let (mark, seen) = (self.reader.mark(), shown(self.reader.peek()));
        error_within(within, mark, mark, &format!("expected {expected}, saw {seen}"))
    }
}
