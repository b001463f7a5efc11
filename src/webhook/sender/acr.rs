//! Azure Container Registry
//! (<https://learn.microsoft.com/azure/container-registry/container-registry-webhook-reference>).
//!
//! Not here: the same events by way of Event Grid, which wraps them.

use super::Sender;
use crate::webhook::id::IdPlace;
use crate::webhook::image::{Pushed, is_of_images};
use crate::webhook::signature::Scheme;
use crate::webhook::{Delivery, Event};

pub(super) const SENDER: Sender = Sender {
    schemes: &[Scheme::Shared { header: "Authorization" }],
    ids: &[IdPlace::Body("id")],
    ..Sender::new("acr", read)
};

fn read(delivery: Delivery<'_>) -> Vec<Event> {
    let payload = delivery.payload();
    let text = |path| payload.text(path).unwrap_or_default();
    let name = text("action");
    vec![match name.as_ref() {
        "ping" => Event::ignored(&name, "it tests the webhook"),
        _ if name.is_empty() || !payload.has("target") => {
            Event::rejected("", "it is no event of Azure Container Registry")
        }
        "push" if !is_of_images(&text("target.mediaType")) => {
            Event::ignored(&name, "what was pushed is no image")
        }
        "push" => Event::of_push(
            &name,
            &Pushed {
                registry: &text("request.host"),
                repository: &text("target.repository"),
                tag: &text("target.tag"),
                digest: Some(&text("target.digest")),
            },
        ),
        _ => Event::ignored(&name, "it pushes no image"),
    }]
}
