//! Waits for events that belong together: a push and its pull request's event come within a second. A burst ends all
//! the same.

/// The pause after the last event, in milliseconds.
const PAUSE: i64 = 1_000;
/// The longest wait for a pause, in milliseconds.
const LONGEST: i64 = 5_000;

/// Returns the time at which events that came from `first` to `last` are complete.
pub(super) fn end(last: i64, first: i64) -> i64 {
    (last + PAUSE).min(first + LONGEST)
}

/// Returns that time if it is still to come. A wait that is longer than any comes of a clock that was put back, and is
/// over.
pub(super) fn wait(now: i64, last: i64, first: i64) -> Option<i64> {
    let end = end(last, first);
    (now < end && end - now <= LONGEST).then_some(end)
}
