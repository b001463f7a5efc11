//! GitLab CI (<https://docs.gitlab.com/ci/variables/predefined_variables/>).
//!
//! A merge request's pipeline builds its head, or, as merged result or in a train, a commit that merges it for a test:
//! then CI_COMMIT_* are about that commit, and only CI_MERGE_REQUEST_SOURCE_BRANCH_SHA tells the head. A fork's
//! pipeline may run in the fork, so that CI_PROJECT_* are the fork's. CI_REPOSITORY_URL holds the job's token and is
//! not read, nor is TRIGGER_PAYLOAD, which anybody with a trigger's token can write. External pull requests are
//! GitHub's; which server they are on is not told, so it is taken to be github.com.

use super::{Ci, Provider};
use crate::change::{Change, Field, FieldSource, Forge, person};

/// GitLab CI.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("GITLAB_CI", None)],
    forge: Some(Forge::GitLab),
    review: &["CI_MERGE_REQUEST_IID", "CI_EXTERNAL_PULL_REQUEST_IID"],
    review_signs: &[
        ("CI_MERGE_REQUEST_ID", ""),
        ("CI_PIPELINE_SOURCE", "merge_request_event"),
        ("CI_PIPELINE_SOURCE", "external_pull_request_event"),
    ],
    on_review: &[
        (Field::RepoName, "CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY"),
        (Field::RepoName, "CI_MERGE_REQUEST_PROJECT_PATH"),
        (Field::HeadRepo, "CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY"),
        (Field::HeadRepo, "CI_MERGE_REQUEST_SOURCE_PROJECT_PATH"),
        (Field::BranchName, "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"),
        (Field::BranchName, "CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME"),
        (Field::BranchName, "CI_COMMIT_REF_NAME"),
        (Field::BranchName, "CI_BUILD_REF_NAME"),
        (Field::BaseBranch, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
        (Field::BaseBranch, "CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME"),
        (Field::PullRequestTitle, "CI_MERGE_REQUEST_TITLE"),
    ],
    otherwise: &[(Field::Tag, "CI_COMMIT_TAG"), (Field::Tag, "CI_BUILD_TAG")],
    always: &[(Field::RepoName, "CI_PROJECT_PATH"), (Field::DefaultBranch, "CI_DEFAULT_BRANCH")],
    fallbacks: &[
        (Field::CommitMessage, "CI_MERGE_REQUEST_TITLE"),
        (Field::AuthorName, "GITLAB_USER_NAME"),
        (Field::AuthorEmail, "GITLAB_USER_EMAIL"),
    ],
    special: Some(special),
    special_variables: &[
        "CI_PROJECT_URL",
        "CI_MERGE_REQUEST_PROJECT_URL",
        "CI_MERGE_REQUEST_EVENT_TYPE",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA",
        "CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_SHA",
        "CI_OPEN_MERGE_REQUESTS",
        "CI_COMMIT_BRANCH",
        "CI_COMMIT_SHA",
        "CI_BUILD_REF",
        "CI_COMMIT_MESSAGE",
        "CI_COMMIT_TIMESTAMP",
        "CI_COMMIT_AUTHOR",
    ],
    ..Provider::new("gitlab")
};

fn special(ci: &Ci<'_>, change: &mut Change) {
    change.is_of_review |= PROVIDER.review.iter().any(|name| ci.get(name).is_some());
    repository(ci, change);
    if !change.is_of_review {
        branch(ci, change);
    }
    commit(ci, change);
}

fn repository(ci: &Ci<'_>, change: &mut Change) {
    const MIRRORED: &str = "CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY";
    if let Some(path) = ci.get(MIRRORED) {
        change.forge = Some(Forge::GitHub);
        let url = format!("https://github.com/{path}.git");
        return change.offer(Field::GitUrl, Some(&url), FieldSource::env(MIRRORED));
    }
    for name in ["CI_MERGE_REQUEST_PROJECT_URL", "CI_PROJECT_URL"] {
        let url = ci.get(name).map(|page| format!("{}.git", page.trim_end_matches('/')));
        change.offer(Field::GitUrl, url.as_deref(), FieldSource::env(name));
    }
}

/// The branch of what is no pull request, and the one open merge request of it. That of the default branch, which leads
/// elsewhere, makes no pull request of it.
fn branch(ci: &Ci<'_>, change: &mut Change) {
    if ci.get("CI_COMMIT_TAG").or(ci.get("CI_BUILD_TAG")).is_some() {
        return;
    }
    for name in ["CI_COMMIT_BRANCH", "CI_COMMIT_REF_NAME", "CI_BUILD_REF_NAME"] {
        ci.offer(change, Field::BranchName, name);
    }
    let default = ci.get("CI_DEFAULT_BRANCH");
    let is_other = default.is_some() && change.text(Field::BranchName) != default;
    let listed = ci.get("CI_OPEN_MERGE_REQUESTS").filter(|_| is_other).unwrap_or_default();
    let mut ours = listed.split(',').filter_map(|one| {
        let (path, number) = one.trim().split_once('!')?;
        (Some(path) == ci.get("CI_PROJECT_PATH")).then_some(number)
    });
    let number = ours.next().filter(|_| ours.next().is_none());
    change.offer(Field::PullRequestNumber, number, FieldSource::env("CI_OPEN_MERGE_REQUESTS"));
}

fn commit(ci: &Ci<'_>, change: &mut Change) {
    let name = if ci.get("CI_COMMIT_SHA").is_some() { "CI_COMMIT_SHA" } else { "CI_BUILD_REF" };
    let built = ci.get(name);
    for name in ["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_SHA"]
    {
        ci.offer(change, Field::CommitHash, name);
    }
    let is_merge =
        matches!(ci.get("CI_MERGE_REQUEST_EVENT_TYPE"), Some("merged_result" | "merge_train"));
    let is_another = change.text(Field::CommitHash).is_some_and(|head| Some(head) != built);
    if is_merge || is_another {
        return ci.offer(change, Field::MergeCommit, name);
    }
    ci.offer(change, Field::CommitHash, name);
    ci.offer(change, Field::CommitMessage, "CI_COMMIT_MESSAGE");
    ci.offer(change, Field::Timestamp, "CI_COMMIT_TIMESTAMP");
    let author = ci.get("CI_COMMIT_AUTHOR");
    person::offer(change, author, &FieldSource::env("CI_COMMIT_AUTHOR"));
}
