//! Block scalars: text after `|` or `>`.

use super::super::YamlError;
use super::super::character::{END, is_break, is_break_or_end, is_space_or_end};
use super::super::error::error_at;
use super::super::token::TokenKind;
use super::Scanner;

/// The name in errors.
const BLOCK: &str = "a block of text";

/// The handling of line breaks at the end.
#[derive(Clone, Copy, PartialEq)]
enum Chomping {
    Strip,
    Clip,
    Keep,
}

impl Scanner<'_> {
    #[inline(never)]
    pub(super) fn fetch_block_scalar(&mut self, folded: bool) -> Result<(), YamlError> {
        self.allow_simple_key = true;
        self.drop_simple_key()?;
        let mark = self.reader.mark();
        self.reader.forward();
        let (chomping, increment) = self.scan_block_header()?;
        self.skip_rest_of_line(BLOCK)?;

        let min_indent = (self.indent + 1).max(1) as usize;
        let mut breaks = String::new();
        let indent = match increment {
            None => min_indent.max(self.scan_block_indentation(&mut breaks)),
            Some(increment) => {
                let indent = min_indent + increment - 1;
                self.scan_block_breaks(indent, &mut breaks);
                indent
            }
        };
        let text = self.scan_block_lines(indent, folded, chomping, breaks);
        self.push(TokenKind::Scalar(text, false), mark);
        Ok(())
    }

    /// The signs after `|` or `>`: chomping and indentation, in either order.
    #[inline(never)]
    fn scan_block_header(&mut self) -> Result<(Chomping, Option<usize>), YamlError> {
        let mut chomping = self.scan_chomping();
        let increment = self.reader.peek().to_digit(10);
        if increment == Some(0) {
            let message = "the indentation of a block of text must be 1 to 9, saw 0";
            return Err(error_at(self.reader.mark(), message));
        }
        if increment.is_some() {
            self.reader.forward();
            if chomping.is_none() {
                chomping = self.scan_chomping();
            }
        }
        match is_space_or_end(self.reader.peek()) {
            true => Ok((chomping.unwrap_or(Chomping::Clip), increment.map(|digit| digit as usize))),
            false => Err(self.unexpected(BLOCK, "'+', '-', a digit or the end of the line")),
        }
    }

    #[inline(never)]
    fn scan_chomping(&mut self) -> Option<Chomping> {
        let chomping = match self.reader.peek() {
            '+' => Chomping::Keep,
            '-' => Chomping::Strip,
            _ => return None,
        };
        self.reader.forward();
        Some(chomping)
    }

    /// The lines of the text, without their indentation.
    #[inline(never)]
    fn scan_block_lines(
        &mut self,
        indent: usize,
        folded: bool,
        chomping: Chomping,
        mut breaks: String,
    ) -> String {
        let mut text = String::new();
        let mut line_break = None;
        while self.reader.mark().column == indent && self.reader.peek() != END {
            text.push_str(&breaks);
            breaks.clear();
            let starts_with_text = !matches!(self.reader.peek(), ' ' | '\t');
            text.push_str(self.reader.take_while(|seen| !is_break_or_end(seen)));
            line_break = self.reader.take_break();
            self.scan_block_breaks(indent, &mut breaks);
            let next = self.reader.peek();
            if self.reader.mark().column != indent || next == END {
                break;
            }
            let both_text = starts_with_text && !matches!(next, ' ' | '\t');
            match folded && line_break == Some('\n') && both_text {
                true if breaks.is_empty() => text.push(' '),
                true => {}
                false => text.extend(line_break),
            }
        }
        if chomping != Chomping::Strip {
            text.extend(line_break);
        }
        if chomping == Chomping::Keep {
            text.push_str(&breaks);
        }
        text
    }

    /// Skips empty lines up to the first text, and finds the deepest indentation among them.
    #[inline(never)]
    fn scan_block_indentation(&mut self, breaks: &mut String) -> usize {
        let mut deepest = 0;
        loop {
            if self.reader.peek() == ' ' {
                self.reader.forward();
                deepest = deepest.max(self.reader.mark().column);
            } else if let Some(line_break) = self.reader.take_break() {
                breaks.push(line_break);
            } else {
                return deepest;
            }
        }
    }

    /// Skips empty lines and the indentation of the line that follows them.
    #[inline(never)]
    fn scan_block_breaks(&mut self, indent: usize, breaks: &mut String) {
        loop {
            while self.reader.mark().column < indent && self.reader.peek() == ' ' {
                self.reader.forward();
            }
            if !is_break(self.reader.peek()) {
                return;
            }
            breaks.extend(self.reader.take_break());
        }
    }
}
