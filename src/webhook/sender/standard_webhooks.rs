//! Custom senders, by Standard Webhooks
//! (<https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>): the body names the
//! action.
//!
//! ```json
//! { "type": "branch.updated", "timestamp": "2023-11-14T22:13:20Z", "data": { "repoName": "acme/etl", … } }
//! ```
//!
//! The types are `branch.updated` and `branch.closed`, whose data are fields of the Change record as `ci inspect`
//! prints them; and `image.pushed`, whose data are `image`, a reference with a tag such as `ghcr.io/acme/etl:v1`, and,
//! if it is known, its `digest`. `branch.updated` needs `repoName`, or a `gitUrl` that contains it, `branchName` and
//! `commitHash`, `branch.closed` the first two. Other types and fields are passed over.

use super::Sender;
use crate::change::image_tag::is_digest;
use crate::change::{Change, FIELDS, Field, FieldSource, Rules, event};
use crate::python_float;
use crate::webhook::id::IdPlace;
use crate::webhook::image::Image;
use crate::webhook::signature::Scheme;
use crate::webhook::{Delivery, Event, EventAction, Order};

pub(super) const SENDER: Sender = Sender {
    schemes: &[Scheme::Standard],
    ids: &[IdPlace::Header("webhook-id")],
    ..Sender::new("standard-webhooks", read)
};

const POOR: Rules =
    &[(Field::CommitMessage, "data.pullRequestTitle"), (Field::Timestamp, "timestamp")];

fn read(delivery: Delivery<'_>) -> Vec<Event> {
    let Some(name) = delivery.payload().text("type") else {
        return vec![Event::rejected("", "the body has no type")];
    };
    let event = match name.as_ref() {
        "branch.updated" => {
            let change = change(&|change| take(delivery, change));
            Event::of_change(&name, EventAction::Update, "the branch was updated", change)
        }
        "branch.closed" => {
            let change = change(&|change| closed(delivery, change));
            Event::of_change(&name, EventAction::Close, "the branch was closed", change)
        }
        "image.pushed" => image(delivery, &name),
        _ => Event::ignored(&name, "it is of no type that is known here"),
    };
    // There is no event of its own for what is opened again.
    let begins = name == "branch.updated";
    vec![event.placed(Order::of_review(delivery.payload(), "timestamp", begins))]
}

/// The change; a sender of ours would say that a pull request is a fork's.
fn change(read: &dyn Fn(&mut Change)) -> Change {
    let mut change = event::change_at(SENDER.name, None, read);
    if change.is_review() {
        change.offer(Field::IsFork, Some("false"), FieldSource::new("inferred", SENDER.name));
    }
    change
}

fn take(delivery: Delivery<'_>, change: &mut Change) {
    let payload = delivery.payload();
    payload.take_branch("data.branchName".to_owned(), change);
    for (field, name) in FIELDS {
        let path = format!("data.{name}");
        change.offer(field, payload.text(&path).as_deref(), FieldSource::new("event", path));
    }
    // The record's own time has decimals.
    let path = "data.timestamp";
    let time = payload.at(path).and_then(serde_json::Value::as_f64).map(python_float::digits);
    change.offer(Field::Timestamp, time.as_deref(), FieldSource::new("event", path));
    payload.take_poor(change, POOR);
}

/// Marks the pull request as closed, whatever state the data have.
fn closed(delivery: Delivery<'_>, change: &mut Change) {
    take(delivery, change);
    if change.text(Field::PullRequestStatus) != Some("MERGED") {
        change.forget(Field::PullRequestStatus);
        change.offer(Field::PullRequestStatus, Some("CLOSED"), FieldSource::new("event", "type"));
    }
}

fn image(delivery: Delivery<'_>, name: &str) -> Event {
    let payload = delivery.payload();
    let digest = payload.text("data.digest");
    if digest.as_deref().is_some_and(|digest| !is_digest(digest)) {
        return Event::rejected(name, "data.digest is no digest");
    }
    let reference = payload.text("data.image").unwrap_or_default();
    match Image::of_reference(&reference, digest.as_deref()) {
        Some(image) => Event::of_image(name, image),
        None => Event::rejected(
            name,
            "data.image is no image with registry, name in lower case and tag",
        ),
    }
}
