//! Cirrus CI (<https://cirrus-ci.org/guide/writing-tasks/#environment-variables>), which builds what is on GitHub.
//!
//! The branch of a pull request is `pull/N`: where it comes from is not told. Its message is the pull request's title
//! and description. Builds by schedule have the branch they are for.

use super::Provider;
use crate::change::{Field, Forge};

/// Cirrus CI.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("CIRRUS_CI", None)],
    forge: Some(Forge::GitHub),
    review: &["CIRRUS_PR"],
    on_review: &[
        (Field::BaseBranch, "CIRRUS_BASE_BRANCH"),
        (Field::PullRequestTitle, "CIRRUS_CHANGE_TITLE"),
    ],
    otherwise: &[
        (Field::Tag, "CIRRUS_TAG"),
        (Field::BranchName, "CIRRUS_BRANCH"),
        (Field::CommitMessage, "CIRRUS_CHANGE_MESSAGE"),
    ],
    always: &[
        (Field::CommitHash, "CIRRUS_CHANGE_IN_REPO"),
        (Field::RepoName, "CIRRUS_REPO_FULL_NAME"),
        (Field::GitUrl, "CIRRUS_REPO_CLONE_URL"),
        (Field::DefaultBranch, "CIRRUS_DEFAULT_BRANCH"),
    ],
    fallbacks: &[(Field::CommitMessage, "CIRRUS_CHANGE_TITLE")],
    ..Provider::new("cirrus")
};
