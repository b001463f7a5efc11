//! Reads the metadata flags of `create-or-update`: the branch, its pull request and its commit.
//!
//! Text is passed on as it is. Corrected, with a warning, are only a time in milliseconds and a status
//! in lower case: the server would misunderstand the one and refuse the other.

use super::Session;
use super::problems::Problems;
use crate::change::git::{self, Git};
use crate::change::time;
use crate::command::optional;
use crate::dagster::branch_deployment::{CommitMetadata, Metadata};
use crate::error::{Code, Error};
use crate::flags;
use crate::flags::{Flag, Given};
use crate::host::Host;
use crate::python_float;
use crate::suggest;

/// Reads the flags, and git on request.
pub(super) async fn read<'g, H: Host>(
    session: &Session<'_, H>,
    given: &'g Given,
    problems: &mut Problems,
) -> Option<Box<Metadata<'g>>> {
    let identity = identity(given, problems);
    let commit = commit(session, given, problems).await;
    let status =
        given.text(&flags::PULL_REQUEST_STATUS).map(|status| review_status(session, given, status));
    let condition = given.text(&flags::SNAPSHOT_BASE_CONDITION);
    let (repo_name, branch_name) = identity?;
    Some(Box::new(Metadata {
        repo_name,
        branch_name,
        branch_url: given.text(&flags::BRANCH_URL),
        pull_request_url: given.text(&flags::CODE_REVIEW_URL),
        pull_request_status: status,
        pull_request_number: given.text(&flags::CODE_REVIEW_ID),
        commit: commit?,
        commit_url: given.optional(&flags::COMMIT_URL),
        base_deployment_name: given.text(&flags::BASE_DEPLOYMENT_NAME),
        snapshot_base_condition: condition
            .map(|condition| if condition == "on-update" { "ON_UPDATE" } else { "ON_CREATE" }),
    }))
}

/// Repository and branch, which identify a branch deployment. Where the change was read they may still be unknown.
pub(super) fn identity<'g>(
    given: &'g Given,
    problems: &mut Problems,
) -> Option<(&'g str, &'g str)> {
    for (flag, what) in [(flags::GIT_REPO_NAME, "repository"), (flags::BRANCH_NAME, "branch")] {
        if given.text(&flag).is_none() {
            problems.add(
                Error::new(Code::UnclearChange, format!("the {what} is not known"))
                    .hint(format!("{}; `ci inspect` shows what is known", given.advice(&flag))),
            );
        }
    }
    given.text(&flags::GIT_REPO_NAME).zip(given.text(&flags::BRANCH_NAME))
}

/// Reads the commit: explicit flags first, then git on request.
async fn commit<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    problems: &mut Problems,
) -> Option<CommitMetadata> {
    let head = problems.check(head(session, given).await)?;
    let given_value = problems.check(given.number(&flags::TIMESTAMP))?;
    let text = |flag: Flag, from_git: fn(&git::Commit) -> &String| {
        let given_value = given.text(&flag).map(str::to_owned);
        given_value.or_else(|| head.as_ref().map(|head| from_git(head).clone()))
    };
    let hash = text(flags::COMMIT_HASH, |head| &head.hash).filter(|hash| !hash.is_empty());
    let timestamp = given_value.or(head.as_ref().and_then(|head| head.timestamp));
    let timestamp = timestamp.or_else(|| hash.as_ref().and_then(|_| present(session, given)));
    // As in dagster-cloud the epoch itself counts as missing.
    let (Some(hash), Some(timestamp)) = (hash, timestamp.filter(|seconds| *seconds != 0.0)) else {
        problems.add(
            Error::new(
                Code::InvalidCommit,
                "Must provide `--commit-hash` and `--timestamp` parameters, or pass `--read-git-state` flag.",
            )
            .hint("the timestamp is in seconds: git log -1 --format=%ct COMMIT"),
        );
        return None;
    };
    Some(CommitMetadata {
        hash,
        timestamp: problems.check(seconds(session, given, timestamp))?,
        message: text(flags::COMMIT_MESSAGE, |head| &head.subject),
        author_name: text(flags::AUTHOR_NAME, |head| &head.author_name),
        author_email: text(flags::AUTHOR_EMAIL, |head| &head.author_email),
        author_avatar_url: given.text(&flags::AUTHOR_AVATAR_URL).map(str::to_owned),
    })
}

/// Reads the commit that is checked out, if the user asked for git. Where the change was read, git has run already.
async fn head<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<Option<git::Commit>, Error> {
    if !optional::reads_git(given) || given.reads_change() {
        return Ok(None);
    }
    Git { host: session.host, folder: None }.commit(None).await.map(Some)
}

/// The time of a commit that was read without it: a branch deployment must have one.
fn present<H: Host>(session: &Session<'_, H>, given: &Given) -> Option<f64> {
    given.reads_change().then(|| {
        session.output.warn("the time of the commit is not known: the present is sent");
        (session.host.now() / 1000.0).floor()
    })
}

fn seconds<H: Host>(session: &Session<'_, H>, given: &Given, timestamp: f64) -> Result<f64, Error> {
    if timestamp < time::MILLISECONDS_FROM && timestamp.is_finite() {
        return Ok(timestamp);
    }
    odd_seconds(session, given, timestamp)
}

#[inline(never)]
fn odd_seconds<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    timestamp: f64,
) -> Result<f64, Error> {
    let origin = given.origin(&flags::TIMESTAMP);
    if !timestamp.is_finite() {
        let given_value = given.text(&flags::TIMESTAMP).unwrap_or_default();
        let message = format!("invalid value for {origin}: {given_value:?} is not a point in time");
        return Err(Error::new(Code::InvalidCommit, message));
    }
    let seconds = timestamp / 1000.0;
    let (given_value, sent) = (python_float::digits(timestamp), python_float::digits(seconds));
    let given_value = given_value.strip_suffix(".0").unwrap_or(&given_value);
    session.output.warn(&format!(
        "{origin} {given_value} looks like milliseconds and is sent as {sent} seconds"
    ));
    Ok(seconds)
}

/// The API's enum of pull request states.
const REVIEW_STATUSES: [&str; 3] = ["OPEN", "CLOSED", "MERGED"];

/// The status as the API's enum spells it. Another word is sent as it is, for the server to judge.
fn review_status<H: Host>(session: &Session<'_, H>, given: &Given, status: &str) -> String {
    if status.is_empty() || REVIEW_STATUSES.contains(&status) {
        return status.to_owned();
    }
    odd_status(session, given, status)
}

#[inline(never)]
fn odd_status<H: Host>(session: &Session<'_, H>, given: &Given, status: &str) -> String {
    let upper = status.to_ascii_uppercase();
    let origin = given.origin(&flags::PULL_REQUEST_STATUS);
    if REVIEW_STATUSES.contains(&upper.as_str()) {
        session.output.warn(&format!("{origin} {status} is sent as {upper}"));
        return upper;
    }
    let meant = suggest::did_you_mean(&upper, "", &REVIEW_STATUSES);
    let meant = meant.map(|meant| format!("; {meant}")).unwrap_or_default();
    let known = REVIEW_STATUSES.join(", ");
    session.output.warn(&format!("{origin} {status:?} is none of {known}{meant}"));
    status.to_owned()
}
