//! Waits for several locations, against a host that plays what the polls show. One location is waited for in
//! the transcripts.

use std::cell::{Cell, RefCell};

use pollster::block_on;
use serde_json::{Value, json};

use super::{Outcome, WaitFailure, WaitLimits, until_loaded};
use crate::command::Session;
use crate::dagster::client::{Client, Endpoint};
use crate::dagster::location_version::{Known, Version};
use crate::flags::argv::{self, Invocation};
use crate::host::{Fault, Job, Reply, Request, Variables};
use crate::http::Settings;
use crate::output::{Output, Style};
use crate::testkit::FakeHost;

/// Plays polls such as `a=LOADING b=LOADED/v2 c=LOADED/v1/error`, the last one again and again; `refused`
/// is a token that is no longer good.
#[derive(Default)]
struct Polls {
    polls: &'static [&'static str],
    polled: Cell<usize>,
    /// How long the answer to a query of versions takes.
    version_takes: f64,
    /// Whether a query of all versions is answered by an error.
    versions_fail: bool,
    requests: RefCell<Vec<String>>,
    printed: RefCell<String>,
}

impl Polls {
    /// The parts after `=` in the poll, if the location is there.
    fn parts(&self, poll: usize, name: &str) -> Option<Vec<&'static str>> {
        let words = self.polls[poll.min(self.polls.len() - 1)].split(' ');
        let found = words.filter_map(|word| word.split_once('=')).find(|(known, _)| *known == name);
        found.map(|(_, parts)| parts.split('/').collect())
    }

    fn versions(&self) -> Value {
        let entry = |name: &&str| {
            let parts = self.parts(self.polled.get() - 1, name)?;
            Some(json!({ "name": name, "versionKey": parts.get(1) }))
        };
        Value::Array(["a", "b", "c"].iter().filter_map(entry).collect())
    }

    fn entries(&self) -> Value {
        let poll = self.polled.replace(self.polled.get() + 1);
        let entry = |name: &&str| {
            let parts = self.parts(poll, name)?;
            let error =
                parts.get(2).map(|text| json!({ "__typename": "PythonError", "message": text }));
            Some(json!({ "name": name, "loadStatus": parts[0], "locationOrLoadError": error }))
        };
        Value::Array(["a", "b", "c"].iter().filter_map(entry).collect())
    }
}

impl Polls {
    fn answer(&self, request: &Request, clock: &Cell<f64>) -> Result<Reply, Fault> {
        if self.polls.get(self.polled.get()) == Some(&"refused") {
            return Ok(Reply { status: 401, ..Reply::default() });
        }
        let body: Value =
            serde_json::from_str(request.body.as_deref().unwrap_or_default()).expect("JSON");
        let query = body["query"].as_str().unwrap_or_default();
        let is = |field: &str| query.contains(&format!(" {field}"));
        let data = if is("agents") {
            json!({ "agents": [{ "status": "RUNNING" }] })
        } else if is("workspaceOrError") && query.contains("versionKey") {
            self.requests.borrow_mut().push("versions".to_owned());
            clock.set(clock.get() + self.version_takes);
            if self.versions_fail {
                return Ok(Reply { status: 500, ..Reply::default() });
            }
            let workspace =
                json!({ "__typename": "Workspace", "locationEntries": self.versions() });
            json!({ "workspaceOrError": workspace })
        } else if is("workspaceOrError") {
            self.requests.borrow_mut().push("all".to_owned());
            let workspace = json!({ "__typename": "Workspace", "locationEntries": self.entries() });
            json!({ "workspaceOrError": workspace })
        } else {
            let name = body["variables"]["name"].as_str().unwrap_or_default();
            self.requests.borrow_mut().push(name.to_owned());
            clock.set(clock.get() + self.version_takes);
            let parts = self.parts(self.polled.get() - 1, name).unwrap_or_default();
            let entry =
                json!({ "__typename": "WorkspaceLocationEntry", "versionKey": parts.get(1) });
            json!({ "workspaceLocationEntryOrError": entry })
        };
        let body = json!({ "data": data }).to_string().into_bytes();
        Ok(Reply { status: 200, body, ..Reply::default() })
    }
}

/// Waits at most 20 seconds, 6 of them for signs of a new version.
fn wait(polls: &Polls, locations: &[(&str, Known)]) -> Result<Vec<Outcome>, WaitFailure> {
    let line = "deployment add-location --location-load-timeout 20 --settle-timeout 6";
    let argv: Vec<_> = line.split(' ').map(str::to_owned).collect();
    let Ok(Invocation::Run(given)) = argv::read(&argv, &Default::default()) else {
        panic!("a command line: {line}")
    };
    let limits = WaitLimits::new(&given).expect("timeouts");
    let answer = |request: &_, clock: &_| polls.answer(request, clock);
    let host = &FakeHost { answer: Box::new(answer), ..FakeHost::default() };
    let output = Output::new(host, Style::Text, false);
    output.secrets.add_token("hunter2");
    let job = Job::default();
    let session = Session { host, output: &output, job: &job, github: None, locations: None };
    let settings = Settings {
        try_milliseconds: 60e3,
        deadline_milliseconds: 300e3,
        env: Variables::default(),
    };
    let base = "https://acme.dagster.cloud/prod".to_owned();
    let url = format!("{base}/graphql");
    let client = Client::new(host, &output, settings, Endpoint { base, url, headers: vec![] });
    let locations = locations.iter().map(|(name, before)| (name.to_string(), before.clone()));
    let ended = block_on(until_loaded(&session, &client, locations.collect(), &limits));
    polls.printed.replace(host.printed());
    ended
}

fn version_1() -> Known {
    Known::Version(Version { key: Some("v1".to_owned()), updated: None })
}

/// `a LOADED new 3000`, one of them a line.
fn summary(outcomes: &[Outcome]) -> Vec<String> {
    let line = |one: &Outcome| {
        let evidence = one.evidence.map_or("-", super::Evidence::as_str);
        format!("{} {} {evidence} {}", one.name, one.status.as_str(), one.milliseconds)
    };
    outcomes.iter().map(line).collect()
}

/// The errors' codes and messages, one a line.
fn messages(failure: &WaitFailure) -> String {
    let line = |error: &crate::error::Error| format!("{}: {}", error.code.as_str(), error.message);
    failure.errors.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_location_has_its_own_evidence_and_time_and_is_polled_no_more() {
    let polls = &["a=LOADED b=LOADED/v1 c=LOADED/v1", "b=LOADED/v2 c=LOADED/v1", "c=LOADED/v1"];
    let host = Polls { polls, ..Polls::default() };
    let locations = [("a", Known::Absent), ("b", version_1()), ("c", version_1())];
    let outcomes = wait(&host, &locations).expect("all load");
    let wanted = ["a LOADED new 0", "b LOADED version-changed 3000", "c LOADED settled 6000"];
    assert_eq!(summary(&outcomes), wanted);
    assert_eq!(*host.requests.borrow(), ["all", "versions", "all", "versions", "all", "c"]);
    assert_eq!(
        *host.printed.borrow(),
        "Waiting for agent to sync changes to a, b, and c...\n\
         Note: c is loaded and showed no sign of a new version within 6 seconds; \
         the change probably made no difference (see --settle-timeout).\n\
         Agent synced changes to a, b, and c. Changes should now be visible in Dagster Cloud.\n"
    );
}

#[test]
fn a_location_that_failed_waits_for_the_others_and_then_is_the_error() {
    let polls = &["a=LOADED//boom b=LOADING c=LOADED//hunter2", "b=LOADED"];
    let host = Polls { polls, ..Polls::default() };
    let locations = [("a", Known::Absent), ("b", Known::Absent), ("c", Known::Absent)];
    let failure = wait(&host, &locations).expect_err("two fail");
    assert_eq!(
        summary(&failure.outcomes),
        ["a FAILED new 0", "b LOADED new 3000", "c FAILED new 0"]
    );
    assert_eq!(failure.outcomes[2].load_error.as_deref(), Some("***\n"));
    assert_eq!(
        messages(&failure),
        "location/load-failed: Some locations failed to load after being synced by the agent:\n\
         Error loading a:\nboom\n\nError loading c:\n***\nLoaded without an error: b."
    );
}

#[test]
fn a_timeout_tells_what_failed_too_and_what_has_loaded() {
    let polls = &["a=LOADED//boom b=LOADED", "b=LOADED c=LOADING"];
    let host = Polls { polls, ..Polls::default() };
    let locations =
        [("a", Known::Absent), ("b", Known::Absent), ("c", Known::Absent), ("d", Known::Unknown)];
    let failure = wait(&host, &locations).expect_err("two are late");
    let wanted = ["a FAILED new 0", "b LOADED new 0", "c TIMED_OUT - 20000", "d TIMED_OUT - 20000"];
    assert_eq!(summary(&failure.outcomes), wanted);
    assert_eq!(
        messages(&failure),
        "location/load-failed: Some locations failed to load after being synced by the agent:\n\
         Error loading a:\nboom\nLoaded without an error: b.\n\
         location/load-timeout: Timed out waiting for location data to update. \
         c is loading, and d is not there yet after 20 seconds."
    );
}

#[test]
fn without_an_answer_in_time_the_rest_is_unknown() {
    let host = Polls { polls: &["a=LOADED", "refused"], ..Polls::default() };
    let failure = wait(&host, &[("a", Known::Absent), ("b", Known::Absent)]).expect_err("refused");
    assert_eq!(summary(&failure.outcomes), ["a LOADED new 0", "b UNKNOWN - 3000"]);
    assert_eq!(failure.errors[0].code, crate::error::Code::Unauthorized);
    assert!(failure.errors[0].message.ends_with("\nLoaded without an error: a."));
}

#[test]
fn versions_are_read_once_a_poll_however_many_locations_there_are() {
    let polls = &["a=LOADED/v1 b=LOADED/v1 c=LOADED/v2"];
    let host = Polls { polls, version_takes: 5000.0, ..Polls::default() };
    let locations = [("a", version_1()), ("b", version_1()), ("c", version_1())];
    let outcomes = wait(&host, &locations).expect("two settle");
    let wanted =
        ["a LOADED settled 13000", "b LOADED settled 13000", "c LOADED version-changed 5000"];
    assert_eq!(summary(&outcomes), wanted);
    assert_eq!(*host.requests.borrow(), ["all", "versions", "all", "versions"]);
}

#[test]
fn versions_that_cannot_be_read_are_unknown_and_no_proof() {
    let polls = &["a=LOADED/v2 b=LOADED/v2"];
    let host = Polls { polls, versions_fail: true, ..Polls::default() };
    let outcomes = wait(&host, &[("a", version_1()), ("b", version_1())]).expect("both settle");
    assert_eq!(summary(&outcomes), ["a LOADED settled 6000", "b LOADED settled 6000"]);
    assert_eq!(*host.requests.borrow(), ["all", "versions", "all", "versions", "all", "versions"]);
}

#[test]
fn the_hint_names_those_whose_error_may_be_an_old_one() {
    let polls = &["a=LOADED//boom b=LOADED/v1/boom"];
    let host = Polls { polls, ..Polls::default() };
    let failure = wait(&host, &[("a", Known::Absent), ("b", version_1())]).expect_err("both fail");
    assert_eq!(summary(&failure.outcomes), ["a FAILED new 0", "b FAILED settled 6000"]);
    assert_eq!(
        failure.errors[0].hint.as_deref(),
        Some(
            "no new version of b appeared within the settle time, so that may be the error of the version before"
        )
    );
}
