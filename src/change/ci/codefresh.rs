//! Codefresh (<https://codefresh.io/docs/docs/pipelines/variables/>).
//!
//! CF_BRANCH is also the tag of a tag's build; only with `refs/tags/` before it it can be told from a branch.
//! Messages have their quotes escaped, and that of a pull request's build is the pull request's. A value that is not
//! known stays as the literal `${{CF_NAME}}`. CF_PULL_REQUEST_ID is the git host's own number, not the pull
//! request's. The variables of the head exist once a pull request was closed; CF_BRANCH and CF_REVISION are then no
//! longer its own.

use super::{Ci, Provider};
use crate::change::{Change, Field, FieldSource};

/// Codefresh.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("CF_BUILD_ID", None)],
    review: &["CF_PULL_REQUEST_NUMBER"],
    on_review: &[
        (Field::BranchName, "CF_PULL_REQUEST_HEAD_BRANCH"),
        (Field::BranchName, "CF_BRANCH"),
        (Field::BaseBranch, "CF_PULL_REQUEST_TARGET"),
        (Field::CommitHash, "CF_PULL_REQUEST_HEAD_COMMIT_SHA"),
        (Field::CommitHash, "CF_REVISION"),
        (Field::PullRequestTitle, "CF_PULL_REQUEST_TITLE"),
        (Field::PullRequestStatus, "CF_PULL_REQUEST_ACTION"),
        (Field::IsFork, "CF_PULL_REQUEST_IS_FORK"),
    ],
    otherwise: &[
        (Field::BranchName, "CF_BRANCH"),
        (Field::Tag, "CF_RELEASE_TAG"),
        (Field::CommitHash, "CF_REVISION"),
        (Field::CommitUrl, "CF_COMMIT_URL"),
    ],
    fallbacks: &[
        (Field::CommitMessage, "CF_COMMIT_MESSAGE"),
        (Field::CommitMessage, "CF_PULL_REQUEST_TITLE"),
        (Field::AuthorName, "CF_COMMIT_AUTHOR"),
    ],
    special: Some(special),
    special_variables: &["CF_REPO_OWNER", "CF_REPO_NAME", "CF_PULL_REQUEST_MERGED"],
    ..Provider::new("codefresh")
};

fn special(ci: &Ci<'_>, change: &mut Change) {
    if let Some((owner, name)) = ci.get("CF_REPO_OWNER").zip(ci.get("CF_REPO_NAME")) {
        let path = format!("{owner}/{name}");
        change.offer(Field::RepoName, Some(&path), FieldSource::env("CF_REPO_NAME"));
    }
    ci.offer_tag(change, "CF_BRANCH");
    // GitHub's action is `closed` also when it was merged.
    if ci.is_true("CF_PULL_REQUEST_MERGED") == Some(true) {
        let source = FieldSource::env("CF_PULL_REQUEST_MERGED");
        change.offer(Field::PullRequestStatus, Some("MERGED"), source);
    }
}
