//! Bitbucket Cloud's events (<https://support.atlassian.com/bitbucket-cloud/docs/event-payloads/>).
//!
//! Pull requests tell the first 12 digits of their head's hash and none of its facts; what stands in for them is of a
//! lesser kind. Pushes tell several refs, each with its new tip. Not here: Bitbucket Data Center, whose payloads are
//! others, and BITBUCKET_* variables (`ci/bitbucket.rs`).

use super::deleted;
use crate::change::{Change, Field, FieldSource, Rules, person};
use crate::payload::Payload;

const REVIEW: Rules = &[
    (Field::RepoName, "pullrequest.destination.repository.full_name"),
    (Field::RepoName, "repository.full_name"),
    (Field::PullRequestNumber, "pullrequest.id"),
    (Field::PullRequestUrl, "pullrequest.links.html.href"),
    (Field::PullRequestTitle, "pullrequest.title"),
    (Field::PullRequestStatus, "pullrequest.state"),
    (Field::BaseBranch, "pullrequest.destination.branch.name"),
    (Field::CommitHash, "pullrequest.source.commit.hash"),
    (Field::CommitUrl, "pullrequest.source.commit.links.html.href"),
    (Field::HeadRepo, "pullrequest.source.repository.full_name"),
];

const REVIEW_POOR: Rules = &[
    (Field::CommitMessage, "pullrequest.title"),
    (Field::Timestamp, "pullrequest.updated_on"),
    (Field::AuthorName, "pullrequest.author.display_name"),
    (Field::AuthorName, "pullrequest.author.nickname"),
    (Field::AuthorAvatarUrl, "pullrequest.author.links.avatar.href"),
];

const PUSH: Rules = &[(Field::RepoName, "repository.full_name")];

/// The fields of a push's new tip.
const TIP: Rules = &[
    (Field::CommitHash, "target.hash"),
    (Field::CommitMessage, "target.message"),
    (Field::Timestamp, "target.date"),
    (Field::CommitUrl, "target.links.html.href"),
    (Field::AuthorName, "target.author.user.display_name"),
    (Field::AuthorAvatarUrl, "target.author.user.links.avatar.href"),
];

/// Reads a pull request into the record. An event that ends it decides, whatever state the payload has.
pub fn review(payload: Payload<'_>, event: &str, change: &mut Change) {
    change.is_of_review = true;
    let ended = match event {
        "pullrequest:fulfilled" => Some("merged"),
        "pullrequest:rejected" => Some("closed"),
        _ => None,
    };
    change.offer(Field::PullRequestStatus, ended, FieldSource::new("event", "X-Event-Key"));
    payload.take(change, REVIEW);
    payload.take_branch("pullrequest.source.branch.name".to_owned(), change);
    // A fork that is gone or private.
    let is_gone = payload.is_null("pullrequest.source.repository");
    let source = FieldSource::new("event", "pullrequest.source.repository");
    change.offer(Field::IsFork, is_gone.then_some("true"), source);
    git_url(change);
    payload.take_poor(change, REVIEW_POOR);
}

/// Reads one of the changes of a push into the record.
pub fn push(payload: Payload<'_>, number: usize, change: &mut Change) {
    change.is_home = true;
    payload.take(change, PUSH);
    git_url(change);
    let place = format!("push.changes.{number}");
    let new = format!("{place}.new");
    let is_closed = payload.is(&format!("{place}.closed"));
    let is_over = payload.is_null(&new) || is_closed && !payload.has(&new);
    let side = format!("{place}.{}", if is_over { "old" } else { "new" });
    match payload.text(&format!("{side}.type")).as_deref() {
        Some("tag") => payload.take_at(&side, &[(Field::Tag, "name")], change),
        Some("branch") => payload.take_branch(format!("{side}.name"), change),
        _ => {}
    }
    if is_over {
        return deleted(change);
    }
    let author = format!("{new}.target.author.raw");
    person::offer(change, payload.text(&author).as_deref(), &FieldSource::new("event", author));
    payload.take_at(&new, TIP, change);
}

/// Events lack the address to clone from, but all repositories are on one host.
fn git_url(change: &mut Change) {
    let url = change.text(Field::RepoName).map(|name| format!("https://bitbucket.org/{name}.git"));
    change.offer(Field::GitUrl, url.as_deref(), FieldSource::new("derived", "repoName"));
}
