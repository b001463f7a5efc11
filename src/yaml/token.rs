//! The tokens that the scanner makes and the parser takes.

use super::mark::Mark;

/// The kind of a token.
#[derive(Debug)]
pub(super) enum TokenKind<'a> {
    StreamEnd,
    Directive(Directive<'a>),
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    Key,
    Value,
    BlockEntry,
    FlowEntry,
    Alias(&'a str),
    Anchor(&'a str),
    /// A tag as written: a handle such as `!` or `!!`, unless it is written out in full, and the
    /// rest.
    Tag(Option<&'a str>, String),
    /// The text, and whether it is plain (neither quoted nor a block).
    Scalar(String, bool),
}

/// A line that starts with `%`.
#[derive(Debug)]
pub(super) enum Directive<'a> {
    /// `%YAML`, with the major version.
    Version(&'a str),
    /// `%TAG`, with the handle and what it stands for.
    Tag(&'a str, String),
    Unknown,
}

/// A token and where it starts.
#[derive(Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind<'a>,
    pub(super) mark: Mark,
}

impl TokenKind<'_> {
    /// The token's name in messages.
    pub(super) fn name(&self) -> &'static str {
        match self {
            TokenKind::StreamEnd => "the end of the file",
            TokenKind::Directive(_) => "a directive",
            TokenKind::DocumentStart => "'---'",
            TokenKind::DocumentEnd => "'...'",
            TokenKind::BlockSequenceStart => "a list",
            TokenKind::BlockMappingStart => "a mapping",
            TokenKind::BlockEnd => "the end of the block",
            TokenKind::FlowSequenceStart => "'['",
            TokenKind::FlowSequenceEnd => "']'",
            TokenKind::FlowMappingStart => "'{'",
            TokenKind::FlowMappingEnd => "'}'",
            TokenKind::Key => "a key",
            TokenKind::Value => "':'",
            TokenKind::BlockEntry => "'-'",
            TokenKind::FlowEntry => "','",
            TokenKind::Alias(_) => "an alias",
            TokenKind::Anchor(_) => "an anchor",
            TokenKind::Tag(..) => "a tag",
            TokenKind::Scalar(..) => "text",
        }
    }
}
