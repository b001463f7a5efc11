//! The order of two events.
//!
//! Senders say it in the payload. Not here: how events are put in order.

use crate::change::{Field, time};
use crate::payload::Payload;

/// The position of an event among others; never by the time of a commit, which anybody may set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Order {
    /// The hash that the branch was at before: of a push, of commits that were added to a pull request, and of a
    /// deletion.
    pub before: Option<String>,
    /// When the pull request was changed last, in milliseconds since the Unix epoch.
    pub updated: Option<i64>,
    /// Whether something begins: a pull request was opened or opened again, a branch was created.
    pub begins: bool,
}

impl Order {
    /// Of a ref that was moved: where it was before is written there, in zeros if it was nowhere.
    pub(super) fn of_push(payload: Payload<'_>, before: &str) -> Self {
        let text = payload.text(before).unwrap_or_default();
        let begins = !text.is_empty() && text.bytes().all(|digit| digit == b'0');
        Self { before: Field::CommitHash.clean(&text), updated: None, begins }
    }

    /// Of a pull request that was changed at the time that is written there.
    pub(super) fn of_review(payload: Payload<'_>, updated: &str, begins: bool) -> Self {
        let updated = payload.text(updated).and_then(|text| time::seconds(&text));
        // Azure DevOps has a year 1 for what it does not know.
        let updated = updated.filter(|seconds| *seconds > 0.0);
        let updated = updated.map(|seconds| (seconds * 1000.0).round() as i64);
        Self { before: None, updated, begins }
    }

    /// The same where the head of a pull request was moved from a commit that may be written there.
    pub(super) fn from(self, payload: Payload<'_>, before: &str) -> Self {
        Self { before: Self::of_push(payload, before).before, ..self }
    }
}
