//! Values that JSON has no form for: only whether Python would make them, and of which type.

use time::Month;
use time::util::days_in_month;

use super::PythonOnly;

/// Whether Python's `base64.decodebytes` takes the text. It skips what is not base64.
pub(super) fn is_base64(text: &str) -> bool {
    if !text.is_ascii() {
        return false;
    }
    let (mut digits, mut pads) = (0, 0);
    for byte in text.bytes() {
        if byte == b'=' {
            pads += 1;
            if digits >= 2 && digits + pads >= 4 {
                // Python reads no further.
                return true;
            }
        } else if byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/' {
            pads = 0;
            digits = (digits + 1) % 4;
        }
    }
    digits == 0
}

/// The type of a timestamp, or None if the text is none or names no day of the calendar.
pub(super) fn timestamp(text: &str) -> Option<PythonOnly> {
    // Python's `$` also matches before a line break at the end.
    let mut rest = Rest(text.strip_suffix('\n').unwrap_or(text));
    let year = rest.number(4, 4)?;
    rest.sign("-")?;
    let month = rest.number(1, 2)?;
    rest.sign("-")?;
    let day = rest.number(1, 2)?;
    if !is_date(year, month, day) {
        return None;
    }
    if rest.0.is_empty() {
        return Some(PythonOnly::Date);
    }
    if rest.sign("Tt").is_none() {
        rest.sign(" \t")?;
        rest.skip_blanks();
    }
    let hour = rest.number(1, 2)?;
    rest.sign(":")?;
    let minute = rest.number(2, 2)?;
    rest.sign(":")?;
    let second = rest.number(2, 2)?;
    if rest.sign(".").is_some() {
        rest.0 = rest.0.trim_start_matches(|seen: char| seen.is_ascii_digit());
    }
    let is_valid = hour < 24 && minute < 60 && second < 60 && rest.is_zone();
    is_valid.then_some(PythonOnly::DateTime)
}

fn is_date(year: u32, month: u32, day: u32) -> bool {
    let month = u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok());
    let days = month.map_or(0, |month| days_in_month(month, year as i32));
    year > 0 && (1..=u32::from(days)).contains(&day)
}

/// The rest of a timestamp.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let length = self.0.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let number = self.0[..length].parse().ok()?;
        self.0 = &self.0[length..];
        (length >= least).then_some(number)
    }

    /// Skips one of `signs`.
    fn sign(&mut self, signs: &str) -> Option<char> {
        let first = self.0.chars().next().filter(|&first| signs.contains(first))?;
        self.0 = &self.0[first.len_utf8()..];
        Some(first)
    }

    fn skip_blanks(&mut self) {
        self.0 = self.0.trim_start_matches([' ', '\t']);
    }

    /// Whether the rest is a time zone or nothing.
    fn is_zone(&mut self) -> bool {
        if self.0.is_empty() {
            return true;
        }
        self.skip_blanks();
        if self.0 == "Z" {
            return true;
        }
        let hours = self.sign("+-").and_then(|_| self.number(1, 2));
        let minutes = match self.sign(":") {
            Some(_) => self.number(2, 2),
            None => Some(0),
        };
        // Python's timezone() refuses a day or more.
        let is_small =
            hours.zip(minutes).is_some_and(|(hours, minutes)| hours * 60 + minutes < 1440);
        is_small && self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_judged_as_python_judges_it() {
        for text in ["", "aGk=", "a G\nk=", "aGk=ignored", "aGVsbG8h", "aA==", "a=A==", "=", "===="]
        {
            assert!(is_base64(text), "{text}");
        }
        for text in ["a", "aG", "aGk", "aA=", "aGVsb", "aGk\u{e9}="] {
            assert!(!is_base64(text), "{text}");
        }
    }

    #[test]
    fn timestamps_must_name_a_day_and_a_time_that_exist() {
        for text in ["2001-01-01", "2001-1-2", "2004-02-29", "9999-12-31\n"] {
            assert_eq!(timestamp(text), Some(PythonOnly::Date), "{text}");
        }
        for text in [
            "2001-12-14t21:59:43.10-05:00",
            "2001-12-14 21:59:43",
            "2001-12-14  2:59:43.  Z",
            "2001-12-14T21:59:43+5",
            "2001-12-14T21:59:43 -23:59",
        ] {
            assert_eq!(timestamp(text), Some(PythonOnly::DateTime), "{text}");
        }
        for text in [
            "",
            "x",
            "0000-01-01",
            "2001-13-01",
            "2001-02-29",
            "1900-02-29",
            "2001-01-01T",
            "2001-01-01 ",
            "2001-01-01T24:00:00",
            "2001-01-01T00:60:00",
            "2001-01-01T00:00:00+24",
            "2001-01-01T00:00:00 ",
            "2001-01-01T00:00",
        ] {
            assert_eq!(timestamp(text), None, "{text}");
        }
    }
}
