//! GitHub's REST API (<https://docs.github.com/en/rest>), as far as a deployment needs it: one file per resource.
//!
//! Everything here may be refused (a fork's token can only read, a workflow gave few permissions), and nothing here may
//! fail a deployment: a refusal is a sentence for the user. The token goes to the host that the runner names as its API
//! and to no other: a redirect is not followed. Not here: what is posted, and when (`action/`).

pub mod branches;
pub mod comments;
pub mod contents;
pub mod deployments;
pub mod reviews;

use serde_json::Value;

use crate::error::{Code, Error};
use crate::host::{Host, Reply, Request, Variables};
use crate::http::outcome::FailedTry;
use crate::http::retry::{Repeat, Tries};
use crate::http::url::{encoded, is_exposed, is_http};
use crate::http::{self, Settings, proxy};
use crate::json::Json;
use crate::secrets::Secrets;

/// The variables that say where the API is, who asks, and about which repository.
pub const VARIABLES: [&str; 3] = ["GITHUB_API_URL", "GITHUB_TOKEN", "GITHUB_REPOSITORY"];

/// The content type that is requested, except for files.
const JSON: &str = "application/vnd.github+json";
/// The kind of answer that is the file itself.
const FILE: &str = "application/vnd.github.raw+json";

/// How long one try of an answer that is not essential may take, and all tries together.
const TRY_MILLISECONDS: u32 = 10_000;
const DEADLINE_MILLISECONDS: f64 = 30_000.0;
const MAX_TRIES: u32 = 3;
/// A commit that changes hundreds of files, or a hundred long comments, are a few megabytes.
const MAX_BODY_BYTES: u32 = 16 * 1024 * 1024;

/// Why GitHub did not do it: its status, if it answered, and the reason in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// HTTP status.
    pub status: Option<u16>,
    /// A clause with its subject; may hold text from the server.
    pub reason: String,
}

/// The API for one repository.
pub struct Api<'a, H: Host> {
    host: &'a H,
    secrets: &'a Secrets,
    settings: &'a Settings,
    base: &'a str,
    token: &'a str,
    repository: &'a str,
}

impl<'a, H: Host> Api<'a, H> {
    /// The API that the variables name for the repository that they name, if there is a token to ask it with.
    pub fn new(
        host: &'a H,
        secrets: &'a Secrets,
        settings: &'a Settings,
        env: &'a Variables,
    ) -> Option<Self> {
        let [base, token, repository] =
            VARIABLES.map(|name| env.get(name).map(|value| value.trim()).unwrap_or_default());
        let is_there = [base, token, repository].iter().all(|value| !value.is_empty());
        let base = base.trim_end_matches('/');
        is_there.then_some(Self { host, secrets, settings, base, token, repository })
    }

    /// The address of a resource of the repository.
    pub fn address(&self, rest: &str) -> String {
        format!("{}/repos/{}{rest}", self.base, encoded(self.repository, "/"))
    }

    /// Makes one try to read something.
    pub async fn once(&self, address: &str) -> Result<Reply, Refused> {
        let request = self.request("GET", address, None, JSON)?;
        let reply = http::once(self.host, self.secrets, &request, false).await;
        reply.map_err(|fault| refused(None, &self.secrets.blot_quoted(&fault.message)))
    }

    fn request(
        &self,
        method: &'static str,
        address: &str,
        body: Option<&Json>,
        accept: &str,
    ) -> Result<Request, Refused> {
        if !is_http(address) || is_exposed(address) {
            return Err(refused(
                None,
                "GITHUB_API_URL is no https address, so the token is not sent there",
            ));
        }
        if self.token.chars().any(|c| c.is_control() || !c.is_ascii()) {
            return Err(refused(None, "GITHUB_TOKEN holds what a header cannot"));
        }
        let mut headers = vec![
            ("Accept", accept.to_owned()),
            ("Authorization", format!("Bearer {}", self.token)),
            ("User-Agent", format!("dagster-deploy/{}", crate::VERSION)),
            ("X-GitHub-Api-Version", "2022-11-28".to_owned()),
        ];
        if body.is_some() {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        let proxy = proxy::choose(address, &self.settings.env);
        Ok(Request {
            url: address.to_owned(),
            method,
            headers,
            body: body.map(|body| body.as_str().to_owned()),
            timeout_milliseconds: TRY_MILLISECONDS.min(self.settings.try_milliseconds as u32),
            max_body_bytes: MAX_BODY_BYTES,
            proxy: proxy.map_err(|error| refused(None, &error.message))?,
            ca: self.settings.ca(),
        })
    }

    /// Asks until it is answered or given up. What creates something is not sent again when it may have been done.
    async fn ask(
        &self,
        method: &'static str,
        address: &str,
        body: Option<&Json>,
        accept: &str,
    ) -> Result<Reply, Refused> {
        let settings =
            Settings { deadline_milliseconds: DEADLINE_MILLISECONDS, ..self.settings.clone() };
        let repeat = if method == "POST" { Repeat::Never } else { Repeat::Freely };
        let mut tries = Tries::start(self.host.now(), &settings, MAX_TRIES, repeat);
        let mut request = self.request(method, address, body, accept)?;
        loop {
            let limit = tries.next_timeout(self.host.now());
            request.timeout_milliseconds = request.timeout_milliseconds.min(limit);
            let failure = match http::once(self.host, self.secrets, &request, accept == FILE).await
            {
                Ok(reply) if (200..300).contains(&reply.status) => return Ok(reply),
                Ok(reply) => {
                    let refusal = self.refusal(&reply);
                    if !is_passing(&reply) {
                        return Err(refusal);
                    }
                    let error = Error::new(Code::HttpStatus, refusal.reason);
                    (refusal.status, FailedTry::of_status(&reply, error))
                }
                Err(fault) => (None, FailedTry::from_fault(&fault, &request)),
            };
            let (status, failure) = failure;
            let wait = tries.after(self.host.now(), self.host.random(), failure);
            let given_up =
                |error: Error| refused(status, &self.secrets.blot_quoted(&error.message));
            self.host.sleep(wait.map_err(given_up)?).await;
        }
    }

    /// Asks for JSON.
    async fn json(
        &self,
        method: &'static str,
        address: &str,
        body: Option<&Json>,
    ) -> Result<Value, Refused> {
        let reply = self.ask(method, address, body, JSON).await?;
        serde_json::from_slice(&reply.body)
            .map_err(|_| refused(Some(reply.status), "it answered with no JSON"))
    }

    /// Reads the reason of a refusal from GitHub's answer.
    pub fn refusal(&self, reply: &Reply) -> Refused {
        let answer: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
        let words = answer.get("message").and_then(Value::as_str);
        let words =
            words.map(|words| format!(" ({})", words.chars().take(200).collect::<String>()));
        let reason = format!("it answered {}{}", reply.status, words.unwrap_or_default());
        refused(Some(reply.status), &self.secrets.blot_quoted(&reason))
    }
}

/// A text somewhere in an answer, at a path such as `/head/sha`.
fn text(answer: &Value, path: &str) -> String {
    answer.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Whether a retry may help: after a server's fault, or a limit that names its end
/// (<https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit>).
fn is_passing(reply: &Reply) -> bool {
    match reply.status {
        403 | 429 => reply.header("retry-after").is_some(),
        status => status >= 500 || status == 408,
    }
}

#[inline(never)]
fn refused(status: Option<u16>, reason: &str) -> Refused {
    Refused { status, reason: reason.to_owned() }
}
