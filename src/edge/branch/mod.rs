//! One branch of a repository: its events so far, the state that Dagster+ has, and the next step.
//!
//! All of it is pure: an event is admitted (`admit.rs`), the next step is found from what is known (`reconcile.rs`),
//! and its result is recorded; the object that owns the branch stores it as a row (`row.rs`) after each of these. Only
//! the difference between desired and applied state is sent, so events that come twice, late or in bursts cost nothing.
//! Not here: sending (`edge/work.rs`).

mod admit;
mod debounce;
mod graph;
mod images;
mod reconcile;
mod row;
mod seen;
pub mod task;
#[cfg(test)]
mod tests;

pub use admit::BranchEvent;
pub use reconcile::{Done, Next, Step, Ways};

use self::graph::CommitGraph;
use self::seen::SeenIds;
use self::task::Task;
use crate::change::{Change, Field};

/// A branch: its events so far, and the state that was applied last.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Branch {
    /// The repository's full path.
    pub repository: String,
    /// The branch's name in Dagster+.
    pub name: String,
    /// The name of its branch deployment, once Dagster+ has answered with it.
    pub deployment: Option<String>,
    /// The delivery that was admitted last.
    pub delivery: String,
    /// When an event was admitted last, in milliseconds since the Unix epoch.
    pub changed_at: i64,
    /// When something is to be done, if there is anything.
    pub wake: Option<i64>,
    graph: CommitGraph,
    /// Facts of commits, by hash.
    commits: Vec<(String, String)>,
    reviews: Vec<Review>,
    tip: Option<Tip>,
    images: Vec<Pushed>,
    seen: SeenIds,
    /// Counts what was admitted: the last order there is.
    place: u64,
    /// Since when there is something that was not planned yet.
    unplanned_since: Option<i64>,
    applied: Applied,
    applying: Option<Task>,
    deploying: Option<Task>,
    /// Whether the directory knows all this.
    is_reported: bool,
}

/// The state of the branch deployment, as far as Dagster+ has confirmed it.
///
/// Without an answer nobody knows whether Dagster+ executed a step. So the state is `Unknown`, in the stored row, from
/// before a step begins until the step succeeds; and `Unknown` never equals the desired state.
#[derive(Debug, Clone, Default, PartialEq)]
enum Applied {
    /// Nothing was sent yet, or an answer is missing.
    #[default]
    Unknown,
    /// Dagster+ confirmed the step with this key.
    Known(String),
}

/// A pull request of the branch.
#[derive(Debug, Clone, Default, PartialEq)]
struct Review {
    /// Its number, empty where it has none.
    number: String,
    /// When it was changed last, in milliseconds since the Unix epoch.
    updated: Option<i64>,
    hash: String,
    is_over: bool,
    is_merged: bool,
    place: u64,
    /// The change, as text.
    stored: String,
}

/// Where the branch is, or where it was when it was deleted.
#[derive(Debug, Clone, Default, PartialEq)]
struct Tip {
    hash: String,
    is_deleted: bool,
    place: u64,
    /// The change, as text.
    stored: String,
}

/// An image that was pushed for a location of the branch.
#[derive(Debug, Clone, Default, PartialEq)]
struct Pushed {
    location: String,
    reference: String,
    /// The number of the pull request that it was built for, if its tag has it.
    review: Option<String>,
    /// The commit that it was built from, whole or abbreviated, if its tag has it.
    hash: String,
    /// When it came, which decides if the commits do not.
    at: i64,
    /// Whether Dagster+ confirmed it, and no step that could replace it has begun since.
    is_deployed: bool,
}

/// The desired state of the branch deployment.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Desired<'b> {
    /// Nothing is known that needs one.
    Nothing,
    /// It is open, with this change.
    Open(&'b str),
    /// It is over; with the change of the pull request, if it was one.
    Over { stored: &'b str, is_merged: bool },
}

impl Branch {
    /// A branch of which nothing is known yet.
    pub fn new(repository: &str, name: &str) -> Self {
        Self { repository: repository.to_owned(), name: name.to_owned(), ..Self::default() }
    }

    /// `open`, `closed`, `merged`, or `unknown` while there was nothing but pushes.
    pub fn state(&self, ways: &Ways) -> &'static str {
        match self.desired(ways) {
            Desired::Nothing => "unknown",
            Desired::Open(_) => "open",
            Desired::Over { is_merged: true, .. } => "merged",
            Desired::Over { .. } => "closed",
        }
    }

    /// The number of its pull request: of the open one, else of the last.
    pub fn review(&self) -> Option<&str> {
        let open = self.open_review().or(latest(self.reviews.iter()));
        open.map(|review| review.number.as_str()).filter(|number| !number.is_empty())
    }

    /// The commits that an image of it may have been built from, the latest last.
    pub fn hashes(&self) -> Vec<&str> {
        // What came late is an image's commit all the same.
        let known = self.commits.iter().map(|(hash, _)| hash.as_str());
        let links = self.graph.0.iter().map(|(_, after)| after.as_str());
        let reviews = self.reviews.iter().map(|review| review.hash.as_str());
        let tip = self.tip.iter().map(|tip| tip.hash.as_str());
        let mut hashes = Vec::new();
        for hash in known.chain(links).chain(reviews).chain(tip).filter(|hash| !hash.is_empty()) {
            hashes.retain(|known| *known != hash);
            hashes.push(hash);
        }
        hashes
    }

    /// Whether something is known of what a change is about, be it the branch itself or a pull request of it.
    pub fn knows(&self, change: &Change) -> bool {
        let number = change.text(Field::PullRequestNumber).unwrap_or_default();
        change.is_deleted || self.reviews.iter().any(|review| review.number == number)
    }

    /// The change that is known last of its pull request, or else of the branch.
    pub fn change(&self) -> Option<Change> {
        let review = latest(self.reviews.iter()).map(|review| &review.stored);
        let stored = review.or(self.tip.as_ref().map(|tip| &tip.stored))?;
        Some(Change::from_stored_text(stored))
    }

    /// Returns the tasks that are being tried or were given up, with their names.
    pub fn tasks(&self) -> impl Iterator<Item = (&'static str, &Task)> {
        let named = [("branch deployment", &self.applying), ("images", &self.deploying)];
        named.into_iter().filter_map(|(name, task)| Some((name, task.as_ref()?)))
    }

    /// The images of its locations: location, reference, and whether it was deployed.
    pub fn images(&self) -> impl Iterator<Item = (&str, &str, bool)> {
        self.chosen()
            .into_iter()
            .map(|image| (image.location.as_str(), image.reference.as_str(), image.is_deployed))
    }

    /// Whether it has that pull request: an open one, or the last.
    fn is_its_review(&self, number: &str) -> bool {
        let is_open = |review: &Review| !review.is_over && review.number == number;
        self.review() == Some(number) || self.reviews.iter().any(is_open)
    }

    fn open_review(&self) -> Option<&Review> {
        latest(self.reviews.iter().filter(|review| !review.is_over))
    }

    fn desired(&self, ways: &Ways) -> Desired<'_> {
        if let Some(review) = self.open_review() {
            return Desired::Open(&review.stored);
        }
        let over = latest(self.reviews.iter());
        let place = self.reviews.iter().map(|review| review.place).max().unwrap_or_default();
        match (&self.tip, over) {
            (Some(tip), _) if !tip.is_deleted && tip.place > place && ways.takes_pushes => {
                Desired::Open(&tip.stored)
            }
            (_, Some(review)) => {
                Desired::Over { stored: &review.stored, is_merged: review.is_merged }
            }
            (Some(tip), None) if tip.is_deleted => {
                Desired::Over { stored: &tip.stored, is_merged: false }
            }
            _ => Desired::Nothing,
        }
    }
}

/// Returns the pull request that was changed last or, without times, was reported last.
fn latest<'r>(reviews: impl Iterator<Item = &'r Review>) -> Option<&'r Review> {
    let is_later = |one: &Review, other: &Review| match one.updated.zip(other.updated) {
        Some((one, other)) if one != other => one > other,
        _ => one.place > other.place,
    };
    reviews.reduce(|best, review| if is_later(review, best) { review } else { best })
}
