//! The command line: arguments in; text or JSON on standard output, an exit status out.

use crate::command::optional;
use crate::command::{self, Failed, SCHEMA, Session};
use crate::error::exit_status;
use crate::flags;
use crate::flags::argv::{self, Invocation};
use crate::flags::{Given, PROGRAM};
use crate::host::{Host, Job, Stream};
use crate::json::Json;
use crate::output::{Output, Style};

/// Runs a command line and returns the exit status.
pub async fn run<H: Host>(host: &H, job: &Job) -> i32 {
    let print = |text: &str| host.print(Stream::Stdout, text);
    match argv::read(&job.argv, &job.env) {
        Ok(Invocation::Run(given)) => run_command(host, job, given).await,
        Ok(Invocation::Help(words)) => {
            print(&help(host, &words).await);
            0
        }
        // As dagster-cloud: help, but nothing was done.
        Ok(Invocation::Incomplete(words)) => {
            print(&help(host, &words).await);
            2
        }
        Ok(Invocation::Version) => {
            print(&format!("{PROGRAM} {}\n", crate::VERSION));
            0
        }
        Ok(Invocation::Completion(shell)) => {
            print(&host.own_text(&format!("completion {shell}")).await);
            0
        }
        Err(errors) => {
            let style = if asks_for_json(&job.argv) { Style::Json } else { Style::Text };
            let output = Output::new(host, style, false);
            // A token in the wrong place of the line is one all the same.
            if let Some(token) = job.env.get("DAGSTER_CLOUD_API_TOKEN") {
                output.secrets.add_token(token.trim());
            }
            fail(&output, style, &errors.into())
        }
    }
}

/// Help for a program, a group or a command.
async fn help<H: Host>(host: &H, words: &[String]) -> String {
    host.own_text(format!("help {}", words.join(" ")).trim_end()).await
}

async fn run_command<H: Host>(host: &H, job: &Job, given: Given) -> i32 {
    let style =
        if given.optional(&flags::OUTPUT) == Some("json") { Style::Json } else { Style::Text };
    let output = Output::new(host, style, job.stdout_is_terminal && job.stderr_is_terminal);
    let is_dry_run = optional::is_dry_run(&given);
    let is_for_people = given.command.prints_document && style == Style::Text;
    match command::run(
        &Session { host, output: &output, job, github: None, locations: None },
        given,
    )
    .await
    {
        Ok(document) if is_dry_run || is_for_people => output.pretty_document(&document),
        Ok(document) if style == Style::Json => output.document(&document),
        Ok(_) => {}
        Err(failed) => return fail(&output, style, &failed),
    }
    0
}

#[inline(never)]
fn fail<H: Host>(output: &Output<'_, H>, style: Style, failed: &Failed) -> i32 {
    for error in &failed.errors {
        output.error(error);
    }
    if style == Style::Json {
        let errors = failed.errors.iter().map(|error| output.blotted(error).to_json());
        output.document(&failure(&errors.collect::<Vec<_>>(), &failed.details));
    }
    exit_status(&failed.errors)
}

/// The document of a run that failed: the first error, and all of them, and what is known all the same.
fn failure(errors: &[Json], details: &[(&'static str, Json)]) -> Json {
    let mut fields = vec![
        ("schema", Json::int(SCHEMA)),
        ("error", errors.first().cloned().unwrap_or_else(Json::null)),
        ("errors", Json::list(errors)),
    ];
    fields.extend_from_slice(details);
    Json::object(&fields)
}

/// Whether JSON was requested on a command line that could not be parsed.
fn asks_for_json(argv: &[String]) -> bool {
    let separate = argv.windows(2).any(|pair| pair[0] == "--output" && pair[1] == "json");
    separate || argv.iter().any(|word| word == "--output=json")
}
