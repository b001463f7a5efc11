//! A YAML value as JSON text, the way Python's `json.dumps(value, allow_nan=False)` means it.
//!
//! Without spaces, and with characters beyond ASCII as they are, which is the same JSON.

use super::{PythonOnly, Value};
use crate::json::quote;
use crate::python_float;

/// Writes `value` as JSON, or returns in Python's words why JSON has no form for it.
pub fn to_json(value: &Value) -> Result<String, String> {
    let mut json = String::new();
    write(value, &mut json)?;
    Ok(json)
}

/// Appends `value` as JSON.
pub(crate) fn write(value: &Value, json: &mut String) -> Result<(), String> {
    match value {
        Value::Null => json.push_str("null"),
        Value::Bool(true) => json.push_str("true"),
        Value::Bool(false) => json.push_str("false"),
        Value::Int(digits) => json.push_str(digits),
        Value::Float(float) => json.push_str(&finite_digits(*float)?),
        Value::Str(text) => quote(text, json),
        Value::Seq(items) => {
            write_list('[', items, ']', json, write)?;
        }
        Value::Map(pairs) => {
            write_list('{', pairs, '}', json, |(key, value), json| {
                write_key(key, json)?;
                json.push(':');
                write(value, json)
            })?;
        }
        Value::PythonOnly(python_only) => {
            let name = python_only.python_type_name();
            return Err(format!("Object of type {name} is not JSON serializable"));
        }
    }
    Ok(())
}

fn write_list<T>(
    open: char,
    items: &[T],
    close: char,
    json: &mut String,
    write_item: fn(&T, &mut String) -> Result<(), String>,
) -> Result<(), String> {
    json.push(open);
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            json.push(',');
        }
        write_item(item, json)?;
    }
    json.push(close);
    Ok(())
}

/// Appends the key of a mapping as JSON has them, a text.
pub(crate) fn write_key(key: &Value, json: &mut String) -> Result<(), String> {
    match key {
        Value::Str(text) => quote(text, json),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
            json.push('"');
            write(key, json)?;
            json.push('"');
        }
        _ => {
            let name = match key {
                Value::PythonOnly(PythonOnly::Date) => "datetime.date",
                Value::PythonOnly(PythonOnly::DateTime) => "datetime.datetime",
                Value::PythonOnly(python_only) => python_only.python_type_name(),
                Value::Map(_) => "dict",
                _ => "list",
            };
            return Err(format!("keys must be str, int, float, bool or None, not {name}"));
        }
    }
    Ok(())
}

fn finite_digits(float: f64) -> Result<String, String> {
    match float.is_finite() {
        true => Ok(python_float::digits(float)),
        false => Err("Out of range float values are not JSON compliant".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_text_the_python_way() {
        let one = |key: Value| to_json(&Value::Map(vec![(key, Value::Null)]));
        for (key, json) in [
            (Value::Int("1".into()), r#"{"1":null}"#),
            (Value::Float(1.5), r#"{"1.5":null}"#),
            (Value::Bool(true), r#"{"true":null}"#),
            (Value::Null, r#"{"null":null}"#),
            (Value::Str("a\"b".into()), r#"{"a\"b":null}"#),
        ] {
            assert_eq!(one(key).as_deref(), Ok(json));
        }
        let error = "keys must be str, int, float, bool or None, not datetime.date";
        assert_eq!(one(Value::PythonOnly(PythonOnly::Date)), Err(error.into()));
    }

    #[test]
    fn control_characters_are_escaped() {
        let text = Value::Str("\0\u{1f}\u{7f}\n\u{e9}\u{1f680}".into());
        assert_eq!(to_json(&text).as_deref(), Ok("\"\\u0000\\u001f\u{7f}\\n\u{e9}\u{1f680}\""));
    }
}
