//! GitHub's events (<https://docs.github.com/en/webhooks/webhook-events-and-payloads>), also those of Gitea and Forgejo,
//! which follow them.
//!
//! Pull requests are told without their head's message, author and time; what stands in for them is of a lesser kind.
//! Deletions and creations name their ref without `refs/heads/`. The run of a workflow that a tag started looks like
//! that of a branch of this name. What only Gitea does is in `gitea.rs`. Not here: GITHUB_* variables (`ci/github.rs`).

use serde_json::Value;

use super::{deleted, gitea};
use crate::change::{Change, Field, FieldSource, Followed, Rules};
use crate::payload::Payload;

/// The kinds of events, by the form of their payloads.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Review,
    Comment,
    Run,
    Queue,
    Release,
    Push,
    Ref,
    Creation,
    Deletion,
    Other,
}

/// Each kind with what the event's name begins with and what its payload holds; where the name is not known, what the
/// payload holds is all there is to go by.
const KINDS: [(Kind, &str, &str); 14] = [
    (Kind::Review, "pull_request", "pull_request"),
    (Kind::Comment, "pull_request_comment", "issue.pull_request"),
    (Kind::Comment, "issue_comment", "issue.pull_request"),
    (Kind::Run, "workflow_run", "workflow_run"),
    (Kind::Queue, "merge_group", "merge_group"),
    (Kind::Release, "release", "release"),
    (Kind::Push, "push", "after"),
    (Kind::Creation, "create", "master_branch"),
    (Kind::Creation, "create", "default_branch"),
    (Kind::Creation, "create", "sha"),
    (Kind::Deletion, "delete", "ref_type"),
    (Kind::Creation, "create", "ref_type"),
    (Kind::Ref, "push", "ref"),
    (Kind::Ref, "workflow_dispatch", "ref"),
];

const ALWAYS: Rules = &[
    (Field::RepoName, "repository.full_name"),
    (Field::GitUrl, "repository.clone_url"),
    (Field::DefaultBranch, "repository.default_branch"),
];

const REVIEW: Rules = &[
    (Field::PullRequestNumber, "pull_request.number"),
    (Field::PullRequestNumber, "number"),
    (Field::PullRequestUrl, "pull_request.html_url"),
    (Field::PullRequestTitle, "pull_request.title"),
    (Field::CommitHash, "pull_request.head.sha"),
];

const REVIEW_POOR: Rules = &[
    (Field::CommitMessage, "pull_request.title"),
    (Field::Timestamp, "pull_request.updated_at"),
    (Field::AuthorName, "pull_request.user.full_name"),
    (Field::AuthorName, "pull_request.user.login"),
    (Field::AuthorEmail, "pull_request.user.email"),
    (Field::AuthorAvatarUrl, "pull_request.user.avatar_url"),
];

const COMMENT: Rules = &[
    (Field::PullRequestNumber, "issue.number"),
    (Field::PullRequestUrl, "issue.pull_request.html_url"),
    (Field::PullRequestTitle, "issue.title"),
];

const RUN: Rules = &[(Field::CommitHash, "workflow_run.head_sha")];

const QUEUE: Rules =
    &[(Field::BaseBranch, "merge_group.base_ref"), (Field::CommitHash, "merge_group.head_sha")];

/// Reads an event into the record.
pub fn read(payload: Payload<'_>, event: Option<&str>, change: &mut Change) {
    payload.take(change, ALWAYS);
    let is_it = |(_, name, path): &&(Kind, &str, &str)| {
        event.is_none_or(|event| event.starts_with(name)) && payload.has(path)
    };
    match KINDS.iter().find(is_it).map_or(Kind::Other, |(kind, _, _)| *kind) {
        Kind::Review => review(payload, change),
        Kind::Comment => {
            change.is_elsewhere = true;
            payload.take(change, COMMENT);
            status(payload, "issue.pull_request", "issue.state", change);
        }
        Kind::Run => run(payload, change),
        Kind::Queue => {
            payload.take(change, QUEUE);
            offer_ref(payload, "merge_group.head_ref", "", change);
            payload.take_commit("merge_group.head_commit", change);
        }
        Kind::Release => offer_ref(payload, "release.tag_name", "refs/tags/", change),
        Kind::Push => push(payload, change),
        Kind::Creation => bare_ref(payload, change),
        Kind::Deletion => {
            bare_ref(payload, change);
            deleted(change);
        }
        Kind::Ref => {
            change.is_home = true;
            offer_ref(payload, "ref", "", change);
        }
        Kind::Other => {}
    }
}

fn review(payload: Payload<'_>, change: &mut Change) {
    change.is_of_review = true;
    payload.take(change, REVIEW);
    let base = payload.text("pull_request.base.ref").map(|name| in_full(&name, "refs/heads/"));
    let source = FieldSource::new("event", "pull_request.base.ref");
    change.offer(Field::BaseBranch, base.as_deref(), source);
    offer_ref(payload, "pull_request.head.ref", "refs/heads/", change);
    status(payload, "pull_request", "pull_request.state", change);
    // The action implies the state, too.
    let done = payload.text("action");
    change.offer(Field::PullRequestStatus, done.as_deref(), FieldSource::new("event", "action"));
    origin(payload, "pull_request.head", "repo", change);
    gitea::review(payload, change);
    payload.take_poor(change, REVIEW_POOR);
}

/// Returns the state of a pull request. Some events show a merge only by its time.
fn status(payload: Payload<'_>, review: &str, state: &'static str, change: &mut Change) {
    let merged = format!("{review}.merged");
    let merged_at = format!("{review}.merged_at");
    let (is_merged, path) = match payload.text(&merged) {
        Some(word) => (word == "true", merged),
        None => (payload.has(&merged_at), merged_at),
    };
    let status = Field::PullRequestStatus;
    change.offer(status, is_merged.then_some("merged"), FieldSource::new("event", path));
    change.offer(status, payload.text(state).as_deref(), FieldSource::new("event", state));
}

/// Takes the repository that a pull request comes from.
fn origin(payload: Payload<'_>, place: &str, key: &str, change: &mut Change) {
    let path = format!("{place}.{key}");
    let name = payload.text(&format!("{path}.full_name"));
    let is_fork = is_fork(payload, place, key).map(|is_fork| is_fork.to_string());
    let source = FieldSource::new("event", path);
    change.offer(Field::HeadRepo, name.as_deref(), source.clone());
    change.offer(Field::IsFork, is_fork.as_deref(), source);
}

/// Whether the repository that stands there is another. One that is gone was a fork.
fn is_fork(payload: Payload<'_>, place: &str, key: &str) -> Option<bool> {
    let is_gone = payload.is_null(&format!("{place}.{key}"));
    let head = payload.text(&format!("{place}.{key}.full_name"));
    match head.zip(payload.text("repository.full_name")) {
        Some((head, here)) => Some(!head.eq_ignore_ascii_case(&here)),
        None => is_gone.then_some(true),
    }
}

/// The run of another workflow. What started it counts, and what is checked out has nothing to do with it.
fn run(payload: Payload<'_>, change: &mut Change) {
    change.is_elsewhere = true;
    change.follows = Some(followed(payload));
    payload.take(change, RUN);
    payload.take_commit("workflow_run.head_commit", change);
    let event = payload.text("workflow_run.event").unwrap_or_default();
    let is_fork = is_fork(payload, "workflow_run", "head_repository") == Some(true);
    if is_fork || event.starts_with("pull_request") {
        change.is_of_review = true;
        origin(payload, "workflow_run", "head_repository", change);
        run_of_review(payload, change);
    }
    if is_fork && !change.has(Field::PullRequestNumber) {
        let branch = payload.text("workflow_run.head_branch").unwrap_or_default();
        let home = change.text(Field::HeadRepo).unwrap_or("a fork that is gone");
        let note = format!(
            "the workflow run is of a review from {home}, whose number GitHub does not tell; its branch {} could share \
             its name with one of this repository, so it is not taken",
            branch.chars().take(100).collect::<String>()
        );
        return change.note(&note);
    }
    let before = if event == "release" { "refs/tags/" } else { "refs/heads/" };
    offer_ref(payload, "workflow_run.head_branch", before, change);
}

/// The run itself. One that is requested or in progress has no conclusion yet.
fn followed(payload: Payload<'_>) -> Followed {
    let text = |name: &str| payload.text(&format!("workflow_run.{name}")).unwrap_or_default();
    let number = |name: &str| text(name).parse().unwrap_or_default();
    let workflow = [text("path"), text("name")].into_iter().find(|text| !text.is_empty());
    Followed {
        workflow: workflow.unwrap_or_default().into_owned(),
        number: number("run_number"),
        attempt: number("run_attempt"),
        has_succeeded: text("conclusion") == "success",
    }
}

/// The one pull request that a run is of. GitHub lists also others from the same commit, in other repositories; and
/// none for forks.
fn run_of_review(payload: Payload<'_>, change: &mut Change) {
    let same = |one: Payload<'_>, path: &str, other: &str| {
        let known = payload.text(other);
        known.is_some() && one.text(path) == known
    };
    let listed = payload.at("workflow_run.pull_requests").and_then(Value::as_array);
    let mut ours = listed.into_iter().flatten().map(Payload).filter(|one| {
        same(*one, "base.repo.id", "repository.id")
            && same(*one, "head.repo.id", "workflow_run.head_repository.id")
            && same(*one, "head.ref", "workflow_run.head_branch")
    });
    if let Some(one) = ours.next().filter(|_| ours.next().is_none()) {
        let source = FieldSource::new("event", "workflow_run.pull_requests");
        change.offer(Field::PullRequestNumber, one.text("number").as_deref(), source.clone());
        change.offer(Field::BaseBranch, one.text("base.ref").as_deref(), source);
    }
}

fn push(payload: Payload<'_>, change: &mut Change) {
    change.is_home = true;
    offer_ref(payload, "ref", "", change);
    let after = payload.text("after").unwrap_or_default();
    // A text that is neither a hash nor zeros means nothing.
    if payload.is("deleted") || !after.is_empty() && after.bytes().all(|digit| digit == b'0') {
        return deleted(change);
    }
    // Older Gitea lists the commits only, the newest first; GitHub's newest is the last.
    let place = match payload.listed_commit(&after) {
        Some(place) if !payload.has("head_commit") => place,
        _ => "head_commit".to_owned(),
    };
    // Of an annotated tag `after` is the tag itself.
    let hash = payload.text(&format!("{place}.id"));
    change.offer(
        Field::CommitHash,
        hash.as_deref(),
        FieldSource::new("event", format!("{place}.id")),
    );
    change.offer(Field::CommitHash, Some(&after), FieldSource::new("event", "after"));
    payload.take_commit(&place, change);
    let author = payload.text(&format!("{place}.author.username"));
    if author.is_some() && author == payload.text("sender.login") {
        let avatar = payload.text("sender.avatar_url");
        change.offer(
            Field::AuthorAvatarUrl,
            avatar.as_deref(),
            FieldSource::new("event", "sender.avatar_url"),
        );
    }
}

/// Takes a ref, or a name that becomes one with a prefix. For a pull request whose branch is gone Gitea sends
/// `refs/pull/N/head`.
fn offer_ref(payload: Payload<'_>, path: &'static str, before: &str, change: &mut Change) {
    let text = payload.text(path).map(|name| in_full(&name, before));
    change.offer_ref(text.as_deref(), &FieldSource::new("event", path));
}

fn in_full(name: &str, before: &str) -> String {
    if name.starts_with("refs/") { name.to_owned() } else { format!("{before}{name}") }
}

fn bare_ref(payload: Payload<'_>, change: &mut Change) {
    let is_tag = payload.text("ref_type").as_deref() == Some("tag");
    offer_ref(payload, "ref", if is_tag { "refs/tags/" } else { "refs/heads/" }, change);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(event: Option<&str>, payload: &Value) -> Change {
        let mut change = Change::default();
        read(Payload(payload), event, &mut change);
        change
    }

    #[test]
    fn values_of_any_type_and_size_at_any_place_are_passed_over() {
        let text = Value::from("x".repeat(1 << 20));
        let deep = (0..100).fold(Value::Null, |inner, _| serde_json::json!([inner]));
        let odd =
            [Value::Null, true.into(), (-1.5).into(), text, deep, serde_json::json!({"id": []})];
        for (_, event, path) in KINDS {
            for value in &odd {
                let root = path.split('.').rev().fold(value.clone(), |inner, key| {
                    serde_json::json!({ key: inner, "head": value, "ref": value, "event": value })
                });
                for event in [None, Some(event)] {
                    let change = seen(event, &root);
                    assert!(
                        !change.has(Field::BranchName)
                            || change.text(Field::BranchName) == Some("true")
                    );
                }
            }
        }
    }

    #[test]
    fn the_name_of_an_event_goes_before_what_its_payload_holds() {
        let payload = serde_json::json!({
            "ref": "refs/heads/x",
            "after": "abc",
            "workflow_run": { "event": "push", "head_branch": "y", "head_sha": "def" },
        });
        let branch = |event| seen(event, &payload).text(Field::BranchName).map(str::to_owned);
        assert_eq!(branch(Some("push")).as_deref(), Some("x"));
        assert_eq!(branch(Some("workflow_run")).as_deref(), Some("y"));
        assert_eq!([branch(Some("deployment_status")), branch(Some("schedule"))], [None, None]);
    }
}
