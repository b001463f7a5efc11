//! Whether the Action does what it was asked to, for this change: forks, queues and deletions.
//!
//! Not here: where a change goes (`command/deploy/target.rs`), and whether a newer run goes before (`feedback.rs`).

use super::asked::Manners;
use super::report::Ending;
use super::runner::Runner;
use crate::change::Change;
use crate::command::{Target, target};
use crate::error::Code;
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
    runner: &Runner<'_>,
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
    if runner.actor() == "dependabot[bot]" && given.filled("api-token").is_none() {
        return skip(
            "runs for Dependabot are given no secrets but Dependabot's own, and there is no api-token",
        );
    }
    if runner.event() == "merge_group"
        && given.reads_change()
        && given.text("deployment-type").is_none()
    {
        return skip("a merge queue tests what is not merged yet: it is deployed when it is");
    }
    if runner.event() == "delete" && given.reads_change() && !change.is_deleted {
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
        // A wrong input is an error, an unknown branch none: of the run of a fork's workflow GitHub does not tell more.
        (Action::Deploy, Err(error)) if error.code != Code::UnclearChange => Decision::Act,
        _ => skip("the pull request comes from a fork: it is not deployed, unless allow-forks is true"),
    }
}

impl Decision {
    /// Whether nothing is done.
    pub(super) fn is_stop(&self) -> bool {
        matches!(self, Decision::Stop(..))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::asked;
    use crate::change::{Field, Source};

    /// What is decided for a fork's review, with these inputs and facts.
    fn decided(inputs: &[(&str, &str)], facts: &[(Field, &str)]) -> Decision {
        let input = |(name, text): &(&str, &str)| {
            (crate::flags::inputs::variable(name), (*text).to_owned())
        };
        let env = [("api-token", "x"), ("organization", "acme")];
        let env = env.iter().chain(inputs).map(input).collect();
        let (manners, asked) = asked::read(&env);
        let mut change = Change::default();
        for (field, value) in [&[(Field::IsFork, "true")], facts].concat() {
            change.say(field, value.to_owned(), Source::new("event", "x"));
        }
        let given = asked.map(|asked| asked.given).expect("good inputs");
        by_change(&given, &change, &manners, &Runner::new(&env))
    }

    #[test]
    fn a_forks_review_whose_branch_is_not_known_is_skipped_and_a_wrong_input_is_still_an_error() {
        assert!(decided(&[], &[]).is_stop());
        assert_eq!(decided(&[("deployment-type", "full")], &[]), Decision::Act);
        let branch = [("branch-name", "feat")];
        assert!(matches!(decided(&branch, &[(Field::BranchName, "feat")]), Decision::Tell(_)));
        let allowed = [("allow-forks", "true")];
        assert_eq!(decided(&allowed, &[]), Decision::Act);
    }
}
