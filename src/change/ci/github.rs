//! GitHub Actions (<https://docs.github.com/en/actions/reference/workflows-and-actions/variables>,
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows>).
//!
//! The event file tells nearly all and goes first (`event/github.rs`). GITHUB_SHA is that of the change only for events
//! that are about what GITHUB_REF names: on pull_request it is a commit that merges the pull request for a test, on
//! pull_request_target, workflow_run, issue_comment and delete the tip of the default branch. Gitea and Forgejo set the
//! same variables.

use super::{Ci, Provider};
use crate::change::{Change, Field, FieldSource, Forge, git_ref};

/// GitHub Actions.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("GITHUB_ACTIONS", None), ("GITHUB_ACTION", None)],
    forge: Some(Forge::GitHub),
    event_file: Some("GITHUB_EVENT_PATH"),
    review_signs: &[("GITHUB_HEAD_REF", ""), ("GITHUB_EVENT_NAME", "pull_request")],
    always: &[(Field::RepoName, "GITHUB_REPOSITORY")],
    special: Some(special),
    special_variables: &[
        "GITHUB_SERVER_URL",
        "GITHUB_BASE_REF",
        "GITHUB_REF",
        "GITHUB_REF_NAME",
        "GITHUB_REF_TYPE",
        "GITHUB_SHA",
    ],
    ..Provider::new("github")
};

/// Events that are about something else than the default branch that they check out.
const ELSEWHERE: [&str; 7] = [
    "pull_request_target",
    "workflow_run",
    "issue_comment",
    "delete",
    "check_run",
    "check_suite",
    "status",
];

fn special(ci: &Ci<'_>, change: &mut Change) {
    if let Some((server, path)) = ci.get("GITHUB_SERVER_URL").zip(ci.get("GITHUB_REPOSITORY")) {
        let url = format!("{}/{path}.git", server.trim_end_matches('/'));
        change.offer(Field::GitUrl, Some(&url), FieldSource::env("GITHUB_REPOSITORY"));
    }
    let event = ci.get("GITHUB_EVENT_NAME");
    change.is_elsewhere |= event.is_some_and(|event| ELSEWHERE.contains(&event));
    let reference = ci.get("GITHUB_REF").unwrap_or_default();
    if change.is_review() || git_ref::review_number(reference).is_some() {
        review(ci, reference, change);
    } else if !change.is_elsewhere {
        let source = FieldSource::env("GITHUB_REF");
        change.offer_ref(Some(reference), &source);
        if reference.is_empty() {
            let kind = if ci.get("GITHUB_REF_TYPE") == Some("tag") { "tags" } else { "heads" };
            let name = ci.get("GITHUB_REF_NAME").map(|name| format!("refs/{kind}/{name}"));
            change.offer_ref(name.as_deref(), &FieldSource::env("GITHUB_REF_NAME"));
        }
        ci.offer(change, Field::CommitHash, "GITHUB_SHA");
    }
}

fn review(ci: &Ci<'_>, reference: &str, change: &mut Change) {
    change.is_of_review = true;
    let branch = ci.get("GITHUB_HEAD_REF").map(|name| format!("refs/heads/{name}"));
    change.offer(Field::BranchName, branch.as_deref(), FieldSource::env("GITHUB_HEAD_REF"));
    ci.offer(change, Field::BaseBranch, "GITHUB_BASE_REF");
    let number = git_ref::review_number(reference);
    change.offer(Field::PullRequestNumber, number, FieldSource::env("GITHUB_REF"));
    match number.and(reference.rsplit('/').next()) {
        Some("merge") => ci.offer(change, Field::MergeCommit, "GITHUB_SHA"),
        // So do some versions of Gitea.
        Some("head") => ci.offer(change, Field::CommitHash, "GITHUB_SHA"),
        _ => change.is_elsewhere = true,
    }
}
