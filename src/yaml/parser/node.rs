//! One node: its anchor and tag, then a scalar, an alias or the start of a collection.

use super::super::YamlError;
use super::super::error::{error_at, error_within, excerpt};
use super::super::event::{ParseEvent, Properties, Typing, What};
use super::super::mark::Mark;
use super::super::token::{Token, TokenKind};
use super::{Parsed, Parser, State, empty_scalar};

impl<'a> Parser<'a> {
    /// A node, of block style where that is possible, and where `indentless` also a list whose `-`
    /// stand in the column of the key before them.
    pub(super) fn node(&mut self, block: bool, indentless: bool) -> Parsed<'a> {
        if let TokenKind::Alias(name) = *self.peek()? {
            let mark = self.scanner.take()?.mark;
            self.pop_state();
            return Ok(ParseEvent { what: What::Alias(name), mark });
        }
        let start = self.scanner.peek()?.mark;
        let (properties, non_specific) = self.properties()?;
        let token = self.scanner.peek()?;
        match token.kind {
            TokenKind::BlockEntry if indentless => {
                self.state = State::IndentlessSequenceEntry;
                Ok(ParseEvent { what: What::SequenceStart(properties), mark: start })
            }
            TokenKind::Scalar(..) => self.scalar(properties, non_specific, start),
            TokenKind::FlowSequenceStart => {
                self.collection(properties, start, State::FlowSequenceFirst)
            }
            TokenKind::FlowMappingStart => {
                self.collection(properties, start, State::FlowMappingFirst)
            }
            TokenKind::BlockSequenceStart if block => {
                self.collection(properties, start, State::BlockSequenceEntry)
            }
            TokenKind::BlockMappingStart if block => {
                self.collection(properties, start, State::BlockMappingKey)
            }
            _ if properties.anchor.is_some() || properties.tag.is_some() || non_specific => {
                self.pop_state();
                Ok(empty_scalar(properties, start))
            }
            _ => Err(no_node(token, start)),
        }
    }

    /// An anchor and a tag in either order, and whether the tag is only `!`.
    fn properties(&mut self) -> Result<(Properties<'a>, bool), YamlError> {
        let start = self.scanner.peek()?.mark;
        let mut anchor = self.anchor()?;
        let tag = self.tag(start)?;
        if anchor.is_none() && tag.is_some() {
            anchor = self.anchor()?;
        }
        let non_specific = tag.as_deref() == Some("!");
        let tag = tag.filter(|_| !non_specific);
        Ok((Properties { anchor, tag }, non_specific))
    }

    fn anchor(&mut self) -> Result<Option<&'a str>, YamlError> {
        let TokenKind::Anchor(name) = *self.peek()? else { return Ok(None) };
        self.scanner.take()?;
        Ok(Some(name))
    }

    /// A tag with its handle replaced by what it stands for.
    fn tag(&mut self, start: Mark) -> Result<Option<String>, YamlError> {
        if !matches!(self.peek()?, TokenKind::Tag(..)) {
            return Ok(None);
        }
        let Token { kind: TokenKind::Tag(handle, suffix), mark } = self.scanner.take()? else {
            return Ok(None);
        };
        let Some(handle) = handle else { return Ok(Some(suffix)) };
        let prefix = match (self.tag_prefixes.get(handle), handle) {
            (Some(prefix), _) => prefix.as_str(),
            (None, "!") => "!",
            (None, "!!") => "tag:yaml.org,2002:",
            (None, _) => {
                let message = format!("no %TAG line defines the tag handle {}", excerpt(handle));
                return Err(error_within("a value", start, mark, &message));
            }
        };
        Ok(Some(format!("{prefix}{suffix}")))
    }

    fn scalar(
        &mut self,
        properties: Properties<'a>,
        non_specific: bool,
        start: Mark,
    ) -> Parsed<'a> {
        let Token { kind: TokenKind::Scalar(text, plain), .. } = self.scanner.take()? else {
            return self.empty_scalar_here();
        };
        self.pop_state();
        let typing = match properties.tag {
            None if non_specific => Typing::Resolved,
            None if plain => Typing::Plain,
            _ => Typing::Fixed,
        };
        Ok(ParseEvent { what: What::Scalar(properties, text, typing), mark: start })
    }

    /// The start of a collection, whose first token is taken.
    fn collection(&mut self, properties: Properties<'a>, start: Mark, entry: State) -> Parsed<'a> {
        self.marks.push(self.scanner.take()?.mark);
        self.state = entry;
        let what = match entry {
            State::FlowSequenceFirst | State::BlockSequenceEntry => What::SequenceStart(properties),
            _ => What::MappingStart(properties),
        };
        Ok(ParseEvent { what, mark: start })
    }

    /// The end of a collection, whose last token is taken.
    pub(super) fn collection_end(&mut self, what: What<'a>) -> Parsed<'a> {
        let mark = self.scanner.take()?.mark;
        self.marks.pop();
        self.pop_state();
        Ok(ParseEvent { what, mark })
    }

    /// The error that something else than `expected` comes next inside a collection.
    pub(super) fn unexpected(&mut self, within: &str, expected: &str) -> YamlError {
        match self.scanner.peek() {
            Ok(token) => {
                let message = format!("expected {expected}, saw {}", token.kind.name());
                let start = self.marks.last().copied().unwrap_or(token.mark);
                error_within(within, start, token.mark, &message)
            }
            Err(error) => error,
        }
    }
}

fn no_node(token: &Token<'_>, start: Mark) -> YamlError {
    let message = format!("expected a value, saw {}", token.kind.name());
    match start == token.mark {
        true => error_at(start, message),
        false => error_within("a value", start, token.mark, &message),
    }
}
