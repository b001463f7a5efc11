//! The status page: plain HTML that needs no script, for somebody who was called at night. What needs a person comes
//! first.
//!
//! Not here: what is shown (`mod.rs`), what a row of it looks like (`rows.rs`), and how text and times are written
//! (`html.rs`).

use serde_json::Value;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::html::{text, written};
use super::rows::{self, Item};
use crate::payload::Payload;

/// The headers of the page: nothing from elsewhere, nothing that runs, and no style but its own. The referrer is for
/// the page itself: without it, browsers send `Origin: null` when Replay is pressed.
pub(super) const HEADERS: [(&str, &str); 2] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'sha256-F+B81oAdeuTYQCpqTcZZoNQd6yVqKvKK0W/PVGDEU/Q='; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("Referrer-Policy", "same-origin"),
];

const STYLE: &str = include_str!("style.css");
/// As many rows of each table are shown; of what happened last fewer.
const MAX_ROWS: usize = 200;
const MAX_NOTES: usize = 50;

/// The page.
pub(super) fn page(status: &Value) -> String {
    let status = Payload(status);
    let now = rows::number(status, "now");
    let branches = newest(status, "branches", "changedAt");
    let notes = newest(status, "notes", "at");
    let mut images = newest(status, "images", "at");
    let is_empty = branches.is_empty() && notes.is_empty() && images.is_empty();
    images.retain(|(_, image)| !image.has("sent.0"));
    let (mut dead, mut failing) = (Vec::new(), Vec::new());
    for (_, branch) in &branches {
        for task in rows::list(*branch, "tasks") {
            let task = Payload(task);
            if task.is("isDead") {
                dead.push((*branch, task));
            } else if task.has("code") {
                failing.push((*branch, task));
            }
        }
    }
    let verdict = match is_empty {
        true => html! { (PreEscaped(EMPTY)) },
        false => verdict(dead.len(), failing.len(), &notes),
    };
    let counts = rows::counts(status);
    let counts = counts.iter().map(|name| (status, Payload(name))).collect::<Vec<_>>();
    let sections = html! {
        (section(&GIVEN_UP, &dead, now))
        (section(&FAILING, &failing, now))
        (section(&BRANCHES, &branches, now))
        (section(&WAITING, &images, now))
        (section(&RECENT, &notes, now))
        (section(&COUNTERS, &counts, now))
    };
    document(status, now, dead.len(), &html! { (verdict) (sections) }).into_string() + "\n"
}

/// The items of a list, the one with the latest time first; what came first of the same time stays first.
fn newest<'v>(status: Payload<'v>, list: &str, time: &str) -> Vec<Item<'v>> {
    let mut items: Vec<Item<'v>> = Vec::new();
    for item in rows::list(status, list) {
        let item = Payload(item);
        let at = rows::number(item, time);
        let place = items.partition_point(|(_, other)| rows::number(*other, time) >= at);
        items.insert(place, (status, item));
    }
    items
}

fn document(status: Payload<'_>, now: i64, dead: usize, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { @if dead > 0 { (dead) " given up: " } "dagster-deploy" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { "dagster-deploy" }
                    p {
                        "Version " (text(status, "version")) ", " (written(now)) ". "
                        a href="/status" { "Reload" } ", " a href="/status.json" { "as JSON" }
                    }
                }
                main {
                    p #replayed class="say good" {
                        "It is being tried again. Reload in some seconds to see what came of it."
                    }
                    (main)
                }
            }
        }
    }
}

/// The text of a page before the first delivery.
const EMPTY: &str = "<p class=\"say\"><b>Nothing has come in yet.</b> Deliveries go to \
<code>/webhooks/PROVIDER</code>.</p>\
<p>Add a webhook where your code is, for pushes and reviews, and where your images are. Its address is this server's \
with <code>/webhooks/github</code> behind it, or another of the <code>senders</code> in the configuration; its secret \
is the one that is named there. What comes in is shown here, also what is refused, with the reason.</p>\
<p>To try it without: <code>dagster-deploy webhook sign</code> makes a signed delivery.</p>";

/// Writes what needs attention, in a few words.
fn verdict(dead: usize, failing: usize, notes: &[Item<'_>]) -> Markup {
    let deliveries = notes.iter().filter(|(_, note)| note.has("note.sender"));
    let refused = deliveries.clone().filter(|(_, note)| rows::is_bad(*note)).count();
    html! {
        @if dead > 0 {
            p class="say bad" { a href="#given-up" { (dead) " given up" } ": a person is needed." }
        }
        @if failing > 0 {
            p class="say warn" { a href="#failing" { (failing) " failing" } ": will be tried again by itself." }
        }
        @if refused > 0 {
            p class="say warn" {
                a href="#recent" { (refused) " of the last " (deliveries.count()) " deliveries" }
                " not taken: the reasons are below."
            }
        }
        @if dead + failing + refused == 0 {
            p class="say good" { "Nothing needs you: whatever came in was done." }
        }
    }
}

/// A section: a table with its title and a sentence about it.
struct Section {
    id: &'static str,
    title: &'static str,
    about: &'static str,
    columns: &'static [&'static str],
    /// Writes the cells of a row.
    row: fn(Item<'_>, i64) -> Vec<Markup>,
}

const GIVEN_UP: Section = Section {
    id: "given-up",
    title: "Given up",
    about: "Mend the cause, such as a token or the configuration, then have it tried again.",
    columns: &["Branch", "Work", "Error", "Attempts", "Last event", "Action"],
    row: rows::dead,
};

const FAILING: Section = Section {
    id: "failing",
    title: "Failing, to be tried again",
    about: "",
    columns: &["Branch", "Work", "Error", "Attempts", "Next try"],
    row: rows::failing,
};

const BRANCHES: Section = Section {
    id: "branches",
    title: "Branches",
    about: "",
    columns: &["Branch", "State", "Deployment", "Images", "Last event"],
    row: rows::branch,
};

const WAITING: Section = Section {
    id: "waiting",
    title: "Images that wait for their branch",
    about: "Each is deployed once a branch is known that it was built from, within seven days.",
    columns: &["Image", "Digest", "Pushed"],
    row: rows::image,
};

const RECENT: Section = Section {
    id: "recent",
    title: "Recent deliveries and work",
    about: "",
    columns: &["When", "What", "About", "Outcome", "Reason"],
    row: rows::note,
};

const COUNTERS: Section = Section {
    id: "counters",
    title: "Counters",
    about: "",
    columns: &["What", "How often", "Meaning"],
    row: rows::count,
};

/// Writes a section with its items; nothing without any.
fn section(section: &Section, items: &[Item<'_>], now: i64) -> Markup {
    let most = if section.id == RECENT.id { MAX_NOTES } else { MAX_ROWS };
    html! {
        @if !items.is_empty() {
            section aria-labelledby=(section.id) {
                h2 id=(section.id) { (section.title) }
                @if !section.about.is_empty() { p { (section.about) } }
                table {
                    thead { tr { @for column in section.columns { th scope="col" { (column) } } } }
                    tbody { @for item in items.iter().take(most) { (row(section, *item, now)) } }
                }
                @if items.len() > most {
                    p { (items.len() - most) " more are in " a href="/status.json" { "/status.json" } "." }
                }
            }
        }
    }
}

/// Writes a row. The first cell names it.
fn row(section: &Section, item: Item<'_>, now: i64) -> Markup {
    let cells = (section.row)(item, now);
    html! {
        tr {
            @for (place, (name, cell)) in section.columns.iter().zip(&cells).enumerate() {
                @if place == 0 {
                    th scope="row" data-name=(name) { div { (cell) } }
                } @else {
                    td data-name=(name) { div { (cell) } }
                }
            }
        }
    }
}
