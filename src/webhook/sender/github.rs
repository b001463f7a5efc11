//! GitHub (<https://docs.github.com/en/webhooks/webhook-events-and-payloads>), and what Gitea and Forgejo do like it.
//!
//! A deleted branch comes twice, as `push` and as `delete`. `ghcr` reads images.

use super::{Sender, ghcr};
use crate::change::Forge;
use crate::change::event::{self, github};
use crate::payload::Payload;
use crate::webhook::id::IdPlace;
use crate::webhook::signature::Scheme;
use crate::webhook::{Delivery, Event, EventAction, Order};

pub(super) const SENDER: Sender = Sender {
    schemes: &[Scheme::Hex { header: "X-Hub-Signature-256", prefix: "sha256=" }],
    event: Some(("X-GitHub-Event", "pull_request")),
    ids: &[IdPlace::Header("X-GitHub-Delivery")],
    ..Sender::new("github", read)
};

/// The actions of a pull request that change its branch deployment. Gitea's word for new commits is `synchronized`.
const UPDATES: [&str; 7] = [
    "opened",
    "synchronize",
    "synchronized",
    "reopened",
    "edited",
    "ready_for_review",
    "converted_to_draft",
];

fn read(delivery: Delivery<'_>) -> Vec<Event> {
    let is_other = ["x-gitea-event", "x-forgejo-event"]
        .iter()
        .any(|name| delivery.headers.get(name).is_some());
    // GitHub does not say whether a repository is empty.
    if is_other || delivery.payload().has("repository.empty") {
        return vec![Event::rejected("", "it comes from Gitea or Forgejo")];
    }
    match delivery.headers.get("x-github-event").or_else(|| guess(delivery)) {
        Some(event) => {
            let image = ghcr::of_package(delivery.payload(), event);
            vec![image.unwrap_or_else(|| event_named(delivery, event, SENDER.name, Forge::GitHub))]
        }
        None => vec![Event::rejected("", "there is no header X-GitHub-Event")],
    }
}

/// Reads an event by its name.
pub(super) fn event_named(
    delivery: Delivery<'_>,
    event: &str,
    provider: &'static str,
    forge: Forge,
) -> Event {
    let payload = delivery.payload();
    let change =
        || event::change(provider, forge, &|into| github::read(payload, Some(event), into));
    let action = payload.text("action").unwrap_or_default();
    let name = if action.is_empty() { event.to_owned() } else { format!("{event}.{action}") };
    let read = match (event, action.as_ref()) {
        ("pull_request", "closed") => {
            let reason = "the pull request was closed or merged";
            Event::of_change(&name, EventAction::Close, reason, change())
        }
        ("pull_request", action) if UPDATES.contains(&action) => {
            let reason = "the pull request was opened or changed";
            Event::of_change(&name, EventAction::Update, reason, change())
        }
        ("push" | "delete", _) => Event::of_branch(&name, change()),
        ("ping", _) => Event::ignored(&name, "it tests the webhook"),
        _ => Event::ignored(&name, "it changes no branch deployment"),
    };
    read.placed(order(payload, event, &action))
}

/// A push names the commit before; a pull request does so only with new commits.
fn order(payload: Payload<'_>, event: &str, action: &str) -> Order {
    if event != "pull_request" {
        return Order::of_push(payload, "before");
    }
    let begins = matches!(action, "opened" | "reopened");
    let order = Order::of_review(payload, "pull_request.updated_at", begins);
    match action.starts_with("synchronize") {
        true => order.from(payload, "before"),
        false => order,
    }
}

/// Which event it is, where the header is not known. A deletion looks like a creation, and is not guessed.
pub(super) fn guess(delivery: Delivery<'_>) -> Option<&'static str> {
    let has = |path| delivery.payload().has(path);
    match () {
        () if has("review") => Some("pull_request_review"),
        () if has("comment") => Some("issue_comment"),
        () if has("pull_request.head") => Some("pull_request"),
        () if has("after") => Some("push"),
        () => ghcr::guess(delivery.payload()),
    }
}
