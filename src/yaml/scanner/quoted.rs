//! Quoted scalars: text in single or double quotes.

use super::super::YamlError;
use super::super::character::{END, is_blank_or_end, is_break};
use super::super::error::{error_at, shown};
use super::super::mark::Mark;
use super::super::token::TokenKind;
use super::Scanner;
use super::plain::fold;

/// The name in errors.
const QUOTED: &str = "a quoted text";

/// Text that is put together from pieces. An escape may name one half of a character beyond U+FFFF;
/// Python keeps halves and joins two that meet when it writes JSON. A half alone has no JSON form.
struct Pieces {
    text: String,
    high: Option<(u32, Mark)>,
}

impl Scanner<'_> {
    #[inline(never)]
    pub(super) fn fetch_quoted(&mut self) -> Result<(), YamlError> {
        self.save_simple_key()?;
        self.allow_simple_key = false;
        let start = self.reader.mark();
        let quote = self.reader.peek();
        self.reader.forward();
        let mut pieces = Pieces { text: String::new(), high: None };
        self.scan_quoted_words(quote, start, &mut pieces)?;
        while self.reader.peek() != quote {
            self.scan_quoted_spaces(start, &mut pieces)?;
            self.scan_quoted_words(quote, start, &mut pieces)?;
        }
        pieces.finish()?;
        self.reader.forward();
        self.push(TokenKind::Scalar(pieces.text, false), start);
        Ok(())
    }

    /// Text up to the next space, line break or closing quote.
    #[inline(never)]
    fn scan_quoted_words(
        &mut self,
        quote: char,
        start: Mark,
        pieces: &mut Pieces,
    ) -> Result<(), YamlError> {
        loop {
            pieces.push(
                self.reader.take_while(|seen| {
                    !is_blank_or_end(seen) && !matches!(seen, '\'' | '"' | '\\')
                }),
            )?;
            match self.reader.peek() {
                '\'' if quote == '\'' && self.reader.peek_at(1) == '\'' => {
                    pieces.push("'")?;
                    self.reader.forward_by(2);
                }
                '\\' if quote == '"' => self.scan_escape(start, pieces)?,
                seen @ ('\'' | '"' | '\\') if seen != quote => {
                    pieces.push_char(seen)?;
                    self.reader.forward();
                }
                _ => return Ok(()),
            }
        }
    }

    #[inline(never)]
    fn scan_escape(&mut self, start: Mark, pieces: &mut Pieces) -> Result<(), YamlError> {
        self.reader.forward();
        let seen = self.reader.peek();
        let meaning = match seen {
            'x' | 'u' | 'U' => return self.scan_code(seen, pieces),
            _ if is_break(seen) => {
                self.reader.take_break();
                let mut breaks = String::new();
                self.scan_quoted_breaks(start, &mut breaks)?;
                return pieces.push(&breaks);
            }
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            't' | '\t' => '\t',
            'n' => '\n',
            'v' => '\u{b}',
            'f' => '\u{c}',
            'r' => '\r',
            'e' => '\u{1b}',
            ' ' | '"' | '\\' | '/' => seen,
            'N' => '\u{85}',
            '_' => '\u{a0}',
            'L' => '\u{2028}',
            'P' => '\u{2029}',
            _ => {
                let advice = "write '\\\\' or use single quotes";
                let seen = shown(seen);
                let message = format!("'\\' before {seen} has no meaning here: {advice}");
                return Err(error_at(self.reader.mark(), message));
            }
        };
        self.reader.forward();
        pieces.push_char(meaning)
    }

    /// A character by its number, such as `\u00e9`.
    #[inline(never)]
    fn scan_code(&mut self, size: char, pieces: &mut Pieces) -> Result<(), YamlError> {
        let mark = self.reader.mark();
        let length = match size {
            'x' => 2,
            'u' => 4,
            _ => 8,
        };
        self.reader.forward();
        let mut code = 0u32;
        for _ in 0..length {
            let Some(digit) = self.reader.peek().to_digit(16) else {
                return Err(self.unexpected(QUOTED, &format!("{length} hexadecimal digits")));
            };
            code = code << 4 | digit;
            self.reader.forward();
        }
        pieces.push_code(code, mark)
    }

    /// White space inside quotes, folded when it holds line breaks.
    #[inline(never)]
    fn scan_quoted_spaces(&mut self, start: Mark, pieces: &mut Pieces) -> Result<(), YamlError> {
        let blanks = self.reader.take_while(|seen| matches!(seen, ' ' | '\t'));
        if self.reader.peek() == END {
            return Err(error_at(start, "this quote is not closed before the end of the file"));
        }
        let Some(line_break) = self.reader.take_break() else {
            return pieces.push(blanks);
        };
        let mut breaks = String::new();
        self.scan_quoted_breaks(start, &mut breaks)?;
        let mut folded = String::new();
        fold(line_break, &breaks, &mut folded);
        pieces.push(&folded)
    }

    /// Skips empty lines. PyYAML looks for `---` here instead of checking the indentation.
    #[inline(never)]
    fn scan_quoted_breaks(&mut self, start: Mark, breaks: &mut String) -> Result<(), YamlError> {
        loop {
            if self.reader.at_document_indicator() {
                let line = self.reader.mark().line + 1;
                let message =
                    format!("this quote is not closed before '---' or '...' on line {line}");
                return Err(error_at(start, message));
            }
            self.reader.skip_while(|seen| matches!(seen, ' ' | '\t'));
            match self.reader.take_break() {
                Some(line_break) => breaks.push(line_break),
                None => return Ok(()),
            }
        }
    }
}

impl Pieces {
    fn push(&mut self, text: &str) -> Result<(), YamlError> {
        if !text.is_empty() {
            self.finish()?;
            self.text.push_str(text);
        }
        Ok(())
    }

    fn push_char(&mut self, char: char) -> Result<(), YamlError> {
        self.finish()?;
        self.text.push(char);
        Ok(())
    }

    fn push_code(&mut self, code: u32, mark: Mark) -> Result<(), YamlError> {
        if let (Some((high, _)), 0xdc00..=0xdfff) = (self.high, code) {
            self.high = None;
            let joined = 0x10000 + ((high - 0xd800) << 10) + (code - 0xdc00);
            self.text.extend(char::from_u32(joined));
            return Ok(());
        }
        self.finish()?;
        match char::from_u32(code) {
            Some(char) => self.text.push(char),
            None if (0xd800..=0xdbff).contains(&code) => self.high = Some((code, mark)),
            None => return Err(no_character(code, mark)),
        }
        Ok(())
    }

    /// Makes sure that no half of a character is left over.
    fn finish(&self) -> Result<(), YamlError> {
        match self.high {
            Some((code, mark)) => Err(no_character(code, mark)),
            None => Ok(()),
        }
    }
}

fn no_character(code: u32, mark: Mark) -> YamlError {
    error_at(mark, format!("the escape for U+{code:04X} is no character by itself"))
}
