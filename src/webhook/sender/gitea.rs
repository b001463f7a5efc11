//! Gitea (<https://docs.gitea.com/usage/webhooks>) and Forgejo (<https://forgejo.org/docs/latest/user/webhooks/>), which
//! differ in the name of a header only and follow GitHub else.
//!
//! Both also send X-GitHub-Event. Pull requests, labels and milestones are events or actions of their own.

use super::{Sender, github};
use crate::change::Forge;
use crate::webhook::id::IdPlace;
use crate::webhook::signature::Scheme;
use crate::webhook::{Delivery, Event};

pub(super) const GITEA: Sender = Sender {
    schemes: &[Scheme::Hex { header: "X-Gitea-Signature", prefix: "" }],
    signs_json_of_form: true,
    event: Some(("X-Gitea-Event", "pull_request")),
    ids: &[IdPlace::Header("X-Gitea-Delivery")],
    ..Sender::new("gitea", |delivery| read(delivery, GITEA.name))
};
pub(super) const FORGEJO: Sender = Sender {
    schemes: &[
        Scheme::Hex { header: "X-Forgejo-Signature", prefix: "" },
        Scheme::Hex { header: "X-Gitea-Signature", prefix: "" },
    ],
    signs_json_of_form: true,
    event: Some(("X-Forgejo-Event", "pull_request")),
    ids: &[IdPlace::Header("X-Forgejo-Delivery"), IdPlace::Header("X-Gitea-Delivery")],
    ..Sender::new("forgejo", |delivery| read(delivery, FORGEJO.name))
};

/// Where the event's name is. Proxies and older versions may leave some of them out.
const HEADERS: [&str; 3] = ["x-forgejo-event", "x-gitea-event", "x-github-event"];

fn read(delivery: Delivery<'_>, provider: &'static str) -> Vec<Event> {
    // Both are GitHub's alone.
    if delivery.headers.get("x-github-hook-id").is_some()
        || delivery.payload().has("repository.node_id")
    {
        return vec![Event::rejected("", "it comes from GitHub")];
    }
    let event = HEADERS.iter().find_map(|name| delivery.headers.get(name));
    match event.or_else(|| github::guess(delivery)) {
        Some(event) => vec![github::event_named(delivery, event, provider, Forge::Gitea)],
        None => vec![Event::rejected("", "there is no header X-Gitea-Event or X-Forgejo-Event")],
    }
}
