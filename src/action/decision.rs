//! Whether the Action does what it was asked to, for this change: forks, queues and deletions.
//!
//! Not here: where a change goes (`command/deploy/target.rs`), and whether a newer run goes before (`feedback.rs`).

use super::asked::Manners;
use super::report::Ending;
use crate::change::Change;
use crate::command::{Target, target};
use crate::flags::{Action, Given};

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// What was asked.
    Act,
    /// Only tell the branch deployment of the change, and why not more.
    Tell(String),
    /// Nothing, and why.
    Stop(Ending, String),
}

/// Decides by what is known without asking anybody.
pub(super) fn by_change(
    given: &Given,
    change: &Change,
    manners: &Manners,
    event: &str,
) -> Decision {
    let skip = |reason: &str| Decision::Stop(Ending::Skipped, reason.to_owned());
    // What sends nothing to Dagster+ is nobody's business.
    if given.command.flag("organization").is_none() {
        return Decision::Act;
    }
    let is_fork = change.is_fork() == Some(true) && !manners.allow_forks;
    if is_fork && given.filled("api-token").is_none() {
        return skip("the pull request comes from a fork, whose runs are given no secrets");
    }
    if event == "merge_group" && given.reads_change() && given.text("deployment-type").is_none() {
        return skip("a merge queue tests what is not merged yet: it is deployed when it is");
    }
    if event == "delete" && given.reads_change() && !change.is_deleted {
        return skip("a tag was deleted: there is nothing to do");
    }
    let action = given.command.action;
    let runs_code =
        matches!(action, Action::Deploy | Action::AddOrUpdateLocation | Action::LaunchJob);
    if !is_fork || !runs_code {
        return Decision::Act;
    }
    match (action, target(given, change)) {
        (Action::Deploy, Ok(Target::Branch)) => Decision::Tell(
            "the pull request comes from a fork: its locations are not deployed, unless allow-forks is true"
                .to_owned(),
        ),
        (Action::Deploy, Ok(Target::Mark | Target::Close)) => Decision::Act,
        // Also where it is not known where it would go, as in `workflow_run`, which does not tell a fork's branch.
        _ => skip("the pull request comes from a fork: it is not deployed, unless allow-forks is true"),
    }
}

impl Decision {
    /// Whether nothing is done.
    pub(super) fn is_stop(&self) -> bool {
        matches!(self, Decision::Stop(..))
    }
}
