//! Dates of HTTP headers in their three forms (<https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7>).

use crate::calendar;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Seconds since the Unix epoch.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let (mut month, mut clock) = (None, None);
    let mut numbers = Vec::new();
    // The day of the week is not needed.
    for word in text.split([' ', ',', '-']).filter(|word| !word.is_empty()).skip(1) {
        if word.contains(':') {
            clock = calendar::numbers(word, ':');
        } else if let Some(index) = MONTHS.iter().position(|name| *name == word) {
            month = Some(index as i64 + 1);
        } else if word != "GMT" {
            numbers.push(i64::from(word.parse::<u16>().ok()?));
        }
    }
    let [day, year] = numbers[..] else { return None };
    // Two digits of the year are of the last century or of this.
    let century = match year {
        ..70 => 2000,
        70..100 => 1900,
        _ => 0,
    };
    calendar::seconds([century + year, month?, day], clock?)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn the_three_forms_are_the_same_moment() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(seconds(text), Some(784_111_777), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "soon",
            "1.5",
            "Sun, 06 Nov 1994",
            "Sun, 06 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 +0100",
            "Sun, 06 Nov 1994 25:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1960 08:49:37 GMT",
            "Sun, 99 Nov 1994 08:49:37 GMT",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
