//! Google Artifact Registry, whose notifications Pub/Sub pushes
//! (<https://cloud.google.com/artifact-registry/docs/configure-notifications>): in a message
//! (<https://cloud.google.com/pubsub/docs/push>), or bare if the subscription unwraps it.
//!
//! Not here: pulling them from Pub/Sub.

use std::borrow::Cow;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use super::Sender;
use crate::payload::Payload;
use crate::webhook::id::IdPlace;
use crate::webhook::image::Pushed;
use crate::webhook::{Delivery, Event};

pub(super) const SENDER: Sender = Sender {
    ids: &[
        // The headers of a message that the subscription unwraps, if it is configured to send them.
        IdPlace::Header("x-goog-pubsub-message-id"),
        IdPlace::Body("message.messageId"),
        IdPlace::Body("message.message_id"),
    ],
    ..Sender::new("artifact-registry", read)
};

fn read(delivery: Delivery<'_>) -> Vec<Event> {
    vec![match notification(delivery) {
        Ok(notification) => event(Payload(&notification)),
        Err(reason) => Event::rejected("", reason),
    }]
}

/// Decodes the notification of Artifact Registry.
fn notification(delivery: Delivery<'_>) -> Result<Cow<'_, Value>, &'static str> {
    let payload = delivery.payload();
    if !payload.has("message") {
        return Ok(Cow::Borrowed(delivery.body));
    }
    let data = payload.text("message.data").ok_or("the message has no data")?;
    let data =
        BASE64_STANDARD.decode(data.as_bytes()).map_err(|_| "the message's data is no base64")?;
    let data = serde_json::from_slice(&data);
    data.map(Cow::Owned).map_err(|_| "the message's data is no JSON")
}

fn event(notification: Payload<'_>) -> Event {
    let text = |path| notification.text(path).unwrap_or_default();
    let (name, tag, digest) = (text("action"), text("tag"), text("digest"));
    // Each upload is reported once without its tags, too.
    let reference = if tag.is_empty() { &digest } else { &tag };
    if name.is_empty() || !reference.contains('/') {
        return Event::rejected("", "it is no notification of Artifact Registry");
    }
    if name != "INSERT" {
        return Event::ignored(&name, "it pushes no image");
    }
    let (image, tag) = match tag.rsplit_once(':') {
        Some((image, tag)) => (image, tag),
        None => (reference.as_ref(), ""),
    };
    let (registry, repository) = image.split_once('/').unwrap_or_default();
    let digest = digest.strip_prefix(image).and_then(|rest| rest.strip_prefix('@'));
    Event::of_push(&name, &Pushed { registry, repository, tag, digest })
}
