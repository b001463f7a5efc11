//! Makes a tree of the events of one document: anchors, aliases and the types of scalars.
//!
//! After PyYAML's `composer.py`, but with a stack of its own, so that deep nesting cannot overflow
//! the real one. Not here: what the types mean (the constructor).

use std::collections::BTreeMap;

use super::error::{error_at, excerpt};
use super::event::{ParseEvent, Properties, Typing, What};
use super::mark::Mark;
use super::node::{Content, Node, NodeId, Tag, Tree};
use super::parser::Parser;
use super::{Remark, YamlError, ambiguous, resolver};

/// Deeper nesting is refused. Python's own stack ends at about 490 levels; everything that later
/// walks through a value can do so on the smallest stack (1 MiB in WebAssembly).
pub(super) const DEPTH_LIMIT: usize = 400;

/// A document as a tree, with its root unless the text is empty.
pub(super) struct Composed {
    pub(super) tree: Tree,
    pub(super) root: Option<NodeId>,
    pub(super) warnings: Vec<Remark>,
}

/// A collection that is not complete.
struct Open {
    id: NodeId,
    /// A key that waits for its value.
    key: Option<NodeId>,
}

#[derive(Default)]
struct Composer {
    tree: Tree,
    anchors: BTreeMap<String, usize>,
    open: Vec<Open>,
    root: Option<NodeId>,
    warnings: Vec<Remark>,
}

/// Reads the one document in `text`.
pub(super) fn compose(text: &str) -> Result<Composed, YamlError> {
    let mut parser = Parser::new(text);
    let mut composer = Composer::default();
    let mut documents = 0;
    loop {
        let event = parser.next()?;
        match event.what {
            What::StreamEnd => break,
            What::DocumentStart => documents += 1,
            _ => {}
        }
        if documents > 1 {
            let message = "a second document starts here, but a file may hold only one";
            return Err(error_at(event.mark, message));
        }
        composer.add(event)?;
    }
    Ok(Composed { tree: composer.tree, root: composer.root, warnings: composer.warnings })
}

impl Composer {
    #[inline(never)]
    fn add(&mut self, event: ParseEvent<'_>) -> Result<(), YamlError> {
        let mark = event.mark;
        match event.what {
            What::Alias(name) => match self.anchors.get(name) {
                Some(id) => self.attach(*id),
                None => {
                    let name = excerpt(name);
                    return Err(error_at(mark, format!("no anchor &{name} comes before *{name}")));
                }
            },
            What::Scalar(properties, text, typing) => {
                let tag = self.scalar_tag(properties.tag, &text, typing, mark);
                self.node(tag, Content::Scalar(text), properties.anchor, mark)?;
            }
            What::SequenceStart(Properties { anchor, tag }) => {
                let tag = tag.map_or(Tag::Seq, Tag::named);
                self.start(tag, Content::Sequence(Vec::new()), anchor, mark)?;
            }
            What::MappingStart(Properties { anchor, tag }) => {
                let tag = tag.map_or(Tag::Map, Tag::named);
                self.start(tag, Content::Mapping(Vec::new()), anchor, mark)?;
            }
            What::SequenceEnd | What::MappingEnd => {
                self.open.pop();
            }
            What::DocumentStart | What::DocumentEnd | What::StreamEnd => {}
        }
        Ok(())
    }

    #[inline(never)]
    fn scalar_tag(&mut self, tag: Option<String>, text: &str, typing: Typing, mark: Mark) -> Tag {
        match (tag, typing) {
            (Some(name), _) => Tag::named(name),
            (None, Typing::Fixed) => Tag::Str,
            (None, Typing::Resolved) => resolver::resolve(text),
            (None, Typing::Plain) => {
                let tag = resolver::resolve(text);
                self.warnings.extend(ambiguous::warning(&tag, text, mark));
                tag
            }
        }
    }

    #[inline(never)]
    fn start(
        &mut self,
        tag: Tag,
        content: Content,
        anchor: Option<&str>,
        mark: Mark,
    ) -> Result<(), YamlError> {
        if self.open.len() == DEPTH_LIMIT {
            return Err(error_at(mark, format!("nested deeper than {DEPTH_LIMIT} levels")));
        }
        let id = self.node(tag, content, anchor, mark)?;
        self.open.push(Open { id, key: None });
        Ok(())
    }

    #[inline(never)]
    fn node(
        &mut self,
        tag: Tag,
        content: Content,
        anchor: Option<&str>,
        mark: Mark,
    ) -> Result<NodeId, YamlError> {
        let id = self.tree.nodes.len();
        if let Some(name) = anchor
            && let Some(first) = self.anchors.insert(name.to_owned(), id)
        {
            let line = self.tree.nodes[first].mark.line + 1;
            return Err(error_at(
                mark,
                format!("a second anchor &{}: the first is on line {line}", excerpt(name)),
            ));
        }
        self.tree.nodes.push(Node { tag, content, mark });
        self.attach(id);
        Ok(id)
    }

    /// Puts a node into the collection that is open, or makes it the root.
    #[inline(never)]
    fn attach(&mut self, id: NodeId) {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(id);
            return;
        };
        match &mut self.tree.nodes[open.id].content {
            Content::Sequence(items) => items.push(id),
            Content::Mapping(pairs) => match open.key.take() {
                Some(key) => pairs.push((key, id)),
                None => open.key = Some(id),
            },
            Content::Scalar(_) => {}
        }
    }
}
