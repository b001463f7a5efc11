//! Service hooks of Azure DevOps (<https://learn.microsoft.com/en-us/azure/devops/service-hooks/events>).
//!
//! A push tells of several refs, and not of all their commits. A pull request has the hash of its head only; older
//! versions of the resource lack its message and author. `url` everywhere is an address of the API; pages follow from
//! `remoteUrl`. An account may be `DOMAIN\\name` or `Windows Live ID\\address`. Not here: variables of Azure Pipelines
//! (`ci/azure_devops.rs`).

use serde_json::Value;

use crate::change::{Change, Field, FieldSource, Rules, url};
use crate::payload::Payload;

const ALWAYS: Rules =
    &[(Field::GitUrl, URL), (Field::DefaultBranch, "resource.repository.defaultBranch")];

const REVIEW: Rules = &[
    (Field::PullRequestNumber, "resource.pullRequestId"),
    (Field::PullRequestTitle, "resource.title"),
    (Field::PullRequestStatus, "resource.status"),
    (Field::BaseBranch, "resource.targetRefName"),
    (Field::CommitHash, "resource.lastMergeSourceCommit.commitId"),
    (Field::CommitMessage, "resource.lastMergeSourceCommit.comment"),
    (Field::Timestamp, "resource.lastMergeSourceCommit.author.date"),
    (Field::AuthorName, "resource.lastMergeSourceCommit.author.name"),
    (Field::AuthorEmail, "resource.lastMergeSourceCommit.author.email"),
    (Field::HeadRepo, "resource.forkSource.repository.remoteUrl"),
];

const REVIEW_POOR: Rules = &[
    (Field::CommitMessage, "resource.title"),
    (Field::Timestamp, "createdDate"),
    (Field::AuthorName, "resource.createdBy.displayName"),
    (Field::AuthorAvatarUrl, "resource.createdBy.imageUrl"),
];

const COMMIT: [(Field, &str); 4] = [
    (Field::CommitMessage, "comment"),
    (Field::Timestamp, "author.date"),
    (Field::AuthorName, "author.name"),
    (Field::AuthorEmail, "author.email"),
];

/// As many of the commits are looked at for each ref; Azure DevOps lists a hundred.
const MAX_COMMITS: usize = 1000;

const URL: &str = "resource.repository.remoteUrl";
const NAME: &str = "resource.repository.name";
const PROJECT: &str = "resource.repository.project.name";
const BRANCH: &str = "resource.sourceRefName";
const FORK: &str = "resource.forkSource";
const ACCOUNT: &str = "resource.createdBy.uniqueName";

/// Reads what happened to a pull request.
pub fn review(payload: Payload<'_>, change: &mut Change) {
    change.is_of_review = true;
    repository(payload, change);
    payload.take(change, REVIEW);
    change.offer_ref(payload.text(BRANCH).as_deref(), &FieldSource::new("event", BRANCH));
    let is_fork = payload.has(FORK).to_string();
    change.offer(Field::IsFork, Some(&is_fork), FieldSource::new("event", FORK));
    let page = change.text(Field::GitUrl).zip(change.text(Field::PullRequestNumber));
    let page = page.map(|(repository, number)| format!("{repository}/pullrequest/{number}"));
    change.offer(Field::PullRequestUrl, page.as_deref(), FieldSource::new("event", URL));
    payload.take_poor(change, REVIEW_POOR);
    let account = payload.text(ACCOUNT).unwrap_or_default();
    let address = account.split('\\').next_back().filter(|last| last.contains('@'));
    change.offer_fallback(Field::AuthorEmail, address, FieldSource::new("event", ACCOUNT));
}

/// Reads what a push did to the ref of this number.
pub fn push(payload: Payload<'_>, number: usize, change: &mut Change) {
    change.is_home = true;
    repository(payload, change);
    let name = format!("resource.refUpdates.{number}.name");
    change.offer_ref(payload.text(&name).as_deref(), &FieldSource::new("event", name));
    let path = format!("resource.refUpdates.{number}.newObjectId");
    let tip = payload.text(&path).unwrap_or_default();
    change.is_deleted =
        !tip.is_empty() && tip.bytes().all(|digit| digit == b'0') && !change.has(Field::Tag);
    change.offer(Field::CommitHash, Some(&tip), FieldSource::new("event", path));
    let listed = payload.at("resource.commits").and_then(Value::as_array);
    let is_tip = |one: &Value| Payload(one).text("commitId").as_deref() == Some(&tip);
    let place = listed.and_then(|listed| listed.iter().take(MAX_COMMITS).position(is_tip));
    if let Some(place) = place {
        payload.take_at(&format!("resource.commits.{place}"), &COMMIT, change);
    }
}

/// Takes the repository, named as Azure Pipelines names it: the URLs of Azure DevOps Server do not show where the
/// project begins.
fn repository(payload: Payload<'_>, change: &mut Change) {
    payload.take(change, ALWAYS);
    let remote = change.text(Field::GitUrl).and_then(url::remote);
    let is_service = remote.is_some_and(|remote| remote.host == "dev.azure.com");
    let names = payload.text(PROJECT).zip(payload.text(NAME));
    if let Some((project, repository)) = names.filter(|_| !is_service) {
        let path = format!("{project}/{repository}");
        change.offer(Field::RepoName, Some(&path), FieldSource::new("event", NAME));
    }
}
