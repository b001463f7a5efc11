//! CircleCI (<https://circleci.com/docs/reference/variables/#built-in-environment-variables>).
//!
//! The branch of a fork's pull request is `pull/N`. Variables of a pull request exist only if it was open when the
//! pipeline began. Projects of the GitHub App have few of them: there values are pipeline expressions, which a job has
//! to put into DAGSTER_DEPLOY_* variables.

use super::{Ci, Provider};
use crate::change::{Change, Field, Source};

/// CircleCI.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("CIRCLECI", None)],
    review: &["CIRCLE_PR_NUMBER", "CIRCLE_PULL_REQUEST", "CI_PULL_REQUEST"],
    always: &[
        (Field::Tag, &["CIRCLE_TAG"]),
        (Field::BranchName, &["CIRCLE_BRANCH"]),
        (Field::CommitHash, &["CIRCLE_SHA1"]),
        (Field::PullRequestUrl, &["CIRCLE_PULL_REQUEST", "CI_PULL_REQUEST"]),
        (Field::GitUrl, &["CIRCLE_REPOSITORY_URL"]),
    ],
    special: Some(special),
    special_variables: &[
        "CIRCLE_PROJECT_USERNAME",
        "CIRCLE_PROJECT_REPONAME",
        "CIRCLE_PR_USERNAME",
        "CIRCLE_PR_REPONAME",
    ],
    ..Provider::new("circleci")
};

/// Names of repositories come in two parts.
fn special(ci: &Ci<'_>, change: &mut Change) {
    for (field, owner, name) in [
        (Field::RepoName, "CIRCLE_PROJECT_USERNAME", "CIRCLE_PROJECT_REPONAME"),
        (Field::HeadRepo, "CIRCLE_PR_USERNAME", "CIRCLE_PR_REPONAME"),
    ] {
        if let Some((owner, repository)) = ci.get(owner).zip(ci.get(name)) {
            let path = format!("{owner}/{repository}");
            change.offer(field, Some(&path), Source::new("env", name));
        }
    }
}
