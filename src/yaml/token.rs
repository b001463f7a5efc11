//! The tokens that the scanner makes and the parser takes.

use super::reader::Mark;

/// The kind of a token.
#[derive(Debug)]
pub(super) enum Kind<'a> {
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
    pub(super) kind: Kind<'a>,
    pub(super) mark: Mark,
}

impl Kind<'_> {
    /// The token's name in messages.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Kind::StreamEnd => "the end of the file",
            Kind::Directive(_) => "a directive",
            Kind::DocumentStart => "'---'",
            Kind::DocumentEnd => "'...'",
            Kind::BlockSequenceStart => "a list",
            Kind::BlockMappingStart => "a mapping",
            Kind::BlockEnd => "the end of the block",
            Kind::FlowSequenceStart => "'['",
            Kind::FlowSequenceEnd => "']'",
            Kind::FlowMappingStart => "'{'",
            Kind::FlowMappingEnd => "'}'",
            Kind::Key => "a key",
            Kind::Value => "':'",
            Kind::BlockEntry => "'-'",
            Kind::FlowEntry => "','",
            Kind::Alias(_) => "an alias",
            Kind::Anchor(_) => "an anchor",
            Kind::Tag(..) => "a tag",
            Kind::Scalar(..) => "text",
        }
    }
}
