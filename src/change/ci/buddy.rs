//! Buddy (<https://buddy.works/docs/pipelines/buddy-parameters>).
//!
//! Its variables were renamed from BUDDY_EXECUTION_* to BUDDY_RUN_*; a pull request's number was once told as
//! `pull/N`. Who committed is told, not who wrote. Runs by schedule have the branch they are for.

use super::Provider;
use crate::change::Field;

/// Buddy.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("BUDDY", None), ("BUDDY_WORKSPACE_ID", None)],
    review: &[
        "BUDDY_RUN_PR_NO",
        "BUDDY_EXECUTION_PULL_REQUEST_NO",
        "BUDDY_EXECUTION_PULL_REQUEST_ID",
    ],
    on_review: &[
        (Field::BranchName, "BUDDY_RUN_PR_HEAD_BRANCH"),
        (Field::BranchName, "BUDDY_EXECUTION_PULL_REQUEST_HEAD_BRANCH"),
        (Field::BaseBranch, "BUDDY_RUN_PR_BASE_BRANCH"),
        (Field::BaseBranch, "BUDDY_EXECUTION_PULL_REQUEST_BASE_BRANCH"),
    ],
    otherwise: &[
        (Field::Tag, "BUDDY_RUN_TAG"),
        (Field::Tag, "BUDDY_EXECUTION_TAG"),
        (Field::BranchName, "BUDDY_RUN_BRANCH"),
        (Field::BranchName, "BUDDY_EXECUTION_BRANCH"),
    ],
    always: &[
        (Field::CommitHash, "BUDDY_RUN_COMMIT"),
        (Field::CommitHash, "BUDDY_EXECUTION_REVISION"),
        (Field::CommitMessage, "BUDDY_RUN_COMMIT_MESSAGE"),
        (Field::CommitMessage, "BUDDY_EXECUTION_REVISION_MESSAGE"),
        (Field::RepoName, "BUDDY_REPO_SLUG"),
        (Field::GitUrl, "BUDDY_SCM_URL"),
    ],
    fallbacks: &[
        (Field::AuthorName, "BUDDY_RUN_COMMIT_COMMITTER_NAME"),
        (Field::AuthorName, "BUDDY_EXECUTION_REVISION_COMMITTER_NAME"),
        (Field::AuthorEmail, "BUDDY_RUN_COMMIT_COMMITTER_EMAIL"),
        (Field::AuthorEmail, "BUDDY_EXECUTION_REVISION_COMMITTER_EMAIL"),
    ],
    ..Provider::new("buddy")
};
