//! One location that is waited for: what was seen of it since the change, and what that proves.

use super::outcome::{Evidence, LocationStatus, Outcome};
use crate::dagster::location::Entry;
use crate::dagster::location_version::Known;

/// A location and what was seen of it.
#[derive(Debug)]
pub(super) struct LocationWatch {
    /// The outcome; pending while it has no evidence.
    pub(super) outcome: Outcome,
    /// The last seen status, for people.
    pub(super) shown: String,
    before: Known,
    seen_loading: bool,
    loaded_since: Option<f64>,
}

impl LocationWatch {
    /// A location of which nothing was seen yet.
    pub(super) fn new(name: String, before: Known) -> Self {
        let outcome = Outcome {
            name,
            status: LocationStatus::NotAwaited,
            evidence: None,
            milliseconds: 0,
            load_error: None,
        };
        let shown = "not looked at yet".to_owned();
        Self { outcome, shown, before, seen_loading: false, loaded_since: None }
    }

    /// Whether there is no verdict yet.
    pub(super) fn is_pending(&self) -> bool {
        self.outcome.evidence.is_none()
    }

    /// Whether only the version, or time, can show that a new load has happened.
    pub(super) fn needs_version(&self) -> bool {
        self.is_pending() && self.loaded_since.is_some()
    }

    /// Takes note of what a poll showed, so many milliseconds after the change.
    pub(super) fn look(&mut self, entry: Option<&Entry>, elapsed: f64) {
        let status = entry.map_or("not there yet", |entry| &entry.load_status);
        self.shown = status.to_ascii_lowercase();
        let Some(entry) = entry.filter(|entry| entry.is_loaded()) else {
            self.seen_loading = true;
            self.loaded_since = None;
            return;
        };
        self.loaded_since.get_or_insert(elapsed);
        self.outcome.load_error = entry.load_error.clone();
        if self.before == Known::Absent {
            self.end(Evidence::New, elapsed);
        } else if self.seen_loading {
            self.end(Evidence::SeenLoading, elapsed);
        }
    }

    /// Compares the version of the loaded location with the one before; `settled` if it stayed loaded
    /// long enough.
    pub(super) fn compare(&mut self, version: Known, settled: bool, elapsed: f64) {
        if has_changed(&self.before, &version) {
            return self.end(Evidence::VersionChanged, elapsed);
        }
        if self.before == Known::Unknown {
            // From here on at least a change can be seen.
            self.before = version;
        }
        if settled {
            self.end(Evidence::Settled, elapsed);
        }
    }

    /// Whether it has been loaded for so many milliseconds.
    pub(super) fn has_settled(&self, milliseconds: f64, elapsed: f64) -> bool {
        self.loaded_since.is_some_and(|since| elapsed - since >= milliseconds)
    }

    fn end(&mut self, evidence: Evidence, elapsed: f64) {
        let outcome = &mut self.outcome;
        outcome.evidence = Some(evidence);
        outcome.milliseconds = elapsed as u32;
        let failed = outcome.load_error.is_some();
        outcome.status = if failed { LocationStatus::Failed } else { LocationStatus::Loaded };
    }

    /// Ends the wait without a verdict.
    pub(super) fn give_up(&mut self, status: LocationStatus, elapsed: f64) {
        // An error that was seen may be that of the version before.
        self.outcome.load_error = None;
        self.outcome.status = status;
        self.outcome.milliseconds = elapsed as u32;
    }
}

/// Whether two readings of a version show a change. A field that one of them lacks shows nothing.
fn has_changed(before: &Known, now: &Known) -> bool {
    let (Known::Version(before), Known::Version(now)) = (before, now) else { return false };
    let differ = |a: Option<bool>| a.unwrap_or(false);
    let keys = before.key.as_ref().zip(now.key.as_ref()).map(|(a, b)| a != b);
    let times = before.updated.zip(now.updated).map(|(a, b)| a != b);
    differ(keys) || differ(times)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dagster::location_version::Version;

    fn known(key: Option<&str>, time: Option<f64>) -> Known {
        Known::Version(Version { key: key.map(str::to_owned), updated: time })
    }

    fn entry(load_status: &str, load_error: Option<&str>) -> Entry {
        Entry {
            name: "etl".to_owned(),
            load_status: load_status.to_owned(),
            load_error: load_error.map(str::to_owned),
        }
    }

    fn watch(before: Known) -> LocationWatch {
        LocationWatch::new("etl".to_owned(), before)
    }

    /// Status, evidence and time.
    fn summary(watch: &LocationWatch) -> (LocationStatus, Option<Evidence>, u32) {
        let outcome = &watch.outcome;
        (outcome.status, outcome.evidence, outcome.milliseconds)
    }

    #[test]
    fn a_missing_version_field_is_unknown_and_not_unchanged() {
        let before = known(Some("v1"), Some(1.0));
        assert!(has_changed(&before, &known(Some("v2"), Some(1.0))));
        assert!(has_changed(&before, &known(None, Some(2.0))));
        assert!(!has_changed(&before, &known(None, Some(1.0))));
        assert!(!has_changed(&before, &known(Some("v1"), None)));
        assert!(!has_changed(&known(None, None), &known(Some("v2"), Some(2.0))));
        assert!(!has_changed(&Known::Unknown, &known(Some("v2"), Some(2.0))));
    }

    #[test]
    fn a_new_location_and_one_seen_loading_need_no_version() {
        let mut new = watch(Known::Absent);
        new.look(Some(&entry("LOADED", None)), 5.0);
        assert_eq!(summary(&new), (LocationStatus::Loaded, Some(Evidence::New), 5));
        let mut reloaded = watch(Known::Unknown);
        for status in ["LOADED", "LOADING"] {
            reloaded.look(Some(&entry(status, None)), 1.0);
            assert_eq!(reloaded.needs_version(), status == "LOADED");
        }
        reloaded.look(Some(&entry("LOADED", Some("why"))), 7.0);
        assert_eq!(summary(&reloaded), (LocationStatus::Failed, Some(Evidence::SeenLoading), 7));
    }

    #[test]
    fn a_location_that_is_missing_is_seen_loading() {
        let mut missing = watch(known(Some("v1"), None));
        missing.look(None, 1.0);
        assert_eq!(missing.shown, "not there yet");
        missing.look(Some(&entry("LOADED", None)), 2.0);
        assert_eq!(summary(&missing), (LocationStatus::Loaded, Some(Evidence::SeenLoading), 2));
    }

    #[test]
    fn a_version_that_was_first_seen_after_the_change_is_compared_from_then_on() {
        let mut unknown = watch(Known::Unknown);
        unknown.look(Some(&entry("LOADED", None)), 0.0);
        unknown.compare(known(Some("v1"), None), false, 0.0);
        assert!(unknown.needs_version());
        unknown.compare(known(Some("v2"), None), false, 3.0);
        assert_eq!(summary(&unknown), (LocationStatus::Loaded, Some(Evidence::VersionChanged), 3));
    }

    #[test]
    fn the_settle_time_starts_anew_when_a_location_was_not_loaded_in_between() {
        let mut flaky = watch(known(Some("v1"), None));
        flaky.look(Some(&entry("LOADED", None)), 1.0);
        assert!(flaky.has_settled(4.0, 5.0) && !flaky.has_settled(5.0, 5.0));
        flaky.look(None, 6.0);
        assert!(!flaky.has_settled(0.0, 7.0));
    }

    #[test]
    fn the_error_of_a_location_without_a_verdict_is_not_reported() {
        let mut stale = watch(known(Some("v1"), None));
        stale.look(Some(&entry("LOADED", Some("old"))), 1.0);
        stale.give_up(LocationStatus::TimedOut, 9.0);
        assert_eq!(summary(&stale), (LocationStatus::TimedOut, None, 9));
        assert_eq!(stale.outcome.load_error, None);
    }
}
