//! A branch as the text of a row, and back. What is missing or of another kind is read as nothing: a later version may
//! have written it.

use serde_json::Value;

use super::graph::CommitGraph;
use super::reconcile::OPEN;
use super::seen::SeenIds;
use super::task::{Task, TaskFailure};
use super::{Applied, Branch, Pushed, Review, Tip};
use crate::edge::message::whole;
use crate::json::Json;
use crate::payload::Payload;

impl Branch {
    /// The text.
    pub fn to_row(&self) -> String {
        let pairs = |pairs: &[(String, String)]| {
            let flat = pairs.iter().flat_map(|(one, other)| [Json::text(one), Json::text(other)]);
            Json::list(&flat.collect::<Vec<_>>())
        };
        let optional = |text: &Option<String>| Json::optional(text.as_deref());
        let task = |task: &Option<Task>| task.as_ref().map_or_else(Json::null, task_to_json);
        let json = Json::object(&[
            ("repository", Json::text(&self.repository)),
            ("name", Json::text(&self.name)),
            ("deployment", optional(&self.deployment)),
            ("delivery", Json::text(&self.delivery)),
            ("changedAt", Json::int(self.changed_at)),
            ("wake", self.wake.map_or_else(Json::null, Json::int)),
            ("chain", pairs(&self.graph.0)),
            ("commits", pairs(&self.commits)),
            ("reviews", Json::list(&self.reviews.iter().map(review_to_json).collect::<Vec<_>>())),
            ("tip", self.tip.as_ref().map_or_else(Json::null, tip_to_json)),
            ("images", Json::list(&self.images.iter().map(image_to_json).collect::<Vec<_>>())),
            ("seen", Json::text(&self.seen.text())),
            ("place", Json::int(self.place as i64)),
            ("unplannedSince", self.unplanned_since.map_or_else(Json::null, Json::int)),
            ("applied", applied_to_json(&self.applied)),
            ("telling", task(&self.applying)),
            ("deploying", task(&self.deploying)),
            ("isReported", Json::bool(self.is_reported)),
        ]);
        json.as_str().to_owned()
    }

    /// The branch that was written so; none if it is no such text.
    pub fn of_row(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_slice(text.as_bytes()).ok()?;
        let row = Row(Payload(&value));
        let mut branch = Self {
            repository: row.text("repository"),
            name: row.text("name"),
            deployment: row.optional("deployment"),
            delivery: row.text("delivery"),
            changed_at: row.number("changedAt").unwrap_or_default(),
            wake: row.number("wake"),
            graph: CommitGraph(row.pairs("chain")),
            commits: row.pairs("commits"),
            reviews: row.rows("reviews").map(review).collect::<Vec<_>>(),
            tip: row.row("tip").map(tip),
            images: row.rows("images").map(image).collect::<Vec<_>>(),
            seen: SeenIds::of_text(&row.text("seen")),
            place: row.number("place").unwrap_or_default() as u64,
            unplanned_since: row.number("unplannedSince"),
            applied: row.optional("applied").map_or(Applied::Unknown, Applied::Known),
            applying: row.row("telling").map(task),
            deploying: row.row("deploying").map(task),
            is_reported: row.0.is("isReported"),
        };
        if let Some(applied) = row.optional("told") {
            branch.read_applied_v1(applied);
        }
        Some(branch)
    }

    /// Reads the applied state of a row of version 0.1 (its field `told`). It stayed in the row during a change, so an
    /// open branch may be closed, and a change that was being tried may be done.
    fn read_applied_v1(&mut self, applied: String) {
        let is_trying = |task: &Option<Task>| task.as_ref().is_some_and(|task| task.attempts > 0);
        if !applied.starts_with(OPEN) && !is_trying(&self.applying) {
            self.applied = Applied::Known(applied);
        }
        if is_trying(&self.deploying) {
            self.images.iter_mut().for_each(|image| image.is_deployed = false);
        }
    }
}

/// An object of the row.
#[derive(Clone, Copy)]
struct Row<'a>(Payload<'a>);

impl<'a> Row<'a> {
    fn optional(self, name: &str) -> Option<String> {
        self.0.text(name).map(std::borrow::Cow::into_owned)
    }

    fn text(self, name: &str) -> String {
        self.optional(name).unwrap_or_default()
    }

    fn number(self, name: &str) -> Option<i64> {
        whole(self.0.at(name)?)
    }

    fn row(self, name: &str) -> Option<Row<'a>> {
        self.0.at(name).map(|value| Row(Payload(value)))
    }

    fn list(self, name: &str) -> &'a [Value] {
        self.0.at(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    fn rows(self, name: &str) -> impl Iterator<Item = Row<'a>> {
        self.list(name).iter().map(|value| Row(Payload(value)))
    }

    fn pairs(self, name: &str) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (pairs, _) = self.list(name).as_chunks();
        pairs.iter().map(|[one, other]| (text(one), text(other))).collect::<Vec<_>>()
    }
}

fn applied_to_json(applied: &Applied) -> Json {
    match applied {
        Applied::Unknown => Json::null(),
        Applied::Known(key) => Json::text(key),
    }
}

/// Returns a time as rows hold that of a pull request: in seconds.
fn seconds_to_json(milliseconds: i64) -> Json {
    Json::float(milliseconds as f64 / 1000.0)
}

fn milliseconds(seconds: f64) -> i64 {
    (seconds * 1000.0).round() as i64
}

fn review_to_json(review: &Review) -> Json {
    Json::object(&[
        ("number", Json::text(&review.number)),
        ("updated", review.updated.map_or_else(Json::null, seconds_to_json)),
        ("hash", Json::text(&review.hash)),
        ("isOver", Json::bool(review.is_over)),
        ("isMerged", Json::bool(review.is_merged)),
        ("place", Json::int(review.place as i64)),
        ("change", Json::text(&review.stored)),
    ])
}

fn review(row: Row<'_>) -> Review {
    Review {
        number: row.text("number"),
        updated: row.0.at("updated").and_then(Value::as_f64).map(milliseconds),
        hash: row.text("hash"),
        is_over: row.0.is("isOver"),
        is_merged: row.0.is("isMerged"),
        place: row.number("place").unwrap_or_default() as u64,
        stored: row.text("change"),
    }
}

fn tip_to_json(tip: &Tip) -> Json {
    Json::object(&[
        ("hash", Json::text(&tip.hash)),
        ("isDeleted", Json::bool(tip.is_deleted)),
        ("place", Json::int(tip.place as i64)),
        ("change", Json::text(&tip.stored)),
    ])
}

fn tip(row: Row<'_>) -> Tip {
    Tip {
        hash: row.text("hash"),
        is_deleted: row.0.is("isDeleted"),
        place: row.number("place").unwrap_or_default() as u64,
        stored: row.text("change"),
    }
}

fn image_to_json(image: &Pushed) -> Json {
    Json::object(&[
        ("location", Json::text(&image.location)),
        ("reference", Json::text(&image.reference)),
        ("review", Json::optional(image.review.as_deref())),
        ("hash", Json::text(&image.hash)),
        ("at", Json::int(image.at)),
        ("isDeployed", Json::bool(image.is_deployed)),
    ])
}

fn image(row: Row<'_>) -> Pushed {
    Pushed {
        location: row.text("location"),
        reference: row.text("reference"),
        review: row.optional("review"),
        hash: row.text("hash"),
        at: row.number("at").unwrap_or_default(),
        is_deployed: row.0.is("isDeployed"),
    }
}

fn task_to_json(task: &Task) -> Json {
    let failure = task.failure.clone().unwrap_or_default();
    Json::object(&[
        ("key", Json::text(&task.key)),
        ("attempts", Json::int(i64::from(task.attempts))),
        ("interruptions", Json::int(i64::from(task.interruptions))),
        ("since", Json::int(task.since)),
        ("due", Json::int(task.due)),
        ("isRunning", Json::bool(task.is_running)),
        ("isDead", Json::bool(task.is_dead)),
        ("code", Json::text(&failure.code)),
        ("message", Json::text(&failure.message)),
        ("mayPass", Json::bool(failure.may_pass)),
    ])
}

fn task(row: Row<'_>) -> Task {
    let count = |name: &str| row.number(name).unwrap_or_default() as u32;
    let (code, message) = (row.text("code"), row.text("message"));
    let failure = TaskFailure { code, message, may_pass: row.0.is("mayPass") };
    Task {
        key: row.text("key"),
        attempts: count("attempts"),
        interruptions: count("interruptions"),
        since: row.number("since").unwrap_or_default(),
        due: row.number("due").unwrap_or_default(),
        is_running: row.0.is("isRunning"),
        is_dead: row.0.is("isDead"),
        failure: Some(failure).filter(|failure| !failure.code.is_empty()),
    }
}
