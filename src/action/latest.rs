//! Decides if a run is still the latest for its subject.
//!
//! GitHub knows the current head of a pull request, and whether a deleted branch exists again; otherwise the newest
//! deployment of the environment names the run that made it. Not here: how two runs compare (`order.rs`).

use serde_json::Value;

use super::about::About;
use super::environment;
use super::line::{Line, unknown};
use super::order::{self, Run, RunOrder};
use super::requested::Manners;
use crate::change::{Change, Field, FieldSource};
use crate::command::optional;
use crate::flags::Given;
use crate::github::branches;
use crate::github::deployments::{self, Listed};
use crate::github::reviews::Review;
use crate::host::Host;

/// The source that knows whether a run is the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arbiter {
    /// The order does not matter to the user.
    Indifferent,
    /// No source: whatever runs now is intended.
    Nobody,
    /// Nobody can, and why.
    Unknown(&'static str),
    /// The pull request: whether it is open, and its head. The run may itself be about the pull request's end.
    Review { is_end: bool },
    /// The branch that was deleted: whether it is there again.
    Branch,
    /// The environment's deployments.
    Environment,
}

/// Finds the source.
pub(super) fn arbiter(about: &About, manners: &Manners, given: &Given, change: &Change) -> Arbiter {
    if !manners.only_latest {
        return Arbiter::Indifferent;
    }
    // What a merge queue tests is never a pull request's head; and who closes it, whatever the pull request is, means it.
    if change.is_queued || optional::marks_closed(given) {
        return Arbiter::Nobody;
    }
    if about.number.is_some() {
        return of_review(change);
    }
    match about.deploys {
        false if change.is_deleted => Arbiter::Branch,
        false => Arbiter::Nobody,
        _ if !about.has_environment => {
            Arbiter::Unknown("without a GitHub deployment nothing tells of other runs")
        }
        // What an older run would deploy the newer one may have left out.
        _ if about.is_partial => {
            Arbiter::Unknown("only the locations that have changed are deployed")
        }
        true => Arbiter::Environment,
    }
}

fn of_review(change: &Change) -> Arbiter {
    // A commit that the user gave is intended.
    if change.source(Field::CommitHash).is_none_or(FieldSource::is_given) {
        return Arbiter::Nobody;
    }
    let is_read = |field| change.source(field).is_some_and(|source| !source.is_given());
    let is_end = is_read(Field::PullRequestStatus) && change.is_over();
    if !is_end && change.text(Field::CommitHash) == change.text(Field::MergeCommit) {
        return Arbiter::Unknown("the head that this run is for could not be found");
    }
    Arbiter::Review { is_end }
}

/// Returns why a run has been overtaken, if it has. An unknown answer is reported, and the run goes ahead.
pub(super) async fn overtaken<H: Host>(
    line: &Line<'_, H>,
    about: &About,
    arbiter: Arbiter,
    review: Option<&Result<Review, String>>,
) -> Option<String> {
    let overtaken = match (arbiter, review) {
        (Arbiter::Unknown(why), _) => Err(why.to_owned()),
        (Arbiter::Review { is_end }, Some(Ok(review))) => {
            Ok(order::overtaken(review, &about.run.commit, is_end))
        }
        (Arbiter::Review { .. }, Some(Err(why))) => Err(why.clone()),
        (Arbiter::Branch, _) => by_branch(line, about).await,
        (Arbiter::Environment, _) => by_environment(line, about).await,
        _ => Ok(None),
    };
    overtaken.unwrap_or_else(|why| {
        line.say(&format!("Not known whether this run is the latest, so it goes ahead: {why}."));
        None
    })
}

/// The end may be reported late, after another push.
async fn by_branch<H: Host>(line: &Line<'_, H>, about: &About) -> Result<Option<String>, String> {
    let is_there = branches::exists(line.api, &about.branch).await.map_err(unknown)?;
    Ok(is_there.then(|| "the branch is there again".to_owned()))
}

async fn by_environment<H: Host>(
    line: &Line<'_, H>,
    about: &About,
) -> Result<Option<String>, String> {
    let listed = deployments::list(line.api, &about.environment).await;
    let is_rival = |one: &Listed| {
        let locations = one.payload.get("locations").and_then(Value::as_str);
        environment::is_of(about, one) && locations.is_none_or(|names| names == about.locations)
    };
    let Some(newest) = listed.map_err(unknown)?.into_iter().find(is_rival) else {
        return Ok(None);
    };
    match order::among(&about.run, &Run::of_payload(&newest.payload)) {
        RunOrder::Older => Ok(Some("a newer run has begun to deploy".to_owned())),
        RunOrder::Latest => Ok(None),
        RunOrder::Unknown => {
            Err("the last deployment was by another workflow, or this is an old run once more"
                .to_owned())
        }
    }
}
