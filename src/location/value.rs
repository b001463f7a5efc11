//! Accessors of YAML values that documents and projects share. Not here: what a location's keys mean.

use std::collections::BTreeMap;

use crate::yaml::{self, Value, key_text};

/// Lays `over` over `base`: mappings are merged, anything else is replaced.
pub(super) fn merge(base: &mut Value, over: Value) {
    match (base, over) {
        (Value::Map(entries), Value::Map(overrides)) => {
            let mut places = BTreeMap::new();
            for (place, (key, _)) in entries.iter().enumerate() {
                places.entry(key_text(key)).or_insert(place);
            }
            for (key, value) in overrides {
                match places.get(&key_text(&key)) {
                    Some(place) => merge(&mut entries[*place].1, value),
                    None => entries.push((key, value)),
                }
            }
        }
        (base, over) => *base = over,
    }
}

/// Whether a key is this text.
fn is_key(key: &Value, name: &str) -> bool {
    matches!(key, Value::Str(text) if text == name)
}

/// The value of a key, if `value` is a mapping that has it.
pub(crate) fn get<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    let Value::Map(entries) = value else { return None };
    entries.iter().find(|(key, _)| is_key(key, name)).map(|(_, value)| value)
}

/// Takes the entry of a key out of a mapping.
pub(super) fn take_entry(value: &mut Value, name: &str) -> Option<Value> {
    let Value::Map(entries) = value else { return None };
    let position = entries.iter().position(|(key, _)| is_key(key, name))?;
    Some(entries.remove(position).1)
}

/// A mapping of the fields that are there.
pub(super) fn mapping(fields: Vec<(&str, Option<Value>)>) -> Value {
    let pairs = fields.into_iter().filter_map(|(key, value)| Some((text(key), value?)));
    Value::Map(pairs.collect::<Vec<_>>())
}

/// A text as a value.
pub(super) fn text(text: &str) -> Value {
    Value::Str(text.to_owned())
}

/// A scalar as Python's `str()` prints it.
pub(super) fn python_text(value: &Value) -> String {
    match value {
        Value::Str(text) => text.clone(),
        Value::Bool(on) => (if *on { "True" } else { "False" }).to_owned(),
        Value::Null => "None".to_owned(),
        other => yaml::json::to_json(other).unwrap_or_else(|_| type_name(other).to_owned()),
    }
}

/// Returns the name of a value's type for messages.
pub(crate) fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Int(_) | Value::Float(_) => "a number",
        Value::Str(_) => "a text",
        Value::Seq(_) => "a list",
        Value::Map(_) => "a mapping",
        Value::PythonOnly(_) => "of a type without a JSON form",
    }
}
