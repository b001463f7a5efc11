//! The directory: an object that knows all branches. It brings images to the branches they were built from, and keeps
//! what the status page shows.
//!
//! An image may come before its branch is known, so each waits for some days, and is matched whenever a branch reports.
//! Not here: what branches do with images, and how the page looks (`status/`).

use std::borrow::Cow;

use serde_json::Value;

use super::durations::{CONFIGURATION_AGAIN, DAY, FORGET_AFTER};
use super::host::EdgeHost;
use super::listing::{self, BRANCHES, COUNTS, IMAGES, NOTES};
use super::log;
use super::message;
use crate::fingerprint;
use crate::host::Fault;
use crate::json::Json;
use crate::payload::Payload;
use crate::policy::{ImageTarget, Policy};
use crate::webhook::image::Image;

/// The row with the time of the next alarm.
const WAKE: &str = "wake";

const MAX_NOTES: u64 = 200;
const MAX_IMAGES: usize = 1_000;
/// An image waits for so long.
const WAITS: i64 = 7 * DAY;
/// The delay before a message to an object is sent again, in milliseconds.
const AGAIN: i64 = 5_000;

type Rows = Vec<(String, Option<String>)>;

/// Has the directory receive a message.
pub(super) fn receive<H: EdgeHost>(host: &H, message: &Value) -> Result<String, Fault> {
    let now = host.milliseconds();
    // What is posted comes as a list.
    if let Value::Array(posted) = message {
        host.save(&notes(host, posted, now), Some(wake(host).unwrap_or(now)))?;
        return Ok(String::new());
    }
    let message = Payload(message);
    let text = |name: &str| message.text(name).unwrap_or_default();
    if text("kind") == "show" {
        return Ok(listing::listing(host));
    }
    let mut rows = Rows::new();
    let mut wakes = false;
    let reason = match text("kind").as_ref() {
        "branch" => {
            let row = Json::of_value(message.0).as_str().to_owned();
            rows.push(([BRANCHES, &text("object")].concat(), Some(row)));
            wakes = !host.list(IMAGES).is_empty();
            None
        }
        "image" => {
            let row = [IMAGES, &fingerprint::text(text("id").as_bytes())].concat();
            match (host.load(&row), message::image_in(message)) {
                (Some(_), _) => Some("it was delivered before"),
                (None, None) => Some("it names no image"),
                (None, Some(image)) => {
                    let at = host.list(IMAGES).iter().map(|(_, text)| time_of(text) + 1).max();
                    let at = at.unwrap_or_default().max(now);
                    rows.push((row, Some(waiting(&image, at, &[]).as_str().to_owned())));
                    wakes = true;
                    None
                }
            }
        }
        _ => Some("it is no message for the directory"),
    };
    if wakes {
        rows.push((WAKE.to_owned(), Some(Json::int(now).as_str().to_owned())));
    }
    if !rows.is_empty() {
        // While images are brought there is no such row, and a crash must not take the alarm away.
        let alarm = if wakes { now } else { wake(host).unwrap_or(now) };
        host.save(&rows, Some(alarm))?;
    }
    let fields = [("admitted", Json::bool(reason.is_none())), ("reason", Json::optional(reason))];
    Ok(Json::object(&fields).as_str().to_owned())
}

fn wake<H: EdgeHost>(host: &H) -> Option<i64> {
    message::whole(&serde_json::from_str(&host.load(WAKE)?).ok()?)
}

/// The row of an image. No two have the same time, so their order is known.
fn waiting(image: &Image, at: i64, sent: &[String]) -> Json {
    let sent = sent.iter().map(|object| Json::text(object)).collect::<Vec<_>>();
    Json::object(&[("image", image.to_json()), ("at", Json::int(at)), ("sent", Json::list(&sent))])
}

/// Counts what has happened and keeps it for the page; the oldest makes room.
fn notes<H: EdgeHost>(host: &H, posted: &[Value], now: i64) -> Rows {
    let counts = host.load(COUNTS).unwrap_or_default();
    let counts: Value = serde_json::from_slice(counts.as_bytes()).unwrap_or_default();
    let mut fields = vec![("since".to_owned(), now), ("notes".to_owned(), 0)];
    for (known, count) in counts.as_object().into_iter().flatten() {
        fields.retain(|(field, _)| field != known);
        fields.push((known.clone(), count.as_i64().unwrap_or_default()));
    }
    let mut rows = Rows::new();
    for note in posted {
        let name = Payload(note).text("count").unwrap_or_default();
        let times = Payload(note).at("times").and_then(Value::as_i64).unwrap_or(1);
        count(&mut fields, &name, times);
        let number = count(&mut fields, "notes", 1) as u64;
        let row = Json::object(&[("at", Json::int(now)), ("note", Json::of_value(note))]);
        rows.push((note_row(number), Some(row.as_str().to_owned())));
        if number > MAX_NOTES {
            rows.push((note_row(number - MAX_NOTES), None));
        }
    }
    let fields =
        fields.iter().map(|(name, count)| (name.as_str(), Json::int(*count))).collect::<Vec<_>>();
    rows.push((COUNTS.to_owned(), Some(Json::object(&fields).as_str().to_owned())));
    rows
}

/// Counts so many more of something, and returns how many there are.
fn count(fields: &mut Vec<(String, i64)>, name: &str, times: i64) -> i64 {
    match fields.iter_mut().find(|(field, _)| field == name) {
        Some((_, count)) => {
            *count += times;
            *count
        }
        None => {
            fields.push((name.to_owned(), times));
            times
        }
    }
}

/// The row of a note: later ones come later in the order of rows.
fn note_row(number: u64) -> String {
    [NOTES, &fingerprint::digits(number)].concat()
}

/// Brings images to their branches, and forgets what is old.
pub(super) async fn alarm<H: EdgeHost>(host: &H) -> Result<(), Fault> {
    let now = host.milliseconds();
    // Should it be interrupted, it begins again.
    host.save(&[(WAKE.to_owned(), None)], Some(now))?;
    let policy = host.policy();
    let again = match policy.as_ref() {
        Err(_) => now + CONFIGURATION_AGAIN,
        Ok(policy) => match bring(host, policy).await? {
            true => now + DAY,
            false => host.milliseconds() + AGAIN,
        },
    };
    let mut rows = forgotten(host, now);
    let wake = wake(host).map_or(again, |wake| wake.min(again));
    rows.push((WAKE.to_owned(), Some(Json::int(wake).as_str().to_owned())));
    host.save(&rows, Some(wake))
}

/// Rows that nobody needs any more.
fn forgotten<H: EdgeHost>(host: &H, now: i64) -> Rows {
    let is_older = |text: &str, name: &str, time: i64| {
        let row: Value = serde_json::from_slice(text.as_bytes()).unwrap_or_default();
        let is_open = row.get("state").is_some_and(|state| state == "open");
        let at = row.get(name).and_then(message::whole).unwrap_or_default();
        !is_open && now - at > time
    };
    let mut images = host.list(IMAGES);
    let excess = images.len().saturating_sub(MAX_IMAGES);
    images.sort_unstable_by_key(|(_, text)| time_of(text));
    let is_old = |(place, (_, text)): &(usize, (String, String))| {
        *place < excess || is_older(text, "at", WAITS)
    };
    let images = images.into_iter().enumerate().filter(is_old).map(|(_, (key, _))| key);
    let branches = host.list(BRANCHES).into_iter();
    let branches = branches.filter(|(_, text)| is_older(text, "changedAt", FORGET_AFTER));
    images.chain(branches.map(|(key, _)| key)).map(|key| (key, None)).collect::<Vec<_>>()
}

fn time_of(text: &str) -> i64 {
    let row: Value = serde_json::from_slice(text.as_bytes()).unwrap_or_default();
    row.get("at").and_then(Value::as_i64).unwrap_or_default()
}

/// Sends each image to the branches that it was built from; false if an object could not be reached.
async fn bring<H: EdgeHost>(host: &H, policy: &Policy) -> Result<bool, Fault> {
    let branches: Vec<Known> =
        host.list(BRANCHES).iter().filter_map(|(_, text)| Known::read(text)).collect::<Vec<_>>();
    let mut is_sent = true;
    let mut images = host.list(IMAGES);
    images.sort_unstable_by_key(|(_, text)| time_of(text));
    for (row, text) in images {
        let value: Value = serde_json::from_slice(text.as_bytes()).unwrap_or_default();
        let at = time_of(&text);
        let Some(image) = message::image_in(Payload(&value)) else { continue };
        let mut sent = message::texts(Payload(&value), "sent");
        let count = sent.len();
        for target in policy.images(&image) {
            for branch in &branches {
                if !branch.is_built_from(&target, policy) {
                    continue;
                }
                // One image may be for several locations, by several patterns.
                let mark = [&branch.object, " ", &target.locations.join(" ")].concat();
                if sent.contains(&mark) {
                    continue;
                }
                let message = to_branch(&row, (&image, at), &target);
                match host.send(&branch.object, message.as_str()).await {
                    Ok(_) => sent.push(mark),
                    Err(fault) => {
                        log::line(host, "send failed", &[("reason", Json::text(&fault.message))]);
                        is_sent = false;
                    }
                }
            }
        }
        if sent.len() > count {
            let row = (row, Some(waiting(&image, at, &sent).as_str().to_owned()));
            host.save(&[row], Some(host.milliseconds()))?;
        }
    }
    Ok(is_sent)
}

fn to_branch(row: &str, (image, at): (&Image, i64), target: &ImageTarget<'_>) -> Json {
    let id = [row, " ", &target.locations.join(" ")].concat();
    let (review, hash) = (target.captured.pr.as_deref(), target.captured.sha.as_deref());
    let image_facts = (&*image.reference(), review, hash.unwrap_or_default());
    message::pushed(&id, target.locations, image_facts, at)
}

/// A branch that takes images. It is compared with every image that waits, so it is read once.
struct Known {
    object: String,
    repository: String,
    name: String,
    review: Option<String>,
    hashes: Vec<String>,
}

impl Known {
    fn read(text: &str) -> Option<Self> {
        let row: Value = serde_json::from_slice(text.as_bytes()).ok()?;
        let row = Payload(&row);
        let text = |name: &str| row.text(name).map(Cow::into_owned).unwrap_or_default();
        let takes_images = row.is("takesImages") && text("state") != "unknown";
        takes_images.then(|| Self {
            object: text("object"),
            repository: text("repository"),
            name: text("name"),
            review: row.text("review").map(Cow::into_owned),
            hashes: message::texts(row, "hashes"),
        })
    }

    fn is_built_from(&self, target: &ImageTarget<'_>, policy: &Policy) -> bool {
        target.captured.fits(&self.name, self.review.as_deref(), &self.hashes)
            && target.is_for(policy, &self.repository)
    }
}
