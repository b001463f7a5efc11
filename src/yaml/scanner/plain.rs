//! Plain scalars: text without quotes.

use super::super::YamlError;
use super::super::character::is_blank_or_end;
use super::super::token::TokenKind;
use super::Scanner;

impl<'a> Scanner<'a> {
    #[inline(never)]
    pub(super) fn fetch_plain(&mut self) -> Result<(), YamlError> {
        self.save_simple_key()?;
        // Reading the text allows keys again when it ends at the start of a line.
        self.allow_simple_key = false;
        let mark = self.reader.mark();
        let indent = self.indent + 1;
        let mut text = String::new();
        let mut spaces = String::new();
        loop {
            let line = self.scan_plain_line();
            if line.is_empty() {
                break;
            }
            self.allow_simple_key = false;
            text.push_str(&spaces);
            text.push_str(line);
            spaces.clear();
            let goes_on = self.scan_plain_spaces(&mut spaces);
            let dedented = self.flow_level == 0 && self.column() < indent;
            if !goes_on || spaces.is_empty() || self.reader.peek() == '#' || dedented {
                break;
            }
        }
        self.push(TokenKind::Scalar(text, true), mark);
        Ok(())
    }

    /// Text up to the next space, line break or sign that ends a plain scalar.
    #[inline(never)]
    fn scan_plain_line(&mut self) -> &'a str {
        let start = self.reader.rest();
        let in_flow = self.flow_level != 0;
        loop {
            let seen = self.reader.peek();
            let after_colon = || {
                let next = self.reader.peek_at(1);
                is_blank_or_end(next) || in_flow && ",[]{}".contains(next)
            };
            if is_blank_or_end(seen)
                || in_flow && ",?[]{}".contains(seen)
                || seen == ':' && after_colon()
            {
                break;
            }
            self.reader.forward();
        }
        &start[..start.len() - self.reader.rest().len()]
    }

    /// The space between two words, folded; false when a document indicator ends the text.
    #[inline(never)]
    fn scan_plain_spaces(&mut self, spaces: &mut String) -> bool {
        let blanks = self.reader.take_while(|seen| seen == ' ');
        let Some(line_break) = self.reader.take_break() else {
            spaces.push_str(blanks);
            return true;
        };
        self.allow_simple_key = true;
        if self.reader.at_document_indicator() {
            return false;
        }
        let mut breaks = String::new();
        loop {
            if self.reader.peek() == ' ' {
                self.reader.forward();
            } else if let Some(next_break) = self.reader.take_break() {
                breaks.push(next_break);
                if self.reader.at_document_indicator() {
                    return false;
                }
            } else {
                break;
            }
        }
        fold(line_break, &breaks, spaces);
        true
    }
}

/// Appends what a line break and the empty lines after it mean inside text.
pub(super) fn fold(line_break: char, breaks: &str, text: &mut String) {
    if line_break != '\n' {
        text.push(line_break);
    } else if breaks.is_empty() {
        text.push(' ');
    }
    text.push_str(breaks);
}
