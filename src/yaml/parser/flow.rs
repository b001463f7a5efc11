//! Flow collections: `[a, b]` and `{a: b}`.

use super::super::event::{Properties, What};
use super::super::token::TokenKind;
use super::{Parsed, Parser, State, empty_scalar};

impl<'a> Parser<'a> {
    pub(super) fn flow_sequence_entry(&mut self, first: bool) -> Parsed<'a> {
        if !first && !matches!(self.peek()?, TokenKind::FlowSequenceEnd) {
            if !matches!(self.peek()?, TokenKind::FlowEntry) {
                return Err(self.unexpected("a list in brackets", "',' or ']'"));
            }
            self.scanner.take()?;
        }
        match self.peek()? {
            TokenKind::FlowSequenceEnd => self.collection_end(What::SequenceEnd),
            TokenKind::Key => {
                self.state = State::FlowPairKey;
                self.event_here(What::MappingStart(Properties::default()))
            }
            _ => {
                self.states.push(State::FlowSequenceEntry);
                self.node(false, false)
            }
        }
    }

    pub(super) fn flow_pair_key(&mut self) -> Parsed<'a> {
        self.flow_part(State::FlowPairValue)
    }

    pub(super) fn flow_pair_value(&mut self) -> Parsed<'a> {
        match self.peek()? {
            TokenKind::Value => self.flow_part(State::FlowPairEnd),
            _ => {
                self.state = State::FlowPairEnd;
                self.empty_scalar_here()
            }
        }
    }

    pub(super) fn flow_pair_end(&mut self) -> Parsed<'a> {
        self.state = State::FlowSequenceEntry;
        self.event_here(What::MappingEnd)
    }

    pub(super) fn flow_mapping_key(&mut self, first: bool) -> Parsed<'a> {
        if !first && !matches!(self.peek()?, TokenKind::FlowMappingEnd) {
            if !matches!(self.peek()?, TokenKind::FlowEntry) {
                return Err(self.unexpected("a mapping in braces", "',' or '}'"));
            }
            self.scanner.take()?;
        }
        match self.peek()? {
            TokenKind::FlowMappingEnd => self.collection_end(What::MappingEnd),
            TokenKind::Key => self.flow_part(State::FlowMappingValue),
            _ => {
                self.states.push(State::FlowMappingEmptyValue);
                self.node(false, false)
            }
        }
    }

    pub(super) fn flow_mapping_value(&mut self) -> Parsed<'a> {
        match self.peek()? {
            TokenKind::Value => self.flow_part(State::FlowMappingKey),
            _ => {
                self.state = State::FlowMappingKey;
                self.empty_scalar_here()
            }
        }
    }

    /// A key or a value after its sign.
    fn flow_part(&mut self, next: State) -> Parsed<'a> {
        let mark = self.scanner.take()?.mark;
        let ends = |kind: &TokenKind<'_>| {
            use TokenKind::{FlowEntry, FlowMappingEnd, FlowSequenceEnd, Value};
            matches!(kind, Value | FlowEntry | FlowSequenceEnd | FlowMappingEnd)
        };
        if ends(self.peek()?) {
            self.state = next;
            return Ok(empty_scalar(Properties::default(), mark));
        }
        self.states.push(next);
        self.node(false, false)
    }
}
