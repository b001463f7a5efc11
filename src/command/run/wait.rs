//! Waits until a run has finished.
//!
//! `dagster-cloud` exits with 0 whatever became of the run, and asks for ever when it gets no answer. Here a run that
//! fails fails the command, and so do queries that keep failing.

use super::super::Session;
use super::super::problems::Failed;
use super::super::wait::Tolerance;
use super::{Run, failure};
use crate::dagster::client::Client;
use crate::dagster::run as api;
use crate::error::{Code, Error};
use crate::host::Host;

/// How often to ask and for how long, in milliseconds.
pub(super) struct PollLimits {
    interval: f64,
    limit: f64,
}

impl PollLimits {
    /// From seconds. A pause of nothing would ask without end.
    pub(super) fn new(interval: Option<f64>, limit: Option<f64>) -> Self {
        Self {
            interval: interval.unwrap_or_default().clamp(1.0, 1e6) * 1000.0,
            limit: limit.unwrap_or(f64::INFINITY) * 1000.0,
        }
    }
}

/// Returns the status of a run that succeeded; prints its progress in the words of `dagster-cloud`.
pub(super) async fn until_finished<H: Host>(
    session: &Session<'_, H>,
    client: &Client<'_, H>,
    run: &Run<'_>,
    limits: &PollLimits,
) -> Result<String, Failed> {
    let id = &run.id;
    let say = |what: &str| session.output.say(&format!("Run {id} {what}"));
    say("launched, waiting for completion...");
    let started = session.host.now();
    let left = || limits.limit - (session.host.now() - started);
    let mut tolerance = Tolerance::default();
    let mut last = None;
    loop {
        let pause = limits.interval.min(left()).max(1.0);
        session.host.sleep(pause.ceil() as u32).await;
        let limit = left().max(1000.0);
        let root = client.execute_within(limit, &api::STATUS, &api::identified(id)).await;
        match root.and_then(|root| api::status(root, id)) {
            Ok(status) if status == "SUCCESS" => {
                say("finished successfully.");
                return Ok(status);
            }
            Ok(status) if matches!(status.as_str(), "FAILURE" | "CANCELED") => {
                return Err(failure::of(session, client, run, &status).await);
            }
            Ok(status) => {
                tolerance.restore();
                say(&format!("is in progress (status: {status})..."));
                last = Some(status);
            }
            Err(error) if error.code == Code::RunNotFound && last.is_some() => {
                let last = last.unwrap_or_default();
                return Err(run.failed(deleted(run, &last), Some(&last)));
            }
            Err(error) => {
                let borne = tolerance.bear(session, error);
                borne.map_err(|error| run.failed(error, last.as_deref()))?;
            }
        }
        if left() <= 0.0 {
            return Err(run.failed(timed_out(run, limits, last.as_deref()), last.as_deref()));
        }
    }
}

/// The run was there, and is not any more.
fn deleted(run: &Run<'_>, last: &str) -> Error {
    let message = format!("Run {} was deleted while it was waited for (status: {last}).", run.id);
    Error::new(Code::RunNotFound, message).hint("somebody deleted it in Dagster+; launch it again")
}

fn timed_out(run: &Run<'_>, limits: &PollLimits, last: Option<&str>) -> Error {
    let seconds = (limits.limit / 1000.0) as u32;
    let last = last.unwrap_or("not known");
    let message =
        format!("Run {} did not finish within {seconds} seconds (status: {last}).", run.id);
    Error::new(Code::RunTimeout, message).hint(format!("it goes on: see {}", run.page))
}
