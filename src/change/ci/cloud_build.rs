//! Google Cloud Build (<https://docs.cloud.google.com/build/docs/configuring-builds/substitute-variable-values>).
//!
//! Its substitutions are no variables: a build has to map them, by `options: automapSubstitutions: true` or by lines
//! such as `env: ["BRANCH_NAME=$BRANCH_NAME"]`; what is not known to the build stays there as the literal
//! `$BRANCH_NAME` or as nothing. Mapped are read: BRANCH_NAME, TAG_NAME, COMMIT_SHA, REVISION_ID, SHORT_SHA,
//! REPO_FULL_NAME, and of pull requests _PR_NUMBER, _HEAD_BRANCH, _BASE_BRANCH and _HEAD_REPO_URL. REPO_NAME lacks
//! the owner and is not read. Nothing tells the repository's address, and what was submitted by hand has no checkout
//! that could.

use super::Provider;
use crate::change::Field;

/// Google Cloud Build.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("BUILDER_OUTPUT", None)],
    detected_by_all: &["LOCATION", "PROJECT_ID", "PROJECT_NUMBER", "BUILD_ID"],
    review: &["_PR_NUMBER"],
    on_review: &[
        (Field::BranchName, "_HEAD_BRANCH"),
        (Field::BaseBranch, "_BASE_BRANCH"),
        (Field::HeadRepo, "_HEAD_REPO_URL"),
    ],
    otherwise: &[(Field::Tag, "TAG_NAME"), (Field::BranchName, "BRANCH_NAME")],
    always: &[
        (Field::CommitHash, "COMMIT_SHA"),
        (Field::CommitHash, "REVISION_ID"),
        (Field::CommitHash, "SHORT_SHA"),
        (Field::RepoName, "REPO_FULL_NAME"),
    ],
    ..Provider::new("cloud-build")
};
