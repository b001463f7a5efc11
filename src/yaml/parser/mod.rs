//! Makes events of tokens: which token may follow which.
//!
//! A port of PyYAML's `parser.py` (MIT, Kirill Simonov and Ingy döt Net), with the same states.
//! Here: the states and what holds a document; nodes and collections are in the files beside. Not
//! here: what a value means (the composer and below).

mod block;
mod flow;
mod node;

use std::collections::BTreeMap;

use super::YamlError;
use super::error::{error_at, excerpt};
use super::event::{ParseEvent, Properties, Typing, What};
use super::mark::Mark;
use super::scanner::Scanner;
use super::token::{Directive, Token, TokenKind};

/// The state of the parser: what it expects next.
#[derive(Debug, Clone, Copy)]
enum State {
    ImplicitDocumentStart,
    DocumentStart,
    DocumentContent,
    DocumentEnd,
    BlockNode,
    BlockSequenceEntry,
    IndentlessSequenceEntry,
    BlockMappingKey,
    BlockMappingValue,
    FlowSequenceFirst,
    FlowSequenceEntry,
    /// `[key: value]`: a mapping of one pair, without braces.
    FlowPairKey,
    FlowPairValue,
    FlowPairEnd,
    FlowMappingFirst,
    FlowMappingKey,
    FlowMappingValue,
    FlowMappingEmptyValue,
}

type Parsed<'a> = Result<ParseEvent<'a>, YamlError>;

/// Makes events on demand.
pub(super) struct Parser<'a> {
    scanner: Scanner<'a>,
    state: State,
    /// The states to return to after the current node.
    states: Vec<State>,
    /// Where the open collections started.
    marks: Vec<Mark>,
    /// The prefixes that `%TAG` lines give to handles.
    tag_prefixes: BTreeMap<String, String>,
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Parser {
            scanner: Scanner::new(text),
            state: State::ImplicitDocumentStart,
            states: Vec::new(),
            marks: Vec::new(),
            tag_prefixes: BTreeMap::new(),
        }
    }

    /// The next event. After the end of the stream there is none to ask for.
    pub(super) fn next(&mut self) -> Parsed<'a> {
        match self.state {
            State::ImplicitDocumentStart => self.implicit_document_start(),
            State::DocumentStart => self.document_start(),
            State::DocumentContent => self.document_content(),
            State::DocumentEnd => self.document_end(),
            State::BlockNode => self.node(true, false),
            State::BlockSequenceEntry => self.block_sequence_entry(),
            State::IndentlessSequenceEntry => self.indentless_sequence_entry(),
            State::BlockMappingKey => self.block_mapping_key(),
            State::BlockMappingValue => self.block_mapping_value(),
            State::FlowSequenceFirst => self.flow_sequence_entry(true),
            State::FlowSequenceEntry => self.flow_sequence_entry(false),
            State::FlowPairKey => self.flow_pair_key(),
            State::FlowPairValue => self.flow_pair_value(),
            State::FlowPairEnd => self.flow_pair_end(),
            State::FlowMappingFirst => self.flow_mapping_key(true),
            State::FlowMappingKey => self.flow_mapping_key(false),
            State::FlowMappingValue => self.flow_mapping_value(),
            State::FlowMappingEmptyValue => {
                self.state = State::FlowMappingKey;
                self.empty_scalar_here()
            }
        }
    }

    fn implicit_document_start(&mut self) -> Parsed<'a> {
        let token = self.scanner.peek()?;
        if matches!(
            token.kind,
            TokenKind::Directive(_) | TokenKind::DocumentStart | TokenKind::StreamEnd
        ) {
            return self.document_start();
        }
        let mark = token.mark;
        self.states.push(State::DocumentEnd);
        self.state = State::BlockNode;
        Ok(ParseEvent { what: What::DocumentStart, mark })
    }

    fn document_start(&mut self) -> Parsed<'a> {
        while matches!(self.peek()?, TokenKind::DocumentEnd) {
            self.scanner.take()?;
        }
        if matches!(self.peek()?, TokenKind::StreamEnd) {
            return self.event_here(What::StreamEnd);
        }
        self.directives()?;
        let token = self.scanner.peek()?;
        if !matches!(token.kind, TokenKind::DocumentStart) {
            let message =
                format!("expected '---' to start the document, saw {}", token.kind.name());
            return Err(error_at(token.mark, message));
        }
        let mark = self.scanner.take()?.mark;
        self.states.push(State::DocumentEnd);
        self.state = State::DocumentContent;
        Ok(ParseEvent { what: What::DocumentStart, mark })
    }

    fn document_content(&mut self) -> Parsed<'a> {
        match self.peek()? {
            TokenKind::Directive(_)
            | TokenKind::DocumentStart
            | TokenKind::DocumentEnd
            | TokenKind::StreamEnd => {
                self.pop_state();
                self.empty_scalar_here()
            }
            _ => self.node(true, false),
        }
    }

    fn document_end(&mut self) -> Parsed<'a> {
        let event = self.event_here(What::DocumentEnd)?;
        if matches!(self.peek()?, TokenKind::DocumentEnd) {
            self.scanner.take()?;
        }
        self.state = State::DocumentStart;
        Ok(event)
    }

    fn directives(&mut self) -> Result<(), YamlError> {
        let mut versions = 0;
        while matches!(self.peek()?, TokenKind::Directive(_)) {
            let Token { kind, mark } = self.scanner.take()?;
            match kind {
                TokenKind::Directive(Directive::Version(major)) => {
                    versions += 1;
                    if versions > 1 {
                        return Err(error_at(mark, "a second %YAML line for the same document"));
                    }
                    if major.trim_start_matches('0') != "1" {
                        let message = format!("YAML version {major} is not known: only 1.x is");
                        return Err(error_at(mark, message));
                    }
                }
                TokenKind::Directive(Directive::Tag(handle, prefix)) => {
                    let first = self.tag_prefixes.insert(handle.to_owned(), prefix);
                    if first.is_some() {
                        let message = format!("a second %TAG line for {}", excerpt(handle));
                        return Err(error_at(mark, message));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn peek(&mut self) -> Result<&TokenKind<'a>, YamlError> {
        Ok(&self.scanner.peek()?.kind)
    }

    fn pop_state(&mut self) {
        self.state = self.states.pop().expect("a node is only read with a state to go on with");
    }

    /// An event at the next token, which stays.
    fn event_here(&mut self, what: What<'a>) -> Parsed<'a> {
        Ok(ParseEvent { what, mark: self.scanner.peek()?.mark })
    }

    /// A value that is not written, before the next token.
    fn empty_scalar_here(&mut self) -> Parsed<'a> {
        let mark = self.scanner.peek()?.mark;
        Ok(empty_scalar(Properties::default(), mark))
    }
}

/// A value that is not written.
fn empty_scalar<'a>(properties: Properties<'a>, mark: Mark) -> ParseEvent<'a> {
    let typing = if properties.tag.is_none() { Typing::Plain } else { Typing::Fixed };
    ParseEvent { what: What::Scalar(properties, String::new(), typing), mark }
}
