//! The GitHub Action: the third way in, beside the command line and the library. Its inputs are flags (`flags/inputs.rs`);
//! it runs the same commands, and tells GitHub what came of it.
//!
//! The order: mask the token, read inputs and change, decide whether to act (`decision.rs`), act (`command/`), tell
//! (`outputs.rs`, `summary.rs`, `feedback.rs`). What is deployed never depends on what could be told.

mod asked;
pub mod comment;
mod decision;
mod failures;
mod feedback;
mod locations;
pub mod markdown;
mod order;
pub mod outputs;
mod page;
pub mod report;
pub mod runner;
mod sheet;
pub mod summary;
pub mod useful_lines;
mod words;

use serde_json::Value;

use self::asked::{Asked, Manners};
use self::decision::Decision;
use self::feedback::Feedback;
use self::report::{Ending, Report};
use self::runner::Runner;
use crate::change::{Change, Field};
use crate::command::{self, Failed, Session};
use crate::error::exit_status;
use crate::flags::{Action, Given, Source, inputs, table};
use crate::gather::Gather;
use crate::github::Api;
use crate::host::{Host, Job, Variables};
use crate::http::Settings;
use crate::json::Json;
use crate::output::{Output, Style};

/// Runs the Action and returns the exit status.
pub async fn run<H: Host>(host: &H, job: &Job) -> i32 {
    let output = Output::new(host, Style::Workflow, false);
    let job = with_token(job);
    mask(&output, &job.env);
    let runner = Runner::new(&job.env);
    let settings = Settings {
        try_milliseconds: 10_000.0,
        deadline_milliseconds: 30_000.0,
        env: job.env.clone(),
    };
    let api = Api::new(host, &settings, &job.env);
    let session = Session { host, output: &output, job: &job, github: api.as_ref() };
    let (manners, asked) = asked::read(&job.env);
    let mut report = Report { page: runner.page(), ..Report::default() };
    let done = match asked {
        Ok(asked) => Box::pin(attempt(&session, &manners, asked, &runner, &mut report)).await,
        Err(errors) => Err(errors.into()),
    };
    if let Err(failed) = done {
        report.fail(failed.errors.iter().map(|error| output.blotted(error)).gather());
    }
    if let Some(reason) = &report.reason {
        output.command(
            "notice",
            &[("title", "dagster-deploy")],
            &format!("{}: {reason}", report.ending.as_str()),
        );
    }
    runner.write_outputs(host, &output, &outputs::of(&report)).await;
    if manners.summary && report.is_news() {
        let summary = output.blot(&summary::summary(&report));
        runner.write_summary(host, &output, &summary).await;
    }
    for error in &report.errors {
        output.error(error);
    }
    if report.errors.is_empty() { 0 } else { exit_status(&report.errors) }
}

/// The job with the token of the input, which goes before that of the environment, also when it is empty.
fn with_token(job: &Job) -> Job {
    let mut job = job.clone();
    if job.env.get(&inputs::variable("github-token")).is_some() {
        let token = inputs::text("github-token", &job.env).map(str::to_owned);
        job.env.set("GITHUB_TOKEN", token.as_deref());
    }
    job
}

/// Has the runner blot out the tokens in every log from here on, of later steps, too.
fn mask<H: Host>(output: &Output<'_, H>, env: &Variables) {
    let variables = ["DAGSTER_CLOUD_API_TOKEN", "GITHUB_TOKEN"].map(|name| env.get(name));
    let token = inputs::text("api-token", env);
    let tokens = variables.into_iter().flatten().map(|token| token.trim()).chain(token);
    let tokens: Vec<_> = tokens.filter(|token| !token.is_empty()).collect();
    // Once it is kept, it is blotted out here, too.
    for token in &tokens {
        output.command("add-mask", &[], token);
    }
    for token in tokens {
        output.keep_secret(token);
    }
}

async fn attempt<H: Host>(
    session: &Session<'_, H>,
    manners: &Manners,
    Asked { mut given, closes }: Asked,
    runner: &Runner<'_>,
    report: &mut Report,
) -> Result<(), Failed> {
    command::complete(session, &mut given).await?;
    report.change = Box::pin(command::change::read(session, &mut given)).await?;
    let change = report.change.clone();
    if closes && !is_over(&given, &change) {
        given.set("mark-closed", "true", Source::Input);
    }
    if session.github.is_none() {
        let words = "There is no github-token: GitHub is told nothing, and whether this commit is the latest is not known.";
        session.output.notice(words);
    }
    let run = runner.run(change.text(Field::CommitHash).unwrap_or_default());
    let about = (runner.repository(), run, runner.page());
    let mut feedback = Feedback::new(session, manners, &given, &change, about);
    let mut decision = decision::by_change(&given, &change, manners, runner);
    // What a merge queue tests is never a review's head; and who closes it, whatever the review is, means it.
    let asks = manners.only_latest
        && !decision.is_stop()
        && runner.event() != "merge_group"
        && !given.is_on("mark-closed");
    if let Some(feedback) = feedback.as_ref().filter(|_| asks) {
        let overtaken = Box::pin(feedback.overtaken(&change)).await;
        if let Some(reason) = overtaken {
            decision = Decision::Stop(Ending::Superseded, reason);
        }
    }
    match decision {
        Decision::Stop(ending, reason) => {
            report.ending = ending;
            report.reason = Some(reason);
            return Ok(());
        }
        Decision::Tell(reason) => {
            report.reason = Some(reason);
            if let Some(feedback) = &mut feedback {
                feedback.deploys = false;
            }
            // It takes the same flags, but for those of locations and this one.
            if let Some(base) = given.filled("deployment").map(str::to_owned)
                && given.filled("base-deployment-name").is_none()
            {
                given.set("base-deployment-name", &base, Source::Input);
            }
            given.command = &table::CI_BRANCH_DEPLOYMENT;
        }
        Decision::Act => {}
    }
    if let Some(feedback) = &mut feedback {
        Box::pin(feedback.begin()).await;
    }
    session.output.command("group", &[], &format!("dagster-deploy {}", given.command.path()));
    let done = command::act(session, &given, &change).await;
    session.output.command("endgroup", &[], "");
    match done {
        Ok(document) => {
            let is_plan = given.is_on("dry-run");
            if is_plan || given.command.prints_document {
                session.output.document(&document.pretty());
            }
            report.read(&given, &parsed(&document));
            report.ending = if is_plan { Ending::Done } else { ending(&given, report) };
            let reason = match report.ending {
                _ if is_plan => "it was a dry run, so nothing was sent",
                Ending::Skipped => "the branch was deleted, and no branch deployment of it is open",
                _ => "",
            };
            if !reason.is_empty() {
                report.reason = Some(reason.to_owned());
            }
        }
        Err(failed) => {
            report.read(&given, &parsed(&Json::object(&failed.details)));
            report.fail(failed.errors.iter().map(|error| session.output.blotted(error)).gather());
        }
    }
    if let Some(feedback) = &feedback {
        Box::pin(feedback.end(report)).await;
    }
    Ok(())
}

fn parsed(document: &Json) -> Value {
    serde_json::from_slice(document.as_str().as_bytes()).unwrap_or_default()
}

/// How a command ended that worked.
fn ending(given: &Given, report: &Report) -> Ending {
    match given.command.action {
        Action::AddOrUpdateLocation => Ending::Deployed,
        Action::Deploy | Action::MarkBranchDeployment | Action::CreateOrUpdateBranchDeployment => {
            match &report.deployment {
                _ if given.is_on("read-only") => Ending::Done,
                // The branch was deleted, and nothing of it was left.
                None => Ending::Skipped,
                Some(_) if !report.locations.is_empty() => Ending::Deployed,
                Some(one) if one.is_branch && is_over(given, &report.change) => Ending::Closed,
                Some(_) => Ending::Updated,
            }
        }
        _ => Ending::Done,
    }
}

/// Whether the branch deployment was told that its review or its branch is no more.
fn is_over(given: &Given, change: &Change) -> bool {
    let status = given.text("pull-request-status").unwrap_or_default();
    let says = |word: &&str| status.eq_ignore_ascii_case(word);
    change.is_deleted || given.is_on("mark-closed") || ["CLOSED", "MERGED"].iter().any(says)
}
