//! Drone (<https://docs.drone.io/pipeline/environment/reference/>).
//!
//! On pull requests DRONE_BRANCH and DRONE_COMMIT_BRANCH are the branch to merge into, DRONE_COMMIT_LINK is the page
//! of the pull request, and message and author are the pull request's. The source branch is not told for every git
//! host, and never whether it is in a fork. On pushes the link may compare commits, so it is not read; the time of
//! the commit is not told.

use super::{Ci, Provider};
use crate::change::{Change, Field};

/// Drone.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("DRONE", None)],
    review: &["DRONE_PULL_REQUEST"],
    review_signs: &[(EVENT, "pull_request")],
    on_review: &[
        (Field::BranchName, "DRONE_SOURCE_BRANCH"),
        (Field::BaseBranch, "DRONE_TARGET_BRANCH"),
        (Field::BaseBranch, "DRONE_BRANCH"),
        (Field::PullRequestUrl, "DRONE_COMMIT_LINK"),
        (Field::PullRequestTitle, "DRONE_PULL_REQUEST_TITLE"),
        (Field::PullRequestStatus, "DRONE_BUILD_ACTION"),
    ],
    otherwise: &[
        (Field::Tag, "DRONE_TAG"),
        (Field::BranchName, "DRONE_BRANCH"),
        (Field::BranchName, "DRONE_COMMIT_BRANCH"),
        (Field::CommitMessage, "DRONE_COMMIT_MESSAGE"),
        (Field::AuthorName, "DRONE_COMMIT_AUTHOR_NAME"),
        (Field::AuthorEmail, "DRONE_COMMIT_AUTHOR_EMAIL"),
        (Field::AuthorAvatarUrl, "DRONE_COMMIT_AUTHOR_AVATAR"),
    ],
    always: &[
        (Field::CommitHash, "DRONE_COMMIT_SHA"),
        (Field::CommitHash, "DRONE_COMMIT"),
        (Field::RepoName, "DRONE_REPO"),
        (Field::GitUrl, "DRONE_GIT_HTTP_URL"),
        (Field::GitUrl, "DRONE_REMOTE_URL"),
        (Field::GitUrl, "CI_REPO_REMOTE"),
        (Field::GitUrl, "CI_REMOTE_URL"),
        (Field::DefaultBranch, "DRONE_REPO_BRANCH"),
    ],
    fallbacks: &[
        (Field::CommitMessage, "DRONE_PULL_REQUEST_TITLE"),
        (Field::CommitMessage, "DRONE_COMMIT_MESSAGE"),
        (Field::AuthorName, "DRONE_COMMIT_AUTHOR_NAME"),
        (Field::AuthorName, "DRONE_COMMIT_AUTHOR"),
        (Field::AuthorEmail, "DRONE_COMMIT_AUTHOR_EMAIL"),
        (Field::AuthorAvatarUrl, "DRONE_COMMIT_AUTHOR_AVATAR"),
        (Field::RepoName, "CI_REPO"),
    ],
    special: Some(special),
    special_variables: &[REF],
    ..Provider::new("drone")
};

const EVENT: &str = "DRONE_BUILD_EVENT";
const REF: &str = "DRONE_COMMIT_REF";

/// A pull request that is promoted or rolled back is a pull request still, and has its number in the ref only.
fn special(ci: &Ci<'_>, change: &mut Change) {
    ci.offer_review(change, REF);
}
