//! Durations that objects share, in milliseconds.

/// When the configuration is looked at again.
pub(super) const CONFIGURATION_AGAIN: f64 = 600_000.0;
/// A branch that is not open is forgotten so long after its last event: branches come and go for years, and hosts have
/// to store them.
pub(super) const FORGET_AFTER: f64 = 30.0 * DAY;
pub(super) const DAY: f64 = 86_400_000.0;
