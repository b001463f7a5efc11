//! A location as it is sent, put together from parts that stay in place: the file's defaults, the location's values,
//! and the overlay.
//!
//! Thousands of locations share their defaults; a copy for each would be their product.

use crate::yaml::{Value, json};

/// A value of borrowed parts.
pub(super) enum Merged<'v> {
    /// A value as it stands somewhere.
    Whole(&'v Value),
    /// A mapping with parts of several.
    Map(Vec<(&'v Value, Merged<'v>)>),
    /// A list with items of several.
    List(Vec<&'v Value>),
}

/// Why something cannot be written.
pub(super) enum Unwritable {
    /// A value has no JSON form, in Python's words.
    Form(String),
    /// There is no room for it.
    TooLarge,
}

impl From<String> for Unwritable {
    fn from(problem: String) -> Self {
        Self::Form(problem)
    }
}

impl<'v> Merged<'v> {
    /// The same but for the entry of this key.
    pub(super) fn without(self, name: &str) -> Self {
        let is_other = |key: &Value| !matches!(key, Value::Str(text) if text == name);
        match self.entries() {
            Ok(entries) => {
                Self::Map(entries.into_iter().filter(|one| is_other(one.0)).collect::<Vec<_>>())
            }
            Err(other) => other,
        }
    }

    /// Lays a small value over it: mappings are merged, anything else is replaced.
    pub(super) fn under(self, over: &'v Value) -> Self {
        let (Value::Map(overrides), Ok(mut entries)) = (over, self.entries()) else {
            return Self::Whole(over);
        };
        for (key, value) in overrides {
            match entries.iter_mut().find(|(known, _)| *known == key) {
                Some((_, own)) => {
                    let base = std::mem::replace(own, Self::Whole(value));
                    *own = base.under(value);
                }
                None => entries.push((key, Self::Whole(value))),
            }
        }
        Self::Map(entries)
    }

    /// The entries of a mapping; what is none comes back as it is.
    fn entries(self) -> Result<Vec<(&'v Value, Self)>, Self> {
        match self {
            Self::Map(entries) => Ok(entries),
            Self::Whole(Value::Map(entries)) => {
                Ok(entries.iter().map(|(key, value)| (key, Self::Whole(value))).collect::<Vec<_>>())
            }
            other => Err(other),
        }
    }

    /// Writes it as JSON behind what is there, but not much more than makes so many bytes.
    pub(super) fn write(&self, json: &mut String, limit: usize) -> Result<(), Unwritable> {
        match self {
            Self::Whole(value) => json::write(value, json)?,
            Self::Map(entries) => {
                let mut part = "{";
                for (key, value) in entries {
                    json.push_str(part);
                    json::write_key(key, json)?;
                    json.push(':');
                    value.write(json, limit)?;
                    part = ",";
                }
                json.push_str(if part == "{" { "{}" } else { "}" });
            }
            Self::List(items) => {
                let mut part = "[";
                for item in items {
                    json.push_str(part);
                    Self::Whole(item).write(json, limit)?;
                    part = ",";
                }
                json.push_str(if part == "[" { "[]" } else { "]" });
            }
        }
        if json.len() > limit { Err(Unwritable::TooLarge) } else { Ok(()) }
    }
}
