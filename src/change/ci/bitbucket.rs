//! Bitbucket Pipelines (<https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/>); there is none in
//! Bitbucket Data Center.
//!
//! On pull requests the commit has 12 digits, which git completes, and what is checked out is its merge with the
//! destination. Pull requests of forks are not built. A plugin of Jenkins sets other variables that begin with
//! BITBUCKET_. A schedule looks like a push.

use super::{Ci, Provider};
use crate::change::{Change, Field, FieldSource, Forge};

/// Bitbucket Pipelines.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("BITBUCKET_BUILD_NUMBER", None)],
    forge: Some(Forge::Bitbucket),
    review: &["BITBUCKET_PR_ID"],
    on_review: &[
        (Field::BaseBranch, "BITBUCKET_PR_DESTINATION_BRANCH"),
        (Field::HeadRepo, "BITBUCKET_REPO_FULL_NAME"),
    ],
    always: &[
        (Field::RepoName, "BITBUCKET_REPO_FULL_NAME"),
        (Field::BranchName, "BITBUCKET_BRANCH"),
        (Field::Tag, "BITBUCKET_TAG"),
        (Field::CommitHash, "BITBUCKET_COMMIT"),
        (Field::GitUrl, "BITBUCKET_GIT_SSH_ORIGIN"),
    ],
    special: Some(special),
    special_variables: &[ORIGIN],
    ..Provider::new("bitbucket")
};

const ORIGIN: &str = "BITBUCKET_GIT_HTTP_ORIGIN";

/// The origin is given as `http://`, which Bitbucket does not serve.
fn special(ci: &Ci<'_>, change: &mut Change) {
    let origin = ci.get(ORIGIN).map(|url| match url.strip_prefix("http://") {
        Some(rest) => format!("https://{rest}"),
        None => url.to_owned(),
    });
    change.offer(Field::GitUrl, origin.as_deref(), FieldSource::env(ORIGIN));
}
