//! Names, each with a place in some list.

use serde_json::{Map, Value};

/// The place of each name. A map of JSON, because the module has its code anyhow, and a map of another kind is 2 KB.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Places(Map<String, Value>);

impl Places {
    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        self.0.get(name).and_then(Value::as_u64).map(|place| place as usize)
    }

    /// Gives a name its place, unless it has one, which is returned.
    pub(crate) fn add(&mut self, name: &str, place: usize) -> Option<usize> {
        let known = self.get(name);
        if known.is_none() {
            self.0.insert(name.to_owned(), place.into());
        }
        known
    }

    /// The names in their order as texts.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}
