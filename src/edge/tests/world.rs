//! A host that is played: objects with rows in memory, and a clock that jumps.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use base16ct::lower::encode_string;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use super::at::At;
use super::dagster::Dagster;
use crate::edge::actors;
use crate::edge::host::Memory;
use crate::edge::http::{HttpAnswer, HttpRequest};
use crate::edge::router;
use crate::host::Reply;
use crate::policy::Policy;
use crate::testkit;
use crate::webhook::headers::Headers;

pub(super) const CONFIG: &str = r#"
senders:
  github: {secrets: GITHUB_SECRET}
  ghcr: {secrets: GITHUB_SECRET}
  docker-hub: {secrets: HUB_SECRET}
repositories:
  - name: acme/*
    base_branches: main
    locations: [{location_name: etl, code_source: {package_name: etl}}]
    images: [{image: "ghcr.io/acme/etl:pr-{pr}-{sha12}", location: etl}]
"#;

#[derive(Default)]
pub(super) struct Object {
    pub(super) rows: BTreeMap<String, String>,
    pub(super) alarm: Option<i64>,
}

/// All that there is.
pub(super) struct World {
    pub(super) policy: Rc<Result<Policy, Vec<String>>>,
    pub(super) variables: RefCell<BTreeMap<String, String>>,
    pub(super) objects: RefCell<BTreeMap<String, Object>>,
    pub(super) requests: RefCell<Vec<Value>>,
    pub(super) dagster: Dagster,
    pub(super) lines: RefCell<String>,
    pub(super) memory: Rc<Memory>,
    pub(super) clock: Cell<i64>,
    /// Whether nothing can be saved.
    pub(super) fails_to_save: Cell<bool>,
    /// Whether Dagster+ refuses what it is told.
    pub(super) refuses: Cell<bool>,
    /// The answer to every request, if set.
    pub(super) echo: RefCell<Option<Reply>>,
    /// Whether the directory crashes when it next sends something, after it was told something else.
    pub(super) crashes: Cell<bool>,
    /// Whether the directory cannot be told anything.
    pub(super) is_deaf: Cell<bool>,
    /// Whether what is sent to an object never arrives.
    pub(super) stalls: Cell<bool>,
}

fn code(key: &[u8], body: &str) -> Vec<u8> {
    testkit::hmac_sha256(key, body.as_bytes())
}

/// Runs what may end in a crash.
fn begin<T>(future: impl Future<Output = T>) -> Poll<T> {
    pin!(future).poll(&mut Context::from_waker(Waker::noop()))
}

/// Runs what only ever waits for what is played.
fn run<T>(future: impl Future<Output = T>) -> T {
    match begin(future) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("it waits for something that is not played"),
    }
}

impl World {
    pub(super) fn new(config: &str) -> Self {
        let world = Self {
            policy: Rc::new(Policy::parse(config)),
            variables: RefCell::default(),
            objects: RefCell::default(),
            requests: RefCell::default(),
            dagster: Dagster::default(),
            lines: RefCell::default(),
            memory: Rc::default(),
            clock: Cell::new(1_700_000_000_000),
            fails_to_save: Cell::new(false),
            refuses: Cell::new(false),
            echo: RefCell::default(),
            crashes: Cell::new(false),
            is_deaf: Cell::new(false),
            stalls: Cell::new(false),
        };
        for (name, value) in [
            ("GITHUB_SECRET", "webhook-secret"),
            ("HUB_SECRET", "hub-secret"),
            ("STANDARD_SECRET", &format!("whsec_{}", BASE64_STANDARD.encode(b"standard-secret"))),
            ("DAGSTER_CLOUD_URL", "https://dagster.example"),
            ("DAGSTER_CLOUD_API_TOKEN", "api-token-1234"),
            ("DAGSTER_DEPLOY_OPERATOR_TOKEN", "operator-token-1234"),
        ] {
            world.set(name, Some(value));
        }
        world
    }

    pub(super) fn configure(&mut self, config: &str) {
        self.policy = Rc::new(Policy::parse(config));
    }

    pub(super) fn set(&self, name: &str, value: Option<&str>) {
        let mut variables = self.variables.borrow_mut();
        variables.remove(name);
        variables.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    }

    fn call(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> HttpAnswer {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let headers = Headers::new(headers.iter().map(pair).collect());
        let url = format!("https://edge.example{path}");
        let call = HttpRequest { method: method.to_owned(), url, headers };
        run(router::answer(&At { world: self, object: "", body }, &call))
    }

    pub(super) fn get(&self, path: &str, headers: &[(&str, &str)]) -> HttpAnswer {
        self.call("GET", path, headers, b"")
    }

    pub(super) fn post(&self, path: &str, headers: &[(&str, &str)], body: &[u8]) -> HttpAnswer {
        self.call("POST", path, headers, body)
    }

    fn signed(&self, path: &str, event: &str, id: &str, body: &Value) -> HttpAnswer {
        let body = body.to_string();
        let signature = format!("sha256={}", encode_string(&code(b"webhook-secret", &body)));
        let headers = [
            ("X-GitHub-Event", event),
            ("X-GitHub-Delivery", id),
            ("X-Hub-Signature-256", &signature),
        ];
        self.post(path, &headers, body.as_bytes())
    }

    /// The headers by which a sender proves a delivery.
    pub(super) fn proof(&self, sender: &str, id: &str, body: &str) -> Vec<(&'static str, String)> {
        let signature = encode_string(&code(b"webhook-secret", body));
        match sender {
            "github" => vec![("X-Hub-Signature-256", format!("sha256={signature}"))],
            "bitbucket" => vec![("X-Hub-Signature", format!("sha256={signature}"))],
            "gitea" | "forgejo" => vec![("X-Gitea-Signature", signature)],
            "gitlab" => vec![("X-Gitlab-Token", "webhook-secret".to_owned())],
            "azure-devops" => vec![("Authorization", "webhook-secret".to_owned())],
            _ => {
                let time = (self.clock.get() / 1000) as u64;
                let code = code(b"standard-secret", &format!("{id}.{time}.{body}"));
                vec![
                    ("webhook-id", id.to_owned()),
                    ("webhook-timestamp", time.to_string()),
                    ("webhook-signature", format!("v1,{}", BASE64_STANDARD.encode(&code))),
                ]
            }
        }
    }

    pub(super) fn github(&self, event: &str, id: &str, body: &Value) -> HttpAnswer {
        self.signed("/webhooks/github", event, id, body)
    }

    pub(super) fn ghcr(&self, id: &str, body: &Value) -> HttpAnswer {
        self.signed("/webhooks/ghcr", "registry_package", id, body)
    }

    /// Has all alarms called until none is set for the next hour.
    pub(super) fn work(&self) {
        self.work_for(3_600_000);
    }

    /// Has all alarms called that come within so many milliseconds.
    pub(super) fn work_for(&self, milliseconds: i64) {
        let end = self.clock.get() + milliseconds;
        for _ in 0..10_000 {
            let objects = self.objects.borrow();
            let set = objects.iter().filter_map(|(name, one)| Some((name.clone(), one.alarm?)));
            let Some((name, time)) = set.min_by_key(|(_, time)| *time) else {
                return;
            };
            drop(objects);
            if time > end {
                return;
            }
            self.clock.set(self.clock.get().max(time));
            if let Poll::Ready(done) =
                begin(actors::alarm(&At { world: self, object: &name, body: b"" }, &name))
            {
                done.expect("it is saved");
            }
        }
        panic!("it never ends");
    }

    /// Calls the alarm of an object, which comes no further than to what it sends; does something meanwhile; crashes.
    pub(super) fn crash(&self, object: &str, meanwhile: impl FnOnce()) {
        let at = At { world: self, object, body: b"" };
        let mut alarm = pin!(actors::alarm(&at, object));
        self.stalls.set(true);
        let polled = alarm.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(polled.is_pending(), "it sends nothing");
        self.stalls.set(false);
        meanwhile();
    }

    /// Whether an object keeps anything.
    pub(super) fn keeps(&self, object: &str) -> bool {
        self.objects.borrow().get(object).is_some_and(|object| !object.rows.is_empty())
    }

    pub(super) fn log(&self) -> String {
        self.lines.borrow().clone()
    }

    pub(super) fn status(&self) -> Value {
        let answer = self.get("/status.json", &[("Authorization", "Bearer operator-token-1234")]);
        serde_json::from_slice(answer.body.as_bytes()).expect("JSON")
    }

    fn variables_of(&self, operation: &str) -> Vec<Value> {
        let requests = self.requests.borrow();
        let of = requests.iter().filter(|request| {
            request["query"].as_str().is_some_and(|query| query.contains(operation))
        });
        of.map(|request| request["variables"].clone()).collect()
    }

    /// Returns every state that Dagster+ was sent.
    pub(super) fn applied_states(&self) -> Vec<String> {
        let applied_states = self.variables_of("createOrUpdateBranchDeployment(").into_iter().map(
            |applied_states| {
                let branch = &applied_states["branchData"];
                format!("{} {}", text(branch, "branchName"), text(branch, "pullRequestStatus"))
            },
        );
        let mut applied_states: Vec<_> = applied_states.collect();
        applied_states.dedup();
        applied_states
    }

    /// The images that were deployed, each behind its location.
    pub(super) fn deployed(&self) -> Vec<String> {
        let deployed = self.variables_of("deployLocations(").into_iter();
        let image = |applied_states: Value| {
            let location = &applied_states["document"]["locations"][0];
            format!("{} {}", text(location, "location_name"), text(location, "image"))
        };
        deployed.map(image).collect()
    }
}

pub(super) fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}
