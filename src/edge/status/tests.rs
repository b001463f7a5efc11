//! The status page, by what it makes of a directory's JSON. That browsers show it well is `tests/status-page.test.js`.

use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::page::{HEADERS, page};

const NOW: i64 = 1_700_000_000_000;

/// A branch on which nothing is to be done.
fn branch(name: &str, changed: i64) -> Value {
    json!({
        "object": format!("branch:acme/etl#{name}"), "repository": "acme/etl", "name": name, "state": "open",
        "review": "7", "deployment": null, "changedAt": changed, "takesImages": true, "hashes": [], "tasks": [],
        "images": [],
    })
}

fn task(what: &str, is_dead: bool, code: Option<&str>, due: i64) -> Value {
    json!({
        "what": what, "attempts": 3, "due": due, "isDead": is_dead, "code": code,
        "reason": code.map(|_| "no luck <today>"),
    })
}

fn with(mut value: Value, name: &str, field: Value) -> Value {
    value[name] = field;
    value
}

fn status(field: &str, value: Value) -> Value {
    with(json!({ "version": "1.2.3", "now": NOW, "counts": {} }), field, value)
}

fn note(fields: Value) -> Value {
    json!({ "at": NOW - 12_000, "note": fields })
}

/// The text of a page as a reader sees it, elements apart by bars.
fn text(html: &str) -> String {
    let body = html.split_once("</style>").map_or("", |(_, body)| body);
    let mut texts = Vec::new();
    for part in body.split('<').skip(1) {
        let (_, text) = part.split_once('>').expect("a tag ends");
        if !text.trim().is_empty() {
            texts.push(text.trim());
        }
    }
    texts.join("|")
}

/// The part of a page with that id, as text; empty if there is none.
fn section(html: &str, id: &str) -> String {
    let begin = format!("<section aria-labelledby=\"{id}\">");
    let found = html.split_once(&begin).and_then(|(_, rest)| rest.split_once("</section>"));
    found.map_or(String::new(), |(section, _)| text(&["</style>", section].concat()))
}

#[test]
fn before_anything_has_come_in_the_page_says_what_to_do() {
    let html = page(&status("counts", json!({})));
    assert!(
        html.contains("Nothing has come in yet.</b> Deliveries go to <code>/webhooks/PROVIDER")
    );
    assert!(!html.contains("<section") && !html.contains("Nothing needs you"));
    assert!(page(&Value::Null).contains("Nothing has come in yet"));
}

#[test]
fn what_was_given_up_comes_first_with_its_error_and_a_button() {
    let tasks = json!([task("images", true, Some("network/refused"), 0)]);
    let dead = with(branch("main", NOW - 180_000), "tasks", tasks);
    let tasks = json!([task("branch deployment", false, Some("http/status"), NOW + 90_000)]);
    let failing = with(branch("x", NOW), "tasks", tasks);
    let html = page(&status("branches", json!([failing, dead])));
    assert_eq!(
        section(&html, "given-up").split_once("Action|").expect("the header").1,
        "main|#7|acme/etl|images|no luck &lt;today&gt;|network/refused|3|3 min ago|Replay"
    );
    assert!(html.contains("name=\"object\" value=\"branch:acme/etl#main\""));
    assert_eq!(
        section(&html, "failing").split_once("Next try|").expect("the header").1,
        "x|#7|acme/etl|branch deployment|no luck &lt;today&gt;|http/status|3|in 90 s"
    );
    let place = |text: &str| html.find(text).expect(text);
    assert!(
        place("\"given-up\"") < place("\"failing\"")
            && place("\"failing\"") < place("\"branches\"")
    );
    assert!(
        text(&html).contains("|1 given up|: a person is needed.|1 failing|: will be tried again")
    );
    assert!(html.contains("<title>1 given up: dagster-deploy</title>"));
}

#[test]
fn what_has_not_failed_is_no_failure_and_what_is_overdue_is_tried_now() {
    let quiet = with(branch("a", 1), "tasks", json!([task("images", false, None, NOW)]));
    let late = json!([task("images", false, Some("edge/interrupted"), NOW - 60_000)]);
    assert_eq!(section(&page(&status("branches", json!([quiet]))), "failing"), "");
    let html = page(&status("branches", json!([with(branch("a", 1), "tasks", late)])));
    assert!(section(&html, "failing").ends_with("|now"));
}

#[test]
fn branches_are_shown_the_last_changed_first_with_their_images() {
    let images = json!([
        { "location": "etl", "reference": "ghcr.io/acme/etl:pr-7", "isDeployed": true },
        { "location": "ml", "reference": "ghcr.io/acme/ml@sha256:1", "isDeployed": false },
    ]);
    let new = with(branch("new", NOW - 5_000), "images", images);
    let old = with(branch("old", NOW - 90_000), "takesImages", json!(false));
    let html = page(&status("branches", json!([old, new])));
    assert_eq!(
        section(&html, "branches").split_once("Last event|").expect("the header").1,
        "new|#7|acme/etl|open|etl|ghcr.io/acme/etl:pr-7|deployed|ml|ghcr.io/acme/ml@sha256:1|not deployed yet|5 s ago|\
         old|#7|acme/etl|open|none, by the configuration|90 s ago"
    );
    assert!(html.contains("Nothing needs you"));
}

#[test]
fn only_an_address_of_the_web_becomes_a_link() {
    let shown = |deployment: &str| {
        let branch = with(branch("a", 1), "deployment", json!(deployment));
        page(&status("branches", json!([branch])))
    };
    let link =
        "<a href=\"https://x.example/?a=1&amp;b=&quot;\">https://x.example/?a=1&amp;b=&quot;</a>";
    assert!(shown("https://x.example/?a=1&b=\"").contains(link));
    assert!(shown("http://x.example/").contains("<a href=\"http://x.example/\">"));
    for text in
        ["javascript:alert(1)", " https://x.example/", "//x.example", "data:text/html,x", "a1b2"]
    {
        let html = shown(text);
        assert!(html.contains(&["<div>", text, "</div>"].concat()), "{text}: {html}");
    }
}

#[test]
fn an_image_waits_until_it_was_brought_to_a_branch() {
    let image = |tag: &str, sent: Value| {
        json!({
            "image": { "registry": "ghcr.io", "repository": "acme/etl", "tag": tag, "digest": "sha256:ab", "reference": "" },
            "at": NOW - 3_600_000 * 5, "sent": sent,
        })
    };
    let images = json!([image("brought", json!(["branch:a#b etl"])), image("waits", json!([]))]);
    let html = page(&status("images", images));
    let shown = section(&html, "waiting");
    assert!(shown.ends_with("Pushed|ghcr.io/acme/etl:waits|sha256:ab|5 h ago"), "{shown}");
}

#[test]
fn deliveries_and_work_stand_in_one_list() {
    let delivery = note(json!({
        "count": "accepted", "delivery": "d-1", "sender": "github", "event": "pull_request", "repository": "acme/etl",
        "branch": "x", "image": null, "action": "update", "outcome": "accepted", "reason": "opened",
        "object": "branch:acme/etl#x", "milliseconds": 4,
    }));
    let work = |count: &str, code: Value| {
        note(json!({
            "count": count, "repository": "acme/etl", "branch": "x", "action": "update", "attempt": 2,
            "milliseconds": 345, "code": code, "reason": code,
        }))
    };
    let notes =
        json!([work("failed", json!("http/status")), work("update", Value::Null), delivery]);
    let html = page(&status("notes", notes));
    assert_eq!(
        section(&html, "recent").split_once("Reason|").expect("the header").1,
        "12 s ago|update|attempt 2|x|acme/etl|failed|345 ms|http/status|http/status|\
         12 s ago|update|attempt 2|x|acme/etl|done|345 ms|\
         12 s ago|github|pull_request|d-1|x|acme/etl|accepted|4 ms|opened"
    );
    assert_eq!(html.matches("<b class=\"bad\">").count(), 1);
}

#[test]
fn recent_refusals_are_shown_at_the_top() {
    let notes = ["unauthorized", "accepted", "lost", "ignored"].map(|count| {
        note(json!({ "count": count, "sender": "github", "outcome": count, "reason": "so" }))
    });
    let html = page(&status("notes", json!(notes)));
    assert!(text(&html).contains("|2 of the last 4 deliveries|"), "{}", text(&html));
    assert!(!html.contains("Nothing needs you"));
}

#[test]
fn counters_are_shown_with_what_they_mean_also_those_without_a_meaning() {
    let counts =
        json!({ "since": NOW - 60_000, "notes": 9, "passed over": 4, "update": 5, "what": 1 });
    let html = page(&status("counts", counts));
    assert_eq!(
        section(&html, "counters").split_once("Meaning|").expect("the header").1,
        "passed over|4|Deliveries that told nothing new|\
         since|60 s ago|Nothing before is counted|update|5|Branch deployments created or updated|what|1"
    );
}

#[test]
fn a_long_list_ends_with_where_the_rest_is() {
    let branches: Vec<Value> =
        (0..203).map(|number| branch(&format!("b{number}"), number)).collect();
    let html = page(&status("branches", json!(branches)));
    assert_eq!(html.matches("<small>acme/etl</small>").count(), 200);
    assert!(section(&html, "branches").ends_with("|3 more are in|/status.json|."));
    assert!(html.contains("b202") && !html.contains("<b>b2</b>"));
}

/// Puts a text into every place of a value that holds one.
fn filled(value: &mut Value, text: &str) {
    match value {
        Value::String(old) => *old = text.to_owned(),
        Value::Array(items) => items.iter_mut().for_each(|item| filled(item, text)),
        Value::Object(fields) => fields.values_mut().for_each(|field| filled(field, text)),
        _ => {}
    }
}

#[test]
fn no_text_wherever_it_stands_becomes_markup_or_steers_the_reader() {
    let tasks =
        json!([task("images", true, Some("x"), 0), task("branch deployment", false, Some("x"), 0)]);
    let images = json!([{ "location": "", "reference": "", "isDeployed": true }]);
    let one = with(with(branch("a", 1), "tasks", tasks), "images", images);
    let image =
        json!({ "registry": "", "repository": "", "tag": "", "digest": "", "reference": "" });
    let notes = json!([
        note(json!({
            "count": "", "delivery": "", "sender": "", "event": "", "repository": "", "branch": "", "image": "",
            "action": "", "outcome": "", "reason": "", "object": "",
        })),
        note(json!({ "count": "", "action": "", "attempt": 1, "code": "", "reason": "" })),
    ]);
    let mut all = json!({
        "version": "", "now": NOW, "counts": { "since": 1, "<script>\u{202e}": 2 }, "branches": [one],
        "images": [{ "image": image, "at": 1, "sent": [] }], "notes": notes,
    });
    filled(&mut all, "\"'></div><script>alert(1)</script>\u{202e}\u{1b}");
    let html = page(&all);
    assert!(!html.contains("<script") && !html.contains("'>") && !html.contains("\"'"), "{html}");
    assert!(!html.contains(&["alert(1)</", "script"].concat()));
    assert!(html.matches("&lt;script&gt;").count() > 25, "{html}");
    // What a form sends back is as it came.
    let (_, value) = html.split_once("name=\"object\" value=\"").expect("the form");
    let (value, rest) = value.split_once("\">").expect("the attribute ends");
    assert!(value.contains('\u{202e}'));
    let elsewhere = [html.split_once("name=\"object\"").expect("the form").0, rest].concat();
    assert!(!elsewhere.contains(['\u{202e}', '\u{1b}']), "{html}");
}

#[test]
fn the_policy_of_the_page_allows_its_own_style_and_nothing_else() {
    let html = page(&Value::Null);
    let (_, style) = html.split_once("<style>").expect("a style");
    let (style, _) = style.split_once("</style>").expect("its end");
    let hash = BASE64_STANDARD.encode(Sha256::digest(style));
    assert!(
        HEADERS[0].1.contains(&format!("style-src 'sha256-{hash}';")),
        "the style is sha256-{hash}"
    );
    assert!(HEADERS[0].1.starts_with("default-src 'none';"));
}
