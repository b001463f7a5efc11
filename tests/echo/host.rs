//! The host of a run whose server echoes the token.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dagster_deploy::host::{Fault, Reply, Request};
use dagster_deploy::http::url::encoded;
use fastrand::Rng;
use pollster::block_on;
use serde_json::{Value, json};

use crate::testkit::{FakeHost, one_of};

/// Where the echo is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Way {
    /// In a page with this status.
    Status(u16),
    /// In the same as JSON, as GitHub answers.
    Message(u16),
    /// In an error of GraphQL.
    GraphqlErrors,
    /// In an error of an operation.
    TypedError,
    /// In a notice of maintenance.
    Maintenance,
    /// In the address of a redirect with this status.
    Redirect(u16),
    /// In what the runtime says of a broken connection.
    Fault,
}

impl Way {
    pub(crate) const ALL: &[Self] = &[
        Self::Status(200),
        Self::Status(401),
        Self::Status(403),
        Self::Status(404),
        Self::Status(418),
        Self::Status(502),
        Self::Message(401),
        Self::Message(503),
        Self::GraphqlErrors,
        Self::TypedError,
        Self::Maintenance,
        Self::Redirect(302),
        Self::Redirect(307),
        Self::Fault,
    ];
}

/// A token as a server may echo it: in a spelling, and in two of three times cut.
pub(crate) fn echo(token: &str, random: &mut Rng) -> String {
    let json = Value::from(token).to_string();
    let spelled = match random.usize(..8) {
        0 | 1 => json[1..json.len() - 1].to_owned(),
        2 => encoded(token, ""),
        3 => encoded(token, "!'()*").replace("%3A", "%3a"),
        4 => STANDARD.encode(one_of(random, &["ab", "c", ""]).to_owned() + token),
        _ => token.to_owned(),
    };
    let part = random.usize(..spelled.len());
    match random.usize(..3) {
        0 => spelled[..part].to_owned(),
        1 => spelled[part..].to_owned(),
        _ => spelled,
    }
}

pub(crate) struct Echoing<'a> {
    pub(crate) token: &'a str,
    way: &'a Way,
    text: String,
    /// Whether GitHub echoes, too.
    pub(crate) github_echoes: Cell<bool>,
    files: RefCell<BTreeMap<String, String>>,
    seen: RefCell<String>,
}

impl<'a> Echoing<'a> {
    pub(crate) fn new(token: &'a str, way: &'a Way, before: &str, echo: &str) -> Self {
        Self {
            token,
            way,
            text: before.to_owned() + echo + " and more",
            github_echoes: Cell::new(false),
            files: RefCell::default(),
            seen: RefCell::default(),
        }
    }

    pub(crate) fn give_files(&self, files: &Value) {
        for (path, content) in files.as_object().into_iter().flatten() {
            let lines = content.as_array().into_iter().flatten().filter_map(Value::as_str);
            self.files.borrow_mut().insert(path.clone(), lines.collect::<Vec<_>>().join("\n"));
        }
    }

    /// Runs something on a host that echoes, and sees all that it printed and wrote.
    pub(crate) fn run<T>(&self, run: impl AsyncFnOnce(&FakeHost<'_>) -> T) -> T {
        let files = self.files.borrow();
        let file = |path: &str| files.get(path).map(|text| text.clone().into_bytes());
        let host = FakeHost {
            answer: Box::new(|request, _| self.answer(request)),
            file: Box::new(file),
            ..FakeHost::default()
        };
        let result = block_on(run(&host));
        self.note(&host.printed());
        self.note(&host.appended.borrow());
        result
    }

    pub(crate) fn note(&self, text: &str) {
        self.seen.borrow_mut().push_str(text);
        self.seen.borrow_mut().push('\n');
    }

    /// All that was printed, written into a file or told GitHub; not what a runner is asked to mask.
    pub(crate) fn seen(&self) -> String {
        let seen = self.seen.borrow();
        let lines = seen.lines().filter(|line| !line.starts_with("::add-mask::"));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn answer(&self, request: &Request) -> Result<Reply, Fault> {
        if !request.url.starts_with("https://api.github.com/") {
            return self.echoed();
        }
        self.note(request.body.as_deref().unwrap_or_default());
        match self.github_echoes.get() {
            true => self.echoed(),
            false => Ok(github(request)),
        }
    }

    fn echoed(&self) -> Result<Reply, Fault> {
        let text = &self.text;
        let reply =
            |status, body: String| Reply { status, headers: vec![], body: body.into_bytes() };
        let json = |value: Value| reply(200, value.to_string());
        Ok(match *self.way {
            Way::Status(status) => reply(status, text.clone()),
            Way::Message(status) => reply(status, json!({ "message": text }).to_string()),
            Way::GraphqlErrors => json(json!({ "errors": [{ "message": text }] })),
            Way::TypedError => {
                let error = json!({ "__typename": "PythonError", "message": text });
                let names = ["deploymentByName", "createOrUpdateBranchDeployment"];
                let data = names.map(|name| (name.to_owned(), error.clone()));
                json(json!({ "data": Value::Object(data.into_iter().collect()) }))
            }
            Way::Maintenance => json(
                json!({ "maintenance": { "message": text, "timeout": 3, "retry_interval": 1 } }),
            ),
            Way::Redirect(status) => {
                let location = format!("/there?{text}");
                Reply {
                    headers: vec![("Location".to_owned(), location)],
                    ..reply(status, String::new())
                }
            }
            Way::Fault => {
                return Err(Fault { code: "ECONNRESET".to_owned(), message: text.clone() });
            }
        })
    }
}

/// GitHub where it does all that it is asked.
fn github(request: &Request) -> Reply {
    let body = match request.method {
        "POST" | "PATCH" => json!({ "id": 7 }),
        _ if request.url.contains("/pulls/") => json!({
            "state": "open",
            "head": { "sha": "ec26c3e57ca3a959ca5aad62de7213c562f8c821", "repo": { "full_name": "acme/etl" } },
        }),
        _ => json!([]),
    };
    Reply { status: 200, headers: vec![], body: body.to_string().into_bytes() }
}
