//! A YAML value as JSON text, the way Python's `json.dumps(value, allow_nan=False)` means it.
//!
//! Without spaces, and with characters beyond ASCII as they are, which is the same JSON.

use super::{Opaque, Value};

/// Writes `value` as JSON, or says in Python's words why JSON has no form for it.
pub fn to_json(value: &Value) -> Result<String, String> {
    let mut json = String::new();
    write(value, &mut json)?;
    Ok(json)
}

fn write(value: &Value, json: &mut String) -> Result<(), String> {
    match value {
        Value::Null => json.push_str("null"),
        Value::Bool(true) => json.push_str("true"),
        Value::Bool(false) => json.push_str("false"),
        Value::Int(digits) => json.push_str(digits),
        Value::Float(float) => json.push_str(&finite_digits(*float)?),
        Value::Str(text) => write_text(text, json),
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
        Value::Opaque(opaque) => {
            let name = opaque.python_type_name();
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

fn write_key(key: &Value, json: &mut String) -> Result<(), String> {
    match key {
        Value::Str(text) => write_text(text, json),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
            json.push('"');
            write(key, json)?;
            json.push('"');
        }
        _ => {
            let name = match key {
                Value::Opaque(Opaque::Date) => "datetime.date",
                Value::Opaque(Opaque::DateTime) => "datetime.datetime",
                Value::Opaque(opaque) => opaque.python_type_name(),
                Value::Map(_) => "dict",
                _ => "list",
            };
            return Err(format!("keys must be str, int, float, bool or None, not {name}"));
        }
    }
    Ok(())
}

fn write_text(text: &str, json: &mut String) {
    json.push('"');
    for char in text.chars() {
        match char {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\u{8}' => json.push_str("\\b"),
            '\u{c}' => json.push_str("\\f"),
            '\0'..='\u{1f}' => json.push_str(&format!("\\u{:04x}", u32::from(char))),
            _ => json.push(char),
        }
    }
    json.push('"');
}

fn finite_digits(float: f64) -> Result<String, String> {
    match float.is_finite() {
        true => Ok(float_digits(float)),
        false => Err("Out of range float values are not JSON compliant".into()),
    }
}

/// A finite float as Python writes it: the shortest digits that mean it, such as `1.0` or `1e+22`.
pub(super) fn float_digits(float: f64) -> String {
    let scientific = shortest(float.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits = mantissa.replace('.', "");
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let sign = if float.is_sign_negative() { "-" } else { "" };
    let zeros = |count: i32| "0".repeat(count.max(0) as usize);
    let last = digits.len() as i32 - 1;
    match exponent {
        -4..0 => format!("{sign}0.{}{digits}", zeros(-1 - exponent)),
        0..16 if exponent >= last => format!("{sign}{digits}{}.0", zeros(exponent - last)),
        0..16 => {
            let (whole, fraction) = digits.split_at(exponent as usize + 1);
            format!("{sign}{whole}.{fraction}")
        }
        _ => {
            let direction = if exponent < 0 { '-' } else { '+' };
            format!("{sign}{mantissa}e{direction}{:02}", exponent.abs())
        }
    }
}

/// The shortest digits in scientific form. Where two forms are equally short and equally near, such
/// as .2 and .3 for a number that is exactly .25, Rust takes the upper one and Python the even one.
fn shortest(float: f64) -> String {
    let shortest = format!("{float:e}");
    let digits = shortest.bytes().take_while(|&byte| byte != b'e').filter(u8::is_ascii_digit);
    let even = format!("{float:.*e}", digits.count().saturating_sub(1));
    if even.parse() == Ok(float) { even } else { shortest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_written_as_python_writes_them() {
        for (float, digits) in [
            (1.0, "1.0"),
            (-0.0, "-0.0"),
            (3.1, "3.1"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1e22, "1e+22"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e-7, "1.5e-07"),
            (5e-324, "5e-324"),
            (123456.75, "123456.75"),
            (0.00123, "0.00123"),
            (-1234567890123456.0, "-1234567890123456.0"),
            (809860383092583.0 + 0.25, "809860383092583.2"),
            (809860383092583.0 + 0.75, "809860383092583.8"),
            (2f64.powi(-44), "5.684341886080802e-14"),
            (1.7976931348623157e308, "1.7976931348623157e+308"),
        ] {
            assert_eq!(float_digits(float), digits);
        }
    }

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
        assert_eq!(one(Value::Opaque(Opaque::Date)), Err(error.into()));
    }

    #[test]
    fn control_characters_are_escaped() {
        let text = Value::Str("\0\u{1f}\u{7f}\n\u{e9}\u{1f680}".into());
        assert_eq!(to_json(&text).as_deref(), Ok("\"\\u0000\\u001f\u{7f}\\n\u{e9}\u{1f680}\""));
    }
}
