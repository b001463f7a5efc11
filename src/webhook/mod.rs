//! Reads deliveries of webhooks: who sent it, what happened, and to which change or image. Bytes and headers in, events
//! out; the same for every server and for `webhook explain`.
//!
//! `sender/` has a file per sender; git hosts' payloads become changes in `change/event/`, which CI systems share.
//! `proof.rs` checks whether a delivery can be trusted, `id.rs` and `order.rs` find its identity and its place among
//! others. Not here: receiving deliveries, storing them, and acting on them.

pub mod body;
pub mod expected;
pub mod headers;
mod id;
pub mod image;
pub mod oidc;
mod order;
pub mod proof;
pub mod sender;
pub mod signature;
#[cfg(test)]
mod tests;

pub use order::Order;

use serde_json::Value;

use self::headers::Headers;
use self::image::{Image, Pushed};
use crate::change::image_tag::is_digest;
use crate::change::{Change, Field};
use crate::payload::Payload;

/// A delivery whose body was read as JSON.
#[derive(Clone, Copy)]
pub struct Delivery<'a> {
    /// Its headers.
    pub headers: &'a Headers,
    /// Its body.
    pub body: &'a Value,
}

impl<'a> Delivery<'a> {
    /// The body, to be read by paths.
    pub fn payload(self) -> Payload<'a> {
        Payload(self.body)
    }
}

/// The content of a delivery.
#[derive(Debug, PartialEq)]
pub struct Reading {
    /// Its identity: the same when it is sent once more. At most 200 bytes without a control character.
    pub id: String,
    /// Its events; at least one.
    pub events: Vec<Event>,
}

/// The action that an event calls for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventAction {
    /// Create or update the branch deployment of a pull request.
    Update,
    /// Mark a branch deployment closed.
    Close,
    /// Deploy an image that was pushed.
    Image,
    /// Remember the facts of commits: a pull request's own events lack them.
    PushFacts,
    /// Nothing.
    Ignore,
    /// Nothing, because it is no such delivery.
    Reject,
}

impl EventAction {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            EventAction::Update => "update",
            EventAction::Close => "close",
            EventAction::Image => "image",
            EventAction::PushFacts => "push-facts",
            EventAction::Ignore => "ignore",
            EventAction::Reject => "reject",
        }
    }
}

/// One thing that happened. A push that moves several branches is a delivery with several events.
#[derive(Debug, PartialEq)]
pub struct Event {
    /// The sender's name for it, such as `pull_request.synchronize`; empty if unknown.
    pub name: String,
    /// The requested command.
    pub action: EventAction,
    /// Why, in a few words.
    pub reason: String,
    /// The change that was deployed, as far as it is known.
    pub change: Option<Change>,
    /// The image that was pushed.
    pub image: Option<Image>,
    /// Its place among the others.
    pub order: Order,
}

impl Event {
    /// Something that changes no deployment.
    pub fn ignored(name: &str, reason: &str) -> Self {
        Self::without_change(name, EventAction::Ignore, reason)
    }

    /// A delivery that cannot be understood.
    pub fn rejected(name: &str, reason: &str) -> Self {
        Self::without_change(name, EventAction::Reject, reason)
    }

    fn without_change(name: &str, action: EventAction, reason: &str) -> Self {
        Self {
            name: name.to_owned(),
            action,
            reason: reason.to_owned(),
            change: None,
            image: None,
            order: Order::default(),
        }
    }

    /// An image that was pushed.
    pub fn of_image(name: &str, image: Image) -> Self {
        let reason = "an image was pushed";
        Self { image: Some(image), ..Self::without_change(name, EventAction::Image, reason) }
    }

    /// A push to a registry: an image only with a name and a tag. The manifests that an image consists of are pushed
    /// without one, before it.
    pub fn of_push(name: &str, pushed: &Pushed<'_>) -> Self {
        let Pushed { registry, repository, tag, digest } = *pushed;
        if registry.is_empty() || repository.is_empty() {
            return Self::rejected(name, "it does not tell the registry and the repository");
        }
        // Some write the digest in place of the tag.
        if tag.is_empty() || is_digest(tag) {
            return Self::ignored(name, "what was pushed has no tag");
        }
        if image::is_of_another(tag) {
            return Self::ignored(name, "the tag is that of another image's signature or the like");
        }
        match Image::new(registry, repository, tag, digest) {
            Some(image) => Self::of_image(name, image),
            None => Self::rejected(name, "no registry holds an image of this name and tag"),
        }
    }

    /// A push to a branch, or its end.
    pub fn of_branch(name: &str, change: Change) -> Self {
        match change.is_deleted {
            _ if change.has(Field::Tag) => Self::ignored(name, "a tag belongs to no branch"),
            _ if change.is_queued => Self::ignored(name, "it is of a merge queue"),
            true => Self::of_change(name, EventAction::Close, "the branch was deleted", change),
            false => Self::of_change(name, EventAction::PushFacts, "commits were pushed", change),
        }
    }

    /// Something that happened to a branch, which must say which one.
    pub fn of_change(name: &str, action: EventAction, reason: &str, change: Change) -> Self {
        for (field, what) in [(Field::RepoName, "repository"), (Field::BranchName, "branch")] {
            if !change.has(field) {
                return Self::rejected(name, &format!("it does not tell the {what}"));
            }
        }
        let needs_commit = matches!(action, EventAction::Update | EventAction::PushFacts);
        if needs_commit && !change.has(Field::CommitHash) {
            return Self::rejected(name, "it does not tell the commit");
        }
        // Also what is over can be edited. Its branch may belong to another pull request by then.
        if action == EventAction::Update && change.is_over() {
            return Self::ignored(name, "the review was closed or merged before");
        }
        Self { change: Some(change), ..Self::without_change(name, action, reason) }
    }

    /// The same at its place among others. The end of a branch begins nothing.
    fn placed(mut self, order: Order) -> Self {
        if self.change.is_some() {
            let begins = order.begins && self.action != EventAction::Close;
            self.order = Order { begins, ..order };
        }
        self
    }
}
