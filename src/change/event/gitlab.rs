//! GitLab's events (<https://docs.gitlab.com/user/project/integrations/webhook_events/>).
//!
//! A merge request tells its head's facts; its `project` is the target. Who did something is not the commit's author,
//! so that the picture is taken only where they are the same. Addresses may be `[REDACTED]`, pictures have no server in
//! their address on some installations, and neither is taken then. Not here: CI_* variables (`ci/gitlab.rs`).

use super::deleted;
use crate::change::{Change, Field, FieldSource, Rules};
use crate::payload::Payload;

const ALWAYS: Rules = &[
    (Field::RepoName, "project.path_with_namespace"),
    (Field::GitUrl, "project.git_http_url"),
    (Field::GitUrl, "project.http_url"),
    (Field::GitUrl, "repository.git_http_url"),
    (Field::DefaultBranch, "project.default_branch"),
];

const REVIEW: Rules = &[
    (Field::RepoName, "object_attributes.target.path_with_namespace"),
    (Field::GitUrl, "object_attributes.target.git_http_url"),
    (Field::PullRequestNumber, "object_attributes.iid"),
    (Field::PullRequestUrl, "object_attributes.url"),
    (Field::PullRequestTitle, "object_attributes.title"),
    (Field::PullRequestStatus, "object_attributes.state"),
    (Field::PullRequestStatus, "object_attributes.action"),
    (Field::BaseBranch, "object_attributes.target_branch"),
    (Field::CommitHash, "object_attributes.last_commit.id"),
    (Field::HeadRepo, "object_attributes.source.path_with_namespace"),
];

const REVIEW_POOR: Rules = &[
    (Field::CommitMessage, "object_attributes.title"),
    (Field::Timestamp, "object_attributes.updated_at"),
];

/// Reads a merge request into the record.
pub fn review(payload: Payload<'_>, change: &mut Change) {
    change.is_of_review = true;
    // The end decides, whatever state the payload has: during a merge the state is "locked" for a moment.
    let action = payload.text("object_attributes.action");
    let ended = action.as_deref().filter(|action| matches!(*action, "close" | "merge"));
    let source = FieldSource::new("event", "object_attributes.action");
    change.offer(Field::PullRequestStatus, ended, source);
    payload.take(change, ALWAYS);
    payload.take(change, REVIEW);
    payload.take_branch("object_attributes.source_branch".to_owned(), change);
    let is_fork = is_fork(payload).map(|is_fork| is_fork.to_string());
    let source = FieldSource::new("event", "object_attributes.source_project_id");
    change.offer(Field::IsFork, is_fork.as_deref(), source);
    payload.take_commit("object_attributes.last_commit", change);
    author(payload, ["user.name", "user.email", "user.avatar_url"], change);
    payload.take_poor(change, REVIEW_POOR);
}

/// Whether a merge request comes from another project. One that is gone was a fork.
fn is_fork(payload: Payload<'_>) -> Option<bool> {
    let id = |path| payload.text(path);
    let ids =
        id("object_attributes.source_project_id").zip(id("object_attributes.target_project_id"));
    let is_gone = payload.is_null("object_attributes.source")
        || payload.is_null("object_attributes.source_project_id");
    ids.map(|(source, target)| source != target).or(is_gone.then_some(true))
}

/// Reads a push to a branch or of a tag into the record.
pub fn push(payload: Payload<'_>, change: &mut Change) {
    change.is_home = true;
    payload.take(change, ALWAYS);
    change.offer_ref(payload.text("ref").as_deref(), &FieldSource::new("event", "ref"));
    let after = payload.text("after").unwrap_or_default();
    if !after.is_empty() && after.bytes().all(|digit| digit == b'0') {
        return deleted(change);
    }
    change.offer(Field::CommitHash, Some(&after), FieldSource::new("event", "after"));
    // The list is cut off at twenty, and empty where a branch begins at a known commit.
    if let Some(place) = payload.listed_commit(&after) {
        payload.take_commit(&place, change);
    }
    author(payload, ["user_name", "user_email", "user_avatar"], change);
}

/// Drops an address that is redacted, and takes the picture of the actor if the actor is the author.
fn author(payload: Payload<'_>, [name, email, avatar]: [&'static str; 3], change: &mut Change) {
    if change.text(Field::AuthorEmail) == Some("[REDACTED]") {
        change.forget(Field::AuthorEmail);
    }
    let is_same =
        |field, path| change.has(field) && change.text(field) == payload.text(path).as_deref();
    if is_same(Field::AuthorName, name) || is_same(Field::AuthorEmail, email) {
        let picture = payload.text(avatar);
        change.offer(Field::AuthorAvatarUrl, picture.as_deref(), FieldSource::new("event", avatar));
    }
}
