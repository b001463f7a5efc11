//! A JSON object that a user wrote. It is checked and then sent as the text that it is: a number keeps every digit, and
//! fields keep their order, which serde_json's values would not.

use serde_json::Value;

use crate::json::Json;

/// The text of a JSON object, without white space around its tokens.
#[derive(Debug)]
pub(super) struct Object(String);

impl Object {
    /// Checks a text, or says what is wrong with it.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        match serde_json::from_slice::<Value>(text.as_bytes()) {
            Ok(Value::Object(_)) => {
                let written = text.chars().zip(inside_texts(text));
                let kept = written
                    .filter(|(character, inside)| *inside || !character.is_ascii_whitespace());
                Ok(Self(kept.map(|(character, _)| character).collect()))
            }
            Ok(_) => Err("it is no JSON object".to_owned()),
            Err(error) => {
                Err(format!("it is no JSON (line {}, column {})", error.line(), error.column()))
            }
        }
    }

    /// The object as it is.
    pub(super) fn into_json(self) -> Json {
        Json::written(self.0)
    }

    /// The JSON of each name and of its value.
    pub(super) fn fields(&self) -> Vec<(&str, &str)> {
        let mut fields = Vec::new();
        let (mut depth, mut start, mut colon) = (0, 1, 0);
        for ((at, character), inside) in self.0.char_indices().zip(inside_texts(&self.0)) {
            if inside {
                continue;
            }
            let closes = matches!(character, '}' | ']');
            depth -= i32::from(closes);
            if closes && depth == 0 && colon > start || character == ',' && depth == 1 {
                fields.push((&self.0[start..colon], &self.0[colon + 1..at]));
                start = at + 1;
            } else if character == ':' && depth == 1 {
                colon = at;
            }
            depth += i32::from(matches!(character, '{' | '['));
        }
        fields
    }
}

/// Of each character of a JSON text whether it stands inside quotes.
fn inside_texts(json: &str) -> impl Iterator<Item = bool> {
    let (mut inside, mut escaped) = (false, false);
    json.chars().map(move |character| {
        let was_inside = inside;
        if character == '"' && !escaped {
            inside = !inside;
        }
        escaped = inside && character == '\\' && !escaped;
        was_inside && inside
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_their_order_and_numbers_their_digits() {
        let text = "{ \"b\" : 12345678901234567890123, \"a \\\" }:,\" : [1.50, {\"c\": \"x , y\"}],\n\"ü\":{} }";
        let object = Object::read(text).expect("an object");
        assert_eq!(
            object.fields(),
            [
                ("\"b\"", "12345678901234567890123"),
                ("\"a \\\" }:,\"", "[1.50,{\"c\":\"x , y\"}]"),
                ("\"ü\"", "{}"),
            ]
        );
        let spaced: Value = serde_json::from_str(text).expect("JSON");
        let packed: Value = serde_json::from_str(object.into_json().as_str()).expect("JSON");
        assert_eq!(packed, spaced);
    }

    #[test]
    fn an_object_without_fields_has_none() {
        assert_eq!(Object::read(" { } ").expect("an object").fields(), []);
    }

    #[test]
    fn what_is_no_json_object_is_refused_with_its_place() {
        let problem = |text| Object::read(text).expect_err(text);
        assert_eq!(problem("[1]"), "it is no JSON object");
        assert_eq!(problem("team=core"), "it is no JSON (line 1, column 2)");
        assert_eq!(problem("{\"a\": NaN}"), "it is no JSON (line 1, column 7)");
    }
}
