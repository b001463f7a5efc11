//! Who sends webhooks: one file per sender, listed here.
//!
//! Not here: how their signatures are checked.

mod acr;
mod artifact_registry;
mod azure_devops;
mod bitbucket;
mod docker_hub;
mod ecr;
mod ghcr;
mod gitea;
mod github;
mod gitlab;
mod standard_webhooks;

use std::borrow::Cow;

use super::headers::Headers;
use super::signature::{self, Scheme};
use super::{Delivery, Event, body};
use crate::host::Host;

/// A push of more refs is refused: Bitbucket's bodies have no room for so many, and nobody pushes them.
const MAX_REFS: usize = 1000;

/// A sender of webhooks.
pub struct Sender {
    /// Its name, in routes and reports.
    pub name: &'static str,
    /// How it signs; of several the first that a delivery has.
    pub schemes: &'static [Scheme],
    /// Whether of a form only the JSON in it is signed.
    pub signs_json_of_form: bool,
    /// The header that names the event, and the event of a change.
    pub event: Option<(&'static str, &'static str)>,
    /// Reads what a body tells; one event at least.
    read: fn(Delivery<'_>) -> Vec<Event>,
}

impl Sender {
    /// A sender of that name who signs nothing.
    const fn new(name: &'static str, read: fn(Delivery<'_>) -> Vec<Event>) -> Self {
        Self { name, schemes: &[], signs_json_of_form: false, event: None, read }
    }

    /// How it signs with such a secret.
    pub fn scheme_of(&self, secret: &str) -> Option<Scheme> {
        let fits = |scheme: &&Scheme| secret.starts_with("whsec_") || **scheme != Scheme::Standard;
        self.schemes.iter().find(fits).or(self.schemes.first()).copied()
    }

    /// What a delivery tells; one event at least.
    pub fn events(&self, headers: &Headers, bytes: &[u8]) -> Vec<Event> {
        match body::read(headers, bytes) {
            Ok(body) if body.is_object() => (self.read)(Delivery { headers, body: &body }),
            Ok(_) => vec![Event::rejected("", "the body is no JSON object")],
            Err(reason) => vec![Event::rejected("", &reason)],
        }
    }

    /// The events of a delivery that is signed with one of these secrets, or else a rejection. `now`, in seconds since the
    /// Unix epoch, is given where an old delivery is to be refused.
    pub async fn checked<H: Host>(
        &self,
        host: &H,
        (headers, bytes): (&Headers, &[u8]),
        secrets: &[&str],
        now: Option<f64>,
    ) -> Vec<Event> {
        let signed = match self.signs_json_of_form {
            true => body::json(headers, bytes),
            false => Ok(Cow::Borrowed(bytes)),
        };
        let checked = match signed {
            Ok(signed) => {
                signature::check(host, self.schemes, headers, &signed, secrets, now).await
            }
            Err(reason) => Err(reason),
        };
        match checked {
            Ok(()) => self.events(headers, bytes),
            Err(reason) => vec![Event::rejected("", &reason)],
        }
    }
}

/// All senders.
pub const SENDERS: &[&Sender] = &[
    &github::SENDER,
    &gitlab::SENDER,
    &bitbucket::SENDER,
    &gitea::GITEA,
    &gitea::FORGEJO,
    &azure_devops::SENDER,
    &standard_webhooks::SENDER,
    &ghcr::SENDER,
    &docker_hub::SENDER,
    &ecr::SENDER,
    &artifact_registry::SENDER,
    &acr::SENDER,
];

/// Their names, in that order.
pub const NAMES: [&str; SENDERS.len()] = names();

const fn names() -> [&'static str; SENDERS.len()] {
    let mut names = [""; SENDERS.len()];
    let mut number = 0;
    while number < names.len() {
        names[number] = SENDERS[number].name;
        number += 1;
    }
    names
}

/// The sender of that name.
pub fn find(name: &str) -> Option<&'static Sender> {
    SENDERS.iter().copied().find(|sender| sender.name == name)
}
