//! The messages between the router and the objects, as JSON: one function per message. Receivers distinguish them by
//! `kind`.
//!
//! Not here: what becomes of it.

use serde_json::Value;

use crate::fingerprint;
use crate::json::Json;
use crate::payload::Payload;
use crate::webhook::image::Image;
use crate::webhook::{Event, EventAction, Order};

/// The object that knows all branches.
pub(super) const DIRECTORY: &str = "directory";

/// A Durable Object's name has 1,024 bytes at most.
const MAX_NAME: usize = 1_000;

/// The object that keeps a branch.
pub(super) fn object_of(repository: &str, branch: &str) -> String {
    let name = ["branch:", repository, "#", branch].concat();
    if name.len() <= MAX_NAME {
        return name;
    }
    let mark = fingerprint::text(name.as_bytes());
    // A character has four bytes at most.
    let start: String = name.chars().take(MAX_NAME / 5).collect();
    [&start, "~", &mark].concat()
}

/// To a branch: what happened to it. `id` is the delivery's.
pub(super) fn change(
    id: &str,
    (repository, name): (&str, &str),
    is_taken: bool,
    event: &Event,
) -> Json {
    let Order { before, updated, begins } = &event.order;
    let change = event.change.as_ref().map_or_else(Json::null, crate::change::Change::to_stored);
    Json::object(&[
        ("kind", Json::text("change")),
        ("id", Json::text(id)),
        ("repository", Json::text(repository)),
        ("name", Json::text(name)),
        ("isTaken", Json::bool(is_taken)),
        ("action", Json::text(event.action.as_str())),
        ("change", change),
        ("before", Json::optional(before.as_deref())),
        ("updated", updated.map_or_else(Json::null, Json::int)),
        ("begins", Json::bool(*begins)),
    ])
}

/// Reads the order of an event from a message.
pub(super) fn order(message: Payload<'_>) -> Order {
    Order {
        before: message.text("before").map(std::borrow::Cow::into_owned),
        updated: message.at("updated").and_then(Value::as_i64),
        begins: message.is("begins"),
    }
}

/// The action that a message names; an action that no branch receives counts as none.
pub(super) fn action(message: Payload<'_>) -> EventAction {
    let named = message.text("action").unwrap_or_default();
    let actions = [EventAction::Update, EventAction::Close, EventAction::PushFacts];
    actions.into_iter().find(|action| action.as_str() == named).unwrap_or(EventAction::Ignore)
}

/// To the directory: an image was pushed.
pub(super) fn image(id: &str, image: &Image) -> Json {
    Json::object(&[
        ("kind", Json::text("image")),
        ("id", Json::text(id)),
        ("image", image.to_json()),
    ])
}

/// The image that a message holds.
pub(super) fn image_in(message: Payload<'_>) -> Option<Image> {
    let text = |name: &str| message.text(&["image.", name].concat()).unwrap_or_default();
    let digest = message.text("image.digest");
    Image::new(&text("registry"), &text("repository"), &text("tag"), digest.as_deref())
}

/// To a branch: one of its images was pushed.
pub(super) fn pushed(
    id: &str,
    locations: &[String],
    (reference, review, hash): (&str, Option<&str>, &str),
    at: i64,
) -> Json {
    let locations = locations.iter().map(|location| Json::text(location)).collect::<Vec<_>>();
    Json::object(&[
        ("kind", Json::text("image")),
        ("id", Json::text(id)),
        ("locations", Json::list(&locations)),
        ("reference", Json::text(reference)),
        ("review", Json::optional(review)),
        ("hash", Json::text(hash)),
        ("at", Json::int(at)),
    ])
}

/// To a branch: what was given up is to be tried again.
pub(super) fn replay() -> Json {
    Json::object(&[("kind", Json::text("replay"))])
}

/// To the directory: something that the status page shows; under which count it falls, and the rest of it.
pub(super) fn note(count: &str, fields: &[(&str, Json)]) -> Json {
    let common = [("count", Json::text(count))];
    Json::object(&[&common, fields].concat())
}

/// A whole number; version 0.1 wrote those of rows with a decimal point.
pub(super) fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_f64().map(|number| number as i64))
}

/// The texts of a list.
pub(super) fn texts(message: Payload<'_>, name: &str) -> Vec<String> {
    let list = message.at(name).and_then(Value::as_array);
    let text = |value: &Value| value.as_str().map(str::to_owned);
    list.into_iter().flatten().filter_map(text).collect::<Vec<_>>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_of_whatever_name_has_an_object_of_its_own_that_can_be() {
        let long = "é".repeat(500);
        let names = [object_of("acme/app", &long), object_of("acme/app", &(long.clone() + "x"))];
        assert!(names.iter().all(|name| name.len() <= MAX_NAME) && names[0] != names[1]);
        assert_eq!(object_of("acme/app", "feat"), "branch:acme/app#feat");
    }
}
