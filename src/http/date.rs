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
    use std::time::{Duration, UNIX_EPOCH};

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
    fn dates_are_those_of_the_crate_httpdate() {
        let mut moment = 0;
        // Steps of four weeks and a bit, which meet every month, hour, minute and second, up to the year 9999.
        while moment < 253_402_300_800 {
            let time = UNIX_EPOCH + Duration::from_secs(moment);
            let text = httpdate::fmt_http_date(time);
            assert_eq!(seconds(&text), Some(moment as i64), "{text}");
            moment += 2_424_593;
        }
    }

    #[test]
    fn a_damaged_date_is_another_one_or_none() {
        let good = ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"];
        let mut compared = 0;
        for text in good.into_iter().chain(["Sun Nov  6 08:49:37 1994"]) {
            for index in 0..text.len() {
                for other in ["", " ", "0", "1", "9", ":", "-", "+", ",", "x", "\u{0}", "é"] {
                    let damaged = format!("{}{other}{}", &text[..index], &text[index + 1..]);
                    let theirs = httpdate::parse_http_date(&damaged).ok();
                    // Each refuses some that the other reads; what both read is the same.
                    if let Some((ours, theirs)) = seconds(&damaged).zip(theirs) {
                        let theirs = theirs.duration_since(UNIX_EPOCH).expect("after 1970");
                        assert_eq!(ours, theirs.as_secs() as i64, "{damaged}");
                        compared += 1;
                    }
                }
            }
        }
        assert!(compared > 50, "only {compared} were compared");
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
