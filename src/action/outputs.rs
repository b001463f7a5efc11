//! The outputs of the step: each a text, and `json` with all of them and the change.
//!
//! Not here: what the Action tells people (`summary.rs`, `comment.rs`), and how the runner takes outputs (`runner.rs`).

use super::report::{Location, Report};
use crate::command::SCHEMA;
use crate::error::Error;
use crate::flags::Words;
use crate::gather::Gather;
use crate::json::Json;
use crate::python_float;

/// An output: its name and what it is.
pub struct Output {
    /// Its name in `steps.ID.outputs`.
    pub name: &'static str,
    /// One sentence for `action.yml`.
    pub description: Words,
}

const fn output(name: &'static str, description: &'static str) -> Output {
    Output { name, description: Words::new(description) }
}

/// All outputs, in the order of [`of`].
pub const OUTPUTS: [Output; 9] = [
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

/// The values of the outputs; one that is not known is empty.
pub fn of(report: &Report) -> Vec<(&'static str, String)> {
    let deployment = report.deployment.as_ref();
    let locations = Json::list(&report.locations.iter().map(location).gather());
    let values = [
        report.ending.as_str().to_owned(),
        deployment.map(|one| one.name.clone()).unwrap_or_default(),
        deployment.and_then(|one| one.id).map(|id| id.to_string()).unwrap_or_default(),
        deployment.and_then(|one| one.url.clone()).unwrap_or_default(),
        deployment.map(|one| one.is_branch.to_string()).unwrap_or_default(),
        locations.as_str().to_owned(),
        report.run.as_ref().map(|run| run.id.clone()).unwrap_or_default(),
        report.image_tag.clone().unwrap_or_default(),
        json(report, locations).as_str().to_owned(),
    ];
    OUTPUTS.iter().map(|output| output.name).zip(values).gather()
}

fn json(report: &Report, locations: Json) -> Json {
    let deployment = report.deployment.as_ref();
    let text = |text: Option<&String>| Json::optional(text.map(String::as_str));
    let errors = Json::list(&report.errors.iter().map(Error::to_json).gather());
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
        ("change", report.change.to_json()),
    ])
}

/// Seconds with three decimals at most.
fn location(location: &Location) -> Json {
    let seconds = (location.seconds * 1000.0).round() / 1000.0;
    Json::object(&[
        ("name", Json::text(&location.name)),
        ("status", Json::text(&location.status)),
        ("seconds", Json::written(python_float::digits(seconds))),
        ("error", Json::optional(location.error.as_deref())),
    ])
}
