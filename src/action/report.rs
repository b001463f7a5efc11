//! What came of a run, as data: all that outputs, summary and comment tell.
//!
//! Not here: how it is told (`outputs.rs`, `summary.rs`, `comment.rs`).

use crate::change::Change;
use crate::error::Error;

/// What came of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// How it ended.
    pub ending: Ending,
    /// Why nothing was deployed, where that is no failure: one sentence.
    pub reason: Option<String>,
    /// Where it went.
    pub deployment: Option<Deployment>,
    /// What became of the locations, in their order.
    pub locations: Vec<Location>,
    /// The run that was launched.
    pub run: Option<Run>,
    /// What was wrong, if it failed: without secrets, but with text from the server.
    pub errors: Vec<Error>,
    /// What is known of the change.
    pub change: Change,
    /// The page of this run at the git host.
    pub page: Option<String>,
}

/// How a run ended.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The locations were deployed, and have loaded if that was waited for.
    Deployed,
    /// The branch deployment was told of the change; no location was deployed.
    Updated,
    /// The branch deployment was told that the review is over, or the branch deleted.
    Closed,
    /// There was nothing to do, or it must not be done.
    Skipped,
    /// A newer run has done it or will.
    Superseded,
    /// A command that is about no deployment of a change did what it does.
    Done,
    /// It failed.
    #[default]
    Failed,
}

impl Ending {
    /// The output `result`.
    pub fn as_str(self) -> &'static str {
        match self {
            Ending::Deployed => "deployed",
            Ending::Updated => "updated",
            Ending::Closed => "closed",
            Ending::Skipped => "skipped",
            Ending::Superseded => "superseded",
            Ending::Done => "done",
            Ending::Failed => "failed",
        }
    }
}

/// A deployment of Dagster+.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deployment {
    /// Its name: 40 hexadecimal digits for a branch deployment.
    pub name: String,
    /// The id.
    pub id: Option<i64>,
    /// Its page.
    pub url: Option<String>,
    /// Whether it is a branch deployment.
    pub is_branch: bool,
}

/// What became of a location.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Location {
    /// Its name, from the location file.
    pub name: String,
    /// `LOADED`, `FAILED`, `TIMED_OUT`, `NOT_AWAITED` or `UNKNOWN`.
    pub status: String,
    /// Time from the change until it had loaded or failed to.
    pub seconds: f64,
    /// Why it did not load: a Python error with its stack, from the server.
    pub error: Option<String>,
}

/// A run of a job that was launched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// Its id.
    pub id: String,
    /// Its page.
    pub url: Option<String>,
    /// Its last known state, such as `SUCCESS`.
    pub status: Option<String>,
}
