//! Semaphore (<https://docs.semaphoreci.com/reference/env-vars>); not Semaphore Classic, which is no more.
//!
//! On pull requests SEMAPHORE_GIT_BRANCH is the target and SEMAPHORE_GIT_SHA merges the pull request for a test. Author
//! and committer are accounts, not names. A task that runs by schedule looks like a push.

use super::{Ci, Provider};
use crate::change::{Change, Field, FieldSource};

/// Semaphore.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("SEMAPHORE", None)],
    forge_variable: Some("SEMAPHORE_GIT_PROVIDER"),
    review: &["SEMAPHORE_GIT_PR_NUMBER"],
    on_review: &[
        (Field::BranchName, "SEMAPHORE_GIT_PR_BRANCH"),
        (Field::BranchName, "SEMAPHORE_GIT_WORKING_BRANCH"),
        (Field::BaseBranch, "SEMAPHORE_GIT_BRANCH"),
        (Field::CommitHash, "SEMAPHORE_GIT_PR_SHA"),
        (Field::MergeCommit, "SEMAPHORE_GIT_SHA"),
        (Field::PullRequestTitle, TITLE),
        (Field::HeadRepo, "SEMAPHORE_GIT_PR_SLUG"),
    ],
    otherwise: &[
        (Field::BranchName, "SEMAPHORE_GIT_WORKING_BRANCH"),
        (Field::BranchName, "SEMAPHORE_GIT_BRANCH"),
        (Field::Tag, "SEMAPHORE_GIT_TAG_NAME"),
        (Field::CommitHash, "SEMAPHORE_GIT_SHA"),
    ],
    always: &[(Field::RepoName, "SEMAPHORE_GIT_REPO_SLUG")],
    fallbacks: &[(Field::CommitMessage, TITLE), (Field::AuthorName, "SEMAPHORE_GIT_COMMIT_AUTHOR")],
    special: Some(special),
    special_variables: &[REPOSITORY],
    ..Provider::new("semaphore")
};

const TITLE: &str = "SEMAPHORE_GIT_PR_NAME";
const REPOSITORY: &str = "SEMAPHORE_GIT_URL";

/// The vendor's page has the URL as `http://git@github.com:acme/etl.git`, which is ssh's form with a scheme before it.
fn special(ci: &Ci<'_>, change: &mut Change) {
    let url = ci.get(REPOSITORY);
    let address = url.and_then(|url| url.strip_prefix("http://git@"));
    let address = address.filter(|rest| rest.contains(':')).map(|rest| format!("git@{rest}"));
    change.offer(Field::GitUrl, address.as_deref().or(url), FieldSource::env(REPOSITORY));
}
