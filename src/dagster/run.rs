//! Operations on runs: launching a job, and asking how far its run is.

use serde_json::Value;

use super::answer::Answer;
use super::branch_deployment::printable;
use super::client::{self, Client, Operation, Repeat, Sent};
use crate::error::{Code, Error};
use crate::host::Host;
use crate::json::Json;

/// Launches a run of a job. Dagster+ recognizes a repeated request by its idempotency key ([`new_key`]); open-source
/// Dagster does not, so the run with the key's tag is looked up first ([`LAUNCHED`]).
pub const LAUNCH: Operation = Operation {
    name: "launchRun",
    text: include_str!("operations/launch_run.graphql"),
    is_query: false,
    repeat: Repeat::AfterAsking,
    own_connection: false,
};

/// The runs that have a tag, the newest of them.
pub const LAUNCHED: Operation = Operation {
    name: "runsOrError",
    text: include_str!("operations/launched_runs.graphql"),
    is_query: true,
    repeat: Repeat::Freely,
    own_connection: false,
};

/// The tag of a run whose value is the key that it was launched with.
pub const LAUNCH_TAG: &str = "dagster-deploy/launch";

/// How far a run is.
pub const STATUS: Operation = Operation {
    name: "runOrError",
    text: include_str!("operations/run_status.graphql"),
    is_query: true,
    repeat: Repeat::Freely,
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

/// Returns the variables of [`LAUNCHED`] for the launch with this key.
fn tagged(key: &str) -> Json {
    let tag = [("key", Json::text(LAUNCH_TAG)), ("value", Json::text(key))];
    let filter = Json::object(&[("tags", Json::list(&[Json::object(&tag)]))]);
    Json::object(&[("filter", filter)])
}

/// A launch of a job that was checked.
pub struct Launch<'l> {
    /// The job, for messages.
    pub job: &'l str,
    /// The same for all tries; also the value of the tag [`LAUNCH_TAG`] among the variables.
    pub key: &'l str,
    /// How often to send it, and to ask.
    pub tries: u32,
    /// The variables of [`LAUNCH`].
    pub variables: &'l Json,
}

/// Launches a run, once even if an answer gets lost, and returns its id.
pub async fn launch<H: Host>(client: &Client<'_, H>, wanted: &Launch<'_>) -> Result<String, Error> {
    let Launch { job, key, tries, variables } = *wanted;
    let mut sending = client.sending_keyed(key, tries, &LAUNCH, variables)?;
    loop {
        match sending.next().await? {
            Sent::Answered(data) => return launched(client::root(data, &LAUNCH), job),
            Sent::Lost { error, is_last } => match find(client, key, tries).await {
                Ok(Some(id)) => return Ok(id),
                Ok(None) if is_last => return Err(error),
                Ok(None) => {}
                // This server lacks the query; then it is Dagster+, which knows the key.
                Err(refusal) if refusal.code == Code::GraphqlErrors && !is_last => {}
                Err(failed) => return Err(unclear(if is_last { error } else { failed }, key)),
            },
        }
    }
}

/// Adds to an error that the run may have been launched, and how to find it.
#[inline(never)]
fn unclear(error: Error, key: &str) -> Error {
    error.hint(format!(
        "the run may have been launched all the same: before you launch it again, look for a run with the tag {LAUNCH_TAG}={key}"
    ))
}

/// Finds the run that was launched with this key, if there is one.
async fn find<H: Host>(
    client: &Client<'_, H>,
    key: &str,
    tries: u32,
) -> Result<Option<String>, Error> {
    let root = client.execute_in_tries(tries, &LAUNCHED, &tagged(key)).await?;
    found(root)
}

/// Returns the id in the answer to [`LAUNCHED`], if there is one. Null is as good as no runs.
#[inline(never)]
fn found(root: Value) -> Result<Option<String>, Error> {
    const DOING: &str = "see whether the run was launched";
    if root.is_null() {
        return Ok(None);
    }
    let answer = Answer::new(root, DOING)?;
    let Some(runs) = answer.get("results").and_then(Value::as_array) else {
        return Err(answer.rejection(DOING));
    };
    let Some(run) = runs.first() else { return Ok(None) };
    match run.get("runId").and_then(Value::as_str) {
        Some(id) => printable(ID, id).map(Some),
        None => Err(Answer::incomplete(DOING)),
    }
}

/// The id, which can be printed, in the answer to [`LAUNCH`] for that job.
#[inline(never)]
fn launched(root: Value, job: &str) -> Result<String, Error> {
    let doing = format!("launch the job {job}");
    let answer = Answer::new(root, &doing)?;
    match answer.get("run").and_then(|run| run.get("runId")).and_then(Value::as_str) {
        Some(id) => printable(ID, id),
        None if answer.is("LaunchRunSuccess") => Err(Answer::incomplete(&doing)),
        None => Err(answer.rejection(&doing)),
    }
}

const ID: &str = "the run's id";

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
