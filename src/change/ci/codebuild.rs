//! AWS CodeBuild (<https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html>).
//!
//! Most is known only of builds that a webhook started. A build that a person or a schedule started has
//! CODEBUILD_SOURCE_VERSION at best: a branch, or a tag, which looks the same and is then taken for a branch, or a
//! commit. With CodePipeline the source is an archive in S3 without a checkout, and the version is its ARN: only the
//! commit is known, and only if the pipeline got it from a repository. Whether a pull request comes from a fork is
//! never told.

use super::{Ci, Provider};
use crate::change::{Change, Field, FieldSource, field, git_ref};

/// AWS CodeBuild.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[
        ("CODEBUILD_CI", None),
        ("CODEBUILD_BUILD_ID", None),
        ("CODEBUILD_BUILD_ARN", None),
    ],
    review_signs: &[
        ("CODEBUILD_WEBHOOK_EVENT", "PULL_REQUEST"),
        ("CODEBUILD_WEBHOOK_TRIGGER", "pr/"),
        (VERSION, "pr/"),
    ],
    on_review: &[
        (Field::BranchName, "CODEBUILD_WEBHOOK_HEAD_REF"),
        (Field::BaseBranch, "CODEBUILD_WEBHOOK_BASE_REF"),
        (Field::PullRequestStatus, "CODEBUILD_WEBHOOK_EVENT"),
    ],
    otherwise: &[(Field::BranchName, "CODEBUILD_WEBHOOK_HEAD_REF")],
    special: Some(special),
    special_variables: &["CODEBUILD_RESOLVED_SOURCE_VERSION", "CODEBUILD_SOURCE_REPO_URL"],
    ..Provider::new("codebuild")
};

const VERSION: &str = "CODEBUILD_SOURCE_VERSION";

fn special(ci: &Ci<'_>, change: &mut Change) {
    for name in ["CODEBUILD_WEBHOOK_TRIGGER", VERSION] {
        let number = ci.get(name).and_then(|text| text.strip_prefix("pr/"));
        change.offer(Field::PullRequestNumber, number, FieldSource::env(name));
    }
    ci.offer_tag(change, "CODEBUILD_WEBHOOK_HEAD_REF");
    // Archives have versions, too.
    let resolved = "CODEBUILD_RESOLVED_SOURCE_VERSION";
    let hash = ci.get(resolved).filter(|version| field::is_full_hash(version));
    change.offer(Field::CommitHash, hash, FieldSource::env(resolved));
    let url = ci.get("CODEBUILD_SOURCE_REPO_URL").filter(|url| url.contains("://"));
    change.offer(Field::GitUrl, url, FieldSource::env("CODEBUILD_SOURCE_REPO_URL"));
    if !change.is_review() && ci.get("CODEBUILD_WEBHOOK_HEAD_REF").is_none() {
        started_by_hand(ci, change);
    }
}

/// The version that the build was started with, which may be written `refs/heads/main^{commit}`.
fn started_by_hand(ci: &Ci<'_>, change: &mut Change) {
    let Some(version) = ci.get(VERSION) else { return };
    let name = version.split("^{").next().unwrap_or_default();
    change.offer(Field::Tag, git_ref::tag(name), FieldSource::env(VERSION));
    if !field::is_full_hash(name) && !name.starts_with("arn:") {
        change.offer(Field::BranchName, Some(name), FieldSource::env(VERSION));
    }
}
