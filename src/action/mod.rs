//! The GitHub Action: the third way in, besides the command line and the library. Its inputs are flags
//! (`flags/inputs.rs`); it runs the same commands, and posts the result on GitHub.
//!
//! The order: mask the token, read the inputs (`requested.rs`), one run (`attempt.rs`: decide, act, post on GitHub),
//! then write for the runner (`outputs.rs`, `pages/`). The deployment never depends on what could be posted. After a
//! run that was cancelled the runner starts the Action once more, to end the GitHub deployment.

mod about;
mod attempt;
mod conversation;
mod decision;
mod environment;
mod feedback;
mod latest;
mod line;
mod mark;
mod order;
pub mod outputs;
pub mod pages;
pub mod report;
mod requested;
pub mod runner;
mod words;

use self::attempt::attempt;
use self::line::Line;
use self::pages::summary::summary;
use self::report::Report;
use self::runner::Runner;
use crate::change::Change;
use crate::command::{self, Session};
use crate::error::exit_status;
use crate::flags::input_variable;
use crate::github::Api;
use crate::host::{Host, Job, Variables};
use crate::http::Settings;
use crate::output::{Output, Style};

/// The entries that the runner starts (`runs` in `action.yml`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The Action itself.
    Main,
    /// The end of the job, if it was cancelled.
    Post,
}

/// Runs the Action, or the step after one that was cancelled, and returns the exit status.
pub async fn run<H: Host>(host: &H, job: &Job, stage: Stage) -> i32 {
    let output = Output::new(host, Style::Workflow, false);
    let job = with_token(job);
    mask(&output, &job.env);
    let runner = Runner::new(&job.env);
    let settings = Settings {
        try_milliseconds: 10_000.0,
        deadline_milliseconds: 30_000.0,
        env: job.env.clone(),
    };
    let api = Api::new(host, &output.secrets, &settings, &job.env);
    let session =
        Session { host, output: &output, job: &job, github: api.as_ref(), locations: None };
    if stage == Stage::Post {
        let line = Line::new(&session, &Change::default());
        if let Some((line, id)) = line.zip(runner.left_deployment()) {
            environment::end_cancelled(&line, id, runner.page().as_deref()).await;
        }
        return 0;
    }
    let (manners, requested) = requested::read(&job);
    let mut report = Report { page: runner.page(), ..Report::default() };
    let done = match requested {
        Ok(requested) => attempt(&session, &manners, requested, &runner, &mut report).await,
        Err(errors) => Err(errors.into()),
    };
    if let Err(failed) = done {
        report.fail(failed.errors.iter().map(|error| output.blotted(error)));
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
        let summary = output.blot(&summary(&report));
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
    if job.env.get(&input_variable::variable("github-token")).is_some() {
        let token = input_variable::text("github-token", &job.env).map(str::to_owned);
        job.env.set("GITHUB_TOKEN", token.as_deref());
    }
    job
}

/// Has the runner blot out the tokens in every log from here on, of later steps, too.
fn mask<H: Host>(output: &Output<'_, H>, env: &Variables) {
    let variables = ["DAGSTER_CLOUD_API_TOKEN", "GITHUB_TOKEN"].map(|name| env.get(name));
    let token = input_variable::text("api-token", env);
    let tokens = variables.into_iter().flatten().map(|token| token.trim()).chain(token);
    let tokens: Vec<_> = tokens.filter(|token| !token.is_empty()).collect();
    // From here on it is removed from output, too.
    for token in &tokens {
        output.command("add-mask", &[], token);
    }
    for token in tokens {
        output.secrets.add_token(token);
    }
    command::keep_secrets(&output.secrets, env);
}
