//! Sends one GraphQL request until it is answered or given up: redirects, retries, maintenance, deadlines.
//!
//! The loop is here; what an answer means is in [`judge`], what a failure means in [`fault`], when to try
//! again in [`retry`], where a redirect may lead in [`url`], which proxy in [`proxy`]. All of those are
//! pure functions. Not here: GraphQL operations and their results; those are in `dagster/`.

mod address;
mod date;
pub mod fault;
pub mod judge;
pub mod proxy;
pub mod retry;
pub mod url;

use serde_json::{Map, Value as Json};

use crate::error::{Code, Error};
use crate::host::{Fault, Host, Reply, Request, Variables};
use crate::output::Output;
use crate::secrets::Secrets;
use judge::Verdict;
use retry::{Failure, Tries};

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
    /// What messages call it: the operation's name.
    pub name: &'a str,
    /// Whether it may be sent again when it is unknown if the server has already done it.
    pub repeatable: bool,
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

/// Sends the request and returns the `data` of its answer.
pub async fn send<H: Host>(
    host: &H,
    output: &Output<'_, H>,
    settings: &Settings,
    call: Call<'_>,
) -> Result<Map<String, Json>, Error> {
    let mut tries = Tries::start(host.now(), settings, call.max_tries, call.repeatable);
    let mut request = Request {
        url: call.url.to_owned(),
        method: "POST",
        headers: call.headers.to_vec(),
        body: Some(call.body),
        timeout_milliseconds: 0,
        max_body_bytes: MAX_BODY_BYTES,
        proxy: proxy::choose(call.url, &settings.env)?,
        ca: settings.ca(),
    };
    let mut redirects = 0;
    loop {
        request.timeout_milliseconds = tries.next_timeout(host.now());
        let failure = match once(host, &output.secrets, &request, false).await {
            Ok(reply) => match judge::judge(&reply) {
                Verdict::Data(data) => return Ok(data),
                Verdict::Redirect { location } if redirects < MAX_REDIRECTS => {
                    redirects += 1;
                    request.url = url::redirect(&request.url, &location)?;
                    request.proxy = proxy::choose(&request.url, &settings.env)?;
                    continue;
                }
                Verdict::Redirect { .. } => {
                    return Err(Error::new(
                        Code::Redirect,
                        format!("more than {MAX_REDIRECTS} redirects, the last to {}", request.url),
                    ));
                }
                Verdict::Refused(error) => return Err(error),
                Verdict::Failed(failure) => failure,
                Verdict::Maintenance(notice) => {
                    let wait = tries.maintenance(host.now(), &notice)?;
                    output.notice_with(|| {
                        let message = output.secrets.blot_quoted(&notice.message);
                        let seconds = wait / 1000;
                        format!(
                            "Dagster+ is unavailable due to scheduled maintenance ({message}). Trying again in {seconds} seconds...",
                        )
                    });
                    host.sleep(wait).await;
                    tries.resume(wait);
                    continue;
                }
            },
            Err(fault) => Failure::from_fault(&fault, &request),
        };
        let reason = failure.reason.clone();
        let wait = tries.after(host.now(), host.random(), failure)?;
        output.notice_with(|| {
            let reason = output.secrets.blot_quoted(reason.trim_end_matches('.'));
            let name = call.name;
            let (seconds, tenths) = (wait / 1000, wait % 1000 / 100);
            format!("{name}: {reason}. Trying again in {seconds}.{tenths} seconds...")
        });
        host.sleep(wait).await;
    }
}
