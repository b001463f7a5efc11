//! Waits until a location that was just changed has loaded, or has failed to.
//!
//! `dagster-cloud` takes the first LOADED for success, also when it still is the old version. Here the
//! location counts as loaded when it is new, when its version changed, or when it was seen loading; one
//! that stays as it was is accepted after a settle time, for the document may have changed nothing.

use super::Session;
use crate::dagster::Client;
use crate::dagster::location::{self as api, Agents, Entry, Known};
use crate::error::{Code, Error};
use crate::flags::Given;
use crate::host::Host;
use crate::json::Json;

const POLL_MILLISECONDS: f64 = 3000.0;
/// Polls that fail for so long are no passing fault.
const MAX_FAILING_MILLISECONDS: f64 = 120_000.0;
/// When to say that no agent is alive although nobody asked for a heartbeat timeout.
const AGENT_NOTICE_MILLISECONDS: f64 = 60_000.0;

/// How long to wait for what, in milliseconds.
#[derive(Debug, Clone, PartialEq)]
pub struct Patience {
    load: f64,
    heartbeat: Option<f64>,
    settle: f64,
}

impl Patience {
    /// Reads the timeouts.
    pub fn new(given: &Given) -> Result<Self, Error> {
        let milliseconds = |flag| Ok(given.number(flag)?.map(|seconds| seconds * 1000.0));
        let load = milliseconds("location-load-timeout")?.unwrap_or_default();
        let settle = milliseconds("settle-timeout")?.unwrap_or_default();
        Ok(Self {
            load,
            heartbeat: milliseconds("agent-heartbeat-timeout")?.filter(|timeout| *timeout != 0.0),
            // A location that stays loaded until the time is nearly up is no timeout.
            settle: settle.min(load - POLL_MILLISECONDS).max(0.0),
        })
    }

    /// Whether to wait at all; as in `dagster-cloud` a load timeout of 0 alone says no.
    pub fn waits(&self) -> bool {
        self.load != 0.0 || self.heartbeat.is_some()
    }
}

/// What became of a location; part of the result document.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// Its name.
    pub name: String,
    /// `LOADED`, or `NOT_AWAITED`.
    pub status: &'static str,
    /// How it is known that the new version is the one loaded.
    pub evidence: Option<Evidence>,
    /// Time from the change until it had loaded.
    pub milliseconds: u32,
}

impl Loaded {
    /// One of `locations` in the result document.
    pub fn to_json(&self) -> Json {
        Json::object(&[
            ("name", Json::text(&self.name)),
            ("status", Json::text(self.status)),
            ("evidence", Json::optional(self.evidence.map(Evidence::as_str))),
            ("milliseconds", Json::int(self.milliseconds.into())),
        ])
    }
}

/// Why a LOADED location is taken for the new version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// It did not exist before.
    New,
    /// Its version differs from the one before.
    VersionChanged,
    /// It was seen loading, or missing, since.
    SeenLoading,
    /// Nothing changed during the settle time.
    Settled,
}

impl Evidence {
    /// As result documents spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Evidence::New => "new",
            Evidence::VersionChanged => "version-changed",
            Evidence::SeenLoading => "seen-loading",
            Evidence::Settled => "settled",
        }
    }
}

/// What was seen since the change.
#[derive(Debug)]
struct Sight {
    before: Known,
    seen_loading: bool,
    loaded_since: Option<f64>,
}

/// Waits, and tells what became of the location.
pub async fn until_loaded<H: Host>(
    session: &Session<'_, H>,
    client: &Client<'_, H>,
    name: &str,
    before: Known,
    patience: &Patience,
) -> Result<Loaded, Error> {
    let output = session.output;
    output.say(&format!("Waiting for agent to sync changes to {name}..."));
    let not_awaited =
        Loaded { name: name.to_owned(), status: "NOT_AWAITED", evidence: None, milliseconds: 0 };
    if !patience.waits() {
        return Ok(not_awaited);
    }
    let mut wait = Wait {
        session,
        client,
        name,
        patience,
        started: session.host.now(),
        sight: Sight { before, seen_loading: false, loaded_since: None },
        agents: Agents::default(),
        agents_reported: false,
        failing_since: None,
        status: "not looked at yet".to_owned(),
    };
    let evidence = wait.run().await?;
    if evidence == Evidence::Settled && patience.settle > 0.0 {
        let seconds = (patience.settle / 1000.0) as u32;
        output.notice(&format!(
            "Note: {name} is loaded and showed no sign of a new version within {seconds} seconds; \
             the change probably made no difference (see --settle-timeout)."
        ));
    }
    output.say(&format!(
        "Agent synced changes to {name}. Changes should now be visible in Dagster Cloud."
    ));
    let milliseconds = wait.elapsed() as u32;
    Ok(Loaded { status: "LOADED", evidence: Some(evidence), milliseconds, ..not_awaited })
}

struct Wait<'a, H: Host> {
    session: &'a Session<'a, H>,
    client: &'a Client<'a, H>,
    name: &'a str,
    patience: &'a Patience,
    started: f64,
    sight: Sight,
    agents: Agents,
    agents_reported: bool,
    failing_since: Option<f64>,
    /// The last seen status, for the progress line and for the timeout's message.
    status: String,
}

impl<H: Host> Wait<'_, H> {
    fn elapsed(&self) -> f64 {
        self.session.host.now() - self.started
    }

    /// What is left of the load timeout, so that a poll that hangs does not outlast it.
    fn left(&self) -> f64 {
        (self.patience.load - self.elapsed()).max(1000.0)
    }

    async fn run(&mut self) -> Result<Evidence, Error> {
        for round in 1u32.. {
            self.look_for_agent().await?;
            if self.elapsed() >= self.patience.load {
                return Err(self.timed_out());
            }
            if let Some(evidence) = self.look_at_location().await? {
                return Ok(evidence);
            }
            self.pause().await;
            if round.is_multiple_of(3) && !self.session.output.is_live() {
                self.session.output.say(&format!(
                    "Still waiting for agent to sync changes to {}. This can take a few minutes.",
                    self.name
                ));
            }
        }
        Err(self.timed_out())
    }

    /// Asks for agents until one was seen alive. A failing query is no verdict, unless it is final.
    async fn look_for_agent(&mut self) -> Result<(), Error> {
        if self.agents.alive {
            return Ok(());
        }
        let elapsed = self.elapsed();
        if self.patience.heartbeat.is_some_and(|timeout| elapsed > timeout) {
            let message = "No Dagster Cloud agent is actively heartbeating. Make sure that you have a \
                           Dagster Cloud agent running.";
            return Err(Error::new(Code::NoAgent, self.with_complaints(message)).hint(AGENT_HINT));
        }
        match api::agents(self.client, self.left()).await {
            Ok(agents) => self.agents = agents,
            Err(error) => self.tolerate(error)?,
        }
        if !self.agents.alive && !self.agents_reported && elapsed > AGENT_NOTICE_MILLISECONDS {
            self.agents_reported = true;
            self.session.output.warn(&format!("no agent is heartbeating yet: {AGENT_HINT}"));
        }
        Ok(())
    }

    async fn look_at_location(&mut self) -> Result<Option<Evidence>, Error> {
        let entries = match api::list(self.client, self.left()).await {
            Ok(entries) => entries,
            Err(error) => return self.tolerate(error).map(|()| None),
        };
        self.failing_since = None;
        let entry = entries.into_iter().find(|entry| entry.name == self.name);
        self.status = match &entry {
            Some(entry) => entry.load_status.clone(),
            None => "not there yet".to_owned(),
        };
        let Some(entry) = entry.filter(Entry::is_loaded) else {
            self.sight.seen_loading = true;
            self.sight.loaded_since = None;
            return Ok(None);
        };
        let now = self.session.host.now();
        let since = *self.sight.loaded_since.get_or_insert(now);
        let settled = now - since >= self.patience.settle;
        let Some(evidence) = self.evidence(settled).await else { return Ok(None) };
        match entry.load_error {
            None => Ok(Some(evidence)),
            Some(reason) => Err(load_failed(self.name, &reason, evidence)),
        }
    }

    /// Why the loaded location is the new version; the version is only read where that can decide.
    async fn evidence(&mut self, settled: bool) -> Option<Evidence> {
        if self.sight.before == Known::Absent {
            return Some(Evidence::New);
        }
        if self.sight.seen_loading {
            return Some(Evidence::SeenLoading);
        }
        let now = api::version(self.client, self.name).await;
        if has_changed(&self.sight.before, &now) {
            return Some(Evidence::VersionChanged);
        }
        if self.sight.before == Known::Unknown {
            // From here on at least a change can be seen.
            self.sight.before = now;
        }
        settled.then_some(Evidence::Settled)
    }

    /// Goes on after a failed poll, unless the failure is final or the last of many.
    fn tolerate(&mut self, error: Error) -> Result<(), Error> {
        let now = self.session.host.now();
        let failing = now - *self.failing_since.get_or_insert(now);
        let is_final = matches!(
            error.code,
            Code::Unauthorized
                | Code::TlsFailed
                | Code::InvalidConfig
                | Code::InvalidProxy
                | Code::Redirect
                | Code::Maintenance
        );
        if is_final || failing >= MAX_FAILING_MILLISECONDS {
            return Err(error);
        }
        let message = error.message.trim_end_matches(['.', '\n']);
        self.session.output.notice(&format!("{message}. Still waiting."));
        Ok(())
    }

    /// Sleeps until the next poll or the timeout, keeping the progress line alive.
    async fn pause(&self) {
        let mut left = POLL_MILLISECONDS.min(self.patience.load - self.elapsed()).max(1.0);
        let step = if self.session.output.is_live() { 1000.0 } else { POLL_MILLISECONDS };
        while left > 0.0 {
            let seconds = (self.elapsed() / 1000.0) as u32;
            self.session.output.progress(&format!(
                "{}: {} ({seconds} s)",
                self.name,
                self.status.to_ascii_lowercase()
            ));
            let part = left.min(step);
            self.session.host.sleep(part.ceil() as u32).await;
            left -= part;
        }
    }

    fn with_complaints(&self, message: &str) -> String {
        [&[message.to_owned()], self.agents.complaints.as_slice()].concat().join("\n")
    }

    fn timed_out(&self) -> Error {
        let seconds = (self.patience.load / 1000.0) as u32;
        let message = format!(
            "Timed out waiting for location data to update. {} is {} after {seconds} seconds.",
            self.name,
            self.status.to_ascii_lowercase()
        );
        let error = Error::new(Code::LoadTimeout, self.with_complaints(&message));
        if self.agents.alive {
            return error.hint("the agent is alive: look at its log, or give it longer with --location-load-timeout");
        }
        error.hint(format!("no agent was heartbeating: {AGENT_HINT}"))
    }
}

fn load_failed(name: &str, reason: &str, evidence: Evidence) -> Error {
    let message = format!(
        "Some locations failed to load after being synced by the agent:\nError loading {name}:\n{reason}"
    );
    let hint = match evidence {
        Evidence::Settled => {
            "no new version appeared within the settle time, so this may be the error of the version before"
        }
        _ => {
            "the location was deployed, but its code could not be loaded; the agent's log has more"
        }
    };
    Error::new(Code::LoadFailed, message).hint(hint)
}

/// What to look at when no agent serves a deployment
/// (<https://docs.dagster.io/deployment/dagster-plus/deploying-code/branch-deployments/setting-up-branch-deployments>).
const AGENT_HINT: &str = "a branch deployment needs an agent that serves branch deployments \
    (dagster_cloud_api.branch_deployments: true in dagster.yaml, branchDeployments: true in Helm) and whose \
    token is for the organization or for all branch deployments";

/// Whether two sights of a version tell that it changed. A field that one of them lacks tells nothing.
fn has_changed(before: &Known, now: &Known) -> bool {
    let (Known::Version(before), Known::Version(now)) = (before, now) else { return false };
    let differ = |a: Option<bool>| a.unwrap_or(false);
    let keys = before.key.as_ref().zip(now.key.as_ref()).map(|(a, b)| a != b);
    let times = before.updated.zip(now.updated).map(|(a, b)| a != b);
    differ(keys) || differ(times)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dagster::location::Version;

    fn known(key: Option<&str>, time: Option<f64>) -> Known {
        Known::Version(Version { key: key.map(str::to_owned), updated: time })
    }

    #[test]
    fn a_missing_version_field_is_unknown_and_not_unchanged() {
        let before = known(Some("v1"), Some(1.0));
        assert!(has_changed(&before, &known(Some("v2"), Some(1.0))));
        assert!(has_changed(&before, &known(None, Some(2.0))));
        assert!(!has_changed(&before, &known(None, Some(1.0))));
        assert!(!has_changed(&before, &known(Some("v1"), None)));
        assert!(!has_changed(&known(None, None), &known(Some("v2"), Some(2.0))));
        assert!(!has_changed(&Known::Unknown, &known(Some("v2"), Some(2.0))));
    }
}
