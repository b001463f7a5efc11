//! The rows of the status page's tables. Not here: the tables (`page.rs`).

use serde_json::Value;

use super::html::Html;
use crate::change::event::Payload;
use crate::gather::Gather;

/// The cells of a row.
pub(super) type Row = Vec<Html>;

/// A whole number, such as a time in milliseconds.
pub(super) fn number(of: Payload<'_>, name: &str) -> i64 {
    of.at(name).and_then(Value::as_i64).unwrap_or_default()
}

fn cell(write: impl FnOnce(&mut Html)) -> Html {
    let mut html = Html::default();
    write(&mut html);
    html
}

/// A cell with the text at a path.
fn text(of: Payload<'_>, name: &str) -> Html {
    cell(|html| _ = html.text(&of.text(name).unwrap_or_default()))
}

fn time(at: i64, now: i64) -> Html {
    cell(|html| _ = html.time(at, now))
}

fn item<'v>(of: Payload<'v>, list: &str) -> impl Iterator<Item = Payload<'v>> {
    of.at(list).and_then(Value::as_array).into_iter().flatten().map(Payload)
}

/// Which branch of which repository.
fn named(html: &mut Html, name: &str, of: Payload<'_>) {
    html.element("b", name);
    if let Some(review) = of.text("review") {
        html.markup(" #").text(&review);
    }
    html.element("small", &of.text("repository").unwrap_or_default());
}

/// What of a branch has failed, with the branch.
pub(super) fn tasks<'v>(branch: Payload<'v>) -> Vec<(Payload<'v>, Payload<'v>)> {
    let has_failed = |task: &Payload<'_>| task.is("isDead") || task.has("code");
    item(branch, "tasks").filter(has_failed).map(|task| (branch, task)).gather()
}

/// Something that has failed.
fn task(branch: Payload<'_>, task: Payload<'_>) -> Row {
    let name = branch.text("name").unwrap_or_default();
    let error = |html: &mut Html| {
        html.element("code", &task.text("reason").unwrap_or_default());
        html.element("small", &task.text("code").unwrap_or_default());
    };
    vec![
        cell(|html| named(html, &name, branch)),
        text(task, "what"),
        cell(error),
        text(task, "attempts"),
    ]
}

/// Something that was given up, and the button that has it tried again.
pub(super) fn dead(branch: Payload<'_>, dead: Payload<'_>, now: i64) -> Row {
    let mut row = task(branch, dead);
    row.push(time(number(branch, "changedAt"), now));
    row.push(cell(|html| {
        html.markup("<form method=\"post\" action=\"/replay\">");
        html.markup("<input type=\"hidden\" name=\"object\" value=\"");
        html.value(&branch.text("object").unwrap_or_default());
        html.markup("\"><button aria-label=\"Replay ").text(&dead.text("what").unwrap_or_default());
        html.markup(" of ").text(&branch.text("name").unwrap_or_default());
        html.markup("\">Replay</button></form>");
    }));
    row
}

/// Something that is tried again by itself.
pub(super) fn failing(branch: Payload<'_>, failing: Payload<'_>, now: i64) -> Row {
    let mut row = task(branch, failing);
    row.push(time(number(failing, "due").max(now), now));
    row
}

/// A branch.
pub(super) fn branch(branch: Payload<'_>, now: i64) -> Row {
    let name = branch.text("name").unwrap_or_default();
    let images = |html: &mut Html| {
        for image in item(branch, "images") {
            html.element("b", &image.text("location").unwrap_or_default()).markup(" ");
            html.element("code", &image.text("reference").unwrap_or_default());
            let is_deployed = image.is("isDeployed");
            html.element("small", if is_deployed { "deployed" } else { "not deployed yet" });
        }
        if !branch.is("takesImages") {
            html.element("small", "by the configuration it takes none");
        }
    };
    vec![
        cell(|html| named(html, &name, branch)),
        text(branch, "state"),
        cell(|html| link(html, &branch.text("deployment").unwrap_or_default())),
        cell(images),
        time(number(branch, "changedAt"), now),
    ]
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
pub(super) fn image(image: Payload<'_>, now: i64) -> Row {
    let part = |name| image.text(name).unwrap_or_default();
    let (registry, repository) = (part("image.registry"), part("image.repository"));
    let reference = [&registry, "/", &repository, ":", &part("image.tag")].concat();
    vec![
        cell(|html| _ = html.element("code", &reference)),
        text(image, "image.digest"),
        time(number(image, "at"), now),
    ]
}

/// Whether something did not go as it should.
pub(super) fn is_bad(note: Payload<'_>) -> bool {
    let count = note.text("note.count").unwrap_or_default();
    matches!(count.as_ref(), "failed" | "lost" | "rejected" | "unauthorized" | "unread")
}

/// A delivery, or a step of the work.
pub(super) fn note(told: Payload<'_>, now: i64) -> Row {
    let note = Payload(told.at("note").unwrap_or(&Value::Null));
    let part = |name| note.text(name).unwrap_or_default();
    let is_delivery = note.has("sender");
    let what = |html: &mut Html| {
        html.element("b", &if is_delivery { part("sender") } else { part("action") });
        html.markup(" ").text(&part("event"));
        match note.text("attempt") {
            Some(attempt) => _ = html.markup("<small>attempt ").text(&attempt).markup("</small>"),
            None => _ = html.element("small", &part("delivery")),
        }
    };
    let outcome = |html: &mut Html| {
        html.markup(if is_bad(told) { "<b class=\"bad\">" } else { "<b>" });
        html.text(&match (is_delivery, note.has("code")) {
            (true, _) => part("outcome"),
            (false, true) => "failed".into(),
            (false, false) => "done".into(),
        });
        html.markup("</b>");
        if let Some(milliseconds) = note.text("milliseconds") {
            html.markup("<small>").text(&milliseconds).markup(" ms</small>");
        }
    };
    let about = |html: &mut Html| {
        named(html, &part("branch"), note);
        html.element("code", &part("image"));
    };
    let reason = |html: &mut Html| {
        html.text(&part("reason")).element("small", &part("code"));
    };
    vec![time(number(told, "at"), now), cell(what), cell(about), cell(outcome), cell(reason)]
}

const MEANINGS: [(&str, &str); 12] = [
    ("accepted", "Deliveries that were kept, and are done or will be"),
    ("passed over", "Deliveries that were known, or told nothing newer"),
    ("ignored", "Deliveries that ask for nothing, by the configuration"),
    ("rejected", "Deliveries that were not understood"),
    ("unauthorized", "Deliveries without proof of who sent them"),
    ("unread", "Deliveries that were too large or too slow"),
    ("lost", "Deliveries that could not be kept; senders were told to come again"),
    ("update", "Branch deployments created or updated"),
    ("close", "Branch deployments closed"),
    ("delete", "Branch deployments deleted"),
    ("deploy", "Times that images were deployed"),
    ("failed", "Tries of the work that failed"),
];

/// How often what has happened.
pub(super) fn counts(status: Payload<'_>, now: i64) -> Vec<Row> {
    let counts = Payload(status.at("counts").unwrap_or(&Value::Null));
    let Some(fields) = counts.0.as_object().filter(|_| counts.has("since")) else {
        return Vec::new();
    };
    let since = cell(|html| _ = html.markup("counted since"));
    let mut rows = vec![vec![since, time(number(counts, "since"), now)]];
    for name in fields.keys().filter(|name| !matches!(name.as_str(), "since" | "notes")) {
        let meaning = MEANINGS.iter().find(|(known, _)| known == name);
        let meaning = meaning.map_or("", |(_, meaning)| meaning);
        let name_cell = cell(|html| _ = html.text(name));
        rows.push(vec![name_cell, text(counts, name), cell(|html| _ = html.text(meaning))]);
    }
    rows
}
