//! The body of a delivery: JSON, or the form that GitHub and Gitea send if configured, with the JSON in a field.

use std::borrow::Cow;

use percent_encoding::percent_decode;
use serde_json::Value;

use super::headers::Headers;
use crate::encoding;

/// The largest body: GitHub and GitLab send none over 25 MB.
pub const MAX_BYTES: u32 = 26 * 1024 * 1024;

/// Reads a body; an error names the mistake.
///
/// # Errors
///
/// The reason, as a sentence without its end.
pub fn read(headers: &Headers, body: &[u8]) -> Result<Value, String> {
    let json = json(headers, body)?;
    if encoding::is_utf16(&json) {
        return Err("the body is UTF-16, not UTF-8".to_owned());
    }
    let value = serde_json::from_slice(encoding::without_mark(&json)).map_err(|error| {
        format!("the body is no JSON (line {}, column {})", error.line(), error.column())
    })?;
    match is_finite(&value) {
        true => Ok(value),
        false => Err("the body has a number that is too large".to_owned()),
    }
}

/// Whether every number in a value is one that programs can hold: `1e400` is JSON, and infinite everywhere.
fn is_finite(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_f64().is_some(),
        Value::Array(items) => items.iter().all(is_finite),
        Value::Object(fields) => fields.values().all(is_finite),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

/// The bytes of the JSON in a body.
///
/// # Errors
///
/// It is a form without it.
pub fn json<'b>(headers: &Headers, body: &'b [u8]) -> Result<Cow<'b, [u8]>, String> {
    let kind = headers.get("content-type").unwrap_or_default();
    match kind.trim().to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
        true => {
            let payload = field(body, b"payload").ok_or("the form has no field payload")?;
            Ok(Cow::Owned(payload))
        }
        false => Ok(Cow::Borrowed(body)),
    }
}

/// The value of a field of a form (<https://url.spec.whatwg.org/#urlencoded-parsing>), or of the query of an address;
/// none if there is no such field.
pub fn field(form: &[u8], name: &[u8]) -> Option<Vec<u8>> {
    let mut fields = form.split(|byte| *byte == b'&');
    let value = |field: &'_ [u8]| field.strip_prefix(name)?.strip_prefix(b"=").map(<[u8]>::to_vec);
    let whole = fields.find_map(value)?;
    let spaced: Vec<_> =
        whole.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    Some(percent_decode(&spaced).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_holds_its_json_in_a_field() {
        let form = |body: &str| {
            let kind = "Application/x-www-form-urlencoded; charset=utf-8";
            let headers = Headers::new(vec![("content-type".to_owned(), kind.to_owned())]);
            read(&headers, body.as_bytes())
        };
        let wanted = serde_json::json!({ "a": "1 +%é&" });
        assert_eq!(form("x=1&payload=%7B%22a%22%3A+%221%20%2B%%c3%a9%26%22}"), Ok(wanted));
        let file = |bytes: &[u8]| read(&Headers::default(), bytes);
        assert_eq!(file(b"\xef\xbb\xbf{}"), Ok(serde_json::json!({})));
        assert_eq!(file(b"\xff\xfe{\0}\0"), Err("the body is UTF-16, not UTF-8".to_owned()));
        assert_eq!(form("a=1"), Err("the form has no field payload".to_owned()));
        assert!(form("payload=").is_err() && form("payload=%").is_err());
    }

    #[test]
    fn invalid_or_too_deep_json_is_reported_with_its_place() {
        let headers = Headers::default();
        assert_eq!(read(&headers, b"{"), Err("the body is no JSON (line 1, column 1)".to_owned()));
        assert!(read(&headers, b"").is_err() && read(&headers, b"\xff").is_err());
        assert!(read(&headers, "[".repeat(100_000).as_bytes()).is_err());
        assert!(read(&headers, b"null").is_ok());
    }

    #[test]
    fn a_number_that_no_program_can_hold_is_refused() {
        let read = |body: &str| read(&Headers::default(), body.as_bytes());
        for body in ["1e400", "[-1e999]", r#"{"a":[{"b":1e9999999999}]}"#] {
            assert_eq!(
                read(body),
                Err("the body has a number that is too large".to_owned()),
                "{body}"
            );
        }
        assert!(read("[1e308, 123456789012345678901234567890]").is_ok());
    }
}
