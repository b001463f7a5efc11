//! The rows of the status page's tables. Not here: the tables (`page.rs`).

use serde_json::Value;

use maud::{Markup, html};

use super::html::{Visible, text, time};
use crate::payload::Payload;

/// A row's subject: the item that it belongs to, and itself.
pub(super) type Item<'v> = (Payload<'v>, Payload<'v>);

/// A whole number, such as a time in milliseconds.
pub(super) fn number(of: Payload<'_>, name: &str) -> i64 {
    of.at(name).and_then(Value::as_i64).unwrap_or_default()
}

/// The items of a list.
pub(super) fn list<'v>(of: Payload<'v>, name: &str) -> &'v [Value] {
    of.at(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// An element with the text at a path, if there is any.
macro_rules! element {
    ($name:ident, $of:expr, $path:expr) => {
        html! { @if $of.text($path).is_some_and(|text| !text.is_empty()) { $name { (text($of, $path)) } } }
    };
}

/// A branch, with its pull request and its repository.
fn branch_cell(of: Payload<'_>, name: &str) -> Markup {
    html! {
        (element!(b, of, name))
        @if of.has("review") { " #" (text(of, "review")) }
        (element!(small, of, "repository"))
    }
}

/// Something that has failed.
fn task((branch, task): Item<'_>) -> Vec<Markup> {
    vec![
        branch_cell(branch, "name"),
        html! { (text(task, "what")) },
        html! { (element!(code, task, "reason")) (element!(small, task, "code")) },
        html! { (text(task, "attempts")) },
    ]
}

/// Something that was given up, and the button that retries it.
pub(super) fn dead((branch, dead): Item<'_>, now: i64) -> Vec<Markup> {
    let button = html! { "Replay " (text(dead, "what")) " of " (text(branch, "name")) };
    let mut cells = task((branch, dead));
    cells.push(time(number(branch, "changedAt"), now));
    cells.push(html! {
        form method="post" action="/replay" {
            input type="hidden" name="object" value=(branch.text("object").unwrap_or_default());
            button aria-label=(button) { "Replay" }
        }
    });
    cells
}

/// Something that is retried without help.
pub(super) fn failing(item: Item<'_>, now: i64) -> Vec<Markup> {
    let due = number(item.1, "due");
    let mut cells = task(item);
    cells.push(if due > now {
        time(due, now)
    } else {
        html! { "now" }
    });
    cells
}

/// A branch.
pub(super) fn branch((_, branch): Item<'_>, now: i64) -> Vec<Markup> {
    let images = html! {
        @for image in list(branch, "images").iter().map(Payload) {
            (element!(b, image, "location")) " " (element!(code, image, "reference"))
            small { @if image.is("isDeployed") { "deployed" } @else { "not deployed yet" } }
        }
        @if !branch.is("takesImages") { "none, by the configuration" }
    };
    vec![
        branch_cell(branch, "name"),
        html! { (text(branch, "state")) },
        link(text(branch, "deployment")),
        images,
        time(number(branch, "changedAt"), now),
    ]
}

/// Links a text that is an address of the web.
fn link(text: Visible<'_>) -> Markup {
    match text.0.starts_with("https://") || text.0.starts_with("http://") {
        true => html! { a href=(text.0) { (text) } },
        false => html! { (text) },
    }
}

/// An image that waits for its branch.
pub(super) fn image((_, image): Item<'_>, now: i64) -> Vec<Markup> {
    let part = |name| text(image, name);
    vec![
        html! { code { (part("image.registry")) "/" (part("image.repository")) ":" (part("image.tag")) } },
        html! { (part("image.digest")) },
        time(number(image, "at"), now),
    ]
}

/// Whether something did not go as it should.
pub(super) fn is_bad(note: Payload<'_>) -> bool {
    let count = note.text("note.count").unwrap_or_default();
    ["failed", "lost", "rejected", "unauthorized", "unread"].contains(&count.as_ref())
}

/// A delivery, or a step of the work.
pub(super) fn note((_, item): Item<'_>, now: i64) -> Vec<Markup> {
    let note = Payload(item.at("note").unwrap_or(&Value::Null));
    let is_delivery = note.has("sender");
    let what = html! {
        @if is_delivery {
            (element!(b, note, "sender")) " " (text(note, "event")) (element!(small, note, "delivery"))
        } @else {
            (element!(b, note, "action")) small { "attempt " (text(note, "attempt")) }
        }
    };
    let outcome = html! {
        b class=[is_bad(item).then_some("bad")] {
            @if is_delivery { (text(note, "outcome")) }
            @else if note.has("code") { "failed" }
            @else { "done" }
        }
        @if note.has("milliseconds") { small { (text(note, "milliseconds")) " ms" } }
    };
    vec![
        time(number(item, "at"), now),
        what,
        html! { (branch_cell(note, "branch")) (element!(code, note, "image")) },
        outcome,
        html! { (text(note, "reason")) (element!(small, note, "code")) },
    ]
}

const MEANINGS: [(&str, &str); 13] = [
    ("accepted", "Deliveries kept, and done or to be done"),
    ("passed over", "Deliveries that told nothing new"),
    ("ignored", "Deliveries that ask for nothing, by the configuration"),
    ("rejected", "Deliveries that were not understood"),
    ("unauthorized", "Deliveries without proof of their sender"),
    ("unread", "Deliveries too large or too slow"),
    ("lost", "Deliveries not kept; their sender was told to come again"),
    ("update", "Branch deployments created or updated"),
    ("close", "Branch deployments closed"),
    ("delete", "Branch deployments deleted"),
    ("deploy", "Times that images were deployed"),
    ("failed", "Tries of these that failed"),
    ("since", "Nothing before is counted"),
];

/// The names of what was counted.
pub(super) fn counts(status: Payload<'_>) -> Vec<Value> {
    let counts = status.at("counts").and_then(Value::as_object);
    let names = counts.into_iter().flat_map(|counts| counts.keys());
    let mut names = names.filter(|name| *name != "notes").collect::<Vec<_>>();
    names.sort();
    names.into_iter().cloned().map(Value::String).collect::<Vec<_>>()
}

/// How often something has happened.
pub(super) fn count((status, name): Item<'_>, now: i64) -> Vec<Markup> {
    let name = name.0.as_str().unwrap_or_default();
    let counts = Payload(status.at("counts").unwrap_or(&Value::Null));
    let meaning = MEANINGS.iter().find(|(known, _)| *known == name);
    vec![
        html! { (Visible(name.into())) },
        match name {
            "since" => time(number(counts, name), now),
            _ => html! { (text(counts, name)) },
        },
        html! { (meaning.map_or("", |(_, meaning)| meaning)) },
    ]
}
