//! Asks everything that knows of the change, in order: the user, the event, the CI system's variables, git, the host's
//! API.
//!
//! Nothing in here fails: unknown fields are missing from the record, and a note gives the reason. Not here: the
//! sources; derived fields (`derive.rs`); and whether a command can work with the record.

use serde_json::Value;

use super::ci::{self, Ci, Provider};
use super::derive::derive;
use super::event;
use super::field::is_full_hash;
use super::git::{Commit, Git};
use super::{Change, Field, FieldSource, github_api, teamcity_properties};
use crate::encoding;
use crate::error::Error;
use crate::github;
use crate::host::{Host, Variables};
use crate::http::Settings;
use crate::payload::Payload;
use crate::secrets::Secrets;

/// The largest event file to read; GitHub sends no larger webhook than 25 MB.
const MAX_EVENT_BYTES: u32 = 32 * 1024 * 1024;

/// The facts of a commit that git or the host's API can add.
const COMMIT_FACTS: [Field; 4] =
    [Field::CommitMessage, Field::Timestamp, Field::AuthorName, Field::AuthorEmail];

/// The sources of a change.
pub struct Question<'a, H: Host> {
    /// The outside.
    pub host: &'a H,
    /// The variables of the job.
    pub env: &'a Variables,
    /// The checkout; the working directory if none is named.
    pub folder: Option<&'a str>,
    /// The fields that the user gave.
    pub given_fields: Vec<(Field, String, FieldSource)>,
    /// How a request to the host's API travels.
    pub settings: &'a Settings,
    /// The secrets that no output may show.
    pub secrets: &'a Secrets,
    /// Whether git and the host's API are asked, too: not if the event has enough.
    pub asks: bool,
}

/// The variables that may be read.
pub fn variables() -> Vec<&'static str> {
    let mut names = Vec::new();
    for provider in ci::PROVIDERS {
        names.extend(provider.variables());
    }
    names.extend(github::VARIABLES);
    names
}

/// Collects all that is known of the change.
pub async fn collect<H: Host>(question: Question<'_, H>) -> Change {
    let Question { host, env, folder, given_fields, settings, secrets, asks } = question;
    // Without a CI system what is checked out is what is meant.
    let mut change = Change { provider: "git", is_head: true, ..Change::default() };
    for (field, value, source) in given_fields {
        change.say(field, value, source);
    }
    let mut ci = Ci::new(env);
    let provider = ci::detect(&ci);
    if let Some(provider) = provider {
        change.provider = provider.name;
        change.is_head = false;
        let given_hash = change.text(Field::CommitHash).map(str::to_owned);
        let given_hash = given_hash.zip(change.source(Field::CommitHash).cloned());
        change.forget(Field::CommitHash);
        ci.properties = teamcity_properties::read(host, &ci, &mut change).await;
        if let Some(payload) = event(host, provider, &ci, &mut change).await {
            event::github::read(Payload(&payload), ci.get("GITHUB_EVENT_NAME"), &mut change);
        }
        provider.read(&ci, &mut change);
        if let Some((hash, source)) = given_hash {
            prefer_commit(hash, source, &mut change);
        }
    }
    change.review_variable = ci::review_variable(&ci);
    see_through_merge(&mut change);
    if !asks {
        derive(&mut change);
        return change;
    }
    let git = Git { host, folder };
    let trouble = ask_git_for_commit(&git, &mut change).await;
    ask_git_for_repository(&git, &mut change).await;
    // The event of a pull request has nothing of its commit, and only the API has the picture of its author.
    let lacks_picture = change.is_review() && !change.has(Field::AuthorAvatarUrl);
    if change.provider == "github" && (lacks_picture || lacks_commit_facts(&change)) {
        github_api::ask(host, env, (settings, secrets), &mut change).await;
    }
    derive(&mut change);
    if let Some(error) = trouble.filter(|_| lacks_commit_facts(&change)) {
        let reason = error.into_reason();
        change.note(&format!("the checkout could not tell the commit: {reason}"));
    }
    change
}

fn lacks_commit_facts(change: &Change) -> bool {
    COMMIT_FACTS.iter().any(|field| !change.has(*field))
}

/// The event file of a CI system that leaves one.
async fn event<H: Host>(
    host: &H,
    provider: &Provider,
    ci: &Ci<'_>,
    change: &mut Change,
) -> Option<Value> {
    let variable = provider.event_file?;
    let path = ci.get(variable)?;
    let problem = match host.read_file(path, MAX_EVENT_BYTES).await {
        Err(fault) => format!("cannot be read: {}", fault.message),
        Ok(bytes) if encoding::is_utf16(&bytes) => format!("cannot be read: {}", encoding::UTF16),
        Ok(bytes) => match serde_json::from_slice::<Value>(encoding::without_mark(&bytes)) {
            Ok(payload @ Value::Object(_)) => return Some(payload),
            Ok(_) => "is no JSON object".to_owned(),
            Err(error) => format!("is no JSON (line {}, column {})", error.line(), error.column()),
        },
    };
    change.note(&format!("the event file of {variable} {problem}; going by the other variables"));
    None
}

/// Takes the commit that the user gave. The CI system's facts are about the commit that it builds.
fn prefer_commit(hash: String, source: FieldSource, change: &mut Change) {
    let built = change.text(Field::CommitHash).map(str::to_ascii_lowercase);
    if built.is_some_and(|built| !built.starts_with(&hash.to_ascii_lowercase())) {
        change.forget_commit();
    }
    change.say(Field::CommitHash, hash, source);
}

/// The message `Merge <head> into <base>` belongs to a commit that merges a pull request for a test: it names the head.
fn see_through_merge(change: &mut Change) {
    for field in [Field::MergeMessage, Field::CommitMessage] {
        let head = change.text(field).and_then(merged_head).map(str::to_owned);
        if head.is_some() && change.is_review() {
            change.forget(field);
            let source = FieldSource::new("derived", "merge message");
            change.offer(Field::CommitHash, head.as_deref(), source);
        }
    }
}

fn merged_head(message: &str) -> Option<&str> {
    let (head, base) = message.trim_end().strip_prefix("Merge ")?.split_once(" into ")?;
    (is_full_hash(head) && is_full_hash(base)).then_some(head)
}

/// Adds the commit's facts from the log, or returns why it could not.
async fn ask_git_for_commit<H: Host>(git: &Git<'_, H>, change: &mut Change) -> Option<Error> {
    let known = change.text(Field::CommitHash).map(str::to_owned);
    let is_short = known.as_deref().is_some_and(|hash| hash.len() < 40);
    // When a pull request is over, a job has its base or its merge checked out: not the commit that its event does not
    // name.
    let is_of_other = change.is_elsewhere || change.is_over() && !change.is_head;
    if is_of_other && known.is_none() || !lacks_commit_facts(change) && known.is_some() && !is_short
    {
        return None;
    }
    let is_known = known.is_some();
    let wanted = known.or(change.text(Field::MergeCommit).map(str::to_owned));
    // A user's value is not cleaned, and must not become an option of git.
    if wanted.as_deref().is_some_and(|hash| Field::CommitHash.clean(hash).as_deref() != Some(hash))
    {
        return None;
    }
    let read = match git.commit(wanted.as_deref()).await {
        Ok(commit) if !is_wanted(&commit, wanted.as_deref()) => return None,
        Ok(commit) if !is_known && change.is_review() && !change.is_head => {
            // A shallow clone does not know the merge's parents, but its message does.
            let is_parent = |head: &&str| {
                commit.parents.is_empty() || commit.parents.iter().any(|parent| parent == head)
            };
            let head = merged_head(&commit.subject).filter(is_parent);
            change.offer(Field::CommitHash, head, FieldSource::new("derived", "merge message"));
            match head {
                Some(head) => git.commit(Some(head)).await,
                None => head_of(git, commit, change.provider).await,
            }
        }
        other => other,
    };
    match read {
        Ok(commit) => {
            add_commit(change, &commit);
            None
        }
        Err(error) => {
            if !change.has(Field::CommitHash) {
                settle_for_merge(change);
            }
            Some(error)
        }
    }
}

/// A short hash may also be the name of a branch or tag, which git would take first.
fn is_wanted(commit: &Commit, wanted: Option<&str>) -> bool {
    wanted.is_none_or(|hash| is_full_hash(hash) || commit.hash.starts_with(hash))
}

/// Takes the commit that merges the pull request, because its head could not be found.
fn settle_for_merge(change: &mut Change) {
    let known = change.text(Field::MergeCommit).zip(change.source(Field::MergeCommit));
    let Some((merge, source)) = known.map(|(merge, source)| (merge.to_owned(), source.clone()))
    else {
        return;
    };
    change.offer(Field::CommitHash, Some(&merge), source);
    change.note(&format!(
        "{merge} may be a commit that only merges the review for a test: its head could not be found"
    ));
}

/// The head of a pull request whose checkout is a commit that merges it for a test.
async fn head_of<H: Host>(
    git: &Git<'_, H>,
    commit: Commit,
    provider: &str,
) -> Result<Commit, Error> {
    let [first, second, ..] = commit.parents.as_slice() else { return Ok(commit) };
    let subject = commit.subject.as_str();
    // Jenkins merges the base into the head, everybody else the head into the base. Often it builds the head, which may
    // be somebody's own merge.
    let head = if subject.starts_with("Merge commit '") && subject.ends_with("' into HEAD") {
        first
    } else if provider == "jenkins" {
        return Ok(commit);
    } else {
        second
    };
    git.commit(Some(head)).await
}

fn add_commit(change: &mut Change, commit: &Commit) {
    let source = || FieldSource::new("git", "log");
    let known = change.text(Field::CommitHash).map(str::to_owned);
    // A short hash is completed.
    if known.as_deref().is_some_and(|known| known.len() < 40 && commit.hash.starts_with(known)) {
        change.say(Field::CommitHash, commit.hash.clone(), source());
    }
    change.offer(Field::CommitHash, Some(&commit.hash), source());
    change.offer(Field::CommitMessage, Some(&commit.message), source());
    let timestamp = commit.timestamp.map(crate::python_float::digits);
    change.offer(Field::Timestamp, timestamp.as_deref(), source());
    change.offer(Field::AuthorName, Some(&commit.author_name), source());
    change.offer(Field::AuthorEmail, Some(&commit.author_email), source());
    if change.is_review() || change.has(Field::Tag) || change.has(Field::BranchName) {
        return;
    }
    match commit.branch() {
        Some(branch) => {
            let full = format!("refs/heads/{branch}");
            change.offer(Field::BranchName, Some(&full), FieldSource::new("git", "HEAD"));
        }
        None => change.offer(Field::Tag, commit.tag(), FieldSource::new("git", "tag")),
    }
}

/// Adds the repository and its default branch, if the CI system named neither.
async fn ask_git_for_repository<H: Host>(git: &Git<'_, H>, change: &mut Change) {
    if !change.has(Field::GitUrl)
        && let Ok(remote) = git.remote().await
    {
        change.offer(Field::GitUrl, remote.as_deref(), FieldSource::new("git", "remote"));
    }
    // GitHub's and GitLab's variables and events have it if it exists.
    let is_authoritative = matches!(change.provider, "github" | "gitlab");
    if !change.has(Field::DefaultBranch)
        && !is_authoritative
        && let Ok(branch) = git.default_branch().await
    {
        change.offer(
            Field::DefaultBranch,
            branch.as_deref(),
            FieldSource::new("git", "origin/HEAD"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_message_of_a_test_merge_tells_a_head() {
        let (head, base) = ("a".repeat(40), "b".repeat(40));
        let message = format!("Merge {head} into {base}\n");
        assert_eq!(merged_head(&message), Some(head.as_str()));
        for message in ["Merge main into feat", "Merge branch 'a' into 'b'", "Merge ", ""] {
            assert_eq!(merged_head(message), None, "{message}");
        }
    }
}
