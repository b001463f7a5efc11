//! Cuts the text into tokens.
//!
//! A port of PyYAML's `scanner.py` (MIT, Kirill Simonov and Ingy döt Net), in the same steps, so
//! that both accept the same texts. Here: the queue of tokens, simple keys and indentation; what
//! each kind of token looks like is in the files beside. Not here: which token may follow which
//! (the parser).

mod block_scalar;
mod directive;
mod indicator;
mod plain;
mod quoted;
mod tag;

use super::YamlError;
use super::character::{END, is_blank_or_end, is_break_or_end};
use super::error::{error_at, shown};
use super::mark::Mark;
use super::reader::Reader;
use super::token::{Token, TokenKind};

/// YAML allows a key without `?` on one line and up to this many characters.
const SIMPLE_KEY_LIMIT: usize = 1024;

/// A place where a key may have started; it is one if a `:` follows.
struct SimpleKey {
    token_number: usize,
    flow_level: isize,
    required: bool,
    mark: Mark,
}

/// Makes tokens on demand.
pub(super) struct Scanner<'a> {
    reader: Reader<'a>,
    done: bool,
    /// How many `[` and `{` are open. Below zero when more are closed: the parser then refuses.
    flow_level: isize,
    tokens: Vec<Token<'a>>,
    tokens_taken: usize,
    /// The column of the current block, or -1.
    indent: isize,
    indents: Vec<isize>,
    allow_simple_key: bool,
    /// At most one for each flow level, outermost first, hence oldest first.
    simple_keys: Vec<SimpleKey>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Scanner {
            reader: Reader::new(text),
            done: false,
            flow_level: 0,
            tokens: Vec::new(),
            tokens_taken: 0,
            indent: -1,
            indents: Vec::new(),
            allow_simple_key: true,
            simple_keys: Vec::new(),
        }
    }

    /// The next token, which stays in the queue.
    pub(super) fn peek(&mut self) -> Result<&Token<'a>, YamlError> {
        while self.need_more_tokens()? {
            self.fetch_more_tokens()?;
        }
        Ok(self.tokens.first().expect("the stream end is never taken, so a token is left"))
    }

    /// Takes the next token, which the caller has peeked at.
    pub(super) fn take(&mut self) -> Result<Token<'a>, YamlError> {
        self.peek()?;
        self.tokens_taken += 1;
        // Peeking leaves a token, and the queue is short.
        Ok(self.tokens.remove(0))
    }

    fn need_more_tokens(&mut self) -> Result<bool, YamlError> {
        if self.done {
            return Ok(false);
        }
        if self.tokens.is_empty() {
            return Ok(true);
        }
        // The next token may turn out to be a key: a KEY token would then stand before it.
        self.drop_stale_simple_keys()?;
        Ok(self.simple_keys.first().is_some_and(|key| key.token_number == self.tokens_taken))
    }

    #[inline(never)]
    fn fetch_more_tokens(&mut self) -> Result<(), YamlError> {
        self.skip_to_next_token();
        self.drop_stale_simple_keys()?;
        self.unwind_indent(self.column());
        let next = self.reader.peek();
        if self.column() == 0 {
            if next == '%' {
                return self.fetch_directive();
            }
            if self.reader.at_document_indicator() {
                return self.fetch_document_indicator();
            }
        }
        let in_block = self.flow_level == 0;
        let alone = is_blank_or_end(self.reader.peek_at(1));
        match next {
            END => self.fetch_stream_end(),
            '[' | '{' => self.fetch_flow_start(next == '['),
            ']' | '}' => self.fetch_flow_end(next == ']'),
            ',' => self.fetch_flow_entry(),
            '-' if alone => self.fetch_block_entry(),
            '?' if alone || !in_block => self.fetch_key(),
            ':' if alone || !in_block => self.fetch_value(),
            '*' | '&' => self.fetch_anchor(),
            '!' => self.fetch_tag(),
            '|' | '>' if in_block => self.fetch_block_scalar(next == '>'),
            '\'' | '"' => self.fetch_quoted(),
            _ if self.at_plain(next, alone) => self.fetch_plain(),
            _ => Err(self.no_token(next)),
        }
    }

    /// Whether a plain scalar may start with `next`.
    fn at_plain(&self, next: char, alone: bool) -> bool {
        match next {
            '-' | '?' | ':' => !alone && (next == '-' || self.flow_level == 0),
            _ => !is_blank_or_end(next) && !",[]{}#&*!|>'\"%@`".contains(next),
        }
    }

    fn no_token(&self, next: char) -> YamlError {
        let advice = match next {
            '\t' => "indent and separate with spaces",
            _ => "put the text in quotes",
        };
        let message = format!("{} cannot start a value: {advice}", shown(next));
        error_at(self.reader.mark(), message)
    }

    #[inline(never)]
    fn skip_to_next_token(&mut self) {
        if self.reader.mark().index == 0 && self.reader.peek() == '\u{feff}' {
            self.reader.forward();
        }
        loop {
            self.reader.skip_while(|seen| seen == ' ');
            if self.reader.peek() == '#' {
                self.reader.skip_while(|seen| !is_break_or_end(seen));
            }
            if self.reader.take_break().is_none() {
                return;
            }
            if self.flow_level == 0 {
                self.allow_simple_key = true;
            }
        }
    }

    fn push(&mut self, kind: TokenKind<'a>, mark: Mark) {
        self.tokens.push(Token { kind, mark });
    }

    fn column(&self) -> isize {
        self.reader.mark().column as isize
    }

    /// Forgets places that can no longer be keys: those of another line or too far back.
    fn drop_stale_simple_keys(&mut self) -> Result<(), YamlError> {
        let here = self.reader.mark();
        while let Some(key) = self.simple_keys.first() {
            if key.mark.line == here.line && here.index - key.mark.index <= SIMPLE_KEY_LIMIT {
                break;
            }
            self.check_not_required(key)?;
            self.simple_keys.remove(0);
        }
        Ok(())
    }

    /// Remembers that the next token may be a key.
    fn save_simple_key(&mut self) -> Result<(), YamlError> {
        if !self.allow_simple_key {
            return Ok(());
        }
        self.drop_simple_key()?;
        self.simple_keys.push(SimpleKey {
            token_number: self.tokens_taken + self.tokens.len(),
            flow_level: self.flow_level,
            required: self.flow_level == 0 && self.indent == self.column(),
            mark: self.reader.mark(),
        });
        Ok(())
    }

    /// Forgets the possible key of this flow level.
    fn drop_simple_key(&mut self) -> Result<(), YamlError> {
        match self.take_simple_key() {
            Some(key) => self.check_not_required(&key),
            None => Ok(()),
        }
    }

    fn take_simple_key(&mut self) -> Option<SimpleKey> {
        match self.simple_keys.last() {
            Some(key) if key.flow_level == self.flow_level => self.simple_keys.pop(),
            _ => None,
        }
    }

    fn check_not_required(&self, key: &SimpleKey) -> Result<(), YamlError> {
        match key.required {
            // PyYAML points at where it gave up, which is often the next line.
            true => Err(error_at(key.mark, "no ':' follows this key on its line")),
            false => Ok(()),
        }
    }

    /// Ends the blocks that are indented deeper than `column`.
    fn unwind_indent(&mut self, column: isize) {
        while self.flow_level == 0 && self.indent > column {
            self.push(TokenKind::BlockEnd, self.reader.mark());
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }

    /// Starts a block at `column`, unless the current one is there already.
    fn add_indent(&mut self, column: isize) -> bool {
        if self.indent >= column {
            return false;
        }
        self.indents.push(self.indent);
        self.indent = column;
        true
    }
}
