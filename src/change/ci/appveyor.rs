//! AppVeyor (<https://www.appveyor.com/docs/environment-variables/>).
//!
//! On pull requests APPVEYOR_REPO_BRANCH is the target and APPVEYOR_REPO_COMMIT merges the pull request for a test; whose
//! message, author and time stand beside it is not documented, so they are only the next best. On tags the branch is
//! the tag. The first line of the message and the rest are two variables. A schedule looks like a push.

use super::{Ci, Provider};
use crate::change::{Change, Field, FieldSource};

/// AppVeyor.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("APPVEYOR", None)],
    forge_variable: Some(HOST),
    review: &["APPVEYOR_PULL_REQUEST_NUMBER"],
    review_signs: &[("APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH", "")],
    on_review: &[
        (Field::BranchName, "APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH"),
        (Field::BaseBranch, "APPVEYOR_REPO_BRANCH"),
        (Field::CommitHash, "APPVEYOR_PULL_REQUEST_HEAD_COMMIT"),
        (Field::MergeCommit, "APPVEYOR_REPO_COMMIT"),
        (Field::MergeMessage, MESSAGE),
        (Field::PullRequestTitle, "APPVEYOR_PULL_REQUEST_TITLE"),
        (Field::HeadRepo, "APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME"),
    ],
    otherwise: &[
        (Field::BranchName, "APPVEYOR_REPO_BRANCH"),
        (Field::Tag, "APPVEYOR_REPO_TAG_NAME"),
        (Field::CommitHash, "APPVEYOR_REPO_COMMIT"),
        (Field::Timestamp, TIME),
        (Field::AuthorName, AUTHOR),
        (Field::AuthorEmail, EMAIL),
    ],
    always: &[(Field::RepoName, NAME)],
    fallbacks: &[
        (Field::CommitMessage, "APPVEYOR_PULL_REQUEST_TITLE"),
        (Field::Timestamp, TIME),
        (Field::AuthorName, AUTHOR),
        (Field::AuthorEmail, EMAIL),
    ],
    special: Some(special),
    special_variables: &["APPVEYOR_REPO_COMMIT_MESSAGE_EXTENDED"],
    ..Provider::new("appveyor")
};

const HOST: &str = "APPVEYOR_REPO_PROVIDER";
const NAME: &str = "APPVEYOR_REPO_NAME";
const MESSAGE: &str = "APPVEYOR_REPO_COMMIT_MESSAGE";
const TIME: &str = "APPVEYOR_REPO_COMMIT_TIMESTAMP";
const AUTHOR: &str = "APPVEYOR_REPO_COMMIT_AUTHOR";
const EMAIL: &str = "APPVEYOR_REPO_COMMIT_AUTHOR_EMAIL";

fn special(ci: &Ci<'_>, change: &mut Change) {
    // What one hosts oneself has other words, such as `gitHubEnterprise`, and git knows its URL.
    let host = ci.get(HOST).unwrap_or_default().to_ascii_lowercase();
    let server = match host.as_str() {
        "github" => Some("github.com"),
        "gitlab" => Some("gitlab.com"),
        "bitbucket" => Some("bitbucket.org"),
        _ => None,
    };
    if let Some((server, path)) = server.zip(ci.get(NAME)) {
        let url = format!("https://{server}/{path}.git");
        change.offer(Field::GitUrl, Some(&url), FieldSource::env(NAME));
    }
    if !change.is_review() {
        let rest = ci.get("APPVEYOR_REPO_COMMIT_MESSAGE_EXTENDED").unwrap_or_default();
        let message = ci.get(MESSAGE).map(|first| format!("{first}\n\n{rest}"));
        change.offer(Field::CommitMessage, message.as_deref(), FieldSource::env(MESSAGE));
    }
}
