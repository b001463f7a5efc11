//! Makes the value that a tree of nodes means, as PyYAML's `SafeConstructor` does.
//!
//! Here: the walk, its limits, lists; mappings and single values are in the files beside. A value
//! is a copy at each alias, where Python has one object in several places: as JSON both are the
//! same.

mod mapping;
mod scalar;

use super::composer::DEPTH_LIMIT;
use super::error::{error_at, excerpt};
use super::node::{Content, NodeId, Tag, Tree};
use super::{PythonOnly, Value, YamlError};

/// How many nodes and how many bytes of text aliases and merges may copy, in all: as much text as a deployment may have.
const COPIED_NODES: usize = 1_000_000;
const COPIED_BYTES: usize = 32 << 20;

/// How far a node is.
#[derive(Clone, Copy, PartialEq)]
enum Progress {
    New,
    Started,
    Done,
}

struct Constructor {
    tree: Tree,
    progress: Vec<Progress>,
    /// The mappings whose merge keys are being resolved.
    merging: Vec<NodeId>,
    /// Whether a mapping has no merge keys, or none any more: it is looked through once, however often it is merged.
    merged: Vec<bool>,
    /// Whether a mapping had merge keys or `=` and has them no more.
    resolved: Vec<bool>,
    nodes_left: usize,
    bytes_left: usize,
}

/// The value of `tree` from `root` on.
pub(super) fn construct(tree: Tree, root: NodeId) -> Result<Value, YamlError> {
    let (nodes_left, bytes_left) = (COPIED_NODES, COPIED_BYTES);
    let (progress, merged) = (vec![Progress::New; tree.nodes.len()], vec![false; tree.nodes.len()]);
    let resolved = merged.clone();
    Constructor { tree, progress, merging: Vec::new(), merged, resolved, nodes_left, bytes_left }
        .value(root, 0)
}

impl Constructor {
    fn value(&mut self, id: NodeId, depth: usize) -> Result<Value, YamlError> {
        match self.progress[id] {
            Progress::Started => return Err(self.error(id, "this value contains itself")),
            Progress::Done => self.spend(id, 1, self.text_length(id))?,
            Progress::New => {}
        }
        // Aliases can make a value deeper than the text is.
        if depth > DEPTH_LIMIT {
            return Err(self.error(id, &format!("nested deeper than {DEPTH_LIMIT} levels")));
        }
        self.progress[id] = Progress::Started;
        let value = self.build(id, depth)?;
        self.progress[id] = Progress::Done;
        Ok(value)
    }

    #[inline(never)]
    fn build(&mut self, id: NodeId, depth: usize) -> Result<Value, YamlError> {
        match self.tree.nodes[id].tag {
            Tag::Seq => self.sequence(id, depth),
            Tag::Map => Ok(Value::Map(self.mapping(id, depth)?)),
            Tag::Set => {
                self.mapping(id, depth)?;
                Ok(Value::PythonOnly(PythonOnly::Set))
            }
            Tag::Omap | Tag::Pairs => self.pairs(id, depth),
            Tag::Merge | Tag::Value | Tag::Other(_) => Err(self.unknown_tag(id)),
            _ => self.scalar(id),
        }
    }

    #[inline(never)]
    fn sequence(&mut self, id: NodeId, depth: usize) -> Result<Value, YamlError> {
        let items = self.items(id)?;
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            values.push(self.value(item, depth + 1)?);
        }
        Ok(Value::Seq(values))
    }

    /// `!!omap` and `!!pairs`: a list of mappings of one pair each becomes a list of pairs.
    #[inline(never)]
    fn pairs(&mut self, id: NodeId, depth: usize) -> Result<Value, YamlError> {
        let mut values = Vec::new();
        for item in self.items(id)? {
            let Content::Mapping(pairs) = &self.tree.nodes[item].content else {
                return Err(self.wrong_content(item, "a mapping of one pair"));
            };
            self.check_not_resolved(item)?;
            let &[(key, value)] = pairs.as_slice() else {
                let message = format!("expected a mapping of one pair, saw {}", pairs.len());
                return Err(self.error(item, &message));
            };
            let pair = vec![self.value(key, depth + 2)?, self.value(value, depth + 2)?];
            values.push(Value::Seq(pair));
        }
        Ok(Value::Seq(values))
    }

    /// Refuses a mapping that is no mapping here but is one elsewhere, by alias, so that its `<<` or
    /// `=` is resolved already. What PyYAML makes of it depends on the place that it meets first.
    #[inline(never)]
    fn check_not_resolved(&self, id: NodeId) -> Result<(), YamlError> {
        match self.resolved[id] {
            true => {
                Err(self.error(id, "'<<' or '=' in this mapping has two meanings, one by alias"))
            }
            false => Ok(()),
        }
    }

    #[inline(never)]
    fn items(&self, id: NodeId) -> Result<Vec<NodeId>, YamlError> {
        match &self.tree.nodes[id].content {
            Content::Sequence(items) => Ok(items.clone()),
            _ => Err(self.wrong_content(id, "a list")),
        }
    }

    /// Counts what an alias or a merge copies, so that a small text cannot become a huge value.
    #[inline(never)]
    fn spend(&mut self, id: NodeId, nodes: usize, bytes: usize) -> Result<(), YamlError> {
        let nodes_left = self.nodes_left.checked_sub(nodes);
        let bytes_left = self.bytes_left.checked_sub(bytes);
        let (Some(nodes_left), Some(bytes_left)) = (nodes_left, bytes_left) else {
            return Err(self.error(
                id,
                &format!("aliases repeat more than {COPIED_NODES} values, or too much text"),
            ));
        };
        (self.nodes_left, self.bytes_left) = (nodes_left, bytes_left);
        Ok(())
    }

    fn text_length(&self, id: NodeId) -> usize {
        match &self.tree.nodes[id].content {
            Content::Scalar(text) => text.len(),
            _ => 0,
        }
    }

    fn unknown_tag(&self, id: NodeId) -> YamlError {
        match &self.tree.nodes[id].tag {
            Tag::Other(name) => self.error(id, &format!("the tag {} is not known", excerpt(name))),
            Tag::Merge => self.error(id, "'<<' is no value: put it in quotes if it is text"),
            _ => self.error(id, "'=' is no value: put it in quotes if it is text"),
        }
    }

    fn wrong_content(&self, id: NodeId, expected: &str) -> YamlError {
        let seen = self.tree.nodes[id].content.name();
        self.error(id, &format!("expected {expected}, saw {seen}"))
    }

    fn error(&self, id: NodeId, message: &str) -> YamlError {
        error_at(self.tree.nodes[id].mark, message)
    }
}
