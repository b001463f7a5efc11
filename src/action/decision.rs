//! Decides if the Action runs its command for a change: forks, queues, failed runs and deletions.
//!
//! Not here: where a change goes (`command/deploy/target.rs`), and whether a newer run goes before (`latest.rs`).

use super::requested::Manners;
use super::runner::Runner;
use crate::change::Change;
use crate::command::optional;
use crate::flags;
use crate::flags::{Action, Given};
use crate::github::reviews::Review;

const FORK: &str =
    "the pull request comes from a fork: nothing is done for it, unless allow-forks is true";

/// Why nothing is done, by what is known without asking anybody.
pub(super) fn skipped(
    given: &Given,
    change: &Change,
    manners: &Manners,
    runner: &Runner<'_>,
) -> Option<&'static str> {
    // What sends nothing to Dagster+ is nobody's business.
    if !sends(given) {
        return None;
    }
    let has_token = given.filled(&flags::API_TOKEN).is_some();
    match change.is_fork() {
        Some(true) if !manners.allow_forks && !has_token => {
            return Some("the pull request comes from a fork, whose runs are given no secrets");
        }
        Some(true) if !manners.allow_forks => return Some(FORK),
        _ => {}
    }
    if runner.actor() == "dependabot[bot]" && !has_token {
        return Some(
            "runs for Dependabot are given no secrets but Dependabot's own, and there is no api-token",
        );
    }
    let deploys = given.reads_change() || given.command.action == Action::AddOrUpdateLocation;
    if deploys && runner.event() == "delete" && !change.is_deleted {
        return Some("a tag was deleted: there is nothing to do");
    }
    if deploys && change.is_queued && change.is_deleted {
        return Some("a branch of a merge queue was deleted: there is nothing to do");
    }
    // Who closes the branch deployment, whatever happened, means it.
    if !deploys || optional::marks_closed(given) {
        return None;
    }
    if change.is_queued && optional::deployment_type(given).is_none() {
        return Some("a merge queue tests what is not merged yet: it is deployed when it is");
    }
    let has_failed = change.follows.as_ref().is_some_and(|run| !run.has_succeeded);
    has_failed.then_some("the workflow run that this one follows has not succeeded")
}

/// Whether GitHub must be asked if the pull request comes from a fork. A merge queue's commit was let in, and a branch
/// that was pushed here is no fork's, whatever pull request it names.
pub(super) fn is_origin_unknown(given: &Given, change: &Change, manners: &Manners) -> bool {
    let is_unknown = change.is_review() && change.is_fork().is_none();
    let is_ours = change.is_queued || change.is_home;
    is_unknown && !is_ours && sends(given) && !manners.allow_forks
}

/// Why nothing is done, by what was answered to that.
pub(super) fn by_origin(review: Option<&Result<Review, String>>) -> Option<String> {
    let why = match review {
        Some(Ok(review)) => match review.is_fork {
            Some(true) => return Some(FORK.to_owned()),
            Some(false) => return None,
            None => "",
        },
        Some(Err(why)) => why.as_str(),
        None => "there is no github-token, or no number of the pull request, to ask GitHub with",
    };
    let colon = if why.is_empty() { "" } else { ": " };
    Some(format!(
        "it is not known whether the pull request comes from a fork{colon}{why}; is-fork: false says that it does not, and \
         with allow-forks: true it does not matter"
    ))
}

fn sends(given: &Given) -> bool {
    given.command.flag("organization").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::requested;
    use crate::change::{Field, FieldSource, Followed};
    use crate::host::Job;

    /// Why nothing is done with these inputs, for a change that is set up.
    fn reason(inputs: &[(&str, &str)], set_up: impl Fn(&mut Change)) -> Option<&'static str> {
        let input = |(name, text): &(&str, &str)| {
            (crate::flags::input_variable::variable(name), (*text).to_owned())
        };
        let env = [("organization", "acme")];
        let job = Job { env: env.iter().chain(inputs).map(input).collect(), ..Job::default() };
        let (manners, requested) = requested::read(&job);
        let mut change = Change::default();
        set_up(&mut change);
        let given = requested.map(|requested| requested.given).expect("good inputs");
        skipped(&given, &change, &manners, &Runner::new(&job.env))
    }

    const TOKEN: (&str, &str) = ("api-token", "x");

    fn fork(change: &mut Change) {
        change.say(Field::IsFork, "true".to_owned(), FieldSource::new("event", "x"));
    }

    #[test]
    fn nothing_is_done_for_a_fork_whatever_it_is_unless_that_is_allowed() {
        for command in ["deploy", "branch-deployment", "close", "launch-job", "run status x"] {
            let command = ("command", command);
            let name = [("location", "x"), ("job", "x")];
            let inputs = [&[command, TOKEN][..], &name].concat();
            assert_eq!(reason(&inputs, fork), Some(FORK), "{command:?}");
            let allowed = [&inputs[..], &[("allow-forks", "true")]].concat();
            assert_eq!(reason(&allowed, fork), None, "{command:?}");
        }
        assert!(reason(&[], fork).is_some_and(|why| why.contains("secrets")));
        assert_eq!(reason(&[("command", "ci image-tag")], fork), None);
    }

    #[test]
    fn what_follows_a_run_that_failed_or_tests_a_queue_is_skipped_unless_it_closes() {
        let failed = |change: &mut Change| change.follows = Some(Followed::default());
        let queued = |change: &mut Change| change.is_queued = true;
        assert!(reason(&[TOKEN], failed).is_some() && reason(&[TOKEN], queued).is_some());
        assert_eq!(reason(&[TOKEN, ("deployment-type", "branch")], queued), None);
        let closes = [TOKEN, ("command", "ci branch-deployment --mark-closed")];
        assert_eq!([reason(&closes, failed), reason(&closes, queued)], [None, None]);
        let gone = |change: &mut Change| (change.is_queued, change.is_deleted) = (true, true);
        assert!(reason(&closes, gone).is_some());
        let adds = [TOKEN, ("command", "add-location"), ("location-name", "x"), ("image", "x")];
        assert!(reason(&adds, failed).is_some() && reason(&adds, queued).is_some());
        let launches = [TOKEN, ("command", "launch-job"), ("location", "x"), ("job", "x")];
        assert_eq!(reason(&launches, failed), None);
    }

    #[test]
    fn a_pull_request_of_unknown_origin_is_skipped() {
        let reason_to_skip = |is_fork| {
            let review = Review { head: String::new(), is_open: true, is_fork };
            by_origin(Some(&Ok(review)))
        };
        assert_eq!(reason_to_skip(Some(false)), None);
        assert_eq!(reason_to_skip(Some(true)).as_deref(), Some(FORK));
        for why in [reason_to_skip(None), by_origin(None), by_origin(Some(&Err("x".to_owned())))] {
            assert!(why.is_some_and(|why| why.contains("is-fork: false")));
        }
    }
}
