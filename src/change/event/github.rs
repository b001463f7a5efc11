//! GitHub's events (<https://docs.github.com/en/webhooks/webhook-events-and-payloads>), also those of Gitea and Forgejo,
//! which follow them.

use super::Payload;
use crate::change::Change;

/// Reads an event into the record.
pub fn read(payload: Payload<'_>, event: Option<&str>, change: &mut Change) {
    let _ = (payload, event, change);
}
