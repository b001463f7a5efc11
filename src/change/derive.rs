//! Derives fields of a change from others: pages, the repository from its URL, whether a pull request comes from a
//! fork.
//!
//! Not here: where the facts come from (`collect.rs`).

use super::field::is_full_hash;
use super::{Change, Field, FieldSource, Forge, url};

/// Works out what follows from the facts.
pub(super) fn derive(change: &mut Change) {
    // The repository follows from its URL, also from a poor one.
    change.settle_for_poor(Some(Field::GitUrl));
    let remote = change.text(Field::GitUrl).and_then(url::remote);
    if let Some(remote) = &remote {
        let source = change.source(Field::GitUrl).cloned();
        let source = source.unwrap_or_else(|| FieldSource::new("derived", "gitUrl"));
        change.offer(Field::RepoName, Some(&remote.path), source);
        change.forge = change.forge.or(Forge::of_host(&remote.host));
    }
    change.settle_for_poor(None);
    derive_pull_request(change);
    let Some((forge, remote)) = change.forge.zip(remote) else { return };
    let offer = |change: &mut Change, field, page: Option<String>, from| {
        change.offer(field, page.as_deref(), FieldSource::new("derived", from));
    };
    let number =
        change.text(Field::PullRequestNumber).map(|number| forge.review(&remote.page, number));
    offer(change, Field::PullRequestUrl, number, "pullRequestNumber");
    let hash = change.text(Field::CommitHash).filter(|hash| is_full_hash(hash));
    let commit = hash.map(|hash| forge.commit(&remote.page, hash));
    offer(change, Field::CommitUrl, commit, "commitHash");
    let home = match change.is_fork() {
        Some(true) => head_page(change, &remote.page),
        _ => Some(remote.page),
    };
    let branch = home.zip(change.text(Field::BranchName));
    let branch = branch.map(|(home, branch)| forge.branch(&home, branch));
    offer(change, Field::BranchUrl, branch, "branchName");
}

fn derive_pull_request(change: &mut Change) {
    let page = change.text(Field::PullRequestUrl).map(str::to_owned);
    change.offer(
        Field::PullRequestNumber,
        page.as_deref(),
        FieldSource::new("derived", "pullRequestUrl"),
    );
    if !change.is_review() {
        return;
    }
    // The user may give any name; the URL identifies the repository.
    let is_given = change.source(Field::RepoName).is_some_and(FieldSource::is_given);
    let base = match change.text(Field::GitUrl).and_then(url::remote) {
        Some(remote) if is_given => Some(remote.path),
        None if is_given => None,
        _ => change.text(Field::RepoName).map(str::to_owned),
    };
    let base = base.map(|base| base.to_ascii_lowercase());
    let head = change.text(Field::HeadRepo).map(|head| match url::remote(head) {
        Some(remote) => remote.path.to_ascii_lowercase(),
        None => head.to_ascii_lowercase(),
    });
    // Nobody asks to merge a branch into itself.
    let is_same = change.has(Field::BranchName)
        && change.text(Field::BranchName) == change.text(Field::BaseBranch);
    let is_fork = base.zip(head).map(|(base, head)| base != head).or(is_same.then_some(true));
    let is_fork = is_fork.map(|is_fork| is_fork.to_string());
    change.offer(Field::IsFork, is_fork.as_deref(), FieldSource::new("derived", "head repository"));
    change.offer(
        Field::PullRequestStatus,
        Some("OPEN"),
        FieldSource::new("inferred", "a review is built"),
    );
}

/// The page of the repository that a fork's pull request comes from.
fn head_page(change: &Change, base_page: &str) -> Option<String> {
    let head = change.text(Field::HeadRepo)?;
    if let Some(remote) = url::remote(head) {
        return Some(remote.page);
    }
    let base = change.text(Field::RepoName)?;
    base_page.strip_suffix(base).map(|server| format!("{server}{head}"))
}
