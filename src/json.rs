//! Writes JSON: the variables of requests, result documents and dry runs.
//!
//! A [`Json`] is a piece of finished text, so numbers keep every digit they were given. Not serde_json,
//! which reads the answers: writing through serde costs 12 KB gzip of the WASM, most of it float
//! formatting that Python's way of writing floats ([`crate::python_float`]) does not need.

use serde_json::{Number, Value};

use crate::gather::Gather;
use crate::python_float;

/// A JSON value as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Json(String);

impl Json {
    /// `null`.
    pub fn null() -> Self {
        Self("null".to_owned())
    }

    /// A string.
    pub fn text(text: &str) -> Self {
        let mut json = String::with_capacity(text.len() + 2);
        quote(text, &mut json);
        Self(json)
    }

    /// A string, or `null` for nothing.
    pub fn optional(text: Option<&str>) -> Self {
        text.map_or_else(Self::null, Self::text)
    }

    /// `true` or `false`.
    pub fn bool(yes: bool) -> Self {
        Self(yes.to_string())
    }

    /// A whole number.
    pub fn int(number: i64) -> Self {
        Self(number.to_string())
    }

    /// A finite number as Python writes a float.
    pub fn float(number: f64) -> Self {
        Self(python_float::digits(number))
    }

    /// Text that is JSON already.
    pub fn written(json: String) -> Self {
        Self(json)
    }

    /// A value that was read.
    pub fn of_value(value: &Value) -> Self {
        let mut json = String::new();
        write(value, &mut json);
        Self(json)
    }

    /// An object, its fields in this order.
    pub fn object(fields: &[(&str, Json)]) -> Self {
        let mut json = String::from("{");
        for (name, value) in fields {
            if json.len() > 1 {
                json.push(',');
            }
            quote(name, &mut json);
            json.push(':');
            json.push_str(&value.0);
        }
        json.push('}');
        Self(json)
    }

    /// A list.
    pub fn list(items: &[Json]) -> Self {
        let items: Vec<_> = items.iter().map(Json::as_str).gather();
        Self(format!("[{}]", items.join(",")))
    }

    /// The text, on one line.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text with line breaks, for people.
    pub fn pretty(&self) -> String {
        pretty(&self.0)
    }
}

/// Writes a value as JSON, behind what is there already.
fn write(value: &Value, json: &mut String) {
    match value {
        Value::Null => json.push_str("null"),
        Value::Bool(yes) => json.push_str(if *yes { "true" } else { "false" }),
        Value::Number(number) => json.push_str(&number_text(number)),
        Value::String(text) => quote(text, json),
        Value::Array(items) => {
            json.push('[');
            for item in items {
                part(json);
                write(item, json);
            }
            json.push(']');
        }
        Value::Object(fields) => {
            json.push('{');
            for (name, value) in fields {
                part(json);
                quote(name, json);
                json.push(':');
                write(value, json);
            }
            json.push('}');
        }
    }
}

/// Parts what follows from an item before it.
fn part(json: &mut String) {
    if !matches!(json.as_bytes().last(), Some(b'[' | b'{')) {
        json.push(',');
    }
}

/// The digits of a number; not in serde_json's own form, whose tables would be 10 KB of the WASM.
pub fn number_text(number: &Number) -> String {
    match (number.as_i64(), number.as_f64()) {
        (Some(whole), _) => whole.to_string(),
        (None, float) => python_float::digits(float.unwrap_or_default()),
    }
}

/// Appends the text as a JSON string.
pub fn quote(text: &str, json: &mut String) {
    json.push('"');
    let is_special = |byte: u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    let mut rest = text;
    // What needs no escape, which is most, is copied in one go.
    while let Some(place) = rest.bytes().position(is_special) {
        json.push_str(&rest[..place]);
        match rest.as_bytes()[place] {
            b'"' => json.push_str("\\\""),
            b'\\' => json.push_str("\\\\"),
            b'\n' => json.push_str("\\n"),
            b'\r' => json.push_str("\\r"),
            b'\t' => json.push_str("\\t"),
            8 => json.push_str("\\b"),
            12 => json.push_str("\\f"),
            control => json.push_str(&format!("\\u{control:04x}")),
        }
        rest = &rest[place + 1..];
    }
    json.push_str(rest);
    json.push('"');
}

/// Puts each field and item on a line of its own. The text must be JSON without white space around its
/// tokens.
fn pretty(json: &str) -> String {
    let mut lines = String::with_capacity(json.len() * 2);
    let mut depth = 0;
    let mut in_text = false;
    let mut escaped = false;
    let mut previous = ' ';
    for character in json.chars() {
        let closes = !in_text && matches!(character, '}' | ']');
        let opened = !in_text && matches!(previous, '{' | '[');
        if closes {
            depth -= 1;
        }
        if opened != closes || !in_text && previous == ',' {
            lines.push('\n');
            lines.push_str(&"  ".repeat(depth));
        }
        lines.push(character);
        if in_text {
            in_text = escaped || character != '"';
            escaped = !escaped && character == '\\';
        } else {
            match character {
                '"' => in_text = true,
                '{' | '[' => depth += 1,
                ':' => lines.push(' '),
                _ => {}
            }
        }
        // What stands inside a text opens and parts nothing.
        previous = if in_text { ' ' } else { character };
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_the_same_json_on_one_line_and_on_many() {
        let odd = "a\"b\\ {[,:]}\n\t\u{1}ü\u{2028}";
        let json = Json::object(&[
            ("text", Json::text(odd)),
            ("none", Json::optional(None)),
            (
                "numbers",
                Json::list(&[
                    Json::int(-3),
                    Json::float(1.5e22),
                    Json::written("12345678901234567890123".into()),
                ]),
            ),
            ("empty", Json::list(&[])),
            ("object", Json::object(&[])),
            (odd, Json::object(&[("x", Json::text(""))])),
        ]);
        let read: serde_json::Value = serde_json::from_str(json.as_str()).expect("JSON");
        assert_eq!(read["text"], odd);
        assert_eq!(read[odd]["x"], "");
        let again: serde_json::Value = serde_json::from_str(&json.pretty()).expect("pretty JSON");
        assert_eq!(again, read);
    }

    #[test]
    fn lines_are_indented_by_depth_and_empty_things_stay_together() {
        let json = Json::object(&[
            ("a", Json::list(&[Json::int(1), Json::object(&[])])),
            ("b", Json::text("{,}")),
        ]);
        assert_eq!(json.pretty(), "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"{,}\"\n}");
    }

    #[test]
    fn a_value_that_was_read_is_written_as_the_same_json() {
        let value = serde_json::json!({ "a,": [[], {}, null, [true, false], "x\"],"], "b": { "c": -1, "d": 0.1, "e": 1e300 } });
        let written = Json::of_value(&value);
        let read: Value = serde_json::from_str(written.as_str()).expect("JSON");
        assert_eq!(read, value);
    }
}
