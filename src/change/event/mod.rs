//! Bodies of webhooks, which CI systems also leave as event files: one file per sender, mostly a table of paths.
//!
//! Not here: receiving them and checking who sent them.

pub mod azure_devops;
pub mod bitbucket;
mod gitea;
pub mod github;
pub mod gitlab;

use serde_json::Value;

use super::derive::derive;
use super::{Change, Field, FieldSource, Forge, Rules};
use crate::payload::Payload;

/// Reads the record of a webhook's body: the sender's fields, and derived ones.
pub fn change(provider: &'static str, forge: Forge, read: &dyn Fn(&mut Change)) -> Change {
    change_at(provider, Some(forge), read)
}

/// The same where the sender may be no git host.
pub fn change_at(
    provider: &'static str,
    forge: Option<Forge>,
    read: &dyn Fn(&mut Change),
) -> Change {
    let mut change = Change { provider, forge, ..Change::default() };
    read(&mut change);
    derive(&mut change);
    change
}

/// Marks the end of the branch that was read; that of a tag ends none.
fn deleted(change: &mut Change) {
    change.is_elsewhere = true;
    change.is_deleted = !change.has(Field::Tag);
}

/// The fields of a commit in events of GitHub, Gitea and GitLab.
const COMMIT: [(Field, &str); 5] = [
    (Field::CommitMessage, "message"),
    (Field::Timestamp, "timestamp"),
    (Field::AuthorName, "author.name"),
    (Field::AuthorEmail, "author.email"),
    (Field::CommitUrl, "url"),
];

impl Payload<'_> {
    /// Takes what the paths hold.
    pub fn take(self, change: &mut Change, rules: Rules) {
        change.take(rules, "event", &|path| self.text(path));
    }

    /// Keeps what the paths hold in case nothing better is found.
    pub fn take_poor(self, change: &mut Change, rules: Rules) {
        change.take_poor(rules, "event", &|path| self.text(path));
    }

    /// Where a push lists the commit with this hash: some senders list the newest first, others last.
    fn listed_commit(self, hash: &str) -> Option<String> {
        let listed = self.at("commits").and_then(Value::as_array)?;
        let place =
            listed.iter().position(|one| Payload(one).text("id").as_deref() == Some(hash))?;
        Some(format!("commits.{place}"))
    }

    /// Takes the facts of a commit, if it is the current one.
    fn take_commit(self, place: &str, change: &mut Change) {
        let Some(commit) = self.at(place).map(Payload) else { return };
        if commit.text("id").as_deref() != change.text(Field::CommitHash) {
            return;
        }
        self.take_at(place, &COMMIT, change);
    }

    /// Takes what the paths hold below a place that is known only now.
    fn take_at(self, place: &str, rules: &[(Field, &str)], change: &mut Change) {
        for (field, path) in rules {
            let path = format!("{place}.{path}");
            change.offer(*field, self.text(&path).as_deref(), FieldSource::new("event", path));
        }
    }

    /// Takes a branch by its bare name, whatever that looks like.
    pub fn take_branch(self, path: String, change: &mut Change) {
        let branch = self.text(&path).map(|name| format!("refs/heads/{name}"));
        change.offer(Field::BranchName, branch.as_deref(), FieldSource::new("event", path));
    }
}
