//! GitLab (<https://docs.gitlab.com/user/project/integrations/webhook_events/>), and its system hooks
//! (<https://docs.gitlab.com/administration/system_hooks/>), which have the same fields.
//!
//! The body decides what it is; the header must agree.

use serde_json::Value;

use super::Sender;
use crate::change::event::{self, gitlab};
use crate::change::{Change, Field, Forge};
use crate::payload::Payload;
use crate::webhook::id::IdPlace;
use crate::webhook::signature::Scheme;
use crate::webhook::{Delivery, Event, EventAction, Order};

pub(super) const SENDER: Sender = Sender {
    schemes: &[Scheme::Standard, Scheme::Shared { header: "X-Gitlab-Token" }],
    event: Some(("X-Gitlab-Event", "Merge Request Hook")),
    // X-Gitlab-Event-UUID is the same for all that one cause has led to.
    ids: &[IdPlace::Header("Idempotency-Key"), IdPlace::Header("webhook-id")],
    ..Sender::new("gitlab", read)
};

/// The relevant events, each with its value of the header X-Gitlab-Event, which for system hooks is only that.
const HOOKS: [(&str, &str); 3] =
    [("push", "Push Hook"), ("tag_push", "Tag Push Hook"), ("merge_request", "Merge Request Hook")];

/// The edits that change a branch deployment. For another target branch GitLab may only report that mergeability must
/// be checked again.
const RELEVANT: [&str; 7] = [
    "title",
    "description",
    "draft",
    "work_in_progress",
    "source_branch",
    "target_branch",
    "merge_status",
];

fn read(delivery: Delivery<'_>) -> Vec<Event> {
    let payload = delivery.payload();
    let Some(kind) = payload.text("object_kind").or_else(|| payload.text("event_name")) else {
        let reason = "it is not GitLab's: there is neither object_kind nor event_name";
        return vec![Event::rejected("", reason)];
    };
    let action = payload.text("object_attributes.action").unwrap_or_default();
    let name = if action.is_empty() { kind.to_string() } else { format!("{kind}.{action}") };
    vec![match kind.as_ref() {
        kind if contradicts(delivery, kind) => {
            Event::rejected(&name, "it is not what the header X-Gitlab-Event says")
        }
        "merge_request" => review(payload, &name, &action),
        "push" | "tag_push" => Event::of_branch(&name, change(payload, gitlab::push))
            .placed(Order::of_push(payload, "before")),
        _ => Event::ignored(&name, "it changes no branch deployment"),
    }]
}

/// Whether the header names another relevant event, or none.
fn contradicts(delivery: Delivery<'_>, kind: &str) -> bool {
    let header = delivery.headers.get("x-gitlab-event").filter(|header| *header != "System Hook");
    let hook = HOOKS.iter().find(|(_, hook)| Some(*hook) == header);
    let is_known = HOOKS.iter().any(|(known, _)| *known == kind);
    header.is_some() && (is_known || hook.is_some()) && hook.is_none_or(|(hook, _)| *hook != kind)
}

fn review(payload: Payload<'_>, name: &str, action: &str) -> Event {
    // The page that tests a webhook sends a merge request as it is, without an action.
    let done = match action {
        "" => payload.text("object_attributes.state").unwrap_or_default(),
        action => action.into(),
    };
    let begins = matches!(action, "open" | "reopen");
    let order = Order::of_review(payload, "object_attributes.updated_at", begins)
        .from(payload, "object_attributes.oldrev");
    let is_relevant = action != "update" || is_relevant(payload);
    let (action, reason) = match Field::PullRequestStatus.clean(&done).as_deref() {
        Some("OPEN") if is_relevant => {
            (EventAction::Update, "the merge request was opened or changed")
        }
        Some("CLOSED" | "MERGED") => (EventAction::Close, "the merge request was closed or merged"),
        _ if done.is_empty() => return Event::rejected(name, "it does not tell what was done"),
        _ => return Event::ignored(name, "it changes no branch deployment"),
    };
    Event::of_change(name, action, reason, change(payload, gitlab::review)).placed(order)
}

/// Whether commits were pushed (only then the last head is named), or something that counts was edited.
fn is_relevant(payload: Payload<'_>) -> bool {
    let edited =
        payload.at("changes").and_then(Value::as_object).filter(|edited| !edited.is_empty());
    payload.has("object_attributes.oldrev")
        || edited.is_none_or(|edited| RELEVANT.iter().any(|name| edited.contains_key(*name)))
}

fn change(payload: Payload<'_>, read: fn(Payload<'_>, &mut Change)) -> Change {
    event::change("gitlab", Forge::GitLab, &|change| read(payload, change))
}
