//! CircleCI (<https://circleci.com/docs/reference/variables/#built-in-environment-variables>).
//!
//! The branch of a fork's pull request is `pull/N`, its name is not told. Variables of a pull request exist only if it
//! was open when the pipeline began, and if there are several CIRCLE_PULL_REQUEST is any of them. The owner in
//! CIRCLE_PROJECT_USERNAME is CircleCI's name for the organisation, which need not be the git host's. A schedule looks
//! like a push.
//!
//! Projects of the GitHub App, GitLab and Bitbucket Data Center have no variables of pull requests, and some no URL:
//! there the values are pipeline expressions, such as `<< pipeline.event.github.pull_request.number >>`, which a job
//! has to put into DAGSTER_DEPLOY_* variables.

use super::{Ci, Provider};
use crate::change::{Change, Field, FieldSource, git_ref};

/// CircleCI.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("CIRCLECI", None)],
    review: &["CIRCLE_PR_NUMBER"],
    always: &[
        (Field::Tag, "CIRCLE_TAG"),
        (Field::BranchName, BRANCH),
        (Field::CommitHash, "CIRCLE_SHA1"),
        (Field::GitUrl, "CIRCLE_REPOSITORY_URL"),
    ],
    special: Some(special),
    special_variables: &[
        "CIRCLE_PROJECT_USERNAME",
        "CIRCLE_PROJECT_REPONAME",
        "CIRCLE_PR_USERNAME",
        "CIRCLE_PR_REPONAME",
        "CIRCLE_PULL_REQUEST",
        "CI_PULL_REQUEST",
        ALL_REVIEWS,
    ],
    ..Provider::new("circleci")
};

const BRANCH: &str = "CIRCLE_BRANCH";
const ALL_REVIEWS: &str = "CIRCLE_PULL_REQUESTS";

fn special(ci: &Ci<'_>, change: &mut Change) {
    let path = |owner, name| Some(format!("{}/{}", ci.get(owner)?, ci.get(name)?));
    let own = path("CIRCLE_PROJECT_USERNAME", "CIRCLE_PROJECT_REPONAME");
    change.offer_fallback(
        Field::RepoName,
        own.as_deref(),
        FieldSource::env("CIRCLE_PROJECT_REPONAME"),
    );
    let fork = path("CIRCLE_PR_USERNAME", "CIRCLE_PR_REPONAME");
    change.offer(Field::HeadRepo, fork.as_deref(), FieldSource::env("CIRCLE_PR_REPONAME"));
    let number = ci.get(BRANCH).and_then(git_ref::review_number);
    change.offer(Field::PullRequestNumber, number, FieldSource::env(BRANCH));
    if number.is_none() {
        // Only forks are built under the number of their pull request.
        ci.offer(change, Field::HeadRepo, "CIRCLE_REPOSITORY_URL");
        if ci.get(ALL_REVIEWS).is_some_and(|all| all.contains(',')) {
            if !change.is_review() {
                change.note("CIRCLE_PULL_REQUESTS names several pull requests of this branch; going by none of them");
            }
            return;
        }
    }
    for name in ["CIRCLE_PULL_REQUEST", "CI_PULL_REQUEST"] {
        ci.offer(change, Field::PullRequestUrl, name);
        ci.offer(change, Field::PullRequestNumber, name);
    }
}
