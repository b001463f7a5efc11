//! The outputs of the step: each a text, and `json` with all of them and the change.
//!
//! Not here: the pages for people (`summary.rs`, `comment.rs`), and how the runner takes outputs (`runner.rs`).

use super::report::{LocationOutcome, Report};
use crate::change::Field;
use crate::command::SCHEMA;
use crate::error::Error;
use crate::flags::Words;
use crate::json::Json;
use crate::python_float;

/// An output: its name and what it is.
pub struct ActionOutput {
    /// Its name in `steps.ID.outputs`.
    pub name: &'static str,
    /// One sentence for `action.yml`.
    pub description: Words,
}

const fn output(name: &'static str, description: &'static str) -> ActionOutput {
    ActionOutput { name, description: Words::new(description) }
}

/// All outputs, in the order of [`of`].
pub const OUTPUTS: [ActionOutput; 9] = [
    output(
        "result",
        "How it ended: deployed, updated, closed, skipped, superseded, done or failed.",
    ),
    output(
        "deployment-name",
        "Name of the deployment in Dagster+; of a branch deployment 40 hexadecimal digits.",
    ),
    output("deployment-id", "Id of the deployment in Dagster+."),
    output("deployment-url", "Address of the deployment in Dagster+."),
    output("is-branch-deployment", "true or false; empty if nothing was deployed to."),
    output("locations", "JSON list of the locations: name, status, seconds, error."),
    output("run-id", "Id of the run that was launched."),
    output("image-tag", "Tag of the change's image, for the command `ci image-tag`."),
    output("json", "JSON object with all of these and the change."),
];

/// How much of one error or of the commit's message the outputs hold, and how much of all together: who reads them in a
/// variable has 128 KiB on Linux for each. The log has the errors whole.
const MAX_TEXT_BYTES: usize = 4_000;
const MAX_ALL_TEXTS_BYTES: usize = 40_000;

/// The values of the outputs; one that is not known is empty.
pub fn of(report: &Report) -> Vec<(&'static str, String)> {
    let deployment = report.deployment.as_ref();
    let mut room = MAX_ALL_TEXTS_BYTES;
    let locations = report.locations.iter().map(|one| location(one, &mut room));
    let locations = Json::list(&locations.collect::<Vec<_>>());
    let values = [
        report.ending.as_str().to_owned(),
        deployment.map(|one| one.name.clone()).unwrap_or_default(),
        deployment.and_then(|one| one.id).map(|id| id.to_string()).unwrap_or_default(),
        deployment.and_then(|one| one.url.clone()).unwrap_or_default(),
        deployment.map(|one| one.is_branch.to_string()).unwrap_or_default(),
        locations.as_str().to_owned(),
        report.run.as_ref().map(|run| run.id.clone()).unwrap_or_default(),
        report.image_tag.clone().unwrap_or_default(),
        json(report, locations, &mut room).as_str().to_owned(),
    ];
    OUTPUTS.iter().map(|output| output.name).zip(values).collect::<Vec<_>>()
}

/// The beginning of a text for which there is room.
fn cut(text: &str, room: &mut usize) -> String {
    let mut left = MAX_TEXT_BYTES.min(*room);
    let fits = |character: &char| {
        let width = written(*character);
        let fits = width <= left;
        left -= if fits { width } else { left };
        fits
    };
    let shortened: String = text.chars().take_while(fits).collect();
    *room -= shortened.chars().map(written).sum::<usize>();
    let rest = if shortened.len() < text.len() { "…" } else { "" };
    shortened + rest
}

/// How many bytes a character has in JSON.
fn written(character: char) -> usize {
    match character {
        '"' | '\\' | '\n' | '\r' | '\t' => 2,
        control if control.is_ascii_control() => 6,
        other => other.len_utf8(),
    }
}

fn json(report: &Report, locations: Json, room: &mut usize) -> Json {
    let mut change = report.change.clone();
    let message = change.text(Field::CommitMessage).zip(change.source(Field::CommitMessage));
    if let Some((message, source)) = message {
        change.say(Field::CommitMessage, cut(message, room), source.clone());
    }
    let deployment = report.deployment.as_ref();
    let text = |text: Option<&String>| Json::optional(text.map(String::as_str));
    let error = |error: &Error| {
        let mut error = error.clone();
        error.message = cut(&error.message, room);
        error.to_json()
    };
    let errors = Json::list(&report.errors.iter().map(error).collect::<Vec<_>>());
    Json::object(&[
        ("schema", Json::int(SCHEMA)),
        ("result", Json::text(report.ending.as_str())),
        ("reason", text(report.reason.as_ref())),
        ("deploymentName", text(deployment.map(|one| &one.name))),
        ("deploymentId", deployment.and_then(|one| one.id).map_or_else(Json::null, Json::int)),
        ("deploymentUrl", text(deployment.and_then(|one| one.url.as_ref()))),
        ("isBranchDeployment", deployment.map_or_else(Json::null, |one| Json::bool(one.is_branch))),
        ("locations", locations),
        ("runId", text(report.run.as_ref().map(|run| &run.id))),
        ("imageTag", text(report.image_tag.as_ref())),
        ("errors", errors),
        ("change", change.to_json()),
    ])
}

/// Seconds with three decimals at most.
fn location(location: &LocationOutcome, room: &mut usize) -> Json {
    let seconds = (location.seconds * 1000.0).round() / 1000.0;
    Json::object(&[
        ("name", Json::text(&location.name)),
        ("status", Json::text(&location.status)),
        ("seconds", Json::written(python_float::digits(seconds))),
        ("error", Json::optional(location.error.as_ref().map(|error| cut(error, room)).as_deref())),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::{Change, FieldSource};
    use crate::error::Code;

    #[test]
    fn texts_of_any_size_and_number_leave_outputs_that_fit_into_a_variable() {
        let location = |index| LocationOutcome {
            name: format!("location-{index}"),
            error: Some("ü\u{1b}".repeat(50_000)),
            ..LocationOutcome::default()
        };
        let mut change = Change::default();
        let source = FieldSource::new("event", "head_commit.message");
        change.say(Field::CommitMessage, "\"\n".repeat(100_000), source);
        let report = Report {
            change,
            locations: (0..500).map(location).collect(),
            errors: vec![Error::new(Code::LoadFailed, "x".repeat(100_000))],
            ..Report::default()
        };
        for (name, value) in of(&report) {
            assert!(value.len() < 128 * 1024, "{name} has {} bytes", value.len());
            assert!(value.is_empty() || !name.starts_with("json") || value.ends_with('}'));
        }
    }
}
