//! Where a change belongs: to its branch deployment, to a full deployment, or nowhere any more.
//!
//! A pure function of the change and the flags. An unclear case is refused: a pull request's build must never reach a
//! full deployment by a guess.

use crate::change::ci::ReviewVariable;
use crate::change::{Change, Field};
use crate::command::optional;
use crate::error::{Code, Error};
use crate::flags;
use crate::flags::{Flag, Given};

/// The target of a change.
#[derive(Debug, PartialEq, Eq)]
pub enum Target<'g> {
    /// Deploy it to its branch deployment.
    Branch,
    /// Only mark its branch deployment as closed or merged.
    Mark,
    /// The branch is gone, or its pull request is over and no commit is known: mark its branch deployment closed or
    /// merged, if there is one and it is still open.
    Close,
    /// Deploy it to this full deployment.
    Full(&'g str),
}

/// Decides where the change belongs.
pub fn target<'g>(given: &'g Given, change: &Change) -> Result<Target<'g>, Error> {
    match optional::deployment_type(given) {
        Some("full") => full(given),
        _ if closes_what_is_there(given, change) => Ok(Target::Close),
        None => unsaid(given, change),
        _ => Ok(if is_review_over(given) { Target::Mark } else { Target::Branch }),
    }
}

/// Whether this is an end without the commit that [`Target::Mark`] sends. What Dagster+ has is enough.
pub(in crate::command) fn closes_what_is_there(given: &Given, change: &Change) -> bool {
    let is_over = is_review_over(given) || optional::marks_closed(given);
    let lacks_commit = is_over && given.filled(&flags::LOCATION_COMMIT_HASH).is_none();
    given.filled(&flags::BRANCH_NAME).is_some() && (change.is_deleted || lacks_commit)
}

fn full(given: &Given) -> Result<Target<'_>, Error> {
    optional::deployment(given).map(Target::Full).ok_or_else(|| {
        let message = "this is for a full deployment, and none was named";
        let hint = format!("{}: its name, such as prod", given.advice(&flags::DEPLOYMENT));
        Error::new(Code::MissingDeployment, message).hint(hint)
    })
}

/// Decides by the change alone.
fn unsaid<'g>(given: &'g Given, change: &Change) -> Result<Target<'g>, Error> {
    let default = change.text(Field::DefaultBranch);
    match given.filled(&flags::BRANCH_NAME) {
        Some(_) if is_review_over(given) => Ok(Target::Mark),
        Some(_) if change.is_review() => Ok(Target::Branch),
        None if change.is_review() => Err(unclear("the branch of the review is not known")
            .hint(given.advice(&flags::BRANCH_NAME))),
        None => Err(without_branch(given, change)),
        // What a CI system has checked out may be the branch that a pull request was merged into for its build.
        Some(name) if default == Some(name) && change.is_checked_out_only() => {
            let problem = format!(
                "{name} is checked out, but {} does not say that it is built",
                change.provider
            );
            Err(unclear(&problem).hint(either(given, &flags::BRANCH_NAME)))
        }
        Some(name) if default == Some(name) => match &change.review_variable {
            Some(variable) => Err(vetoed(given, name, variable)),
            None => full(given),
        },
        Some(_) if default.is_some() => Ok(Target::Branch),
        Some(name) => {
            let problem = format!("it is not known whether {name} is the default branch");
            Err(unclear(&problem).hint(either(given, &flags::DEFAULT_BRANCH)))
        }
    }
}

/// Whether the pull request was closed or merged, by the status that was given or read.
pub fn is_review_over(given: &Given) -> bool {
    let status = given.text(&flags::PULL_REQUEST_STATUS).unwrap_or_default();
    ["CLOSED", "MERGED"].iter().any(|word| status.eq_ignore_ascii_case(word))
}

fn without_branch(given: &Given, change: &Change) -> Error {
    let error = match change.text(Field::Tag) {
        Some(tag) => unclear(&format!("{tag} is a tag, which belongs to no deployment by itself")),
        None => unclear("the branch is not known"),
    };
    error.hint(either(given, &flags::BRANCH_NAME))
}

/// Rejects a full deployment that nobody requested if a variable indicates a pull request.
fn vetoed(given: &Given, branch: &str, ReviewVariable { name, value }: &ReviewVariable) -> Error {
    let problem = format!(
        "{branch} is the default branch, but the variable {name} ({value}) tells of a pull request"
    );
    let decision = given.advice(&flags::DEPLOYMENT_TYPE);
    unclear(&problem).hint(format!("{decision}: full or branch; or unset {name}"))
}

/// Names the flags that would decide, for the hint.
fn either(given: &Given, flag: &Flag) -> String {
    let (fact, decision) = (given.advice(flag), given.advice(&flags::DEPLOYMENT_TYPE));
    format!("{fact}; or {decision}: full or branch")
}

fn unclear(what: &str) -> Error {
    Error::new(Code::UnclearChange, format!("cannot tell where to deploy: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::FieldSource as From;
    use crate::flags::{Source, table};

    fn decided(
        flags: &[(&'static str, &str)],
        facts: &[(Field, &str)],
    ) -> Result<String, &'static str> {
        let mut given = Given::new(&table::DEPLOY);
        let mut change = Change::default();
        for (field, value) in facts {
            change.say(*field, (*value).to_owned(), From::new("env", "X"));
            if let Some(flag) = given.command.flags().find(|flag| flag.change == Some(*field)) {
                given.set(flag, value, Source::Change);
            }
        }
        for (name, text) in flags {
            given.set(given.command.flag(name).expect("a flag of the command"), text, Source::Flag);
        }
        let target = target(&given, &change).map(|target| format!("{target:?}"));
        target.map_err(|error| error.code.as_str())
    }

    const MAIN: (Field, &str) = (Field::DefaultBranch, "main");
    const PROD: (&str, &str) = ("deployment", "prod");
    const REVIEW: (Field, &str) = (Field::PullRequestNumber, "7");

    #[test]
    fn a_pull_request_never_goes_to_a_full_deployment_unless_requested() {
        for branch in ["feat", "main"] {
            for status in ["OPEN", "CLOSED", "MERGED"] {
                let commit = (Field::CommitHash, "ec26c3e57ca3a959ca5aad62de7213c562f8c821");
                let review = (Field::PullRequestStatus, status);
                let facts = [MAIN, REVIEW, (Field::BranchName, branch), review, commit];
                let wanted = if status == "OPEN" { "Branch" } else { "Mark" };
                assert_eq!(decided(&[PROD], &facts).as_deref(), Ok(wanted), "{branch} {status}");
            }
        }
        let facts = [MAIN, REVIEW, (Field::BranchName, "feat")];
        let flags = [PROD, ("deployment-type", "full")];
        assert_eq!(decided(&flags, &facts).as_deref(), Ok("Full(\"prod\")"));
        assert_eq!(decided(&[PROD], &[MAIN, REVIEW]), Err("input/unclear-change"));
    }

    #[test]
    fn an_end_without_a_commit_closes_what_is_there() {
        let branch = (Field::BranchName, "feat");
        let commit = (Field::CommitHash, "ec26c3e57ca3a959ca5aad62de7213c562f8c821");
        for status in ["CLOSED", "MERGED"] {
            let over = (Field::PullRequestStatus, status);
            for facts in [&[REVIEW, branch, over][..], &[branch, over]] {
                assert_eq!(decided(&[], facts).as_deref(), Ok("Close"), "{facts:?}");
            }
            let known = [REVIEW, branch, over, commit];
            assert_eq!(decided(&[], &known).as_deref(), Ok("Mark"), "{status}");
        }
        let open = [REVIEW, branch, (Field::PullRequestStatus, "OPEN")];
        assert_eq!(decided(&[], &open).as_deref(), Ok("Branch"));
    }

    #[test]
    fn the_default_branch_goes_to_the_full_deployment_that_is_named() {
        let main = [MAIN, (Field::BranchName, "main")];
        assert_eq!(decided(&[PROD], &main).as_deref(), Ok("Full(\"prod\")"));
        assert_eq!(decided(&[], &main), Err("input/missing-deployment"));
        let feature = [MAIN, (Field::BranchName, "feat")];
        assert_eq!(decided(&[PROD], &feature).as_deref(), Ok("Branch"));
    }

    #[test]
    fn a_pull_request_variable_of_any_ci_system_vetoes_a_full_deployment_unless_requested() {
        let mut given = Given::new(&table::DEPLOY);
        given.set(&flags::BRANCH_NAME, "main", Source::Change);
        given.set(&flags::DEPLOYMENT, "prod", Source::Flag);
        let mut change = Change::default();
        change.say(Field::DefaultBranch, "main".to_owned(), From::new("git", "origin/HEAD"));
        assert_eq!(target(&given, &change), Ok(Target::Full("prod")));
        let variable =
            ReviewVariable { name: "CI_MERGE_REQUEST_IID".into(), value: "\"7\"".to_owned() };
        change.review_variable = Some(Box::new(variable));
        let error = target(&given, &change).expect_err("a veto");
        assert_eq!(error.code, Code::UnclearChange);
        assert_eq!(
            error.message,
            "cannot tell where to deploy: main is the default branch, but the variable CI_MERGE_REQUEST_IID (\"7\") tells of a pull request"
        );
        given.set(&flags::DEPLOYMENT_TYPE, "full", Source::Flag);
        assert_eq!(target(&given, &change), Ok(Target::Full("prod")));
    }

    #[test]
    fn what_is_unclear_is_refused_until_a_flag_decides() {
        for facts in [
            &[][..],
            &[MAIN],
            &[MAIN, (Field::Tag, "v1")],
            &[(Field::BranchName, "main")],
            &[(Field::BranchName, "feat")],
        ] {
            assert_eq!(decided(&[PROD], facts), Err("input/unclear-change"), "{facts:?}");
            let full = [PROD, ("deployment-type", "full")];
            assert_eq!(decided(&full, facts).as_deref(), Ok("Full(\"prod\")"), "{facts:?}");
            let branch = [PROD, ("deployment-type", "branch")];
            assert_eq!(decided(&branch, facts).as_deref(), Ok("Branch"), "{facts:?}");
        }
    }
}
