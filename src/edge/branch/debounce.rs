//! Waits for events that belong together: a push and its pull request's event come within a second. A burst ends all
//! the same.

/// The pause after the last event, in milliseconds.
const PAUSE: f64 = 1_000.0;
/// The longest wait for a pause, in milliseconds.
const LONGEST: f64 = 5_000.0;

/// Returns the time at which events that came from `first` to `last` are complete.
pub(super) fn end(last: f64, first: f64) -> f64 {
    (last + PAUSE).min(first + LONGEST)
}

/// Returns that time if it is still to come. A wait that is longer than any comes of a clock that was put back, and is
/// over.
pub(super) fn wait(now: f64, last: f64, first: f64) -> Option<f64> {
    let end = end(last, first);
    (now < end && end - now <= LONGEST).then_some(end)
}
