//! Numbers as `dagster-cloud` reads them on its command line: Typer hands the text to pydantic.
//!
//! So blanks around it, a sign, `1_000` and `007` are accepted everywhere, `5.0` is a whole number,
//! and `0x5`, `1,5` or other alphabets' digits are not numbers.

use super::ValueKind;

/// Parses a number of that kind; the error names the value that was seen and the one that is wanted.
pub fn parse(kind: ValueKind, text: &str) -> Result<f64, String> {
    let wanted = match kind {
        ValueKind::Whole => "a whole number",
        ValueKind::DecimalSeconds => "a number of seconds, zero or more",
        _ => "a number",
    };
    let number = match kind {
        ValueKind::Whole => whole(text),
        ValueKind::DecimalSeconds => {
            float(text).filter(|number| number.is_finite() && *number >= 0.0)
        }
        _ => float(text),
    };
    number.ok_or_else(|| format!("{text:?} is not {wanted}"))
}

/// A float: `1e9`, `.5`, `5.`, `inf` and `nan` included.
pub fn float(text: &str) -> Option<f64> {
    // Most are whole: reading any float takes much more code, which an engine would compile for it.
    if let Ok(whole) = text.parse::<u32>() {
        return Some(f64::from(whole));
    }
    any_float(text)
}

#[inline(never)]
fn any_float(text: &str) -> Option<f64> {
    let digits = without_separators(text.trim())?;
    digits.parse().ok()
}

/// A whole number; a fraction of zeros is allowed.
fn whole(text: &str) -> Option<f64> {
    let digits = without_separators(text.trim())?;
    let (integer, fraction) = digits.split_once('.').unwrap_or((&digits, "0"));
    if fraction.is_empty() || fraction.bytes().any(|digit| digit != b'0') {
        return None;
    }
    integer.parse::<i64>().ok().map(|number| number as f64)
}

/// The text without `_` between digits; `None` where one stands elsewhere.
fn without_separators(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_digit);
    let misplaced =
        |(index, _): (usize, &str)| index == 0 || !digit(index - 1) || !digit(index + 1);
    if text.match_indices('_').any(misplaced) { None } else { Some(text.replace('_', "")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_those_of_python() {
        for (text, number) in [
            (" 1700000000 ", 1.7e9),
            ("+5", 5.0),
            ("1_000", 1000.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1e9", 1e9),
            ("1e400", f64::INFINITY),
            ("Infinity", f64::INFINITY),
            ("-5", -5.0),
        ] {
            assert_eq!(float(text), Some(number), "{text}");
        }
        assert!(float("nan").is_some_and(f64::is_nan));
        for text in ["", "0x10", "1,5", "1__0", "_1", "1_", "2023-11-14", "٣", "1_e5"] {
            assert_eq!(float(text), None, "{text}");
        }
    }

    #[test]
    fn whole_numbers_are_those_of_pydantic() {
        for (text, number) in
            [(" 5 ", 5.0), ("+5", 5.0), ("1_000", 1e3), ("007", 7.0), ("5.0", 5.0), ("-3", -3.0)]
        {
            assert_eq!(whole(text), Some(number), "{text}");
        }
        for text in ["5.5", "1e2", "0x5", "", "٣", "1.", "inf"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }
}
