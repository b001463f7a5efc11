//! Bodies of webhooks, which CI systems also leave as event files: one file per sender, mostly a table of paths.
//!
//! Not here: receiving them and checking who sent them.

pub mod azure_devops;
mod gitea;
pub mod github;

use std::borrow::Cow;

use serde_json::Value;

use super::conclude::conclude;
use super::{Change, Forge, Rules};

/// The record of a webhook's body: what the sender says, and what follows from it.
pub fn change(provider: &'static str, forge: Forge, read: &dyn Fn(&mut Change)) -> Change {
    change_at(provider, Some(forge), read)
}

/// The same where the sender may be no git host.
pub fn change_at(
    provider: &'static str,
    forge: Option<Forge>,
    read: &dyn Fn(&mut Change),
) -> Change {
    let mut change = Change { provider, forge, ..Change::default() };
    read(&mut change);
    conclude(&mut change);
    change
}

/// A JSON document that is asked by paths such as `pull_request.head.sha` or `commits.0.id`.
#[derive(Debug, Clone, Copy)]
pub struct Payload<'a>(pub &'a Value);

impl<'a> Payload<'a> {
    /// What stands at a path; null is nothing.
    pub fn at(self, path: &str) -> Option<&'a Value> {
        let step = |value: &'a Value, key: &str| match value {
            Value::Array(items) => items.get(key.parse::<usize>().ok()?),
            other => other.get(key),
        };
        path.split('.').try_fold(self.0, step).filter(|value| !value.is_null())
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

    /// Whether it says `true` at a path.
    pub fn is(self, path: &str) -> bool {
        self.at(path) == Some(&Value::Bool(true))
    }

    /// Takes what the paths hold.
    pub fn take(self, change: &mut Change, rules: Rules) {
        change.take(rules, "event", &|path| self.text(path));
    }

    /// Keeps what the paths hold in case nothing better is found.
    pub fn take_poor(self, change: &mut Change, rules: Rules) {
        change.take_poor(rules, "event", &|path| self.text(path));
    }
}
