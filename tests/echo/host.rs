//! The host of a run whose server echoes the token.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dagster_deploy::host::{Fault, GitReply, Host, Reply, Request, Serving, Stream};
use dagster_deploy::http::url::encoded;
use serde_json::{Value, json};

use crate::random::Random;

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
pub(crate) fn echo(token: &str, random: &mut Random) -> String {
    let json = Value::from(token).to_string();
    let spelled = match random.below(8) {
        0 | 1 => json[1..json.len() - 1].to_owned(),
        2 => encoded(token, ""),
        3 => encoded(token, "!'()*").replace("%3A", "%3a"),
        4 => STANDARD.encode(random.one_of(&["ab", "c", ""]).to_owned() + token),
        _ => token.to_owned(),
    };
    let part = random.below(spelled.len());
    match random.below(3) {
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
    clock: Cell<f64>,
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
            clock: Cell::new(1_700_000_000_000.0),
            seen: RefCell::default(),
        }
    }

    pub(crate) fn give_files(&self, files: &Value) {
        for (path, content) in files.as_object().into_iter().flatten() {
            let lines = content.as_array().into_iter().flatten().filter_map(Value::as_str);
            self.files.borrow_mut().insert(path.clone(), lines.collect::<Vec<_>>().join("\n"));
        }
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

    fn answer(&self) -> Result<Reply, Fault> {
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

impl Host for Echoing<'_> {
    async fn fetch(&self, request: &Request) -> Result<Reply, Fault> {
        if !request.url.starts_with("https://api.github.com/") {
            return self.answer();
        }
        self.note(request.body.as_deref().unwrap_or_default());
        match self.github_echoes.get() {
            true => self.answer(),
            false => Ok(github(request)),
        }
    }

    async fn sleep(&self, milliseconds: u32) {
        self.clock.set(self.clock.get() + f64::from(milliseconds));
    }

    fn now(&self) -> f64 {
        self.clock.get()
    }

    fn random(&self) -> f64 {
        0.5
    }

    async fn read_file(&self, path: &str, _: u32) -> Result<Vec<u8>, Fault> {
        let missing = Fault { code: "ENOENT".to_owned(), message: format!("no file {path}") };
        self.files.borrow().get(path).map(|text| text.clone().into_bytes()).ok_or(missing)
    }

    async fn append_file(&self, _: &str, text: &str) -> Result<(), Fault> {
        self.note(text);
        Ok(())
    }

    async fn run_git(&self, _: &[&str]) -> Result<GitReply, Fault> {
        Err(Fault { code: "ENOENT".to_owned(), message: "no git".to_owned() })
    }

    async fn hmac_sha256(&self, _: &[u8], _: &[u8]) -> Result<Vec<u8>, Fault> {
        unreachable!("nothing is signed")
    }

    async fn verify_rs256(&self, _: &str, _: &[u8], _: &[u8]) -> Result<bool, Fault> {
        unreachable!("nothing is signed")
    }

    async fn serve(&self, _: &Serving) -> Result<(), Fault> {
        unreachable!("nothing is served")
    }

    async fn own_text(&self, _: &str) -> String {
        unreachable!("no help is asked for")
    }

    fn print(&self, _: Stream, text: &str) {
        self.seen.borrow_mut().push_str(text);
    }
}
