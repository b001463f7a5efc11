//! Travis CI (<https://docs.travis-ci.com/user/environment-variables/#default-environment-variables>).
//!
//! On pull requests TRAVIS_BRANCH is the target and TRAVIS_COMMIT, with its message, merges the pull request for a test.
//! On tags TRAVIS_BRANCH is the tag. The git host is not told: git knows it, and without a checkout it is taken for
//! GitHub. A schedule looks like a push.

use super::{Ci, Provider};
use crate::change::{Change, Field, FieldSource};

/// Travis CI.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("TRAVIS", None)],
    review: &["TRAVIS_PULL_REQUEST"],
    review_signs: &[("TRAVIS_PULL_REQUEST_BRANCH", "")],
    on_review: &[
        (Field::BranchName, "TRAVIS_PULL_REQUEST_BRANCH"),
        (Field::BaseBranch, "TRAVIS_BRANCH"),
        (Field::CommitHash, "TRAVIS_PULL_REQUEST_SHA"),
        (Field::MergeCommit, "TRAVIS_COMMIT"),
        (Field::MergeMessage, "TRAVIS_COMMIT_MESSAGE"),
        (Field::HeadRepo, "TRAVIS_PULL_REQUEST_SLUG"),
    ],
    otherwise: &[
        (Field::BranchName, "TRAVIS_BRANCH"),
        (Field::Tag, "TRAVIS_TAG"),
        (Field::CommitHash, "TRAVIS_COMMIT"),
        (Field::CommitMessage, "TRAVIS_COMMIT_MESSAGE"),
    ],
    always: &[(Field::RepoName, SLUG)],
    special: Some(special),
    ..Provider::new("travis")
};

const SLUG: &str = "TRAVIS_REPO_SLUG";

fn special(ci: &Ci<'_>, change: &mut Change) {
    let url = ci.get(SLUG).map(|path| format!("https://github.com/{path}.git"));
    change.offer_fallback(Field::GitUrl, url.as_deref(), FieldSource::env(SLUG));
}
