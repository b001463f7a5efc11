//! Plain scalars that YAML 1.1 reads as something that their writer probably did not mean.

use super::json::float_digits;
use super::node::Tag;
use super::reader::Mark;
use super::{Warning, number};

/// A warning for a plain scalar of this type, if it needs one.
pub(super) fn warning(tag: &Tag, text: &str, mark: Mark) -> Option<Warning> {
    let meaning = match tag {
        Tag::Bool => bool_meaning(text)?.to_string(),
        Tag::Int => int_meaning(text)?,
        Tag::Float => float_meaning(text)?,
        _ => return None,
    };
    let message = format!("{text} is read as {meaning}; quote it to keep the text");
    Some(Warning { line: mark.line + 1, column: mark.column + 1, message })
}

fn bool_meaning(text: &str) -> Option<&'static str> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "on" => Some("true"),
        "no" | "off" => Some("false"),
        _ => None,
    }
}

fn int_meaning(text: &str) -> Option<String> {
    let digits = text.trim_start_matches(['-', '+']);
    let is_octal = digits.len() > 1 && digits.starts_with('0') && !digits.contains(['b', 'x']);
    let kind = if is_octal {
        "the octal number"
    } else if digits.contains(':') {
        "the base 60 number"
    } else if digits.contains('_') {
        "the number"
    } else {
        return None;
    };
    Some(format!("{kind} {}", number::int(text).ok()??))
}

fn float_meaning(text: &str) -> Option<String> {
    let float = number::float(text).filter(|float| float.is_finite())?;
    let digits = float_digits(float);
    let is_base_60 = text.contains(':');
    // `1.5e+3` loses nothing, and `5.` and `.5` only look different.
    let is_simple = !text.starts_with(['+', '.']) && !text.ends_with('.');
    let is_exponent = text.contains(['e', 'E']) || digits.contains('e');
    let loses_digits = is_simple && !is_exponent && digits != text;
    if is_base_60 {
        Some(format!("the base 60 number {digits}"))
    } else if loses_digits || text.contains('_') {
        Some(format!("the number {digits}"))
    } else {
        None
    }
}
