//! The tree between events and values: nodes with their tags, where an alias is the same node
//! again.

use super::mark::Mark;

/// The place of a node in [`Tree::nodes`].
pub(super) type NodeId = usize;

/// A document as written.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

/// One value as written.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) tag: Tag,
    pub(super) content: Content,
    pub(super) mark: Mark,
}

/// The content of a node.
#[derive(Debug)]
pub(super) enum Content {
    Scalar(String),
    Sequence(Vec<NodeId>),
    Mapping(Vec<(NodeId, NodeId)>),
}

/// The types that PyYAML's `SafeLoader` knows, and any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tag {
    Null,
    Bool,
    Int,
    Float,
    Str,
    Binary,
    Timestamp,
    Seq,
    Omap,
    Pairs,
    Map,
    Set,
    /// The key `<<`. Elsewhere it is no type.
    Merge,
    /// The key `=`. Elsewhere it is no type.
    Value,
    Other(String),
}

impl Tag {
    /// The type that a whole tag names.
    pub(super) fn named(name: String) -> Tag {
        match name.strip_prefix("tag:yaml.org,2002:").unwrap_or_default() {
            "null" => Tag::Null,
            "bool" => Tag::Bool,
            "int" => Tag::Int,
            "float" => Tag::Float,
            "str" => Tag::Str,
            "binary" => Tag::Binary,
            "timestamp" => Tag::Timestamp,
            "seq" => Tag::Seq,
            "omap" => Tag::Omap,
            "pairs" => Tag::Pairs,
            "map" => Tag::Map,
            "set" => Tag::Set,
            "merge" => Tag::Merge,
            "value" => Tag::Value,
            _ => Tag::Other(name),
        }
    }
}

impl Content {
    /// Returns its name for messages.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Content::Scalar(_) => "a single value",
            Content::Sequence(_) => "a list",
            Content::Mapping(_) => "a mapping",
        }
    }
}
