//! The command line: arguments in; text or JSON on standard output, an exit status out.

use crate::command::{self, SCHEMA, Session};
use crate::error::{Error, exit_status};
use crate::flags::argv::{self, Asked};
use crate::flags::{Given, PROGRAM, completion, help};
use crate::host::{Host, Job, Stream};
use crate::json::Json;
use crate::output::{Output, Style};

/// Runs a command line and returns the exit status.
pub async fn run<H: Host>(host: &H, job: &Job) -> i32 {
    let print = |text: &str| host.print(Stream::Stdout, text);
    match argv::read(&job.argv) {
        Ok(Asked::Run(given)) => run_command(host, job, given).await,
        Ok(Asked::Help(words)) => {
            print(&help::render(&words));
            0
        }
        // As dagster-cloud: help, but nothing was done.
        Ok(Asked::Incomplete(words)) => {
            print(&help::render(&words));
            2
        }
        Ok(Asked::Version) => {
            print(&format!("{PROGRAM} {}\n", crate::VERSION));
            0
        }
        Ok(Asked::Completion(shell)) => {
            print(&completion::script(&shell));
            0
        }
        Err(errors) => {
            let style = if asks_for_json(&job.argv) { Style::Json } else { Style::Text };
            let output = Output::new(host, style, false);
            // A token in the wrong place of the line is one all the same.
            if let Some(token) = job.env.get("DAGSTER_CLOUD_API_TOKEN") {
                output.keep_secret(token.trim());
            }
            fail(&output, style, &errors)
        }
    }
}

async fn run_command<H: Host>(host: &H, job: &Job, given: Given) -> i32 {
    let style = if given.choice("output") == Some("json") { Style::Json } else { Style::Text };
    let output = Output::new(host, style, job.stdout_is_terminal && job.stderr_is_terminal);
    let is_dry_run = given.is_on("dry-run");
    match command::run(&Session { host, output: &output, job }, given).await {
        Ok(document) if is_dry_run => output.document(&document.pretty()),
        Ok(document) if style == Style::Json => output.document(document.as_str()),
        Ok(_) => {}
        Err(errors) => return fail(&output, style, &errors),
    }
    0
}

#[inline(never)]
fn fail<H: Host>(output: &Output<'_, H>, style: Style, errors: &[Error]) -> i32 {
    for error in errors {
        output.error(error);
    }
    if style == Style::Json {
        let errors: Vec<_> = errors.iter().map(|error| output.blotted(error)).collect();
        output.document(failure(&errors).as_str());
    }
    exit_status(errors)
}

/// The document of a run that failed: the first error, and all of them.
fn failure(errors: &[Error]) -> Json {
    let all: Vec<_> = errors.iter().map(Error::to_json).collect();
    Json::object(&[
        ("schema", Json::int(SCHEMA)),
        ("error", all.first().cloned().unwrap_or_else(Json::null)),
        ("errors", Json::list(&all)),
    ])
}

/// Whether JSON was asked for on a command line that could not be read.
fn asks_for_json(argv: &[String]) -> bool {
    let separate = argv.windows(2).any(|pair| pair[0] == "--output" && pair[1] == "json");
    separate || argv.iter().any(|word| word == "--output=json")
}
