//! How long something is tried that does not work: `retry` of the configuration, in seconds.
//!
//! Not here: when exactly the next try is (`edge/branch/task.rs`).

use super::reading::ConfigReader;
use crate::location::get;
use crate::yaml::{PathStep, Value};

/// How long something is tried, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RetryPolicy {
    /// Before the second try; doubled after each.
    pub first: i64,
    /// The longest time between two tries.
    pub longest: i64,
    /// From the first try to the last.
    pub whole: i64,
}

impl Default for RetryPolicy {
    /// Five seconds, half an hour, a day: Dagster+ may be down for hours, and a token may have to be changed.
    fn default() -> Self {
        Self { first: 5_000, longest: 1_800_000, whole: 86_400_000 }
    }
}

const KEYS: [&str; 3] = ["first", "longest", "give_up"];
/// Thirty days; what is older is no news.
const MOST_SECONDS: f64 = 2_592_000.0;

/// Reads `retry`.
pub(super) fn read(reading: &mut ConfigReader, value: &Value) -> RetryPolicy {
    reading.keys(value, &KEYS);
    let usual = RetryPolicy::default();
    let mut milliseconds = |key: &str, usual: i64| match get(value, key) {
        None => usual,
        Some(given) => {
            let seconds = seconds(given).filter(|seconds| (0.001..=MOST_SECONDS).contains(seconds));
            if seconds.is_none() {
                let problem = "it must be a number of seconds, from 0.001 to 2592000 (30 days)";
                reading.within(PathStep::Key(key.to_owned()), |reading| reading.wrong(problem));
            }
            seconds.map_or(usual, |seconds| (seconds * 1000.0).round() as i64)
        }
    };
    RetryPolicy {
        first: milliseconds(KEYS[0], usual.first),
        longest: milliseconds(KEYS[1], usual.longest),
        whole: milliseconds(KEYS[2], usual.whole),
    }
}

fn seconds(value: &Value) -> Option<f64> {
    match value {
        Value::Int(digits) => digits.parse().ok(),
        Value::Float(seconds) => Some(*seconds),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    fn retry_policy(text: &str) -> (RetryPolicy, Vec<String>) {
        let mut reading = ConfigReader::default();
        let value = yaml::load(text).expect("YAML").value;
        let retry_policy = read(&mut reading, &value);
        (retry_policy, reading.finish(text))
    }

    #[test]
    fn missing_values_have_defaults_and_seconds_may_have_decimals() {
        let (given, problems) = retry_policy("{first: 0.05, give_up: 3600}");
        let wanted = RetryPolicy { first: 50, whole: 3_600_000, ..RetryPolicy::default() };
        assert_eq!((given, problems), (wanted, Vec::new()));
    }

    #[test]
    fn what_is_no_time_is_an_error() {
        for text in ["{first: 0}", "{longest: soon}", "{give_up: 1e12}", "{first: -1}", "{last: 1}"]
        {
            assert_eq!(retry_policy(text).1.len(), 1, "{text}");
        }
    }
}
