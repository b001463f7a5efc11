//! The library: a command's path and options in, its result document or all its errors out.
//!
//! Not here: promises and exceptions; those are made in `wasm.rs`.

use serde_json::{Map, Value};

use crate::command::{self, Failed, Session};
use crate::error::{Code, Error};
use crate::flags::{options, table};
use crate::host::{Host, Job};
use crate::json::Json;
use crate::output::{Output, Style};

/// Runs the command of that path, such as `branch-deployment create-or-update`.
pub async fn call<H: Host>(
    host: &H,
    job: &Job,
    path: &str,
    options: &Map<String, Value>,
) -> Result<Json, Failed> {
    let mut commands = table::COMMANDS.iter();
    let command = commands
        .find(|command| command.path() == path)
        .copied()
        .ok_or_else(|| Error::new(Code::UnknownCommand, format!("no such command: {path:?}")))?;
    let given = options::read(command, options)?;
    let output = Output::new(host, Style::Text, false);
    let result =
        command::run(&Session { host, output: &output, job, github: None, locations: None }, given)
            .await;
    // What is thrown may be logged by the caller, so it is blotted like what is printed.
    result.map_err(|failed| Failed {
        errors: failed.errors.iter().map(|error| output.blotted(error)).collect::<Vec<_>>(),
        details: failed.details,
    })
}
