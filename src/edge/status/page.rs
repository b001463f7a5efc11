//! The status page: plain HTML that needs no script, for somebody who was called at night. What needs a person comes first.
//!
//! Not here: what is shown (`mod.rs`), what a row of it looks like (`rows.rs`), and how text is kept from being markup
//! (`html.rs`).

use serde_json::Value;

use super::html::{self, Html};
use super::rows::{self, Cells, Item};
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
    let mut html = Html::default();
    head(&mut html, status, now, dead.len());
    match is_empty {
        true => _ = html.markup(EMPTY),
        false => verdict(&mut html, dead.len(), failing.len(), &notes),
    }
    section(&mut html, &GIVEN_UP, &dead, now);
    section(&mut html, &FAILING, &failing, now);
    section(&mut html, &BRANCHES, &branches, now);
    section(&mut html, &WAITING, &images, now);
    section(&mut html, &RECENT, &notes, now);
    let counts = rows::counts(status);
    let counts = counts.iter().map(|name| (status, Payload(name))).collect::<Vec<_>>();
    section(&mut html, &COUNTERS, &counts, now);
    html.markup("</main></body></html>\n");
    html.into_text()
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

fn head(html: &mut Html, status: Payload<'_>, now: i64, dead: usize) {
    html.markup(HEAD);
    if dead > 0 {
        html.number(dead).markup(" given up: ");
    }
    html.markup("dagster-deploy</title><style>")
        .markup(STYLE)
        .markup(TOP)
        .text_at(status, "version");
    html.markup(", ").text(&html::written(now)).markup(LINKS);
}

const HEAD: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width\"><title>";
const TOP: &str = "</style></head><body><header><h1>dagster-deploy</h1><p>Version ";
const LINKS: &str = ". <a href=\"/status\">Reload</a>, <a href=\"/status.json\">as JSON</a></p></header><main>\
<p id=\"replayed\" class=\"say good\">It is being tried again. Reload in some seconds to see what came of it.</p>";

/// The text of a page before the first delivery.
const EMPTY: &str = "<p class=\"say\"><b>Nothing has come in yet.</b> Deliveries go to \
<code>/webhooks/PROVIDER</code>.</p>\
<p>Add a webhook where your code is, for pushes and reviews, and where your images are. Its address is this server's \
with <code>/webhooks/github</code> behind it, or another of the <code>senders</code> in the configuration; its secret \
is the one that is named there. What comes in is shown here, also what is refused, with the reason.</p>\
<p>To try it without: <code>dagster-deploy webhook sign</code> makes a signed delivery.</p>";

/// Writes what needs attention, in a few words.
fn verdict(html: &mut Html, dead: usize, failing: usize, notes: &[Item<'_>]) {
    let (mut deliveries, mut refused) = (0, 0);
    for (_, note) in notes {
        if note.has("note.sender") {
            deliveries += 1;
            refused += usize::from(rows::is_bad(*note));
        }
    }
    if dead > 0 {
        html.markup("<p class=\"say bad\"><a href=\"#given-up\">").number(dead);
        html.markup(" given up</a>: a person is needed.</p>");
    }
    if failing > 0 {
        html.markup("<p class=\"say warn\"><a href=\"#failing\">").number(failing);
        html.markup(" failing</a>: will be tried again by itself.</p>");
    }
    if refused > 0 {
        html.markup("<p class=\"say warn\"><a href=\"#recent\">").number(refused);
        html.markup(" of the last ").number(deliveries);
        html.markup(" deliveries</a> not taken: the reasons are below.</p>");
    }
    if dead + failing + refused == 0 {
        html.markup("<p class=\"say good\">Nothing needs you: whatever came in was done.</p>");
    }
}

/// A section: a table, and what is said about it.
struct Section {
    id: &'static str,
    title: &'static str,
    about: &'static str,
    columns: &'static [&'static str],
    /// Writes a row.
    row: fn(&mut Cells<'_>, Item<'_>, i64),
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

/// Writes a section with its items, if there is any.
fn section(html: &mut Html, section: &Section, items: &[Item<'_>], now: i64) {
    if items.is_empty() {
        return;
    }
    html.markup("<section aria-labelledby=\"").markup(section.id).markup("\"><h2 id=\"");
    html.markup(section.id).markup("\">").markup(section.title).markup("</h2>");
    html.element("p", section.about).markup("<table><thead><tr>");
    for column in section.columns {
        html.markup("<th scope=\"col\">").markup(column).markup("</th>");
    }
    html.markup("</tr></thead><tbody>");
    let most = if section.id == RECENT.id { MAX_NOTES } else { MAX_ROWS };
    for item in items.iter().take(most) {
        html.markup("<tr>");
        (section.row)(&mut Cells { html, columns: section.columns, place: 0 }, *item, now);
        html.markup("</div></td></tr>");
    }
    html.markup("</tbody></table>");
    if items.len() > most {
        html.markup("<p>").number(items.len() - most);
        html.markup(" more are in <a href=\"/status.json\">/status.json</a>.</p>");
    }
    html.markup("</section>");
}
