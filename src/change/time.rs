//! Points in time in the forms that CI systems, git hosts and webhooks write them.
//!
//! Unix seconds and milliseconds; RFC 3339 with any number of decimals; `2023-11-14 22:13:20 +01:00` and `UTC`.

use time::{Date, Month, Time};

/// From here on (the year 5138 in seconds) a number is taken for milliseconds.
pub const MILLISECONDS_FROM: f64 = 1e11;

/// Seconds since the Unix epoch.
pub fn seconds(text: &str) -> Option<f64> {
    let text = text.trim();
    if let Ok(number) = text.parse::<f64>() {
        let seconds = if number >= MILLISECONDS_FROM { number / 1000.0 } else { number };
        return (seconds.is_finite() && seconds > 0.0).then_some(seconds);
    }
    let (date, rest) = text.split_at_checked(10)?;
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (clock, rest) = rest.split_at_checked(8)?;
    let whole = whole_seconds(numbers(date, '-')?, numbers(clock, ':')?)?;
    let (fraction, zone) = fraction(rest);
    Some((whole - offset(zone.trim())?) as f64 + fraction)
}

/// Parses three numbers with a separator, such as `2023-11-14` or `22:13:20`.
fn numbers(text: &str, separator: char) -> Option<[u16; 3]> {
    let mut parts = text.split(separator);
    let mut next = || {
        let part = parts.next()?;
        let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { part.parse().ok() } else { None }
    };
    let three = [next()?, next()?, next()?];
    parts.next().is_none().then_some(three)
}

/// Returns the seconds from 1970 to a moment in UTC. A minute may have a leap second.
fn whole_seconds([year, month, day]: [u16; 3], [hour, minute, second]: [u16; 3]) -> Option<i64> {
    let small = |number: u16| u8::try_from(number).ok();
    let month = Month::try_from(small(month)?).ok()?;
    let date = Date::from_calendar_date(i32::from(year), month, small(day)?).ok()?;
    let minute = Time::from_hms(small(hour)?, small(minute)?, 0).ok()?;
    let start = date.with_time(minute).assume_utc().unix_timestamp();
    (year >= 1970 && second <= 60).then_some(start + i64::from(second))
}

/// The decimals after the seconds, and what follows them.
fn fraction(text: &str) -> (f64, &str) {
    let Some(rest) = text.strip_prefix('.') else { return (0.0, text) };
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    // Microseconds are as fine as a float of this size can be.
    let digits = &rest[..end.min(6)];
    let value = digits.parse::<f64>().unwrap_or_default();
    (value / [1.0, 10.0, 1e2, 1e3, 1e4, 1e5, 1e6][digits.len()], &rest[end..])
}

/// The seconds that a zone is ahead of UTC.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z" | "UTC" | "") {
        return Some(0);
    }
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i64, i64) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
    Some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn every_form_in_use_is_the_same_moment() {
        for text in [
            "1700000000",
            "1700000000000",
            "2023-11-14T22:13:20Z",
            "2023-11-14T22:13:20+00:00",
            "2023-11-14T23:13:20+0100",
            "2023-11-14T17:43:20-04:30",
            "2023-11-14 22:13:20 +00:00",
            "2023-11-14 22:13:20 UTC",
            "2023-11-14T22:13:20.0000000Z",
        ] {
            assert_eq!(seconds(text), Some(1_700_000_000.0), "{text}");
        }
        assert_eq!(seconds("2024-02-29T00:00:00.5Z"), Some(1_709_164_800.5));
        assert_eq!(seconds("2000-03-01T00:00:00Z"), Some(951_868_800.0));
        assert_eq!(seconds("2016-12-31T23:59:60Z"), Some(1_483_228_800.0), "a leap second");
        assert_eq!(seconds("2023-11-14T22:13:20.1234567+00:00"), Some(1_700_000_000.123_456));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "",
            "soon",
            "0",
            "-5",
            "nan",
            "inf",
            "2023-11-14",
            "2023-13-14T22:13:20Z",
            "2023-02-31T22:13:20Z",
            "2023-02-29T22:13:20Z",
            "2023-11-00T22:13:20Z",
            "1969-12-31T23:59:59Z",
            "2023-11-14T22:60:20Z",
            "2023-11-14T22:13:61Z",
            "2023-1--14T22:13:20Z",
            "2023-11-14T25:13:20Z",
            "2023-11-14T22:13:20+1",
            "2023-11-14T22:13:20 CET",
            "é023-11-14T22:13:20Z",
            "+023-11-14T22:13:20Z",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
