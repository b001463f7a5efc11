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

use super::expected::Expected;
use super::headers::Headers;
use super::id::{self, IdPlace};
use super::proof;
use super::signature::Scheme;
use super::{Delivery, Event, Reading, body};
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
    /// Where it puts the id of a delivery: the first that has one.
    ids: &'static [IdPlace],
    /// Reads a body; at least one event.
    read: fn(Delivery<'_>) -> Vec<Event>,
}

impl Sender {
    /// A sender of that name who signs nothing.
    const fn new(name: &'static str, read: fn(Delivery<'_>) -> Vec<Event>) -> Self {
        Self { name, schemes: &[], signs_json_of_form: false, event: None, ids: &[], read }
    }

    /// How it signs with such a secret.
    pub fn scheme_of(&self, secret: &str) -> Option<Scheme> {
        let fits = |scheme: &&Scheme| secret.starts_with("whsec_") || **scheme != Scheme::Standard;
        self.schemes.iter().find(fits).or(self.schemes.first()).copied()
    }

    /// Reads a delivery without checking its proof.
    pub fn reading(&self, headers: &Headers, bytes: &[u8]) -> Reading {
        let body = body::read(headers, bytes);
        let events = match &body {
            Ok(body) if body.is_object() => (self.read)(Delivery { headers, body }),
            Ok(_) => vec![Event::rejected("", "the body is no JSON object")],
            Err(reason) => vec![Event::rejected("", reason)],
        };
        Reading { id: id::find(self.ids, headers, body.as_ref().ok(), bytes), events }
    }

    /// Reads a delivery and checks its proof.
    ///
    /// # Errors
    ///
    /// Why it is not to be trusted, as a sentence without its end.
    pub async fn checked<H: Host>(
        &self,
        host: &H,
        (headers, bytes): (&Headers, &[u8]),
        expected: &Expected<'_>,
    ) -> Result<Reading, String> {
        let signed = match self.signs_json_of_form {
            true => body::json(headers, bytes)?,
            false => Cow::Borrowed(bytes),
        };
        proof::check(host, self.schemes, (headers, &signed), expected).await?;
        Ok(self.reading(headers, bytes))
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
