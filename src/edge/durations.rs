//! Durations that objects share, in milliseconds.

/// When the configuration is looked at again.
pub(super) const CONFIGURATION_AGAIN: i64 = 600_000;
/// A branch that is not open is forgotten so long after its last event: branches come and go for years, and hosts have
/// to store them.
pub(super) const FORGET_AFTER: i64 = 30 * DAY;
pub(super) const DAY: i64 = 86_400_000;
