//! Reads the Action's inputs: a command with its flags, and how much to post on GitHub.

use crate::error::{Code, Error};
use crate::flags;
use crate::flags::action::ACTION;
use crate::flags::argv::{self, Invocation};
use crate::flags::{Flag, Given, inputs, table};
use crate::host::Job;
use crate::suggest;

use super::words;

/// The words that stand for a command; `close` is `branch-deployment` with another status.
const NAMES: [&str; 5] = ["deploy", "branch-deployment", "close", "add-location", "launch-job"];

/// The requested command.
pub(super) struct Requested {
    /// The command and its flags.
    pub(super) given: Given,
    /// Whether the branch deployment is to be marked closed.
    pub(super) closes: bool,
}

/// How much is posted on GitHub, and what is not deployed.
pub(super) struct Manners {
    /// Whether there is a comment on the pull request.
    pub(super) comment: bool,
    /// Whether there is a job summary.
    pub(super) summary: bool,
    /// Whether there is a GitHub deployment.
    pub(super) github_deployment: bool,
    /// The name of its environment, if given.
    pub(super) environment: Option<String>,
    /// Whether images of forks are deployed.
    pub(super) allow_forks: bool,
    /// Whether only the latest commit is deployed.
    pub(super) only_latest: bool,
}

/// Reads the inputs; all mistakes are reported at once. After a mistake the posts are made as usual.
pub(super) fn read(job: &Job) -> (Manners, Result<Requested, Vec<Error>>) {
    let env = &job.env;
    let mut own = Given::new(&ACTION).for_action();
    let mut errors = inputs::fill(&mut own, env);
    let is = |flag: Flag| own.choice(&flag) == Some("true");
    let manners = Manners {
        comment: is(flags::COMMENT),
        summary: is(flags::SUMMARY),
        github_deployment: is(flags::GITHUB_DEPLOYMENT),
        environment: own.text(&flags::GITHUB_ENVIRONMENT).map(str::to_owned),
        allow_forks: is(flags::ALLOW_FORKS),
        only_latest: is(flags::ONLY_LATEST),
    };
    let requested = command(own.choice(&flags::COMMAND).unwrap_or_default(), job);
    let requested =
        requested.and_then(|mut requested| {
            errors.extend(inputs::fill(&mut requested.given, env));
            errors.extend(requested.given.missing(env).map(|flag| {
                Error::new(Code::MissingFlag, format!("missing input: {}", flag.name))
            }));
            if errors.is_empty() { Ok(requested) } else { Err(std::mem::take(&mut errors)) }
        });
    let requested = requested.map_err(|more| [errors, more].concat());
    (manners, requested)
}

fn command(text: &str, job: &Job) -> Result<Requested, Vec<Error>> {
    let named = match text {
        "deploy" => Some(&table::DEPLOY),
        "branch-deployment" | "close" => Some(&table::CI_BRANCH_DEPLOYMENT),
        "add-location" => Some(&table::ADD_LOCATION),
        "launch-job" => Some(&table::JOB_LAUNCH),
        _ => None,
    };
    let given = match named {
        Some(command) => Given::new(command),
        None => line(text, job)?,
    };
    Ok(Requested { given: given.for_action(), closes: text == "close" })
}

/// Parses a whole command line.
fn line(text: &str, job: &Job) -> Result<Given, Vec<Error>> {
    let words = words::parted(text, job.is_windows())?;
    match argv::read(&words, &job.env) {
        Ok(Invocation::Run(given)) => Ok(given),
        Ok(_) => {
            let problem = format!("invalid value for input command: {text:?} is no command");
            Err(vec![Error::new(Code::UnknownCommand, problem).hint(known())])
        }
        Err(mut errors) => {
            if let ([first], Some(error)) = (words.as_slice(), errors.first_mut())
                && error.code == Code::UnknownCommand
            {
                error.hint = Some(suggest::did_you_mean(first, "", &NAMES).unwrap_or_else(known));
            }
            Err(errors)
        }
    }
}

fn known() -> String {
    format!("known are: {}, and command lines", NAMES.join(", "))
}
