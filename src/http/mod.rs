//! Sends one GraphQL request until it is answered or given up: redirects, retries, maintenance, deadlines.
//!
//! The loop is here; what an answer means is in [`classify`], what a failure means in [`fault`], when to try
//! again in [`retry`], where a redirect may lead in [`url`], which proxy in [`proxy`]. All of those are
//! pure functions. Not here: GraphQL operations and their results; those are in `dagster/`.

mod address;
pub mod classify;
pub mod fault;
pub mod outcome;
pub mod proxy;
pub mod retry;
pub mod url;

use serde_json::{Map, Value as Json};

use crate::error::{Code, Error};
use crate::host::{Fault, Host, Reply, Request, Variables};
use crate::output::Output;
use crate::secrets::Secrets;
use classify::AnswerKind;
use outcome::{FailedTry, Maintenance};
use retry::{Repeat, Tries};

/// Variables that name a PEM file of certificates to trust: all that are set count. The first two are those of Python's
/// requests, which `dagster-cloud` uses; the third is OpenSSL's.
pub const CA_VARIABLES: [&str; 3] = ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"];

/// The largest answer to accept. A workspace with hundreds of locations stays below 1 MiB.
const MAX_BODY_BYTES: u32 = 32 * 1024 * 1024;
/// As many as curl follows by default would hide a loop for long; Dagster+ itself needs one.
const MAX_REDIRECTS: u32 = 10;

/// How requests of a run travel.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How long one try may take, in milliseconds.
    pub try_milliseconds: f64,
    /// How long all tries of one request may take together, in milliseconds; maintenance does not count.
    pub deadline_milliseconds: f64,
    /// The environment: proxies and certificates.
    pub env: Variables,
}

impl Settings {
    /// The PEM files to trust, each once.
    pub fn ca(&self) -> Vec<String> {
        let mut paths = Vec::new();
        for path in CA_VARIABLES.iter().filter_map(|name| self.env.get(name)) {
            if !path.is_empty() && !paths.contains(path) {
                paths.push(path.clone());
            }
        }
        paths
    }
}

/// One request to send.
pub struct Call<'a> {
    /// The GraphQL endpoint.
    pub url: &'a str,
    /// Headers, the token among them.
    pub headers: &'a [(&'static str, String)],
    /// The JSON body.
    pub body: String,
    /// The operation's name, for messages.
    pub name: &'static str,
    /// Says if the request may be repeated when the server may have executed it.
    pub repeat: Repeat,
    /// How often it may be sent.
    pub max_tries: u32,
}

/// Makes one try. The only place where a reply comes in, and where it loses every token of the run. The file of a user is
/// handed on as it is: what is deployed must not depend on where the file was read.
#[expect(clippy::disallowed_methods, reason = "all others are to call this")]
pub async fn once<H: Host>(
    host: &H,
    secrets: &Secrets,
    request: &Request,
    is_file: bool,
) -> Result<Reply, Fault> {
    let mut reply = host.fetch(request).await.map_err(|fault| secrets.clean_fault(fault))?;
    secrets.clean(&mut reply, is_file);
    // Through a tunnel a host sees the proxy's refusal itself; a plain request is answered with it.
    if reply.status == 407 && request.proxy.is_some() && !url::is_secure(&request.url) {
        let message = "the proxy answered 407".to_owned();
        return Err(Fault { code: "ERR_PROXY".to_owned(), message });
    }
    Ok(reply)
}

/// How [`Sending::next`] ends.
pub enum Sent {
    /// The server answered with this `data`.
    Answered(Map<String, Json>),
    /// The server may have executed a request that may be repeated [`Repeat::AfterAsking`]. Whoever sends it asks, and if
    /// it was not executed, calls [`Sending::next`] again unless this was the last try.
    Lost {
        /// The error to give up with.
        error: Error,
        /// Whether no try is left.
        is_last: bool,
    },
}

/// A request that is sent until it is answered or given up.
pub struct Sending<'a, H: Host> {
    host: &'a H,
    output: &'a Output<'a, H>,
    settings: Settings,
    request: Request,
    tries: Tries,
    redirects: u32,
    name: &'static str,
    repeat: Repeat,
}

impl<'a, H: Host> Sending<'a, H> {
    /// Prepares the request; nothing is sent yet.
    pub fn new(
        host: &'a H,
        output: &'a Output<'a, H>,
        settings: Settings,
        call: Call<'_>,
    ) -> Result<Self, Error> {
        let request = Request {
            url: call.url.to_owned(),
            method: "POST",
            headers: call.headers.to_vec(),
            body: Some(call.body),
            timeout_milliseconds: 0,
            max_body_bytes: MAX_BODY_BYTES,
            proxy: proxy::choose(call.url, &settings.env)?,
            ca: settings.ca(),
        };
        let (name, repeat) = (call.name, call.repeat);
        let tries = Tries::start(host.now(), &settings, call.max_tries, repeat);
        Ok(Self { host, output, settings, request, tries, redirects: 0, name, repeat })
    }

    /// Sends the request, and again as its [`Repeat`] allows, until there is an answer.
    pub async fn next(&mut self) -> Result<Sent, Error> {
        loop {
            self.request.timeout_milliseconds = self.tries.next_timeout(self.host.now());
            let failure = match once(self.host, &self.output.secrets, &self.request, false).await {
                Ok(reply) => match classify::classify(&reply) {
                    AnswerKind::Data(data) => return Ok(Sent::Answered(data)),
                    AnswerKind::Redirect { location } => {
                        self.follow(&location)?;
                        continue;
                    }
                    AnswerKind::Refused(error) => return Err(error),
                    AnswerKind::Failed(failure) => failure,
                    AnswerKind::Maintenance(notice) => {
                        let wait = self.maintenance(&notice)?;
                        self.host.sleep(wait).await;
                        self.tries.resume(wait);
                        continue;
                    }
                },
                Err(fault) => FailedTry::from_fault(&fault, &self.request),
            };
            let (wait, lost) = self.after(failure)?;
            if let Some(wait) = wait {
                self.host.sleep(wait).await;
            }
            if let Some(error) = lost {
                return Ok(Sent::Lost { error, is_last: wait.is_none() });
            }
        }
    }

    /// Follows the server's redirect.
    #[inline(never)]
    fn follow(&mut self, location: &str) -> Result<(), Error> {
        if self.redirects == MAX_REDIRECTS {
            let last = &self.request.url;
            let message = format!("more than {MAX_REDIRECTS} redirects, the last to {last}");
            return Err(Error::new(Code::Redirect, message));
        }
        self.redirects += 1;
        self.request.url = url::redirect(&self.request.url, location)?;
        self.request.proxy = proxy::choose(&self.request.url, &self.settings.env)?;
        Ok(())
    }

    /// Returns how many milliseconds to wait during maintenance, and prints a notice.
    #[inline(never)]
    fn maintenance(&mut self, notice: &Maintenance) -> Result<u32, Error> {
        let wait = self.tries.maintenance(self.host.now(), notice)?;
        let message = self.output.secrets.blot_quoted(&notice.message);
        let seconds = wait / 1000;
        self.output.notice(&format!(
            "Dagster+ is unavailable due to scheduled maintenance ({message}). Trying again in {seconds} seconds...",
        ));
        Ok(wait)
    }

    /// Returns how many milliseconds to wait after a failed try (`None`: it was the last), and the error to give up
    /// with if somebody has to ask first.
    #[inline(never)]
    fn after(&mut self, failure: FailedTry) -> Result<(Option<u32>, Option<Error>), Error> {
        let reason = failure.reason.clone();
        let asks = failure.perhaps_done && self.repeat == Repeat::AfterAsking;
        let lost = asks.then(|| failure.error.clone());
        let wait = match self.tries.after(self.host.now(), self.host.random(), failure) {
            Err(error) if asks => return Ok((None, Some(error))),
            wait => wait?,
        };
        let reason = self.output.secrets.blot_quoted(reason.trim_end_matches('.'));
        let name = self.name;
        let (seconds, tenths) = (wait / 1000, wait % 1000 / 100);
        let next = if asks { "Asking whether it was done" } else { "Trying again" };
        self.output.notice(&format!("{name}: {reason}. {next} in {seconds}.{tenths} seconds..."));
        Ok((Some(wait), lost))
    }
}
