//! JSON documents of webhooks, APIs and rows, read by paths.

use std::borrow::Cow;

use serde_json::Value;

/// A JSON document that is read by paths such as `pull_request.head.sha` or `commits.0.id`.
#[derive(Debug, Clone, Copy)]
pub struct Payload<'a>(pub &'a Value);

impl<'a> Payload<'a> {
    /// Returns the value at a path; null counts as missing.
    pub fn at(self, path: &str) -> Option<&'a Value> {
        self.find(path).filter(|value| !value.is_null())
    }

    /// Whether the value at a path is `null`, which is more than a missing value.
    pub fn is_null(self, path: &str) -> bool {
        matches!(self.find(path), Some(Value::Null))
    }

    fn find(self, path: &str) -> Option<&'a Value> {
        let step = |value: &'a Value, key: &str| match value {
            Value::Array(items) => items.get(key.parse::<usize>().ok()?),
            other => other.get(key),
        };
        path.split('.').try_fold(self.0, step)
    }

    /// The text, number or truth at a path, as text.
    pub fn text(self, path: &str) -> Option<Cow<'a, str>> {
        match self.at(path)? {
            Value::String(text) => Some(Cow::Borrowed(text)),
            Value::Bool(yes) => Some(Cow::Borrowed(if *yes { "true" } else { "false" })),
            Value::Number(number) => number.as_i64().map(|whole| Cow::Owned(whole.to_string())),
            _ => None,
        }
    }

    /// Whether there is something at a path.
    pub fn has(self, path: &str) -> bool {
        self.at(path).is_some()
    }

    /// Whether the value at a path is `true`.
    pub fn is(self, path: &str) -> bool {
        matches!(self.at(path), Some(Value::Bool(true)))
    }
}
