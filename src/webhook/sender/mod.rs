//! Who sends webhooks: one file per sender, listed here.
//!
//! Not here: how their signatures are checked.

mod acr;
mod artifact_registry;
mod docker_hub;
mod ecr;
mod ghcr;
mod github;

use super::headers::Headers;
use super::{Delivery, Event, body};

/// A sender of webhooks.
pub struct Sender {
    /// Its name, in routes and reports.
    pub name: &'static str,
    /// Reads what a body tells; one event at least.
    read: fn(Delivery<'_>) -> Vec<Event>,
}

impl Sender {
    /// What a delivery tells; one event at least.
    pub fn events(&self, headers: &Headers, bytes: &[u8]) -> Vec<Event> {
        match body::read(headers, bytes) {
            Ok(body) if body.is_object() => (self.read)(Delivery { headers, body: &body }),
            Ok(_) => vec![Event::rejected("", "the body is no JSON object")],
            Err(reason) => vec![Event::rejected("", &reason)],
        }
    }
}

/// All senders.
pub const SENDERS: &[&Sender] = &[
    &github::SENDER,
    &ghcr::SENDER,
    &docker_hub::SENDER,
    &ecr::SENDER,
    &artifact_registry::SENDER,
    &acr::SENDER,
];

/// The sender of that name.
pub fn find(name: &str) -> Option<&'static Sender> {
    SENDERS.iter().copied().find(|sender| sender.name == name)
}
