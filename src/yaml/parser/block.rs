//! Block collections: lists and mappings by indentation.

use super::super::YamlError;
use super::super::event::{Properties, What};
use super::super::token::TokenKind;
use super::{Parsed, Parser, State, empty_scalar};

impl<'a> Parser<'a> {
    pub(super) fn block_sequence_entry(&mut self) -> Parsed<'a> {
        match self.peek()? {
            TokenKind::BlockEntry => {
                let mark = self.scanner.take()?.mark;
                if matches!(self.peek()?, TokenKind::BlockEntry | TokenKind::BlockEnd) {
                    self.state = State::BlockSequenceEntry;
                    return Ok(empty_scalar(Properties::default(), mark));
                }
                self.states.push(State::BlockSequenceEntry);
                self.node(true, false)
            }
            TokenKind::BlockEnd => self.collection_end(What::SequenceEnd),
            _ => Err(self.misplaced("a list", "'-' or the end of the list")),
        }
    }

    pub(super) fn indentless_sequence_entry(&mut self) -> Parsed<'a> {
        if !matches!(self.peek()?, TokenKind::BlockEntry) {
            self.pop_state();
            return self.event_here(What::SequenceEnd);
        }
        let mark = self.scanner.take()?.mark;
        if matches!(
            self.peek()?,
            TokenKind::BlockEntry | TokenKind::Key | TokenKind::Value | TokenKind::BlockEnd
        ) {
            self.state = State::IndentlessSequenceEntry;
            return Ok(empty_scalar(Properties::default(), mark));
        }
        self.states.push(State::IndentlessSequenceEntry);
        self.node(true, false)
    }

    pub(super) fn block_mapping_key(&mut self) -> Parsed<'a> {
        match self.peek()? {
            TokenKind::Key => self.block_mapping_part(State::BlockMappingValue),
            TokenKind::BlockEnd => self.collection_end(What::MappingEnd),
            _ => Err(self.misplaced("a mapping", "a key or the end of the mapping")),
        }
    }

    pub(super) fn block_mapping_value(&mut self) -> Parsed<'a> {
        match self.peek()? {
            TokenKind::Value => self.block_mapping_part(State::BlockMappingKey),
            _ => {
                self.state = State::BlockMappingKey;
                self.empty_scalar_here()
            }
        }
    }

    /// A key or a value after its sign.
    fn block_mapping_part(&mut self, next: State) -> Parsed<'a> {
        let mark = self.scanner.take()?.mark;
        if matches!(self.peek()?, TokenKind::Key | TokenKind::Value | TokenKind::BlockEnd) {
            self.state = next;
            return Ok(empty_scalar(Properties::default(), mark));
        }
        self.states.push(next);
        self.node(true, true)
    }

    /// The error for what does not belong to an open block, which is most often badly indented.
    fn misplaced(&mut self, within: &str, expected: &str) -> YamlError {
        let mut error = self.unexpected(within, expected);
        error.message.push_str(": check the indentation and the quotes");
        error
    }
}
