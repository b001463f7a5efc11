//! Bitbucket Cloud (<https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/>).
//!
//! A push may have several refs at once. Not here: Bitbucket Data Center, which sends the same header with other names.

use serde_json::Value;

use super::{MAX_REFS, Sender};
use crate::change::event::{self, bitbucket};
use crate::change::{Change, Field, Forge};
use crate::payload::Payload;
use crate::webhook::id::IdPlace;
use crate::webhook::signature::Scheme;
use crate::webhook::{Delivery, Event, EventAction, Order};

pub(super) const SENDER: Sender = Sender {
    schemes: &[Scheme::Hex { header: "X-Hub-Signature", prefix: "sha256=" }],
    event: Some(("X-Event-Key", "pullrequest:updated")),
    ids: &[IdPlace::Header("X-Request-UUID")],
    ..Sender::new("bitbucket", read)
};

const CREATED: &str = "pullrequest:created";
const UPDATED: &str = "pullrequest:updated";
const FULFILLED: &str = "pullrequest:fulfilled";
const REJECTED: &str = "pullrequest:rejected";

fn read(delivery: Delivery<'_>) -> Vec<Event> {
    let payload = delivery.payload();
    let Some(event) = delivery.headers.get("x-event-key").or_else(|| guess(payload)) else {
        return vec![Event::rejected("", "there is no header X-Event-Key")];
    };
    let (action, reason) = match event {
        "repo:push" => return pushes(payload, event),
        CREATED | UPDATED => (EventAction::Update, "the pull request was opened or changed"),
        FULFILLED | REJECTED => (EventAction::Close, "the pull request was declined or merged"),
        "diagnostics:ping" => return vec![Event::ignored(event, "it tests the webhook")],
        _ if event.starts_with("pr:") || event == "repo:refs_changed" => {
            return vec![Event::rejected(event, "it is of Bitbucket Data Center")];
        }
        _ => return vec![Event::ignored(event, "it changes no branch deployment")],
    };
    let read = |change: &mut Change| bitbucket::review(payload, event, change);
    let change = event::change("bitbucket", Forge::Bitbucket, &read);
    let order = Order::of_review(payload, "pullrequest.updated_on", event == CREATED);
    vec![Event::of_change(event, action, reason, change).placed(order)]
}

/// Which event it is, where the header is not known. Others than a pull request itself have something beside it.
fn guess(payload: Payload<'_>) -> Option<&'static str> {
    const BESIDE: [&str; 7] =
        ["comment", "approval", "changes_request", "commit_status", "issue", "fork", "changes"];
    if payload.has("push.changes") {
        return Some("repo:push");
    }
    if payload.has("actor") && BESIDE.iter().any(|path| payload.has(path)) {
        return Some("");
    }
    let state = payload.text("pullrequest.state")?;
    match Field::PullRequestStatus.clean(&state)?.as_str() {
        "OPEN" => Some(UPDATED),
        "MERGED" => Some(FULFILLED),
        _ => Some(REJECTED),
    }
}

/// An event per ref.
fn pushes(payload: Payload<'_>, event: &str) -> Vec<Event> {
    match payload.at("push.changes").and_then(Value::as_array).map(Vec::len) {
        None => vec![Event::rejected(event, "it does not tell what was pushed")],
        Some(count) if count > MAX_REFS => {
            vec![Event::rejected(event, "it tells of too many refs")]
        }
        Some(0) => vec![Event::ignored(event, "it changes no branch")],
        Some(count) => (0..count).map(|number| pushed(payload, event, number)).collect::<Vec<_>>(),
    }
}

fn pushed(payload: Payload<'_>, event: &str, number: usize) -> Event {
    let read = |change: &mut Change| bitbucket::push(payload, number, change);
    let old = format!("push.changes.{number}.old");
    let order = Order::of_push(payload, &format!("{old}.target.hash"));
    Event::of_branch(event, event::change("bitbucket", Forge::Bitbucket, &read))
        .placed(Order { begins: payload.is_null(&old), ..order })
}
