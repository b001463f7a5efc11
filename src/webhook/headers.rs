//! The headers of a delivery, and the file in which a user keeps them: JSON, or lines as HTTP has them.

use serde_json::Value;

/// Headers, found by name in any case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// These headers.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The value of a header; of several the first.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Reads a file: a JSON object of texts or of lists of texts, or lines `Name: value`, before which there may be lines
    /// of the request.
    ///
    /// # Errors
    ///
    /// The mistake, with its line.
    pub fn parse(text: &str) -> Result<Self, String> {
        // Some editors begin with a mark of the byte order.
        let text = text.trim_start_matches('\u{feff}');
        match text.trim_start().starts_with('{') {
            true => Self::of_json(text),
            false => Self::of_lines(text),
        }
    }

    fn of_json(text: &str) -> Result<Self, String> {
        let broken = |error: serde_json::Error| {
            format!("it is no JSON (line {}, column {})", error.line(), error.column())
        };
        let Value::Object(map) = serde_json::from_slice(text.as_bytes()).map_err(broken)? else {
            return Err("it is no JSON object".to_owned());
        };
        let mut pairs = Vec::new();
        for (name, value) in map {
            let values = match value {
                Value::Array(values) => values,
                one => vec![one],
            };
            for value in values {
                let Value::String(value) = value else {
                    return Err(format!("the header {name:?} is no text"));
                };
                pairs.push((name.clone(), value));
            }
        }
        Ok(Self(pairs))
    }

    fn of_lines(text: &str) -> Result<Self, String> {
        let lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
            .collect::<Vec<_>>();
        let mut pairs = Vec::new();
        for (place, (number, line)) in lines.into_iter().enumerate() {
            match line.split_once(':') {
                Some((name, value)) if !name.contains(' ') => {
                    pairs.push((name.trim().to_owned(), value.trim().to_owned()));
                }
                _ if place == 0 && line.contains("HTTP/") => {}
                // As GitHub's page of a delivery begins.
                _ if line.starts_with("Request ") => {}
                _ => return Err(format!("line {} is no header `Name: value`", number + 1)),
            }
        }
        Ok(Self(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::Headers;

    #[test]
    fn headers_are_read_from_json_and_from_lines() {
        for text in [
            "{\"X-GitHub-Event\": \"push\", \"a\": [\"1\", \"2\"]}",
            "POST /webhooks/github HTTP/1.1\r\nX-GitHub-Event: push\r\nA: 1\r\na: 2\r\n\r\n",
            "\u{feff}x-github-event:push\n\na:1\n",
            "Request URL: https://example.com\nRequest method: POST\nX-GitHub-Event: push\nA: 1\n",
        ] {
            let headers = Headers::parse(text).expect("good headers");
            assert_eq!(
                [headers.get("x-GitHub-event"), headers.get("A")],
                [Some("push"), Some("1")]
            );
        }
        assert_eq!(Headers::parse(""), Ok(Headers::default()));
        for (text, problem) in [
            ("{\"a\": 1}", "the header \"a\" is no text"),
            ("{\"a\":\n}", "it is no JSON (line 2, column 1)"),
            ("a: 1\nnonsense\n", "line 2 is no header `Name: value`"),
            ("two words: 1", "line 1 is no header `Name: value`"),
        ] {
            assert_eq!(Headers::parse(text), Err(problem.to_owned()));
        }
    }
}
