//! A JSON object that a user wrote. It is checked and then sent as the text that it is: a number keeps every digit, and
//! fields keep their order, which serde_json's values would not.

use serde_json::Value;

/// A JSON object without white space around its tokens.
#[derive(Debug, Default)]
pub(super) struct Object {
    pub(super) json: String,
    /// Where each field begins, where its colon is, and where it ends.
    fields: Vec<(usize, usize, usize)>,
}

impl Object {
    /// Checks a text, or says what is wrong with it.
    #[inline(never)]
    pub(super) fn read(text: &str) -> Result<Self, String> {
        match serde_json::from_slice::<Value>(text.as_bytes()) {
            Ok(Value::Object(_)) => Ok(Self::pack(text)),
            Ok(_) => Err("it is no JSON object".to_owned()),
            Err(error) => {
                Err(format!("it is no JSON (line {}, column {})", error.line(), error.column()))
            }
        }
    }

    /// Packs a text that is the JSON of an object.
    fn pack(text: &str) -> Self {
        let mut packed = Self { json: String::new(), fields: Vec::new() };
        let (mut depth, mut start, mut colon) = (0, 1, 0);
        let (mut inside, mut escaped) = (false, false);
        for character in text.chars() {
            let at = packed.json.len();
            if inside {
                inside = escaped || character != '"';
                escaped = !escaped && character == '\\';
            } else {
                match character {
                    ' ' | '\n' | '\r' | '\t' => continue,
                    '"' => inside = true,
                    '{' | '[' => depth += 1,
                    '}' | ']' => depth -= 1,
                    ':' if depth == 1 => colon = at,
                    _ => {}
                }
                // The second brace of an object without fields ends none.
                if colon > start && (depth == 0 || depth == 1 && character == ',') {
                    packed.fields.push((start, colon, at));
                    start = at + 1;
                }
            }
            packed.json.push(character);
        }
        packed
    }

    /// The JSON of each name and of its value.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.fields.iter();
        fields.map(|(start, colon, end)| (&self.json[*start..*colon], &self.json[colon + 1..*end]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_their_order_and_numbers_their_digits() {
        let text = "{ \"b\" : 12345678901234567890123, \"a \\\" }:,\" : [1.50, {\"c\": \"x , y\"}],\n\"ü\":{} }";
        let object = Object::read(text).expect("an object");
        assert_eq!(
            object.fields().collect::<Vec<_>>(),
            [
                ("\"b\"", "12345678901234567890123"),
                ("\"a \\\" }:,\"", "[1.50,{\"c\":\"x , y\"}]"),
                ("\"ü\"", "{}"),
            ]
        );
        let spaced: Value = serde_json::from_str(text).expect("JSON");
        let packed: Value = serde_json::from_str(&object.json).expect("JSON");
        assert_eq!(packed, spaced);
    }

    #[test]
    fn quotes_and_backslashes_in_texts_end_nothing_too_soon() {
        let object = Object::read(r#"{"a\\" : "\\\"}, " , "b":"\\"}"#).expect("an object");
        let fields: Vec<_> = object.fields().collect();
        assert_eq!(fields, [(r#""a\\""#, r#""\\\"}, ""#), (r#""b""#, r#""\\""#)]);
    }

    #[test]
    fn an_object_without_fields_has_none() {
        assert_eq!(Object::read(" { } ").expect("an object").fields().count(), 0);
    }

    #[test]
    fn what_is_no_json_object_is_refused_with_its_place() {
        let problem = |text| Object::read(text).expect_err(text);
        assert_eq!(problem("[1]"), "it is no JSON object");
        assert_eq!(problem("team=core"), "it is no JSON (line 1, column 2)");
        assert_eq!(problem("{\"a\": NaN}"), "it is no JSON (line 1, column 7)");
    }
}
