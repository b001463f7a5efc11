//! Reconciles a branch: finds the next step from the difference between desired and applied state.
//!
//! Not here: doing it, and how long it is tried (`task.rs`).

use super::debounce;
use super::task::{Task, TaskFailure};
use super::{Applied, Branch, Desired};
use crate::change::{Change, Field};
use crate::fingerprint;
use crate::policy::RetryPolicy;

/// The applied state of a branch deployment that is over and does not exist.
const NOT_THERE: &str = "not there";

/// The start of the key under which something is open.
pub(super) const OPEN: &str = "open ";

/// How the configuration wants it for the branch's repository.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ways {
    /// Whether a branch without a pull request has a branch deployment.
    pub takes_pushes: bool,
    /// Whether images are deployed.
    pub takes_images: bool,
    /// Whether what is over is deleted.
    pub deletes: bool,
    /// How long something is tried.
    pub retry_policy: RetryPolicy,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Create or update the branch deployment.
    Tell(Change),
    /// Tell it that its pull request is closed or merged.
    Mark(Change),
    /// Look up whether it exists, to mark how its pull request ended: a try that was interrupted may have created it.
    Find(Change),
    /// Close it if it is there and open, with all else that Dagster+ knows of it.
    Close(Change),
    /// Delete it if it is there.
    Delete(Change),
    /// Deploy these images: location and reference.
    Deploy(Change, Vec<(String, String)>),
    /// Tell the directory.
    Report,
}

/// The next thing to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// This, which is under this key.
    Do(Step, String),
    /// Nothing before this time, or before another event.
    Wait(Option<i64>),
}

/// The result of a step that succeeded.
#[derive(Debug, Default)]
pub struct Done {
    /// The name of the branch deployment in Dagster+.
    pub deployment: Option<String>,
    /// The change with what was found out of its commit.
    pub learned: Option<Change>,
}

impl Step {
    /// Its name, for the log.
    pub fn name(&self) -> &'static str {
        match self {
            Step::Tell(_) => "update",
            Step::Find(_) => "find",
            Step::Mark(_) | Step::Close(_) => "close",
            Step::Delete(_) => "delete",
            Step::Deploy(..) => "deploy",
            Step::Report => "report",
        }
    }
}

impl Branch {
    /// Returns the next step. A try that was begun and has no result was interrupted.
    pub fn next(&mut self, ways: &Ways, now: i64) -> Next {
        let next = self.planned(ways, now);
        self.wake = match &next {
            Next::Wait(at) => *at,
            // Should it be interrupted.
            Next::Do(..) => Some(now),
        };
        next
    }

    fn planned(&mut self, ways: &Ways, now: i64) -> Next {
        for task in [&mut self.applying, &mut self.deploying].into_iter().flatten() {
            if task.is_running {
                task.interrupt(now, &ways.retry_policy);
                self.is_reported = false;
            }
        }
        if let Some(since) = self.unplanned_since {
            if let Some(end) = debounce::wait(now, self.changed_at, since) {
                return Next::Wait(Some(end));
            }
            self.unplanned_since = None;
            self.is_reported = false;
        }
        let is_applied = |key: &String| self.applied == Applied::Known(key.clone());
        let applying = self.apply_step(ways).filter(|(_, key)| !is_applied(key));
        let (applying, tell_at) = begun(&mut self.applying, applying, now);
        if let Some((step, key)) = applying {
            self.doubt(&step);
            return Next::Do(step, key);
        }
        // What is deployed goes to the branch deployment as it should be.
        let deploying = if self.applying.is_none() { self.to_deploy(ways) } else { None };
        let (deploying, deploy_at) = match self.applying {
            None => begun(&mut self.deploying, deploying, now),
            Some(_) => (None, None),
        };
        match deploying {
            Some((step, key)) => {
                self.doubt(&step);
                Next::Do(step, key)
            }
            None if !self.is_reported && self.state(ways) != "unknown" => {
                Next::Do(Step::Report, String::new())
            }
            None => Next::Wait(tell_at.or(deploy_at)),
        }
    }

    /// Forgets what the step may change: its answer may be lost, whether Dagster+ executes it or not.
    fn doubt(&mut self, step: &Step) {
        match step {
            Step::Deploy(_, images) => {
                for (location, _) in images {
                    self.has_deployed(location, None);
                }
            }
            Step::Delete(_) => {
                self.applied = Applied::Unknown;
                self.deployment = None;
                // Another one would begin with nothing.
                self.images.iter_mut().for_each(|image| image.is_deployed = false);
            }
            Step::Tell(_) | Step::Find(_) | Step::Mark(_) | Step::Close(_) => {
                self.applied = Applied::Unknown;
            }
            Step::Report => {}
        }
    }

    /// Returns the step that applies the desired state, even if it is applied already.
    fn apply_step(&self, ways: &Ways) -> Option<(Step, String)> {
        match self.desired(ways) {
            Desired::Nothing => None,
            Desired::Open(stored) => {
                let change = self.change_of(stored);
                let key = open_key(&change);
                Some((Step::Tell(change), key))
            }
            Desired::Over { stored, is_merged } => {
                let mut change = self.change_of(stored);
                let word = if is_merged { "merged" } else { "closed" };
                // It may have been open again meanwhile, with other commits.
                let hash = change.text(Field::CommitHash).unwrap_or_default();
                let key = [word, " ", hash].concat();
                let (step, key) = match ways.deletes {
                    true => (Step::Delete(change), key),
                    // Of a branch that was deleted, or an end that names no commit, Dagster+ knows more. It leaves
                    // alone what an earlier pull request has merged, so it is another key than that of the pull
                    // request's own end.
                    false if !change.is_over() || !change.has(Field::CommitHash) => {
                        change.is_deleted = !change.is_over();
                        (Step::Close(change), ["end ", &key].concat())
                    }
                    false if self.deployment.is_some() => (Step::Mark(change), key),
                    // What is not there is not created to be closed.
                    false => (Step::Find(change), NOT_THERE.to_owned()),
                };
                Some((step, key))
            }
        }
    }

    fn to_deploy(&self, ways: &Ways) -> Option<(Step, String)> {
        let Desired::Open(stored) = self.desired(ways) else { return None };
        let images = self.chosen().into_iter().filter(|image| !image.is_deployed);
        let images = images
            .map(|image| (image.location.clone(), image.reference.clone()))
            .collect::<Vec<_>>();
        if images.is_empty() || !ways.takes_images {
            return None;
        }
        let names = images.iter().map(|(location, reference)| [location, "=", reference].concat());
        let key = names.collect::<Vec<_>>().join(" ");
        Some((Step::Deploy(self.change_of(stored), images), key))
    }

    /// Reads a stored change, with the names that Dagster+ has, and the facts of its commit.
    fn change_of(&self, stored: &str) -> Change {
        let mut change = Change::from_stored_text(stored);
        let hash = change.text(Field::CommitHash).unwrap_or_default();
        let mut commits = self.commits.iter();
        let facts = commits.find(|(known, _)| !hash.is_empty() && self.graph.is_same(known, hash));
        let whole = facts.map(|(known, _)| known.clone());
        if let Some((_, facts)) = facts.filter(|_| change.lacks_commit()) {
            change.take_commit(&Change::from_stored_text(facts));
        }
        if let Some(whole) =
            whole.filter(|whole| Some(whole.as_str()) != change.text(Field::CommitHash))
        {
            let source = crate::change::FieldSource::new("event", "push");
            change.say(Field::CommitHash, whole, source);
        }
        change
    }

    /// Takes note of what came of a step.
    pub fn settle(
        &mut self,
        step: &Step,
        key: &str,
        came_of_it: Result<Done, TaskFailure>,
        (now, random): (i64, f64),
        retry_policy: &RetryPolicy,
    ) {
        let is_deploying = matches!(step, Step::Deploy(..));
        self.is_reported = *step == Step::Report && came_of_it.is_ok();
        let done = match came_of_it {
            Ok(done) => done,
            Err(failure) => {
                let task = if is_deploying { &mut self.deploying } else { &mut self.applying };
                if let Some(task) = task.as_mut().filter(|task| task.key == key) {
                    task.fail(now, random, failure, retry_policy);
                }
                return;
            }
        };
        match step {
            Step::Report => {}
            Step::Deploy(_, images) => {
                self.deploying = None;
                for (location, reference) in images {
                    self.has_deployed(location, Some(reference));
                }
            }
            Step::Tell(_) | Step::Find(_) | Step::Mark(_) | Step::Close(_) | Step::Delete(_) => {
                let learned = done.learned.map(|change| self.learn(step, &change));
                self.record_applied(learned.unwrap_or_else(|| key.to_owned()));
            }
        }
        self.deployment = done.deployment.or(self.deployment.take());
    }

    fn record_applied(&mut self, key: String) {
        self.applying = None;
        self.applied = Applied::Known(key);
    }

    /// Stores the facts that were found of the commit, and returns the key of the state that was applied with them.
    fn learn(&mut self, step: &Step, learned: &Change) -> String {
        self.remember(learned);
        let Step::Tell(change) = step else { return String::new() };
        open_key(&self.change_of(change.to_stored().as_str()))
    }

    /// Has tried again what was given up.
    pub fn replay(&mut self, now: i64) {
        let tasks = [&mut self.applying, &mut self.deploying];
        tasks.into_iter().flatten().for_each(|task| task.revive(now));
        self.is_reported = false;
        self.wake = Some(now);
    }
}

/// The task as it is to be done now, or the time at which it is. What is wanted no more is dropped; what was given up
/// waits for an operator, or for something else to be wanted.
fn begun(
    task: &mut Option<Task>,
    desired: Option<(Step, String)>,
    now: i64,
) -> (Option<(Step, String)>, Option<i64>) {
    let Some((step, key)) = desired else {
        *task = None;
        return (None, None);
    };
    if task.as_ref().is_none_or(|task| task.key != key) {
        *task = Some(Task::new(&key, now));
    }
    match task {
        Some(task) if !task.is_dead && task.due <= now => {
            task.begin();
            (Some((step, key)), None)
        }
        Some(task) if !task.is_dead => (None, Some(task.due)),
        _ => (None, None),
    }
}

fn open_key(change: &Change) -> String {
    [OPEN, &fingerprint::text(change.to_stored().as_str().as_bytes())].concat()
}
