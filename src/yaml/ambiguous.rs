//! Plain scalars that YAML 1.1 reads as something that their writer probably did not mean.

use super::mark::Mark;
use super::node::Tag;
use super::{Remark, number};
use crate::python_float;

/// A warning for a plain scalar of this type, if it needs one.
pub(super) fn warning(tag: &Tag, text: &str, mark: Mark) -> Option<Remark> {
    let meaning = match tag {
        Tag::Bool => bool_meaning(text)?.to_string(),
        Tag::Int => int_meaning(text)?,
        Tag::Float => float_meaning(text)?,
        _ => return None,
    };
    let message = format!("{text} is read as {meaning}; quote it to keep the text");
    Some(Remark { line: mark.line + 1, column: mark.column + 1, message })
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
    let digits = python_float::digits(float);
    if text.contains(':') {
        Some(format!("the base 60 number {digits}"))
    } else if text.contains('_') || loses_digits(text, &digits) {
        Some(format!("the number {digits}"))
    } else {
        None
    }
}

/// Whether a version such as `3.10`, or a long fraction, comes out with fewer digits.
fn loses_digits(text: &str, digits: &str) -> bool {
    if text.contains(['e', 'E']) {
        return false;
    }
    let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction);
    fraction.len() > 1 && fraction.ends_with('0') || significant(text) != significant(digits)
}

/// The digits of a number from the first to the last that is not zero.
fn significant(text: &str) -> String {
    let mantissa = text.split_once('e').map_or(text, |(mantissa, _)| mantissa);
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').into()
}

#[cfg(test)]
mod tests {
    use super::super::load;

    #[test]
    fn surprising_scalars_are_named_with_their_place() {
        let text = "a: 3.10\n  \nb: [22:22, 010]\nyes: 1_000\nc: 1:30.5\n";
        let warnings = load(text).expect("the YAML is good").warnings;
        let shown: Vec<String> = warnings
            .iter()
            .map(|warning| format!("{}:{} {}", warning.line, warning.column, warning.message))
            .collect();
        assert_eq!(
            shown,
            [
                "1:4 3.10 is read as the number 3.1; quote it to keep the text",
                "3:5 22:22 is read as the base 60 number 1342; quote it to keep the text",
                "3:12 010 is read as the octal number 8; quote it to keep the text",
                "4:1 yes is read as true; quote it to keep the text",
                "4:6 1_000 is read as the number 1000; quote it to keep the text",
                "5:4 1:30.5 is read as the base 60 number 90.5; quote it to keep the text",
            ]
        );
    }

    #[test]
    fn ordinary_and_quoted_scalars_need_no_warning() {
        for text in [
            "3.1",
            "1.0",
            "0",
            "0x1F",
            "0b1",
            "true",
            "5.",
            ".5",
            "+1.5",
            "1.5e+3",
            "1.0e+22",
            "-0.0",
            "100000000000000000000.0",
            "0.00001",
            "'3.10'",
            "\"yes\"",
            "!!str 010",
            "2001-01-01",
        ] {
            assert_eq!(load(text).expect("the YAML is good").warnings, [], "{text}");
        }
    }

    #[test]
    fn an_aliased_scalar_is_warned_of_once() {
        let loaded = load("a: &a 010\nb: *a\nc: *a\n").expect("the YAML is good");
        assert_eq!(loaded.warnings.len(), 1);
    }
}
