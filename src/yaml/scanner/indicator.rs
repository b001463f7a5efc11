//! The tokens that are marks such as `-`, `[` or `---`.

use super::super::YamlError;
use super::super::error::error_at;
use super::super::token::{Token, TokenKind};
use super::Scanner;

impl Scanner<'_> {
    #[inline(never)]
    pub(super) fn fetch_stream_end(&mut self) -> Result<(), YamlError> {
        self.unwind_indent(-1);
        self.drop_simple_key()?;
        self.allow_simple_key = false;
        self.simple_keys.clear();
        self.push(TokenKind::StreamEnd, self.reader.mark());
        self.done = true;
        Ok(())
    }

    #[inline(never)]
    pub(super) fn fetch_directive(&mut self) -> Result<(), YamlError> {
        self.unwind_indent(-1);
        self.drop_simple_key()?;
        self.allow_simple_key = false;
        let mark = self.reader.mark();
        let directive = self.scan_directive()?;
        self.push(TokenKind::Directive(directive), mark);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn fetch_document_indicator(&mut self) -> Result<(), YamlError> {
        self.unwind_indent(-1);
        self.drop_simple_key()?;
        self.allow_simple_key = false;
        let kind = match self.reader.peek() {
            '-' => TokenKind::DocumentStart,
            _ => TokenKind::DocumentEnd,
        };
        self.push(kind, self.reader.mark());
        self.reader.forward_by(3);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn fetch_flow_start(&mut self, is_sequence: bool) -> Result<(), YamlError> {
        self.save_simple_key()?;
        self.flow_level += 1;
        self.allow_simple_key = true;
        self.fetch_mark(if is_sequence {
            TokenKind::FlowSequenceStart
        } else {
            TokenKind::FlowMappingStart
        })
    }

    #[inline(never)]
    pub(super) fn fetch_flow_end(&mut self, is_sequence: bool) -> Result<(), YamlError> {
        self.drop_simple_key()?;
        self.flow_level -= 1;
        self.allow_simple_key = false;
        self.fetch_mark(if is_sequence {
            TokenKind::FlowSequenceEnd
        } else {
            TokenKind::FlowMappingEnd
        })
    }

    #[inline(never)]
    pub(super) fn fetch_flow_entry(&mut self) -> Result<(), YamlError> {
        self.allow_simple_key = true;
        self.drop_simple_key()?;
        self.fetch_mark(TokenKind::FlowEntry)
    }

    #[inline(never)]
    pub(super) fn fetch_block_entry(&mut self) -> Result<(), YamlError> {
        // Inside `[` or `{` it is wrong, which the parser sees.
        if self.flow_level == 0 {
            self.start_block("'-'", TokenKind::BlockSequenceStart)?;
        }
        self.allow_simple_key = true;
        self.drop_simple_key()?;
        self.fetch_mark(TokenKind::BlockEntry)
    }

    #[inline(never)]
    pub(super) fn fetch_key(&mut self) -> Result<(), YamlError> {
        if self.flow_level == 0 {
            self.start_block("'?'", TokenKind::BlockMappingStart)?;
        }
        self.allow_simple_key = self.flow_level == 0;
        self.drop_simple_key()?;
        self.fetch_mark(TokenKind::Key)
    }

    #[inline(never)]
    pub(super) fn fetch_value(&mut self) -> Result<(), YamlError> {
        if let Some(key) = self.take_simple_key() {
            let at = key.token_number - self.tokens_taken;
            self.tokens.insert(at, Token { kind: TokenKind::Key, mark: key.mark });
            if self.flow_level == 0 && self.add_indent(key.mark.column as isize) {
                self.tokens
                    .insert(at, Token { kind: TokenKind::BlockMappingStart, mark: key.mark });
            }
            // There cannot be two simple keys one after another.
            self.allow_simple_key = false;
        } else {
            if self.flow_level == 0 {
                self.start_block("':'", TokenKind::BlockMappingStart)?;
            }
            self.allow_simple_key = self.flow_level == 0;
            self.drop_simple_key()?;
        }
        self.fetch_mark(TokenKind::Value)
    }

    /// Makes a token of one character.
    #[inline(never)]
    fn fetch_mark(&mut self, kind: TokenKind<'static>) -> Result<(), YamlError> {
        self.push(kind, self.reader.mark());
        self.reader.forward();
        Ok(())
    }

    /// Starts a block of entries here, unless it is open already.
    fn start_block(&mut self, sign: &str, kind: TokenKind<'static>) -> Result<(), YamlError> {
        let mark = self.reader.mark();
        if !self.allow_simple_key {
            let advice = "check the indentation, or put the text in quotes";
            let message = format!("{sign} cannot stand here: {advice}");
            return Err(error_at(mark, message));
        }
        if self.add_indent(self.column()) {
            self.push(kind, mark);
        }
        Ok(())
    }
}
