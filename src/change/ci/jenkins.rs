//! Jenkins (<https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables>) with its plugins:
//! multibranch projects (BRANCH_NAME, CHANGE_*, TAG_NAME), GitHub Pull Request Builder (ghprb*), GitLab (gitlab*),
//! and git (GIT_*).
//!
//! JENKINS_URL exists only if it is configured. GIT_COMMIT of a pull request may be a local merge of its target into it.
//! GIT_* do not exist in scripted pipelines. GIT_BRANCH is `origin/x` in freestyle jobs. GIT_AUTHOR_NAME is who
//! Jenkins commits as, not an author. Builds by a timer look like those of a push.

use super::{Ci, Provider};
use crate::change::{Change, Field, FieldSource, Forge};

/// Jenkins.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("JENKINS_URL", None), ("JENKINS_HOME", None)],
    review: &["ghprbPullId", "gitlabMergeRequestIid", "CHANGE_ID"],
    // The number in all of GitLab, which no page has.
    review_signs: &[("gitlabMergeRequestId", "")],
    on_review: &[
        (Field::BranchName, "ghprbSourceBranch"),
        (Field::BranchName, "gitlabSourceBranch"),
        (Field::BranchName, "CHANGE_BRANCH"),
        // Old plugins name the branch here; newer ones PR-N, which is none.
        (Field::BranchName, "BRANCH_NAME"),
        (Field::BaseBranch, "ghprbTargetBranch"),
        (Field::BaseBranch, "gitlabTargetBranch"),
        (Field::BaseBranch, "CHANGE_TARGET"),
        (Field::CommitHash, "ghprbActualCommit"),
        (Field::CommitHash, "gitlabMergeRequestLastCommit"),
        (Field::MergeCommit, "GIT_COMMIT"),
        (Field::PullRequestUrl, "ghprbPullLink"),
        (Field::PullRequestUrl, "CHANGE_URL"),
        (Field::PullRequestTitle, "ghprbPullTitle"),
        (Field::PullRequestTitle, "gitlabMergeRequestTitle"),
        (Field::PullRequestTitle, "CHANGE_TITLE"),
        (Field::PullRequestStatus, "gitlabMergeRequestState"),
        (Field::AuthorName, "ghprbActualCommitAuthor"),
        (Field::AuthorEmail, "ghprbActualCommitAuthorEmail"),
        (Field::RepoName, "ghprbGhRepository"),
        (Field::HeadRepo, "ghprbAuthorRepoGitUrl"),
        (Field::HeadRepo, "gitlabSourceRepoHttpUrl"),
        (Field::GitUrl, "gitlabTargetRepoHttpUrl"),
    ],
    otherwise: &[
        (Field::Tag, "TAG_NAME"),
        (Field::BranchName, "BRANCH_NAME"),
        (Field::CommitHash, "GIT_COMMIT"),
    ],
    always: &[(Field::GitUrl, "GIT_URL")],
    fallbacks: &[
        (Field::CommitMessage, "ghprbPullTitle"),
        (Field::CommitMessage, "gitlabMergeRequestTitle"),
        (Field::CommitMessage, "CHANGE_TITLE"),
        (Field::AuthorName, "ghprbPullAuthorLogin"),
        (Field::AuthorName, "gitlabUserName"),
        (Field::AuthorName, "CHANGE_AUTHOR_DISPLAY_NAME"),
        (Field::AuthorName, "CHANGE_AUTHOR"),
        (Field::AuthorEmail, "ghprbPullAuthorEmail"),
        (Field::AuthorEmail, "gitlabUserEmail"),
        (Field::AuthorEmail, "CHANGE_AUTHOR_EMAIL"),
    ],
    special: Some(special),
    special_variables: &["BRANCH_IS_PRIMARY", "CHANGE_FORK", "GIT_BRANCH", "gitlabBranch"],
    ..Provider::new("jenkins")
};

fn special(ci: &Ci<'_>, change: &mut Change) {
    if ci.get("ghprbPullId").is_some() {
        change.forge = Some(Forge::GitHub);
    }
    if ci.is_true("BRANCH_IS_PRIMARY") == Some(true) {
        ci.offer(change, Field::DefaultBranch, "BRANCH_NAME");
    }
    come_from(ci, change);
    let page = ci.get("CHANGE_URL").and_then(repository_page);
    change.offer_fallback(Field::GitUrl, page, FieldSource::env("CHANGE_URL"));
    if !change.is_review() && ci.get("BRANCH_NAME").is_none() {
        branch_of_plugins(ci, change);
    }
}

/// The repository's page out of that of a pull request.
fn repository_page(review: &str) -> Option<&str> {
    let ways = ["/-/merge_requests/", "/pulls/", "/pull/"];
    ways.iter().find_map(|way| review.split_once(way)).map(|(page, _)| page)
}

/// CHANGE_FORK exists only if the pull request comes from a fork: it is its owner, or its path if its name differs, too.
fn come_from(ci: &Ci<'_>, change: &mut Change) {
    let Some(fork) = ci.get("CHANGE_FORK") else { return };
    let source = || FieldSource::env("CHANGE_FORK");
    change.offer(Field::IsFork, Some("true"), source());
    let name = ci.get("GIT_URL").and_then(|url| url.rsplit('/').next());
    let path = match name {
        _ if fork.contains('/') => Some(fork.to_owned()),
        Some(name) => Some(format!("{fork}/{}", name.strip_suffix(".git").unwrap_or(name))),
        None => None,
    };
    change.offer(Field::HeadRepo, path.as_deref(), source());
}

/// The branch or tag of jobs that are not multibranch.
fn branch_of_plugins(ci: &Ci<'_>, change: &mut Change) {
    for name in ["gitlabBranch", "GIT_BRANCH"] {
        ci.offer_tag(change, name);
        let branch = ci.get(name).filter(|branch| *branch != "detached");
        let branch = branch.map(|branch| {
            let branch = branch.strip_prefix("refs/remotes/").unwrap_or(branch);
            // What follows the remote's name is the branch's, also where that looks like the remote's.
            branch
                .strip_prefix("origin/")
                .map_or(branch.to_owned(), |name| format!("refs/heads/{name}"))
        });
        change.offer(Field::BranchName, branch.as_deref(), FieldSource::env(name));
    }
}
