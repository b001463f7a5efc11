//! Buildkite (<https://buildkite.com/docs/pipelines/configure/environment-variables>).
//!
//! The commit of a build that someone starts, and of many schedules, is the word `HEAD`, and git tells it. The branch
//! of a fork may be `owner:branch`, and of a tag it is the tag. The message is that of the build: of the commit after
//! a push, else a title or what someone typed; the author need not be that of the head. GitHub's test merge of a pull
//! request is built only if the pipeline is set up for it.

use super::{Ci, Provider};
use crate::change::{Change, Field, FieldSource};

/// Buildkite.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("BUILDKITE", None)],
    forge_variable: Some("BUILDKITE_PIPELINE_PROVIDER"),
    review: &["BUILDKITE_PULL_REQUEST"],
    on_review: &[
        (Field::BaseBranch, "BUILDKITE_PULL_REQUEST_BASE_BRANCH"),
        (Field::HeadRepo, "BUILDKITE_PULL_REQUEST_REPO"),
    ],
    always: &[
        (Field::DefaultBranch, "BUILDKITE_PIPELINE_DEFAULT_BRANCH"),
        (Field::Tag, "BUILDKITE_TAG"),
        (Field::GitUrl, "BUILDKITE_REPO"),
    ],
    fallbacks: &[
        (Field::CommitMessage, "BUILDKITE_MESSAGE"),
        (Field::AuthorName, AUTHOR),
        (Field::AuthorEmail, "BUILDKITE_BUILD_AUTHOR_EMAIL"),
    ],
    special: Some(special),
    special_variables: &[
        BRANCH,
        COMMIT,
        "BUILDKITE_PULL_REQUEST_HEAD_COMMIT",
        "BUILDKITE_PULL_REQUEST_USING_MERGE_REFSPEC",
        CREATOR,
        CREATOR_EMAIL,
    ],
    ..Provider::new("buildkite")
};

const BRANCH: &str = "BUILDKITE_BRANCH";
const COMMIT: &str = "BUILDKITE_COMMIT";
const AUTHOR: &str = "BUILDKITE_BUILD_AUTHOR";
const CREATOR: &str = "BUILDKITE_BUILD_CREATOR";
const CREATOR_EMAIL: &str = "BUILDKITE_BUILD_CREATOR_EMAIL";

fn special(ci: &Ci<'_>, change: &mut Change) {
    // No branch has a colon in its name.
    let branch = ci.get(BRANCH).and_then(|branch| branch.rsplit(':').next());
    change.offer(Field::BranchName, branch, FieldSource::env(BRANCH));
    change.is_head = ci.is_true("BUILDKITE_PULL_REQUEST_USING_MERGE_REFSPEC") != Some(true);
    ci.offer(change, Field::CommitHash, "BUILDKITE_PULL_REQUEST_HEAD_COMMIT");
    let commit = if change.is_head { Field::CommitHash } else { Field::MergeCommit };
    ci.offer(change, commit, COMMIT);
    if ci.get(AUTHOR).is_none() {
        ci.offer_fallback(change, Field::AuthorName, CREATOR);
        ci.offer_fallback(change, Field::AuthorEmail, CREATOR_EMAIL);
    }
}
