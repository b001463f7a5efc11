//! Woodpecker (<https://woodpecker-ci.org/docs/usage/environment>).
//!
//! On pull requests CI_COMMIT_BRANCH is the branch to merge into and the message is the title; with cron and manual
//! runs the message is the schedule's name and the time the schedule's. The author is the login of who pushed or
//! opened. `pull_request_closed` does not tell whether it was merged. A release's build has its tag in the ref only.
//! Whether a pull request comes from a fork is not told.

use super::{Ci, Provider};
use crate::change::{Change, Field, Forge, Rules};

/// Woodpecker.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("CI", Some("woodpecker")), ("CI_SYSTEM_NAME", Some("woodpecker"))],
    review: &["CI_COMMIT_PULL_REQUEST"],
    review_signs: &[
        ("CI_COMMIT_SOURCE_BRANCH", ""),
        ("CI_PIPELINE_EVENT", "pull_request"),
        ("CI_BUILD_EVENT", "pull_request"),
    ],
    on_review: &[
        (Field::BranchName, "CI_COMMIT_SOURCE_BRANCH"),
        (Field::BaseBranch, "CI_COMMIT_TARGET_BRANCH"),
        (Field::PullRequestUrl, "CI_PIPELINE_FORGE_URL"),
        (Field::PullRequestUrl, "CI_COMMIT_LINK"),
        (Field::PullRequestTitle, "CI_COMMIT_MESSAGE"),
        (Field::PullRequestStatus, "CI_PIPELINE_EVENT"),
        (Field::PullRequestStatus, "CI_BUILD_EVENT"),
    ],
    otherwise: &[(Field::Tag, "CI_COMMIT_TAG"), (Field::BranchName, "CI_COMMIT_BRANCH")],
    always: &[
        (Field::CommitHash, "CI_COMMIT_SHA"),
        (Field::RepoName, "CI_REPO"),
        (Field::GitUrl, "CI_REPO_CLONE_URL"),
        (Field::GitUrl, "CI_REPO_REMOTE"),
        (Field::DefaultBranch, "CI_REPO_DEFAULT_BRANCH"),
    ],
    special: Some(special),
    special_variables: &[
        "CI_FORGE_TYPE",
        "CI_COMMIT_REF",
        "CI_COMMIT_TIMESTAMP",
        "CI_COMMIT_AUTHOR",
        "CI_COMMIT_AUTHOR_EMAIL",
        "CI_PIPELINE_AVATAR",
        "CI_COMMIT_AUTHOR_AVATAR",
    ],
    ..Provider::new("woodpecker")
};

/// The commit's fields as the webhook sent them; git's values are better.
const FROM_WEBHOOK: Rules = &[
    (Field::CommitMessage, "CI_COMMIT_MESSAGE"),
    (Field::Timestamp, "CI_COMMIT_TIMESTAMP"),
    (Field::AuthorName, "CI_COMMIT_AUTHOR"),
    (Field::AuthorEmail, "CI_COMMIT_AUTHOR_EMAIL"),
    (Field::AuthorAvatarUrl, "CI_PIPELINE_AVATAR"),
    (Field::AuthorAvatarUrl, "CI_COMMIT_AUTHOR_AVATAR"),
];

fn special(ci: &Ci<'_>, change: &mut Change) {
    // Its kinds are named like the hosts.
    change.forge = change.forge.or(ci.get("CI_FORGE_TYPE").and_then(Forge::of_host));
    ci.offer_tag(change, "CI_COMMIT_REF");
    // So has the deployment of a pull request, which has nothing else of it.
    ci.offer_review(change, "CI_COMMIT_REF");
    let event = ci.get("CI_PIPELINE_EVENT").or(ci.get("CI_BUILD_EVENT"));
    if matches!(event, Some("cron" | "manual" | "deployment")) {
        return;
    }
    ci.take_poor(change, FROM_WEBHOOK);
}
