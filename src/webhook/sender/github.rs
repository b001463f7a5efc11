//! GitHub (<https://docs.github.com/en/webhooks/webhook-events-and-payloads>).
//!
//! A branch that is deleted is told twice, by `push` and by `delete`. Images are told as `ghcr` tells them.

use super::{Sender, ghcr};
use crate::change::event::{self, github};
use crate::change::{Change, Forge};
use crate::webhook::{Action, Delivery, Event};

pub(super) const SENDER: Sender = Sender { name: "github", read };

/// The actions of a pull request after which its branch deployment is told something new.
const UPDATES: [&str; 6] =
    ["opened", "synchronize", "reopened", "edited", "ready_for_review", "converted_to_draft"];

fn read(delivery: Delivery<'_>) -> Vec<Event> {
    let payload = delivery.payload();
    let Some(event) = delivery.headers.get("x-github-event").or_else(|| guess(delivery)) else {
        return vec![Event::rejected("", "there is no header X-GitHub-Event")];
    };
    let action = payload.text("action").unwrap_or_default();
    let name = if action.is_empty() { event.to_owned() } else { format!("{event}.{action}") };
    vec![match (event, action.as_ref()) {
        ("pull_request", "closed") => {
            let reason = "the pull request was closed or merged";
            Event::of_change(&name, Action::Close, reason, change(delivery, event))
        }
        ("pull_request", action) if UPDATES.contains(&action) => {
            let reason = "the pull request was opened or changed";
            Event::of_change(&name, Action::Update, reason, change(delivery, event))
        }
        ("push" | "delete", _) => Event::of_branch(&name, change(delivery, event)),
        ("ping", _) => Event::ignored(&name, "it tests the webhook"),
        _ => ghcr::of_package(payload, event)
            .unwrap_or_else(|| Event::ignored(&name, "it changes no branch deployment")),
    }]
}

/// Which event it is, where the header is not known.
fn guess(delivery: Delivery<'_>) -> Option<&'static str> {
    let has = |path| delivery.payload().has(path);
    match () {
        () if has("review") || has("comment") => Some("pull_request_review"),
        () if has("pull_request.head") => Some("pull_request"),
        () if has("after") => Some("push"),
        () => ghcr::guess(delivery.payload()),
    }
}

fn change(delivery: Delivery<'_>, event: &str) -> Change {
    event::change("github", Forge::GitHub, &|change| {
        github::read(delivery.payload(), Some(event), change);
    })
}
