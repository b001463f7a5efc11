//! Docker Hub (<https://docs.docker.com/docker-hub/repos/manage/webhooks/>).
//!
//! It reports pushes only, and never the digest. Not here: its `callback_url`, which is never called, because anybody
//! may have written it.

use std::borrow::Cow;

use super::Sender;
use crate::webhook::image::{Pushed, is_of_images};
use crate::webhook::{Delivery, Event};

pub(super) const SENDER: Sender = Sender::new("docker-hub", read);

fn read(delivery: Delivery<'_>) -> Vec<Event> {
    let payload = delivery.payload();
    let text = |path| payload.text(path).unwrap_or_default();
    let tag = text("push_data.tag");
    if tag.is_empty() {
        return vec![Event::rejected("", "it is no push to Docker Hub: it tells no push_data.tag")];
    }
    if !is_of_images(&text("push_data.media_type")) {
        return vec![Event::ignored("push", "what was pushed is no image")];
    }
    let repository = in_full(text("repository.repo_name"));
    let pushed = Pushed { registry: "docker.io", repository: &repository, tag: &tag, digest: None };
    vec![Event::of_push("push", &pushed)]
}

/// The name with `library/`, which the names of official images lack.
fn in_full(name: Cow<'_, str>) -> Cow<'_, str> {
    match name.is_empty() || name.contains('/') {
        true => name,
        false => Cow::Owned(format!("library/{name}")),
    }
}
