//! The events that the parser makes and the composer takes.

use super::mark::Mark;

/// The properties before a value: `&anchor` and `!tag`.
#[derive(Debug, Default)]
pub(super) struct Properties<'a> {
    pub(super) anchor: Option<&'a str>,
    /// The whole tag. None when there is none, or only `!`.
    pub(super) tag: Option<String>,
}

/// How a scalar without a tag gets its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Typing {
    /// By what it looks like.
    Plain,
    /// By what it looks like, because the tag `!` asks for it.
    Resolved,
    /// It is text, or has the type of its tag.
    Fixed,
}

/// The kind of an event.
#[derive(Debug)]
pub(super) enum What<'a> {
    DocumentStart,
    DocumentEnd,
    StreamEnd,
    Alias(&'a str),
    Scalar(Properties<'a>, String, Typing),
    SequenceStart(Properties<'a>),
    SequenceEnd,
    MappingStart(Properties<'a>),
    MappingEnd,
}

/// An event and where it starts.
#[derive(Debug)]
pub(super) struct ParseEvent<'a> {
    pub(super) what: What<'a>,
    pub(super) mark: Mark,
}
