//! The result of a run as data, from which outputs, summary and comment are written.
//!
//! Not here: the pages (`outputs.rs`, `summary.rs`, `comment.rs`).

use serde_json::Value;

use crate::change::{Change, field};
use crate::command::optional;
use crate::error::Error;
use crate::flags::{Action, Given};

/// The result of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// How it ended.
    pub ending: Ending,
    /// Why nothing was deployed, where that is no failure: one sentence.
    pub reason: Option<String>,
    /// Where it went.
    pub deployment: Option<Deployment>,
    /// The outcomes of the locations, in their order.
    pub locations: Vec<LocationOutcome>,
    /// The run that was launched.
    pub run: Option<DagsterRun>,
    /// The tag that was made for the change's image.
    pub image_tag: Option<String>,
    /// The errors of a failed run, without secrets, but with text from the server.
    pub errors: Vec<Error>,
    /// The change that was deployed, as far as it is known.
    pub change: Change,
    /// The page of this run at the git host.
    pub page: Option<String>,
}

impl Report {
    /// Ends it with what was wrong.
    pub fn fail(&mut self, errors: impl Iterator<Item = Error>) {
        self.ending = Ending::Failed;
        self.errors = errors.collect::<Vec<_>>();
    }

    /// Ends it before anything was done.
    pub fn stop(&mut self, ending: Ending, reason: String) {
        self.ending = ending;
        self.reason = Some(reason);
    }

    /// Whether people want to read of it: not when a command only printed something.
    pub fn is_news(&self) -> bool {
        self.ending != Ending::Done || self.run.is_some()
    }

    /// Reads a command's result document.
    pub fn read(&mut self, given: &Given, document: &Value) {
        let text = |name: &str| document.get(name).and_then(Value::as_str).map(str::to_owned);
        let action = given.command.action;
        let is_location = action == Action::AddOrUpdateLocation;
        let name = match is_location {
            true => optional::deployment(given).map(str::to_owned),
            false => text("deploymentName"),
        };
        let is_of_branch =
            matches!(action, Action::MarkBranchDeployment | Action::CreateOrUpdateBranchDeployment);
        let is_branch = document.get("isBranchDeployment").and_then(Value::as_bool);
        let locations_page = text("locationsUrl");
        let page = locations_page.as_deref().and_then(|page| page.strip_suffix("/locations"));
        self.deployment = name.map(|name| Deployment {
            id: document.get("deploymentId").and_then(Value::as_i64),
            url: text("deploymentUrl").or(page.map(str::to_owned)),
            is_branch: is_branch
                .unwrap_or_else(|| is_of_branch || Deployment::is_branch_name(&name)),
            name,
        });
        let locations = document.get("locations").and_then(Value::as_array);
        self.locations =
            locations.into_iter().flatten().map(LocationOutcome::read).collect::<Vec<_>>();
        let failures = document.get("failures").and_then(Value::as_array);
        let failures = failures.into_iter().flatten().map(StepFailure::read).collect::<Vec<_>>();
        let run = DagsterRun {
            url: text("runUrl"),
            status: text("status"),
            failures,
            ..DagsterRun::default()
        };
        self.run = text("runId").map(|id| DagsterRun { id, ..run });
        self.image_tag = text("imageTag");
    }
}

impl LocationOutcome {
    fn read(document: &Value) -> Self {
        let text = |name: &str| document.get(name).and_then(Value::as_str).map(str::to_owned);
        let milliseconds = document.get("milliseconds").and_then(Value::as_f64);
        Self {
            name: text("name").unwrap_or_default(),
            status: text("status").unwrap_or_default(),
            seconds: milliseconds.unwrap_or_default() / 1000.0,
            error: text("loadError"),
        }
    }
}

/// How a run ended.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The locations were deployed, and have loaded if that was waited for.
    Deployed,
    /// The branch deployment was updated; no location was deployed.
    Updated,
    /// The branch deployment was marked because the pull request is over or the branch deleted.
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

impl Deployment {
    /// Whether a name is one that Dagster+ gives to branch deployments.
    pub fn is_branch_name(name: &str) -> bool {
        field::is_full_hash(name)
    }
}

/// The outcome of a location.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LocationOutcome {
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
pub struct DagsterRun {
    /// Its id.
    pub id: String,
    /// Its page.
    pub url: Option<String>,
    /// Its last known state, such as `SUCCESS`.
    pub status: Option<String>,
    /// Why it failed.
    pub failures: Vec<StepFailure>,
}

/// One reason why a run failed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepFailure {
    /// The step that failed; `None` for the run itself.
    pub step: Option<String>,
    /// A Python error with its stack, from the server.
    pub error: String,
}

impl StepFailure {
    fn read(document: &Value) -> Self {
        let text = |name: &str| document.get(name).and_then(Value::as_str).map(str::to_owned);
        Self { step: text("step"), error: text("error").unwrap_or_default() }
    }
}
