//! Why there is no such job: perhaps its code location did not load, or there is no such location.

use crate::dagster::client::Client;
use crate::dagster::location;
use crate::error::{Code, Error};
use crate::flags;
use crate::flags::Given;
use crate::host::Host;

/// Time limit of the question, which only words an error.
const LIST_MILLISECONDS: f64 = 10_000.0;
/// Of the error of a location.
const MAX_CHARACTERS: usize = 20_000;
/// More locations are not listed.
const MAX_NAMES: usize = 20;

/// Returns the error with the workspace's jobs of the location. If they cannot be read, the error stays as it is.
pub(super) async fn explained<H: Host>(
    given: &Given,
    client: &Client<'_, H>,
    error: Error,
) -> Error {
    let Ok(entries) = location::list(client, LIST_MILLISECONDS).await else { return error };
    let name = given.text(&flags::JOB_LOCATION).unwrap_or_default();
    let job = given.text(&flags::JOB).unwrap_or_default();
    let cannot = format!("cannot launch the job {job}: the location {name}");
    let Some(entry) = entries.iter().find(|entry| entry.name == name) else {
        return Error::new(Code::JobNotFound, format!("{cannot} does not exist"))
            .hint(known(&entries));
    };
    match &entry.load_error {
        Some(reason) => {
            let reason: String = reason.chars().take(MAX_CHARACTERS).collect();
            let message = format!("{cannot} failed to load:\n{reason}");
            Error::new(Code::LoadFailed, message)
                .hint("correct the code and deploy the location again; then launch the job")
        }
        None if !entry.is_loaded() => {
            Error::new(Code::JobNotFound, format!("{cannot} is still loading"))
                .hint("launch the job when it has loaded")
        }
        None => error,
    }
}

/// Returns the names of the locations that there are.
fn known(entries: &[location::Entry]) -> String {
    let names = entries.iter().take(MAX_NAMES).map(|entry| entry.name.as_str()).collect::<Vec<_>>();
    match names.is_empty() {
        true => "the deployment has no locations; check --deployment".to_owned(),
        false => format!("the deployment has {}; check --location", names.join(", ")),
    }
}
