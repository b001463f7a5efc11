//! The Gregorian calendar: from dates to seconds since 1970-01-01 UTC, and back. Not here: the forms in which dates are
//! written.

/// Three numbers with a separator, such as `2023-11-14` or `22:13:20`.
pub fn numbers(text: &str, separator: char) -> Option<[i64; 3]> {
    let mut parts = text.split(separator);
    let mut next = || {
        let part = parts.next()?;
        let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { part.parse().ok() } else { None }
    };
    let three = [next()?, next()?, next()?];
    parts.next().is_none().then_some(three)
}

/// The seconds from 1970 to a moment in UTC; nothing for what is out of range. A day that its month lacks is of the
/// next one.
pub fn seconds([year, month, day]: [i64; 3], [hour, minute, second]: [i64; 3]) -> Option<i64> {
    if !(1970..=9999).contains(&year)
        || !(1..=12).contains(&month)
        || !(1..=31).contains(&day)
        || hour > 23
        || minute > 59
        || second > 60
    {
        return None;
    }
    Some(days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second)
}

/// The days from 1970-01-01 to a date.
fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March, so that the leap day comes last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 719_469
}

/// The date and the clock in UTC of a moment in seconds since 1970; what is before that counts as its beginning.
pub fn moment(seconds: i64) -> ([i64; 3], [i64; 3]) {
    let seconds = seconds.max(0);
    let (days, clock) = (seconds / 86_400 + 719_468, seconds % 86_400);
    // Years that begin in March, in eras of 400 years: howardhinnant.github.io/date_algorithms.html#civil_from_days
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (year * 365 + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = match month {
        0..=9 => (era * 400 + year, month + 3),
        _ => (era * 400 + year + 1, month - 9),
    };
    ([year, month, day], [clock / 3600, clock / 60 % 60, clock % 60])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_the_calendar_follows_the_one_before() {
        let mut days = 0;
        for year in 1970..=9999 {
            let is_leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
            let february = if is_leap { 29 } else { 28 };
            let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            for (month, length) in (1..).zip(lengths) {
                for day in 1..=length {
                    assert_eq!(seconds([year, month, day], [0; 3]), Some(days * 86_400));
                    assert_eq!(moment(days * 86_400), ([year, month, day], [0; 3]));
                    days += 1;
                }
            }
        }
        assert_eq!(days, 2_932_897);
    }

    #[test]
    fn a_moment_has_a_clock_and_none_is_before_the_first() {
        assert_eq!(moment(1_700_000_000), ([2023, 11, 14], [22, 13, 20]));
        assert_eq!(moment(86_399), ([1970, 1, 1], [23, 59, 59]));
        assert_eq!(moment(i64::MIN), ([1970, 1, 1], [0, 0, 0]));
    }

    #[test]
    fn what_is_out_of_range_is_no_date() {
        for (date, clock) in [
            ([1969, 12, 31], [23, 59, 59]),
            ([10_000, 1, 1], [0, 0, 0]),
            ([2024, 0, 1], [0, 0, 0]),
            ([2024, 13, 1], [0, 0, 0]),
            ([2024, 1, 0], [0, 0, 0]),
            ([2024, 1, 32], [0, 0, 0]),
            ([2024, 1, 1], [24, 0, 0]),
            ([2024, 1, 1], [0, 60, 0]),
            ([2024, 1, 1], [0, 0, 61]),
            ([i64::MAX; 3], [i64::MAX; 3]),
        ] {
            assert_eq!(seconds(date, clock), None, "{date:?} {clock:?}");
        }
        assert_eq!(seconds([2016, 12, 31], [23, 59, 60]), Some(1_483_228_800), "a leap second");
    }

    #[test]
    fn three_numbers_are_digits_with_two_separators() {
        assert_eq!(numbers("2023-11-14", '-'), Some([2023, 11, 14]));
        for text in ["", "1-2", "1-2-3-4", "1--3", "+1-2-3", "1-2-x", "1-2-99999999999999999999"] {
            assert_eq!(numbers(text, '-'), None, "{text}");
        }
    }
}
