//! Single values, by the type that a tag or their looks gave them.

use super::super::composer::DEPTH_LIMIT;
use super::super::node::{Content, NodeId, Tag};
use super::super::{PythonOnly, Value, YamlError, number, python_only};
use super::Constructor;

impl Constructor {
    #[inline(never)]
    pub(super) fn scalar(&mut self, id: NodeId) -> Result<Value, YamlError> {
        let holder = self.holder(id)?;
        let text = match &self.tree.nodes[holder].content {
            Content::Scalar(text) => text.as_str(),
            _ => "",
        };
        match self.tree.nodes[id].tag {
            Tag::Null => Ok(Value::Null),
            Tag::Bool => match text.to_ascii_lowercase().as_str() {
                "yes" | "true" | "on" => Ok(Value::Bool(true)),
                "no" | "false" | "off" => Ok(Value::Bool(false)),
                _ => Err(self.no_form(id, "true or false")),
            },
            Tag::Int => match number::int(text) {
                Ok(Some(digits)) => Ok(Value::Int(digits)),
                Ok(None) => Err(self.no_form(id, "a whole number")),
                Err(number::TooLong) => Err(self.error(id, "this number has too many digits")),
            },
            Tag::Float => match number::float(text) {
                Some(float) => Ok(Value::Float(float)),
                None => Err(self.no_form(id, "a number")),
            },
            Tag::Binary if python_only::is_base64(text) => Ok(Value::PythonOnly(PythonOnly::Bytes)),
            Tag::Binary => Err(self.no_form(id, "base64")),
            // PyYAML looks at this node itself here, where the others follow '='.
            Tag::Timestamp => match (&self.tree.nodes[id].content, python_only::timestamp(text)) {
                (Content::Scalar(_), Some(value)) => Ok(Value::PythonOnly(value)),
                _ => Err(self.no_form(id, "a date or a time")),
            },
            _ => Ok(Value::Str(text.into())),
        }
    }

    /// The node that has the text of a single value. A mapping that has the key `=` may stand for one.
    fn holder(&mut self, id: NodeId) -> Result<NodeId, YamlError> {
        let mut node = id;
        for _ in 0..DEPTH_LIMIT {
            match &self.tree.nodes[node].content {
                Content::Scalar(_) => return Ok(node),
                Content::Sequence(_) => break,
                Content::Mapping(pairs) => {
                    self.check_not_resolved(node)?;
                    let count = pairs.len();
                    let mut pairs = pairs.iter();
                    match pairs.find(|pair| self.tree.nodes[pair.0].tag == Tag::Value) {
                        // Each alias of it looks for the key again.
                        Some(&(_, value)) => {
                            self.spend(node, count, 0)?;
                            node = value;
                        }
                        None => break,
                    }
                }
            }
        }
        Err(self.wrong_content(node, "a single value"))
    }

    fn no_form(&self, id: NodeId, expected: &str) -> YamlError {
        self.error(id, &format!("this value is not {expected}, as its tag says"))
    }
}
