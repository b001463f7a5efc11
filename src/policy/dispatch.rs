//! Decides by the configuration which object an event goes to, if any. Pure.
//!
//! Not here: reading the configuration (`policy/`), and what the object makes of it.

use super::Policy;
use crate::change::{Change, Field};
use crate::webhook::image::Image;
use crate::webhook::{Event, EventAction};

/// Who is to know of an event.
#[derive(Debug, PartialEq)]
pub enum Dispatch<'e> {
    /// Nobody, for this reason.
    Ignored(String),
    /// A branch, by its name in Dagster+.
    Branch {
        /// The repository.
        repository: String,
        /// The branch.
        name: String,
        /// Whether the configuration takes it; if not, it is for a branch only that is known: a pull request that was
        /// taken may have been given another base, and its end has to be known all the same.
        is_taken: bool,
    },
    /// The directory: an image that some location runs.
    Image(&'e Image),
}

/// Judges an event.
pub fn dispatch<'e>(policy: &Policy, event: &'e Event) -> Dispatch<'e> {
    if let Some(image) = &event.image {
        return match policy.images(image).is_empty() {
            true => Dispatch::Ignored("no entry of `images` fits it".to_owned()),
            false => Dispatch::Image(image),
        };
    }
    match (event.action, &event.change) {
        (EventAction::Update | EventAction::Close | EventAction::PushFacts, Some(change)) => {
            branch(policy, event.action, change).unwrap_or_else(Dispatch::Ignored)
        }
        _ => Dispatch::Ignored(event.reason.clone()),
    }
}

fn branch<'e>(
    policy: &Policy,
    action: EventAction,
    change: &Change,
) -> Result<Dispatch<'e>, String> {
    let repository = change.text(Field::RepoName).unwrap_or_default();
    let Some(rule) = policy.rule(repository) else {
        return Err("no entry of `repositories` takes its repository".to_owned());
    };
    let taken = rule.takes(change);
    if action != EventAction::Close {
        taken.clone()?;
    }
    let (repository, name) = (repository.to_owned(), name(change));
    Ok(Dispatch::Branch { repository, name, is_taken: taken.is_ok() })
}

/// The branch's name in Dagster+. A fork's branch may have the name of one of ours, and is distinguished by the number
/// of its pull request: its repository may be gone when the pull request ends.
pub fn name(change: &Change) -> String {
    let branch = change.text(Field::BranchName).unwrap_or_default();
    match change.text(Field::PullRequestNumber) {
        Some(number) if change.may_be_of_fork() => ["fork-", number, ":", branch].concat(),
        _ => branch.to_owned(),
    }
}
