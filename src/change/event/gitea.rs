//! Pull requests of Gitea and Forgejo (<https://docs.gitea.com/usage/webhooks>), where they differ from GitHub's
//! (`github.rs`).
//!
//! `head.ref` is `refs/pull/N/head` where there is no such branch: it was deleted, or the pull request was pushed to
//! `refs/for/` without one (<https://docs.gitea.com/usage/agit>). Its name is in `head.label` then, where GitHub has
//! `owner:branch`, which is none.

use crate::change::{Change, Field, FieldSource};
use crate::payload::Payload;

const LABEL: &str = "pull_request.head.label";
const HOME: &str = "pull_request.head.repo_id";

/// Takes the branch of a pull request that has none any more, and whether its repository is another.
pub(super) fn review(payload: Payload<'_>, change: &mut Change) {
    let ids = payload.text(HOME).zip(payload.text("pull_request.base.repo_id"));
    if change.is_fork() != Some(true) && ids.is_some_and(|(head, base)| head != base) {
        count_as_fork(change, HOME);
    }
    let label = payload.text(LABEL).filter(|label| !label.contains(':'));
    if change.has(Field::BranchName) || label.is_none() {
        return;
    }
    change.offer(Field::BranchName, label.as_deref(), FieldSource::new("event", LABEL));
    // A push to `refs/for/` needs no more rights than a fork does, but its pull request looks like one of this
    // repository. Who merged it had the rights.
    if change.text(Field::PullRequestStatus) != Some("MERGED") {
        change.forget(Field::HeadRepo);
        count_as_fork(change, LABEL);
    }
}

fn count_as_fork(change: &mut Change, path: &'static str) {
    change.forget(Field::IsFork);
    change.offer(Field::IsFork, Some("true"), FieldSource::new("event", path));
}
