//! Google Artifact Registry, whose notifications Pub/Sub pushes
//! (<https://cloud.google.com/artifact-registry/docs/configure-notifications>): in a message
//! (<https://cloud.google.com/pubsub/docs/push>), or bare if the subscription unwraps it.
//!
//! Not here: pulling them from Pub/Sub.

use std::borrow::Cow;

use serde_json::Value;

use super::Sender;
use crate::change::event::Payload;
use crate::webhook::image::Pushed;
use crate::webhook::{Delivery, Event};

pub(super) const SENDER: Sender = Sender { name: "artifact-registry", read };

fn read(delivery: Delivery<'_>) -> Vec<Event> {
    vec![match notification(delivery) {
        Ok(notification) => event(Payload(&notification)),
        Err(reason) => Event::rejected("", reason),
    }]
}

/// What Artifact Registry wrote.
fn notification(delivery: Delivery<'_>) -> Result<Cow<'_, Value>, &'static str> {
    let payload = delivery.payload();
    if !payload.has("message") {
        return Ok(Cow::Borrowed(delivery.body));
    }
    let data = payload.text("message.data").unwrap_or_default();
    let data = decode(data.as_bytes()).ok_or("the message's data is no base64")?;
    let data = serde_json::from_slice(&data);
    data.map(Cow::Owned).map_err(|_| "the message's data is no JSON")
}

fn event(notification: Payload<'_>) -> Event {
    let text = |path| notification.text(path).unwrap_or_default();
    let (name, tag, digest) = (text("action"), text("tag"), text("digest"));
    if name.is_empty() || tag.is_empty() && digest.is_empty() {
        return Event::rejected(&name, "it is no notification of Artifact Registry");
    }
    if name != "INSERT" {
        return Event::ignored(&name, "it pushes no image");
    }
    // Each upload is told without its tags, too.
    let reference = if tag.is_empty() { &digest } else { &tag };
    let (image, tag) = match reference.split_once('@') {
        Some((image, digest)) => (image, digest),
        None => reference.rsplit_once(':').unwrap_or((reference, "")),
    };
    let (registry, repository) = image.split_once('/').unwrap_or_default();
    let digest = digest.strip_prefix(image).and_then(|rest| rest.strip_prefix('@'));
    Event::of_push(&name, &Pushed { registry, repository, tag, digest })
}

/// Base64 (<https://www.rfc-editor.org/rfc/rfc4648#section-4>), also without its padding.
fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let end = text.iter().rposition(|byte| *byte != b'=').map_or(0, |last| last + 1);
    let mut decoded = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in &text[..end] {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.push((bits >> count) as u8);
        }
    }
    Some(decoded)
}
