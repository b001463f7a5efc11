//! Which type an untagged scalar has, by what it looks like: the patterns of PyYAML's
//! `resolver.py`.
//!
//! Without the timestamp pattern: the vendor's tool takes it out, so that dates stay text.

use super::node::Tag;

/// The type of a plain scalar.
pub(super) fn resolve(text: &str) -> Tag {
    // Python's `$` also matches before a line break at the end, as a quoted scalar after `!` can
    // have.
    let core = text.strip_suffix('\n').filter(|core| !core.is_empty()).unwrap_or(text);
    match core {
        "" | "~" | "null" | "Null" | "NULL" => Tag::Null,
        "<<" => Tag::Merge,
        "=" => Tag::Value,
        "!" | "&" | "*" => Tag::Other("tag:yaml.org,2002:yaml".into()),
        _ if is_bool(core) => Tag::Bool,
        _ if is_float(core) => Tag::Float,
        _ if is_int(core) => Tag::Int,
        _ => Tag::Str,
    }
}

fn is_bool(text: &str) -> bool {
    matches!(
        text,
        "yes"
            | "Yes"
            | "YES"
            | "no"
            | "No"
            | "NO"
            | "true"
            | "True"
            | "TRUE"
            | "false"
            | "False"
            | "FALSE"
            | "on"
            | "On"
            | "ON"
            | "off"
            | "Off"
            | "OFF"
    )
}

fn is_int(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if let Some(rest) = digits.strip_prefix("0b") {
        return some_of(rest, |byte| matches!(byte, b'0' | b'1' | b'_'));
    }
    if let Some(rest) = digits.strip_prefix("0x") {
        return some_of(rest, |byte| byte.is_ascii_hexdigit() || byte == b'_');
    }
    match digits.strip_prefix('0') {
        Some(rest) => rest.bytes().all(|byte| matches!(byte, b'0'..=b'7' | b'_')),
        None => {
            let (first, sixties) = digits.split_once(':').unwrap_or((digits, "0"));
            is_number(first) && sixties.split(':').all(is_sixtieth)
        }
    }
}

fn is_float(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let Some((whole, fraction)) = unsigned.split_once('.') else { return false };
    if whole.is_empty() {
        return match fraction {
            "inf" | "Inf" | "INF" => true,
            "nan" | "NaN" | "NAN" => unsigned == text,
            // PyYAML knows no sign before a bare dot.
            _ => unsigned == text && is_fraction(fraction, is_number),
        };
    }
    match whole.split_once(':') {
        Some((first, sixties)) => {
            is_number(first) && sixties.split(':').all(is_sixtieth) && is_digits(fraction)
        }
        None => is_number(whole) && is_fraction(fraction, is_digits),
    }
}

/// Returns true if the text after the dot is digits and an optional exponent, which must have a sign.
fn is_fraction(text: &str, is_mantissa: fn(&str) -> bool) -> bool {
    match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => {
            let digits = exponent.strip_prefix(['-', '+']).unwrap_or_default();
            is_mantissa(mantissa) && some_of(digits, |byte| byte.is_ascii_digit())
        }
        None => is_mantissa(text),
    }
}

/// Digits and underscores, but not first an underscore.
fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit()) && is_digits(text)
}

/// Digits and underscores, perhaps none.
fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
}

/// One or two digits below 60.
fn is_sixtieth(text: &str) -> bool {
    matches!(text.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9'])
}

fn some_of(text: &str, allowed: fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_have_the_types_that_pyyaml_gives_them() {
        let cases = [
            (Tag::Null, "|~|null|Null|NULL"),
            (Tag::Bool, "yes|No|ON|off|true|False|TRUE"),
            (Tag::Int, "0|-0|+5|1_0|010|00|0_1|0b1|0b_|0xfF|0x_|1:30|1:59:0|-1:30"),
            (Tag::Float, "1.0|1.|1_0.5|1._|.5|1.5e+3|1.E-7|5.e+3|1:30.5|0:1.|.inf|-.INF|.nan|.NaN"),
            (Tag::Merge, "<<"),
            (Tag::Value, "="),
            (
                Tag::Str,
                "y|n|oN|nULL|08|0o7|1e3|1.5e3|-.5|._5|1:60|0:30|8080:80|.Inf.|-.nan|2001-01-01",
            ),
        ];
        for (tag, texts) in cases {
            for text in texts.split('|') {
                assert_eq!(resolve(text), tag, "{text}");
            }
        }
    }
}
