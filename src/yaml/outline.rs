//! On which line of a text a value stands, for messages about it. Not here: the values.

use super::composer::{self, Composed};
use super::node::{Content, NodeId};

/// A step from a value to one in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathStep {
    /// To the value of a key.
    Key(String),
    /// To an entry of a list or of a mapping, counted from 0.
    Entry(usize),
}

/// Where the values of a text stand.
pub struct Outline(Option<Composed>);

impl Outline {
    /// The outline of a text; of one that is no YAML nothing is known.
    pub fn of(text: &str) -> Self {
        Self(composer::compose(text).ok())
    }

    /// The line, from 1, on which a value begins, its key included; of what is not there, that of the last value on the
    /// way.
    pub fn line(&self, path: &[PathStep]) -> usize {
        let Some((composed, mut id)) = self.0.as_ref().and_then(|all| Some((all, all.root?)))
        else {
            return 1;
        };
        let nodes = &composed.tree.nodes;
        let is_key = |id: NodeId, name: &str| match &nodes[id].content {
            Content::Scalar(text) => text == name,
            _ => false,
        };
        let mut start = id;
        for step in path {
            let next = match (&nodes[id].content, step) {
                (Content::Sequence(items), PathStep::Entry(index)) => {
                    items.get(*index).map(|item| (*item, *item))
                }
                (Content::Mapping(pairs), PathStep::Entry(index)) => pairs.get(*index).copied(),
                // The last of several counts.
                (Content::Mapping(pairs), PathStep::Key(name)) => {
                    pairs.iter().rfind(|(key, _)| is_key(*key, name)).copied()
                }
                _ => None,
            };
            let Some((begins, value)) = next else { break };
            (start, id) = (begins, value);
        }
        nodes[start].mark.line + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> PathStep {
        PathStep::Key(name.to_owned())
    }

    #[test]
    fn a_value_is_found_by_its_keys_and_entries() {
        let outline = Outline::of("\na:\n  - x\n  -\n    b:\n      c\nd: {e: 1,\n  f: 2}\n");
        assert_eq!(outline.line(&[]), 2);
        assert_eq!(outline.line(&[key("a")]), 2);
        assert_eq!(outline.line(&[key("a"), PathStep::Entry(0)]), 3);
        assert_eq!(outline.line(&[key("a"), PathStep::Entry(1), key("b")]), 5);
        assert_eq!(outline.line(&[key("d"), PathStep::Entry(1)]), 8);
    }

    #[test]
    fn what_is_not_there_stands_where_the_way_to_it_ends() {
        let outline = Outline::of("a: 1\nb:\n- {c: 1}\n");
        assert_eq!(outline.line(&[key("b"), PathStep::Entry(0), key("d")]), 3);
        assert_eq!(outline.line(&[key("b"), PathStep::Entry(7)]), 2);
        assert_eq!(outline.line(&[key("a"), key("x")]), 1);
        assert_eq!(Outline::of("").line(&[key("a")]), 1);
        assert_eq!(Outline::of("a: [").line(&[key("a")]), 1);
    }

    #[test]
    fn of_a_key_that_comes_twice_the_last_counts() {
        assert_eq!(Outline::of("a: 1\nb: 2\na: 3\n").line(&[key("a")]), 3);
    }
}
