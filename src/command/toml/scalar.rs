//! Bare words: whole numbers, and what only has to be recognised.

use serde_json::Value;

/// Its digits if it is a whole number, null for any other value.
pub(super) fn value(word: &str) -> Option<Value> {
    let unsigned = word.strip_prefix(['+', '-']).unwrap_or(word);
    if matches!(word, "true" | "false") || matches!(unsigned, "inf" | "nan") {
        return Some(Value::Null);
    }
    let (radix, digits) = match word.split_at_checked(2) {
        Some(("0x", digits)) => (16, digits),
        Some(("0o", digits)) => (8, digits),
        Some(("0b", digits)) => (2, digits),
        _ => (10, word),
    };
    let is_digit = |text: &str| text.starts_with(|c: char| c.is_digit(radix));
    let stands_between = |(index, _): (usize, &str)| {
        index > 0 && is_digit(&digits[index - 1..]) && is_digit(&digits[index + 1..])
    };
    let is_padded = unsigned.starts_with('0') && is_digit(unsigned[1..].trim_start_matches('_'));
    if radix == 10 && is_padded
        || radix != 10 && !is_digit(digits)
        || !digits.match_indices(['_', '.']).all(stands_between)
    {
        return None;
    }
    let digits = digits.replace('_', "");
    match i64::from_str_radix(&digits, radix) {
        Ok(number) => Some(Value::String(number.to_string())),
        Err(_) if radix == 10 && digits.contains(['.', 'e', 'E']) => {
            digits.parse::<f64>().ok().map(|_| Value::Null)
        }
        Err(_) => None,
    }
}

/// Whether it looks like a date, a time of day or both.
pub(super) fn is_moment(word: &str) -> bool {
    let begins = |form: &str| {
        word.len() >= form.len()
            && form.bytes().zip(word.bytes()).all(|(form, byte)| match form {
                b'0' => byte.is_ascii_digit(),
                _ => byte == form,
            })
    };
    let is_part = |byte: u8| byte.is_ascii_digit() || b"-+:.TtZz".contains(&byte);
    (begins("0000-00-00") || begins("00:00")) && word.bytes().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_their_digits() {
        for (text, expected) in [
            ("600", "600"),
            ("+1_000", "1000"),
            ("-0", "0"),
            ("0xdead_BEEF", "3735928559"),
            ("0o755", "493"),
            ("0b11", "3"),
            ("-9223372036854775808", "-9223372036854775808"),
        ] {
            assert_eq!(value(text), Some(Value::from(expected)), "{text}");
        }
    }
}
