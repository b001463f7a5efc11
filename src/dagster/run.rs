//! Operations on runs: launching a job, and asking how far its run is.

use serde_json::Value;

use super::answer::Answer;
use super::branch_deployment::printable;
use super::client::Operation;
use crate::error::Error;
use crate::host::Host;
use crate::json::Json;

/// Launches a run of a job. To be sent with an idempotency key ([`new_key`]), by which the server knows a request that
/// is sent again: only with that it is repeatable.
pub const LAUNCH: Operation = Operation {
    name: "launchRun",
    text: include_str!("operations/launch_run.graphql"),
    is_query: false,
    repeatable: true,
    own_connection: false,
};

/// How far a run is.
pub const STATUS: Operation = Operation {
    name: "runOrError",
    text: include_str!("operations/run_status.graphql"),
    is_query: true,
    repeatable: true,
    own_connection: false,
};

/// A random UUID (version 4), as `dagster-cloud` sends it. It has to be one that no other launch has; nobody has to be
/// unable to guess it, so the host's ordinary chance will do.
pub fn new_key<H: Host>(host: &H) -> String {
    let bits = || (host.random() * 4_294_967_296.0) as u32;
    let (first, second, third, fourth) = (bits(), bits(), bits(), bits());
    format!(
        "{first:08x}-{:04x}-4{:03x}-{:04x}-{:04x}{fourth:08x}",
        second >> 16,
        second & 0xfff,
        third >> 18 | 0x8000,
        third & 0xffff,
    )
}

/// The variables of [`STATUS`].
pub fn identified(id: &str) -> Json {
    Json::object(&[("runId", Json::text(id))])
}

/// The id, which can be printed, in the answer to [`LAUNCH`] for that job.
#[inline(never)]
pub fn launched(root: Value, job: &str) -> Result<String, Error> {
    let doing = format!("launch the job {job}");
    let answer = Answer::new(root, &doing)?;
    match answer.get("run").and_then(|run| run.get("runId")).and_then(Value::as_str) {
        Some(id) => printable("the run's id", id),
        None if answer.is("LaunchRunSuccess") => Err(Answer::incomplete(&doing)),
        None => Err(answer.rejection(&doing)),
    }
}

/// The status, such as `STARTED`, in the answer to [`STATUS`] for that run.
#[inline(never)]
pub fn status(root: Value, id: &str) -> Result<String, Error> {
    let doing = format!("get the status of run {id}");
    let answer = Answer::new(root, &doing)?;
    match answer.text("status") {
        Some(status) if is_status(status) => Ok(status.to_owned()),
        _ if answer.is("Run") => Err(Answer::incomplete(&doing)),
        _ => Err(answer.rejection(&doing)),
    }
}

/// Whether it has the form of the API's statuses, among which are some of tomorrow.
fn is_status(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::is_status;

    #[test]
    fn a_status_is_a_word_in_capitals() {
        assert!(is_status("SUCCESS") && is_status("NOT_STARTED") && is_status("OF_TOMORROW"));
        for text in ["", "success", "SUCCESS\n::set-env", "##VSO", "A B"] {
            assert!(!is_status(text), "{text:?}");
        }
    }
}
