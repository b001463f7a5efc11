//! What the configuration says to an event: which object is to know of it, if any. Pure.
//!
//! Not here: reading the configuration (`policy/`), and what the object makes of it.

use super::policy::Policy;
use crate::change::{Change, Field};
use crate::webhook::image::Image;
use crate::webhook::{Action, Event};

/// Who is to know of an event.
#[derive(Debug, PartialEq)]
pub enum Verdict<'e> {
    /// Nobody, for this reason.
    Ignored(String),
    /// A branch, by the name that Dagster+ is told.
    Branch {
        /// The repository.
        repository: String,
        /// The branch.
        name: String,
    },
    /// The directory: an image that some location runs.
    Image(&'e Image),
}

/// Judges an event.
pub fn judge<'e>(policy: &Policy, event: &'e Event) -> Verdict<'e> {
    if let Some(image) = &event.image {
        return match policy.images(image).is_empty() {
            true => Verdict::Ignored("no entry of `images` fits it".to_owned()),
            false => Verdict::Image(image),
        };
    }
    match (event.action, &event.change) {
        (Action::Update | Action::Close | Action::PushFacts, Some(change)) => {
            match branch(policy, change) {
                Ok((repository, name)) => Verdict::Branch { repository, name },
                Err(reason) => Verdict::Ignored(reason),
            }
        }
        _ => Verdict::Ignored(event.reason.clone()),
    }
}

fn branch(policy: &Policy, change: &Change) -> Result<(String, String), String> {
    let repository = change.text(Field::RepoName).unwrap_or_default();
    let Some(rule) = policy.rule(repository) else {
        return Err("no entry of `repositories` takes its repository".to_owned());
    };
    rule.takes(change)?;
    Ok((repository.to_owned(), name(change)))
}

/// The branch as Dagster+ is told it. A fork's branch may be called like one of ours, and is told apart by the number of its
/// review: its repository may be gone when the review ends.
pub fn name(change: &Change) -> String {
    let branch = change.text(Field::BranchName).unwrap_or_default();
    match change.text(Field::PullRequestNumber) {
        Some(number) if change.may_be_of_fork() => ["fork-", number, ":", branch].concat(),
        _ => branch.to_owned(),
    }
}
