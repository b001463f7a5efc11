//! Azure DevOps (<https://learn.microsoft.com/en-us/azure/devops/service-hooks/events>).
//!
//! The body names the event; no header does. `git.pullrequest.updated` also comes for votes and comments, and for a
//! pull request's end; `git.pullrequest.merged` only means that a merge was tried; the status shows whether that was
//! the end.

use serde_json::Value;

use super::{MAX_REFS, Sender};
use crate::change::event::{self, azure_devops};
use crate::change::{Change, Forge};
use crate::payload::Payload;
use crate::webhook::id::IdPlace;
use crate::webhook::signature::Scheme;
use crate::webhook::{Delivery, Event, EventAction, Order};

pub(super) const SENDER: Sender = Sender {
    // What the subscription was given: user and password, as the header has them.
    schemes: &[Scheme::Shared { header: "Authorization" }],
    // That of the event. `notificationId` counts for each subscription.
    ids: &[IdPlace::Body("id")],
    ..Sender::new("azure-devops", read)
};

const CREATED: &str = "git.pullrequest.created";

fn read(delivery: Delivery<'_>) -> Vec<Event> {
    let payload = delivery.payload();
    let Some(name) = payload.text("eventType").filter(|_| payload.has("publisherId")) else {
        return vec![Event::rejected("", "the body tells no event of Azure DevOps")];
    };
    let is_known = matches!(
        name.as_ref(),
        "git.push" | CREATED | "git.pullrequest.updated" | "git.pullrequest.merged"
    );
    match name.as_ref() {
        _ if is_known && !payload.has("resource.repository") => {
            let reason = "it has no resource.repository: the subscription must send all details of the resource";
            vec![Event::rejected(&name, reason)]
        }
        "git.push" => pushed(delivery, &name),
        _ if is_known => vec![reviewed(delivery, &name)],
        _ => vec![Event::ignored(&name, "it changes no branch deployment")],
    }
}

fn reviewed(delivery: Delivery<'_>, name: &str) -> Event {
    let payload = delivery.payload();
    let change = change(&|change| azure_devops::review(payload, change));
    let event = match payload.text("resource.status").unwrap_or_default().as_ref() {
        "abandoned" | "completed" => {
            let reason = "the pull request was abandoned or completed";
            Event::of_change(name, EventAction::Close, reason, change)
        }
        _ if name == "git.pullrequest.merged" => {
            Event::ignored(name, "it tells of an attempt to merge")
        }
        status if status == "active" || name == CREATED => {
            let reason = "the pull request was created or changed";
            Event::of_change(name, EventAction::Update, reason, change)
        }
        _ => Event::ignored(name, "it does not tell whether the pull request is open"),
    };
    // The time is that of the event. An update does not show whether it reopens the pull request.
    event.placed(Order::of_review(payload, "createdDate", name == CREATED))
}

/// One event for each ref.
fn pushed(delivery: Delivery<'_>, name: &str) -> Vec<Event> {
    let updates = delivery.payload().at("resource.refUpdates").and_then(Value::as_array);
    if updates.is_some_and(|updates| updates.len() > MAX_REFS) {
        return vec![Event::rejected(name, "it tells of too many refs")];
    }
    let mut events = Vec::new();
    for (number, update) in updates.into_iter().flatten().enumerate() {
        events.push(moved(delivery, name, number, Payload(update)));
    }
    if events.is_empty() {
        events.push(Event::rejected(name, "it does not tell the branch"));
    }
    events
}

fn moved(delivery: Delivery<'_>, name: &str, number: usize, update: Payload<'_>) -> Event {
    let ref_name = update.text("name").unwrap_or_default();
    let is_other = |kind: &str| !ref_name.starts_with(kind);
    if ref_name.starts_with("refs/") && is_other("refs/heads/") && is_other("refs/tags/") {
        return Event::ignored(name, "it is of no branch");
    }
    let change = change(&|change| azure_devops::push(delivery.payload(), number, change));
    Event::of_branch(name, change).placed(Order::of_push(update, "oldObjectId"))
}

fn change(read: &dyn Fn(&mut Change)) -> Change {
    event::change(SENDER.name, Forge::Azure, read)
}
