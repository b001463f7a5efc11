//! When to try again, and when to give up: a pure account of the tries of one request.
//!
//! The schedule is that of `dagster-cloud` (three retries, after about 1, 2 and 4 seconds), with jitter,
//! a bounded Retry-After, and a deadline over all tries.

use std::time::UNIX_EPOCH;

use super::Settings;
use super::outcome::{FailedTry, Maintenance};
use crate::error::{Code, Error};

/// The longest pause that a Retry-After header can ask for; a server may say anything.
const MAX_RETRY_AFTER_SECONDS: f64 = 60.0;
/// The longest maintenance to sit out; `dagster-cloud` would wait 16 hours and more.
const MAX_MAINTENANCE_SECONDS: f64 = 3600.0;
/// A JavaScript timer above this fires at once
/// (<https://developer.mozilla.org/docs/Web/API/Window/setTimeout#maximum_delay_value>).
const MAX_TIMER_MILLISECONDS: f64 = 2_147_483_647.0;
const DEFAULT_MAINTENANCE_INTERVAL_SECONDS: f64 = 30.0;

/// Says if a request may be repeated when its answer is missing, so that nobody knows if the server executed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// No: executed twice it does harm, and the server cannot look up if it was executed.
    Never,
    /// Yes: executed twice it is as good as once.
    Freely,
    /// Only after the server denied that it has executed the request.
    AfterAsking,
}

/// The tries of one request so far. Times are milliseconds of [`crate::host::Host::now`].
#[derive(Debug)]
pub struct Tries {
    started: f64,
    made: u32,
    max: u32,
    repeat: Repeat,
    try_milliseconds: f64,
    deadline_milliseconds: f64,
    maintenance_since: Option<f64>,
}

impl Tries {
    /// Before the first try.
    pub fn start(now: f64, settings: &Settings, max: u32, repeat: Repeat) -> Self {
        Self {
            started: now,
            made: 0,
            max,
            repeat,
            try_milliseconds: settings.try_milliseconds,
            deadline_milliseconds: settings.deadline_milliseconds,
            maintenance_since: None,
        }
    }

    fn remaining(&self, now: f64) -> f64 {
        self.deadline_milliseconds - (now - self.started)
    }

    /// How long the next try may take; at least a millisecond, so that a spent deadline still fails as
    /// a timeout and not as something odd.
    pub fn next_timeout(&self, now: f64) -> u32 {
        self.try_milliseconds.min(self.remaining(now)).clamp(1.0, MAX_TIMER_MILLISECONDS) as u32
    }

    /// After a failed try: how many milliseconds to wait for the next one, or the error to end with.
    #[inline(never)]
    pub fn after(&mut self, now: f64, random: f64, failure: FailedTry) -> Result<u32, Error> {
        self.made += 1;
        let give_up = |mut error: Error, why: String| {
            error.message = format!("{} ({why})", error.message);
            error
        };
        if !failure.passing {
            return Err(failure.error);
        }
        if failure.perhaps_done && self.repeat == Repeat::Never {
            let why = "it may have been done all the same, so it is not sent a second time";
            return Err(give_up(failure.error, why.to_owned()));
        }
        if self.made >= self.max {
            let tries = self.made;
            return Err(if tries > 1 {
                give_up(failure.error, format!("tried {tries} times"))
            } else {
                failure.error
            });
        }
        let requested = failure
            .retry_after
            .as_ref()
            .and_then(|(value, date)| retry_after(value, date.as_deref(), now));
        let wait = match requested {
            Some(seconds) => seconds.min(MAX_RETRY_AFTER_SECONDS) * 1000.0,
            // 1, 2, 4 s, each between three and five quarters of that: runs that failed together part.
            None => 500.0 * f64::from(1u32 << self.made.min(10)) * (0.75 + random / 2.0),
        };
        if wait >= self.remaining(now) {
            return Err(give_up(failure.error, "no time is left for another try".to_owned()));
        }
        Ok(wait.round() as u32)
    }

    /// During maintenance: how many milliseconds to wait, or the error to end with.
    #[inline(never)]
    pub fn maintenance(&mut self, now: f64, notice: &Maintenance) -> Result<u32, Error> {
        let since = *self.maintenance_since.get_or_insert(now);
        let limit = notice.timeout.unwrap_or(MAX_MAINTENANCE_SECONDS).min(MAX_MAINTENANCE_SECONDS);
        let left = limit * 1000.0 - (now - since);
        if left <= 0.0 {
            return Err(Error::new(
                Code::Maintenance,
                format!("Dagster+ is in maintenance: {}", notice.message),
            )
            .hint(format!("gave up after {} seconds; run it again later", limit as u32)));
        }
        let interval = notice.interval.unwrap_or(DEFAULT_MAINTENANCE_INTERVAL_SECONDS);
        Ok((interval * 1000.0).min(left).clamp(1000.0, 60_000.0) as u32)
    }

    /// The pause for maintenance does not count against the deadline.
    pub fn resume(&mut self, waited: u32) {
        self.started += f64::from(waited);
    }
}

/// Returns the seconds of a Retry-After header: a number of seconds, or a date. A date is compared with the server's
/// own clock if known. Nonsense, zero and the past are `None`, as in `dagster-cloud`.
fn retry_after(value: &str, clock: Option<&str>, now: f64) -> Option<f64> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return value.parse().ok().filter(|seconds| *seconds > 0.0);
    }
    let unix = |text: &str| {
        let date = httpdate::parse_http_date(text).ok()?;
        date.duration_since(UNIX_EPOCH).ok().map(|since| since.as_secs_f64())
    };
    let from = clock.and_then(unix).unwrap_or(now / 1000.0);
    Some(unix(value)? - from).filter(|seconds| *seconds > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tries(repeat: Repeat) -> Tries {
        let settings = Settings {
            try_milliseconds: 60e3,
            deadline_milliseconds: 300e3,
            env: Default::default(),
        };
        Tries::start(0.0, &settings, 4, repeat)
    }

    fn failure(perhaps_done: bool) -> FailedTry {
        let error = Error::new(Code::HttpStatus, "HTTP 502");
        FailedTry { reason: "x".into(), error, perhaps_done, passing: true, retry_after: None }
    }

    fn asking(value: &str, date: Option<&str>) -> FailedTry {
        FailedTry { retry_after: Some((value.into(), date.map(str::to_owned))), ..failure(false) }
    }

    #[test]
    fn three_retries_wait_about_1_2_and_4_seconds() {
        let mut tries = tries(Repeat::Freely);
        let waits: Vec<_> = (0..4).map(|_| tries.after(0.0, 0.5, failure(true)).ok()).collect();
        assert_eq!(waits, [Some(1000), Some(2000), Some(4000), None]);
        let wait =
            |random| super::tests::tries(Repeat::Freely).after(0.0, random, failure(true)).ok();
        assert_eq!((wait(0.0), wait(0.999)), (Some(750), Some(1250)));
    }

    #[test]
    fn what_may_have_been_done_is_repeated_only_where_that_is_harmless() {
        assert!(tries(Repeat::Never).after(0.0, 0.5, failure(true)).is_err());
        assert!(tries(Repeat::Never).after(0.0, 0.5, failure(false)).is_ok());
        assert!(tries(Repeat::AfterAsking).after(0.0, 0.5, failure(true)).is_ok());
    }

    #[test]
    fn retry_after_is_seconds_or_a_date_and_bounded() {
        const NOW: f64 = 1_700_000_000_000.0; // Tue, 14 Nov 2023 22:13:20 GMT
        let late = |value, date| {
            let mut tries = tries(Repeat::Freely);
            tries.started = NOW;
            tries.after(NOW, 0.5, asking(value, date))
        };
        assert_eq!(late("2", None), Ok(2000));
        assert_eq!(late("99999999", None), Ok(60_000));
        assert_eq!(late("1000000000000000000000000000000", None), Ok(60_000));
        assert_eq!(late("Tue, 14 Nov 2023 22:13:23 GMT", None), Ok(3000));
        // The server's clock is an hour ahead: only the difference counts.
        assert_eq!(
            late("Tue, 14 Nov 2023 23:13:22 GMT", Some("Tue, 14 Nov 2023 23:13:20 GMT")),
            Ok(2000)
        );
        for nonsense in ["0", "-5", "1.5", "soon", "", "Wed, 21 Oct 2015 07:28:00 GMT", "٣"] {
            assert_eq!(late(nonsense, None), Ok(1000), "{nonsense}");
        }
    }

    #[test]
    fn a_wait_that_would_pass_the_deadline_is_not_begun() {
        let mut tries = tries(Repeat::Freely);
        let error = tries.after(299_500.0, 0.5, failure(true)).expect_err("too late");
        assert!(error.message.contains("no time is left for another try"), "{}", error.message);
        assert_eq!(tries.next_timeout(299_500.0), 500);
        assert_eq!(tries.next_timeout(400_000.0), 1);
    }

    #[test]
    fn maintenance_is_sat_out_within_bounds() {
        let notice = |timeout, interval| Maintenance { message: "down".into(), timeout, interval };
        let mut tries = tries(Repeat::Freely);
        assert_eq!(tries.maintenance(0.0, &notice(Some(3.0), None)), Ok(3000));
        assert!(tries.maintenance(3000.0, &notice(Some(3.0), None)).is_err());
        let mut endless = super::tests::tries(Repeat::Freely);
        assert_eq!(endless.maintenance(0.0, &notice(Some(1e9), Some(1.0))), Ok(1000));
        assert!(endless.maintenance(3_600_000.0, &notice(Some(1e9), Some(1.0))).is_err());
    }
}
