//! Writes JSON: the variables of requests, result documents and dry runs.
//!
//! A [`Json`] is a piece of finished text, so numbers keep every digit they were given, and floats look as Python writes
//! them ([`crate::python_float`]). `serde_json` quotes texts and writes values that were read.

use std::io;

use serde_json::Value;

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
        Self(value.to_string())
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
        let mut list = List::default();
        items.iter().for_each(|item| list.push(item.as_str()));
        list.finish()
    }

    /// The text, on one line.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text with line breaks, for people, piece by piece.
    pub fn pretty(&self, take: Sink<'_>) {
        pretty(&self.0, take);
    }
}

/// A list that is written item by item, so that no item need be kept.
#[derive(Default)]
pub struct List(String);

impl List {
    /// Adds an item.
    pub fn push(&mut self, json: &str) {
        self.0.push(if self.0.is_empty() { '[' } else { ',' });
        self.0.push_str(json);
    }

    /// The list.
    pub fn finish(mut self) -> Json {
        self.0.push_str(if self.0.is_empty() { "[]" } else { "]" });
        Json(self.0)
    }
}

/// Appends the text as a JSON string.
pub fn quote(text: &str, json: &mut String) {
    serde_json::to_writer(Appended(json), text).expect("any text can be quoted");
}

/// A text as what is written to: a text of its own for each that is quoted would cost as much as the document.
struct Appended<'t>(&'t mut String);

impl io::Write for Appended<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = str::from_utf8(bytes).map_err(io::Error::other)?;
        self.0.push_str(text);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A function that takes a text piece by piece.
pub type Sink<'t> = &'t mut dyn FnMut(&str);

/// How much text is handed on at a time.
const PIECE: usize = 64 << 10;

/// Hands a text on in pieces; none ends with a `#`, so that who parts two of them sees both.
pub fn pieces(text: &str, take: Sink<'_>) {
    let mut rest = text;
    while rest.len() > PIECE {
        let is_end = |end: &usize| rest.is_char_boundary(*end) && rest.as_bytes()[end - 1] != b'#';
        let (piece, others) = rest.split_at((PIECE..rest.len()).find(is_end).unwrap_or(rest.len()));
        take(piece);
        rest = others;
    }
    take(rest);
}

/// Puts each field and item on a line of its own, and hands the lines on in pieces as [`pieces`] does. The text must be
/// JSON without white space around its tokens.
fn pretty(json: &str, take: Sink<'_>) {
    let mut lines = String::new();
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
        if lines.len() > PIECE && character != '#' {
            take(&lines);
            lines.clear();
        }
    }
    take(&lines);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(json: &Json) -> String {
        let mut lines = String::new();
        json.pretty(&mut |piece| lines.push_str(piece));
        lines
    }

    #[test]
    fn pieces_are_small_and_none_ends_between_two_signs_that_are_one_command() {
        let text = "é".repeat(PIECE / 2) + &"#".repeat(9) + &"x".repeat(PIECE * 2);
        let json = Json::list(&[Json::text(&text), Json::list(&[])]);
        let (mut whole, mut pretty) = (Vec::new(), Vec::new());
        pieces(json.as_str(), &mut |piece| whole.push(piece.to_owned()));
        json.pretty(&mut |piece| pretty.push(piece.to_owned()));
        assert_eq!(whole.concat(), json.as_str());
        assert_eq!(pretty.concat(), format!("[\n  {},\n  []\n]", Json::text(&text).as_str()));
        for pieces in [whole, pretty] {
            assert!(pieces.len() > 3);
            assert!(pieces.iter().all(|one| one.len() < PIECE + 16 && !one.ends_with('#')));
        }
    }

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
        let again: serde_json::Value = serde_json::from_str(&shown(&json)).expect("pretty JSON");
        assert_eq!(again, read);
    }

    #[test]
    fn lines_are_indented_by_depth_and_empty_things_stay_together() {
        let json = Json::object(&[
            ("a", Json::list(&[Json::int(1), Json::object(&[])])),
            ("b", Json::text("{,}")),
        ]);
        assert_eq!(shown(&json), "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"{,}\"\n}");
    }

    #[test]
    fn a_value_that_was_read_is_written_as_the_same_json() {
        let value = serde_json::json!({ "a,": [[], {}, null, [true, false], "x\"],"], "b": { "c": -1, "d": 0.1, "e": 1e300 } });
        let written = Json::of_value(&value);
        let read: Value = serde_json::from_str(written.as_str()).expect("JSON");
        assert_eq!(read, value);
    }
}
