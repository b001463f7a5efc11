//! The status page: plain HTML that needs no script, for somebody who was called at night. What needs a person comes first.
//!
//! Not here: what is shown (`mod.rs`), what a row of it looks like (`rows.rs`), and how text is kept from being markup
//! (`html.rs`).

use serde_json::Value;

use super::html::{self, Html};
use super::rows::{self, Row};
use crate::change::event::Payload;
use crate::gather::Gather;

/// What a browser is told of the page: nothing from elsewhere, nothing that runs, and no style but its own. The referrer is
/// for the page itself: without one, browsers say `Origin: null` when Replay is pressed.
pub(super) const HEADERS: [(&str, &str); 2] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'sha256-Gy0vzCIdEMMl970QDWYlBZ/lkxjU+W/GNFXA2ID5nt0='; \
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
    let images = newest(status, "images", "at");
    let tasks = branches.iter().flat_map(|branch| rows::tasks(*branch)).gather();
    let dead = tasks.iter().filter(|(_, task)| task.is("isDead")).gather();
    let failing = tasks.iter().filter(|(_, task)| !task.is("isDead")).gather();
    let waiting = images.iter().filter(|image| !image.has("sent.0")).gather();

    let mut html = Html::default();
    head(&mut html, dead.len());
    top(&mut html, status, now);
    match branches.is_empty() && notes.is_empty() && images.is_empty() {
        true => _ = html.markup(EMPTY),
        false => verdict(&mut html, dead.len(), failing.len(), &notes),
    }
    let shown = dead.iter().take(MAX_ROWS).map(|(branch, task)| rows::dead(*branch, *task, now));
    section(&mut html, &GIVEN_UP, dead.len(), &shown.gather());
    let shown = failing.iter().take(MAX_ROWS);
    let shown = shown.map(|(branch, task)| rows::failing(*branch, *task, now));
    section(&mut html, &FAILING, failing.len(), &shown.gather());
    let shown = branches.iter().take(MAX_ROWS).map(|branch| rows::branch(*branch, now));
    section(&mut html, &BRANCHES, branches.len(), &shown.gather());
    let shown = waiting.iter().take(MAX_ROWS).map(|image| rows::image(**image, now));
    section(&mut html, &WAITING, waiting.len(), &shown.gather());
    let shown = notes.iter().take(MAX_NOTES).map(|note| rows::note(*note, now));
    section(&mut html, &RECENT, notes.len(), &shown.gather());
    let counts = rows::counts(status, now);
    section(&mut html, &COUNTERS, counts.len(), &counts);
    html.markup("</main></body></html>\n");
    html.into_text()
}

/// The items of a list, the one with the latest time first; what came first of the same time stays first.
fn newest<'v>(status: Payload<'v>, list: &str, time: &str) -> Vec<Payload<'v>> {
    let mut items: Vec<Payload<'v>> = Vec::new();
    for item in status.at(list).and_then(Value::as_array).into_iter().flatten().map(Payload) {
        let at = rows::number(item, time);
        let place = items.partition_point(|other| rows::number(*other, time) >= at);
        items.insert(place, item);
    }
    items
}

fn head(html: &mut Html, dead: usize) {
    html.markup("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
    html.markup("<meta name=\"viewport\" content=\"width=device-width\"><title>");
    if dead > 0 {
        html.text(&dead.to_string()).markup(" given up: ");
    }
    html.markup("dagster-deploy</title><style>").markup(STYLE).markup("</style></head><body>");
}

fn top(html: &mut Html, status: Payload<'_>, now: i64) {
    html.markup("<header><h1>dagster-deploy</h1><p>Version ");
    html.text(&status.text("version").unwrap_or_default()).markup(", ");
    html.text(&html::written(now)).markup(". <a href=\"/status\">Reload</a>, ");
    html.markup("<a href=\"/status.json\">as JSON</a></p></header><main>");
    html.markup("<p id=\"replayed\" class=\"say good\">It is being tried again. Reload in some ");
    html.markup("seconds to see what came of it.</p>");
}

/// What is said before anything has come in.
const EMPTY: &str = "<p class=\"say\"><b>Nothing has come in yet.</b> Deliveries go to \
<code>/webhooks/PROVIDER</code>.</p><ol>\
<li>Add a webhook where your code is (pushes and reviews), and one where your images are. Its address is this \
server's with <code>/webhooks/github</code> behind it, or <code>gitlab</code>, <code>bitbucket</code>, \
<code>ghcr</code> and so on: any of <code>senders</code> in the configuration.</li>\
<li>Give it the secret that the configuration names there.</li>\
<li>What it sends is shown here, also what was refused, with the reason. To try without it: \
<code>dagster-deploy webhook sign</code> makes a signed delivery.</li></ol>";

/// What there is to do, in a few words.
fn verdict(html: &mut Html, dead: usize, failing: usize, notes: &[Payload<'_>]) {
    let deliveries = notes.iter().filter(|note| note.has("note.sender")).gather();
    let refused = deliveries.iter().filter(|note| rows::is_bad(***note)).count();
    let lasts = ["of the last ", &deliveries.len().to_string(), " deliveries"].concat();
    let say =
        |html: &mut Html, open: &'static str, count: usize, what: &str, rest: &'static str| {
            if count > 0 {
                html.markup(open).text(&count.to_string()).markup(" ").text(what).markup("</a>");
                html.markup(rest).markup("</p>");
            }
        };
    let open = "<p class=\"say bad\"><a href=\"#given-up\">";
    say(html, open, dead, "given up", ": a person is needed.");
    let open = "<p class=\"say warn\"><a href=\"#failing\">";
    say(html, open, failing, "failing", ": will be tried again by itself.");
    let open = "<p class=\"say warn\"><a href=\"#recent\">";
    say(html, open, refused, &lasts, " not taken: the reasons are below.");
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
}

const GIVEN_UP: Section = Section {
    id: "given-up",
    title: "Given up",
    about: "Mend the cause, such as a token or the configuration, then have it tried again.",
    columns: &["Branch", "Work", "Error", "Attempts", "Last event", "Action"],
};

const FAILING: Section = Section {
    id: "failing",
    title: "Failing, to be tried again",
    about: "",
    columns: &["Branch", "Work", "Error", "Attempts", "Next try"],
};

const BRANCHES: Section = Section {
    id: "branches",
    title: "Branches",
    about: "",
    columns: &["Branch", "State", "Deployment", "Images", "Last event"],
};

const WAITING: Section = Section {
    id: "waiting",
    title: "Images that wait for their branch",
    about: "Each is deployed once a branch is known that it was built from, within seven days.",
    columns: &["Image", "Digest", "Pushed"],
};

const RECENT: Section = Section {
    id: "recent",
    title: "Recent deliveries and work",
    about: "",
    columns: &["When", "What", "About", "Outcome", "Reason"],
};

const COUNTERS: Section = Section {
    id: "counters",
    title: "Counters",
    about: "",
    columns: &["What", "How often", "Meaning"],
};

/// Writes a section with those rows of so many, if there is any.
fn section(html: &mut Html, section: &Section, total: usize, rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    html.markup("<section aria-labelledby=\"").markup(section.id).markup("\"><h2 id=\"");
    html.markup(section.id).markup("\">").markup(section.title).markup("</h2>");
    html.element("p", section.about).markup("<table><thead><tr>");
    for column in section.columns {
        html.markup("<th scope=\"col\">").markup(column).markup("</th>");
    }
    html.markup("</tr></thead><tbody>");
    for row in rows {
        html.markup("<tr>");
        let mut ends = ("<th scope=\"row\" data-name=\"", "</div></th>");
        for (column, cell) in section.columns.iter().zip(row) {
            html.markup(ends.0).markup(column).markup("\"><div>").html(cell).markup(ends.1);
            ends = ("<td data-name=\"", "</div></td>");
        }
        html.markup("</tr>");
    }
    html.markup("</tbody></table>");
    if total > rows.len() {
        html.markup("<p>").text(&(total - rows.len()).to_string());
        html.markup(" more are in <a href=\"/status.json\">/status.json</a>.</p>");
    }
    html.markup("</section>");
}
