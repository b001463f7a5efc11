//! Waits until the locations that were just changed have loaded, or have failed to.
//!
//! `dagster-cloud` takes the first LOADED for success, also when it still is the old version. Here a
//! location counts as loaded when it is new, when its version changed, or when it was seen loading; one
//! that stays as it was is accepted after a settle time, for the document may have changed nothing.
//! One that has a verdict is not looked at again, and a failure waits for the verdicts of the others.

mod limits;
mod outcome;
mod report;
#[cfg(test)]
mod tests;
mod tolerance;
mod watch;

pub use limits::WaitLimits;
pub use outcome::{Evidence, LocationStatus, Outcome, WaitFailure};
pub use tolerance::Tolerance;

use std::collections::BTreeMap;

use self::limits::POLL_MILLISECONDS;
use self::watch::LocationWatch;
use super::Session;
use crate::dagster::Client;
use crate::dagster::location::{self as api, Agents};
use crate::dagster::location_version::{self, Known};
use crate::error::{Code, Error};
use crate::host::Host;

/// When to warn that no agent is alive, without a heartbeat timeout.
const AGENT_NOTICE_MILLISECONDS: f64 = 60_000.0;
/// The hint if no agent serves a deployment
const AGENT_HINT: &str = "a branch deployment needs an agent that serves branch deployments \
    (dagster_cloud_api.branch_deployments: true in dagster.yaml, branchDeployments: true in Helm) and whose \
    token is for the organization or for all branch deployments";

/// Waits for locations, each with its version before the change, and returns their outcomes in the same order.
pub async fn until_loaded<H: Host>(
    session: &Session<'_, H>,
    client: &Client<'_, H>,
    locations: Vec<(String, Known)>,
    limits: &WaitLimits,
) -> Result<Vec<Outcome>, WaitFailure> {
    let names: Vec<_> = locations.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
    let names = report::row(&names);
    session.output.say(&format!("Waiting for agent to sync changes to {names}..."));
    let sights: Vec<_> = locations
        .into_iter()
        .map(|(name, before)| LocationWatch::new(name, before))
        .collect::<Vec<_>>();
    if !limits.waits() {
        return Ok(outcomes(sights));
    }
    let mut wait = Wait {
        session,
        client,
        names,
        limits,
        started: session.host.now(),
        sights,
        agents: Agents::default(),
        agents_reported: false,
        tolerance: Tolerance::default(),
    };
    let ended = wait.run().await;
    wait.finish(ended)
}

fn outcomes(sights: Vec<LocationWatch>) -> Vec<Outcome> {
    sights.into_iter().map(|watch| watch.outcome).collect::<Vec<_>>()
}

struct Wait<'a, H: Host> {
    session: &'a Session<'a, H>,
    client: &'a Client<'a, H>,
    /// All of them, for people.
    names: String,
    limits: &'a WaitLimits,
    started: f64,
    sights: Vec<LocationWatch>,
    agents: Agents,
    agents_reported: bool,
    tolerance: Tolerance,
}

impl<H: Host> Wait<'_, H> {
    fn elapsed(&self) -> f64 {
        self.session.host.now() - self.started
    }

    /// Returns the rest of the load timeout, so that a hanging poll does not outlast it.
    fn left(&self) -> f64 {
        (self.limits.load - self.elapsed()).max(1000.0)
    }

    fn pending(&self) -> impl Iterator<Item = &LocationWatch> {
        self.sights.iter().filter(|watch| watch.is_pending())
    }

    /// Returns when all locations have a verdict, or why it cannot be waited for.
    async fn run(&mut self) -> Result<(), Error> {
        for round in 1u32.. {
            self.look_for_agent().await?;
            if self.elapsed() >= self.limits.load {
                return Err(self.timed_out());
            }
            self.look_at_locations().await?;
            if self.pending().next().is_none() {
                return Ok(());
            }
            self.pause().await;
            if round.is_multiple_of(3) && !self.session.output.is_live() {
                let names = &self.names;
                self.session.output.say(&format!("Still waiting for agent to sync changes to {names}. This can take a few minutes."));
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
        if self.limits.heartbeat.is_some_and(|timeout| elapsed > timeout) {
            let message = "No Dagster Cloud agent is actively heartbeating. Make sure that you have a \
                           Dagster Cloud agent running.";
            return Err(Error::new(Code::NoAgent, self.with_complaints(message)).hint(AGENT_HINT));
        }
        match api::agents(self.client, self.left()).await {
            Ok(agents) => self.agents = agents,
            Err(error) => self.tolerance.bear(self.session, error)?,
        }
        if !self.agents.alive && !self.agents_reported && elapsed > AGENT_NOTICE_MILLISECONDS {
            self.agents_reported = true;
            self.session.output.warn(&format!("no agent is heartbeating yet: {AGENT_HINT}"));
        }
        Ok(())
    }

    /// One poll for all locations without a verdict; the versions are only read where they can decide.
    async fn look_at_locations(&mut self) -> Result<(), Error> {
        let entries = match api::list(self.client, self.left()).await {
            Ok(entries) => entries,
            Err(error) => return self.tolerance.bear(self.session, error),
        };
        self.tolerance.restore();
        let seen = self.elapsed();
        let mut places = BTreeMap::new();
        for (place, entry) in entries.iter().enumerate() {
            places.entry(entry.name.as_str()).or_insert(place);
        }
        for watch in self.sights.iter_mut().filter(|watch| watch.is_pending()) {
            let entry = places.get(watch.outcome.name.as_str()).map(|place| &entries[*place]);
            watch.look(entry, seen);
        }
        let undecided = self.sights.iter().filter(|watch| watch.needs_version());
        let names: Vec<_> = undecided.map(|watch| watch.outcome.name.as_str()).collect::<Vec<_>>();
        let versions = location_version::read(self.client, &names).await;
        let now = self.elapsed();
        let undecided = self.sights.iter_mut().filter(|watch| watch.needs_version());
        for (watch, version) in undecided.zip(versions) {
            watch.compare(version, watch.has_settled(self.limits.settle, seen), now);
        }
        Ok(())
    }

    /// Sleeps until the next poll or the timeout, keeping the progress line alive.
    async fn pause(&self) {
        let mut left = POLL_MILLISECONDS.min(self.limits.load - self.elapsed()).max(1.0);
        let step = if self.session.output.is_live() { 1000.0 } else { POLL_MILLISECONDS };
        while left > 0.0 {
            if self.session.output.is_live() {
                self.session.output.progress(&self.progress());
            }
            let part = left.min(step);
            self.session.host.sleep(part.ceil() as u32).await;
            left -= part;
        }
    }

    /// How it stands, in a line that stays short however many locations there are.
    fn progress(&self) -> String {
        let seconds = (self.elapsed() / 1000.0) as u32;
        let Some(next) = self.pending().next() else { return String::new() };
        let next = format!("{}: {} ({seconds} s)", next.outcome.name, next.shown);
        match self.sights.len() {
            1 => next,
            all => format!("{} of {all} locations done; {next}", all - self.pending().count()),
        }
    }

    fn with_complaints(&self, message: &str) -> String {
        [&[message.to_owned()], self.agents.complaints.as_slice()].concat().join("\n")
    }

    fn timed_out(&self) -> Error {
        let late: Vec<_> = self
            .pending()
            .map(|watch| format!("{} is {}", watch.outcome.name, watch.shown))
            .collect::<Vec<_>>();
        let late: Vec<_> = late.iter().map(String::as_str).collect::<Vec<_>>();
        let seconds = (self.limits.load / 1000.0) as u32;
        let message = format!(
            "Timed out waiting for location data to update. {} after {seconds} seconds.",
            report::row(&late)
        );
        let error = Error::new(Code::LoadTimeout, self.with_complaints(&message));
        if self.agents.alive {
            return error.hint("the agent is alive: look at its log, or give it longer with --location-load-timeout");
        }
        error.hint(format!("no agent was heartbeating: {AGENT_HINT}"))
    }

    /// Says how the wait ended, and turns it into the result.
    fn finish(mut self, ended: Result<(), Error>) -> Result<Vec<Outcome>, WaitFailure> {
        let output = self.session.output;
        let elapsed = self.elapsed();
        if let Err(error) = &ended {
            let time_is_up = matches!(error.code, Code::LoadTimeout | Code::NoAgent);
            let status =
                if time_is_up { LocationStatus::TimedOut } else { LocationStatus::Unknown };
            for watch in self.sights.iter_mut().filter(|watch| watch.is_pending()) {
                watch.give_up(status, elapsed);
            }
        }
        let mut outcomes = outcomes(self.sights);
        for outcome in &mut outcomes {
            outcome.load_error =
                outcome.load_error.as_deref().map(|text| output.secrets.blot_quoted(text));
        }
        if let Some(note) = report::settled(&outcomes, self.limits.settle) {
            output.notice(&note);
        }
        let mut errors: Vec<_> = report::load_failed(&outcomes).into_iter().collect::<Vec<_>>();
        errors.extend(ended.err());
        if let Some(first) = errors.first_mut() {
            report::add_loaded(first, &outcomes);
            return Err(WaitFailure { errors, outcomes });
        }
        let names = &self.names;
        output.say(&format!(
            "Agent synced changes to {names}. Changes should now be visible in Dagster Cloud."
        ));
        Ok(outcomes)
    }
}
