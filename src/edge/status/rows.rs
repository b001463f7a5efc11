//! The rows of the status page's tables. Not here: the tables (`page.rs`).

use serde_json::Value;

use super::html::Html;
use crate::payload::Payload;

/// A row's subject: the item that it belongs to, and itself.
pub(super) type Item<'v> = (Payload<'v>, Payload<'v>);

/// The cells of a row, one after the other.
pub(super) struct Cells<'h> {
    pub(super) html: &'h mut Html,
    pub(super) columns: &'static [&'static str],
    pub(super) place: usize,
}

impl Cells<'_> {
    /// Begins the next cell. The first one names the row.
    fn cell(&mut self) -> &mut Html {
        self.html.markup(match self.place {
            0 => "<th scope=\"row\" data-name=\"",
            1 => "</div></th><td data-name=\"",
            _ => "</div></td><td data-name=\"",
        });
        self.place += 1;
        self.html.markup(self.columns[self.place - 1]).markup("\"><div>")
    }

    /// A cell with a branch.
    fn branch(&mut self, of: Payload<'_>, name: &str) -> &mut Html {
        let html = self.cell().text_in("b", of, name);
        if let Some(review) = of.text("review") {
            html.markup(" #").text(&review);
        }
        html.text_in("small", of, "repository")
    }
}

/// A whole number, such as a time in milliseconds.
pub(super) fn number(of: Payload<'_>, name: &str) -> i64 {
    of.at(name).and_then(Value::as_i64).unwrap_or_default()
}

/// The items of a list.
pub(super) fn list<'v>(of: Payload<'v>, name: &str) -> &'v [Value] {
    of.at(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Something that has failed.
fn task(cells: &mut Cells<'_>, (branch, task): Item<'_>) {
    cells.branch(branch, "name");
    cells.cell().text_at(task, "what");
    cells.cell().text_in("code", task, "reason").text_in("small", task, "code");
    cells.cell().text_at(task, "attempts");
}

/// Something that was given up, and the button that has it tried again.
pub(super) fn dead(cells: &mut Cells<'_>, (branch, dead): Item<'_>, now: i64) {
    task(cells, (branch, dead));
    cells.cell().time(number(branch, "changedAt"), now);
    let html = cells.cell().markup("<form method=\"post\" action=\"/replay\">");
    html.markup("<input type=\"hidden\" name=\"object\" value=\"");
    html.value(&branch.text("object").unwrap_or_default());
    html.markup("\"><button aria-label=\"Replay ").text_at(dead, "what").markup(" of ");
    html.text_at(branch, "name").markup("\">Replay</button></form>");
}

/// Something that is tried again by itself.
pub(super) fn failing(cells: &mut Cells<'_>, item: Item<'_>, now: i64) {
    task(cells, item);
    let due = number(item.1, "due");
    match due > now {
        true => cells.cell().time(due, now),
        false => cells.cell().markup("now"),
    };
}

/// A branch.
pub(super) fn branch(cells: &mut Cells<'_>, (_, branch): Item<'_>, now: i64) {
    cells.branch(branch, "name");
    cells.cell().text_at(branch, "state");
    link(cells.cell(), &branch.text("deployment").unwrap_or_default());
    let html = cells.cell();
    for image in list(branch, "images") {
        let image = Payload(image);
        html.text_in("b", image, "location").markup(" ").text_in("code", image, "reference");
        let is_deployed = image.is("isDeployed");
        html.element("small", if is_deployed { "deployed" } else { "not deployed yet" });
    }
    if !branch.is("takesImages") {
        html.markup("none, by the configuration");
    }
    cells.cell().time(number(branch, "changedAt"), now);
}

/// A link, if that is an address of the web.
fn link(html: &mut Html, text: &str) {
    if !text.starts_with("https://") && !text.starts_with("http://") {
        html.text(text);
        return;
    }
    html.markup("<a href=\"").value(text).markup("\">").text(text).markup("</a>");
}

/// An image that waits for its branch.
pub(super) fn image(cells: &mut Cells<'_>, (_, image): Item<'_>, now: i64) {
    let html = cells.cell().markup("<code>").text_at(image, "image.registry").markup("/");
    html.text_at(image, "image.repository")
        .markup(":")
        .text_at(image, "image.tag")
        .markup("</code>");
    cells.cell().text_at(image, "image.digest");
    cells.cell().time(number(image, "at"), now);
}

/// Whether something did not go as it should.
pub(super) fn is_bad(note: Payload<'_>) -> bool {
    let count = note.text("note.count").unwrap_or_default();
    ["failed", "lost", "rejected", "unauthorized", "unread"].contains(&count.as_ref())
}

/// A delivery, or a step of the work.
pub(super) fn note(cells: &mut Cells<'_>, (_, text_at): Item<'_>, now: i64) {
    let note = Payload(text_at.at("note").unwrap_or(&Value::Null));
    let is_delivery = note.has("sender");
    cells.cell().time(number(text_at, "at"), now);
    let html = cells.cell();
    if is_delivery {
        html.text_in("b", note, "sender").markup(" ").text_at(note, "event");
        html.text_in("small", note, "delivery");
    } else {
        html.text_in("b", note, "action").markup("<small>attempt ").text_at(note, "attempt");
        html.markup("</small>");
    }
    cells.branch(note, "branch").text_in("code", note, "image");
    let html = cells.cell().markup(if is_bad(text_at) { "<b class=\"bad\">" } else { "<b>" });
    match (is_delivery, note.has("code")) {
        (true, _) => html.text_at(note, "outcome"),
        (false, true) => html.markup("failed"),
        (false, false) => html.markup("done"),
    };
    html.markup("</b>");
    if note.has("milliseconds") {
        html.markup("<small>").text_at(note, "milliseconds").markup(" ms</small>");
    }
    cells.cell().text_at(note, "reason").text_in("small", note, "code");
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
pub(super) fn count(cells: &mut Cells<'_>, (status, name): Item<'_>, now: i64) {
    let name = name.0.as_str().unwrap_or_default();
    let counts = Payload(status.at("counts").unwrap_or(&Value::Null));
    cells.cell().text(name);
    match name {
        "since" => cells.cell().time(number(counts, name), now),
        _ => cells.cell().text_at(counts, name),
    };
    let meaning = MEANINGS.iter().find(|(known, _)| *known == name);
    cells.cell().text(meaning.map_or("", |(_, meaning)| meaning));
}
