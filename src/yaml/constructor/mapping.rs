//! Mappings: merge keys, and keys that come twice.

use std::collections::BTreeMap;

use super::super::composer::DEPTH_LIMIT;
use super::super::node::{Content, NodeId, Tag};
use super::super::{Value, YamlError, key};
use super::Constructor;

impl Constructor {
    #[inline(never)]
    pub(super) fn mapping(
        &mut self,
        id: NodeId,
        depth: usize,
    ) -> Result<Vec<(Value, Value)>, YamlError> {
        let Content::Mapping(_) = self.tree.nodes[id].content else {
            return Err(self.wrong_content(id, "a mapping"));
        };
        self.merge(id)?;
        let mut pairs = Vec::new();
        for (key_id, value_id) in self.node_pairs(id) {
            let key = self.value(key_id, depth + 1)?;
            if key::of(&key).is_none() {
                let seen = self.tree.nodes[key_id].content.name();
                let message =
                    format!("found unhashable key: {seen} cannot be a key, but text in quotes can");
                return Err(self.error(key_id, &message));
            }
            pairs.push((key, self.value(value_id, depth + 1)?));
        }
        Ok(without_repeated_keys(pairs))
    }

    /// Replaces the merge keys of a mapping by what they merge, which comes first.
    #[inline(never)]
    fn merge(&mut self, id: NodeId) -> Result<(), YamlError> {
        if self.merging.contains(&id) {
            // PyYAML's result then depends on how far it has come: refuse instead.
            return Err(self.error(id, "this mapping merges itself"));
        }
        if self.merging.len() > DEPTH_LIMIT {
            return Err(self.error(id, "too many merges within merges"));
        }
        if self.merged[id] {
            return Ok(());
        }
        let Content::Mapping(pairs) = &self.tree.nodes[id].content else { return Ok(()) };
        if !pairs.iter().any(|&(key, _)| self.has_special_key(key)) {
            self.merged[id] = true;
            return Ok(());
        }
        let pairs = pairs.clone();
        self.resolved[id] = true;
        self.merging.push(id);
        let mut merged = Vec::new();
        let mut own = Vec::new();
        for (key, value) in pairs {
            match self.tree.nodes[key].tag {
                Tag::Merge => self.merge_from(value, &mut merged)?,
                Tag::Value => {
                    self.tree.nodes[key].tag = Tag::Str;
                    own.push((key, value));
                }
                _ => own.push((key, value)),
            }
        }
        self.merging.pop();
        merged.append(&mut own);
        self.tree.nodes[id].content = Content::Mapping(merged);
        self.merged[id] = true;
        Ok(())
    }

    fn has_special_key(&self, key: NodeId) -> bool {
        matches!(self.tree.nodes[key].tag, Tag::Merge | Tag::Value)
    }

    /// Appends what one merge key stands for: a mapping, or several of which the first wins.
    fn merge_from(
        &mut self,
        source: NodeId,
        merged: &mut Vec<(NodeId, NodeId)>,
    ) -> Result<(), YamlError> {
        let sources = match &self.tree.nodes[source].content {
            Content::Mapping(_) => vec![source],
            Content::Sequence(items) => items.clone(),
            Content::Scalar(_) => {
                return Err(self.wrong_content(source, "a mapping or a list of mappings to merge"));
            }
        };
        // PyYAML looks at them from first to last, and lets the last one come first.
        for &mapping in &sources {
            let Content::Mapping(_) = self.tree.nodes[mapping].content else {
                return Err(self.wrong_content(mapping, "a mapping to merge"));
            };
            self.merge(mapping)?;
        }
        for &mapping in sources.iter().rev() {
            let Content::Mapping(pairs) = &self.tree.nodes[mapping].content else { continue };
            // An empty one takes time, too.
            self.spend(mapping, pairs.len().max(1), 0)?;
            merged.extend(self.node_pairs(mapping));
        }
        Ok(())
    }

    fn node_pairs(&self, id: NodeId) -> Vec<(NodeId, NodeId)> {
        match &self.tree.nodes[id].content {
            Content::Mapping(pairs) => pairs.clone(),
            _ => Vec::new(),
        }
    }
}

/// Builds the pairs of a Python dict: a repeated key stays in its place and takes the new value.
fn without_repeated_keys(pairs: Vec<(Value, Value)>) -> Vec<(Value, Value)> {
    let mut places = BTreeMap::new();
    let mut targets = Vec::new();
    for (key, _) in &pairs {
        let next = places.len();
        targets.push(*places.entry(key::of(key).unwrap_or_default()).or_insert(next));
    }
    if places.len() == pairs.len() {
        return pairs;
    }
    let mut unique: Vec<(Value, Value)> = Vec::with_capacity(places.len());
    for ((key, value), target) in pairs.into_iter().zip(targets) {
        match unique.get_mut(target) {
            Some(pair) => pair.1 = value,
            None => unique.push((key, value)),
        }
    }
    unique
}
