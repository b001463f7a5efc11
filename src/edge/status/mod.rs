//! Serves operators, who need a token: `/status` for people, `/status.json` for programs, `/replay` to try a dead
//! letter again.
//!
//! All of it comes from the directory. Not here: how the page looks (`page.rs`).

mod html;
mod page;
mod rows;
#[cfg(test)]
mod tests;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use subtle::ConstantTimeEq;

use super::host::EdgeHost;
use super::http::{HttpAnswer, HttpRequest, parts};
use super::log;
use super::message::{self, DIRECTORY};
use crate::json::Json;
use crate::webhook::body;
use crate::webhook::headers::Headers;

/// The variable with the token that operators need.
pub const TOKEN: &str = "DAGSTER_DEPLOY_OPERATOR_TOKEN";
const MIN_TOKEN_BYTES: usize = 16;
const MAX_FORM_BYTES: u32 = 16 * 1024;
const FORM_MILLISECONDS: u32 = 10_000;

/// Answers an operator.
pub(super) async fn answer<H: EdgeHost>(host: &H, call: &HttpRequest, path: &str) -> HttpAnswer {
    let token = host.variable(TOKEN).unwrap_or_default();
    if token.len() < MIN_TOKEN_BYTES {
        let missing = [TOKEN, " is not set, or has fewer than 16 characters"].concat();
        return HttpAnswer::refused(503, &missing);
    }
    if !given_tokens(&call.headers).iter().any(|given| bool::from(given.ct_eq(token.as_bytes()))) {
        let mut answer = HttpAnswer::refused(401, "the operator's token is needed, as password");
        let ask = "Basic realm=\"dagster-deploy\", charset=\"UTF-8\"";
        answer.headers.push(("WWW-Authenticate", ask.to_owned()));
        return answer;
    }
    match (call.method.as_str(), path) {
        ("GET" | "HEAD", "/status.json") => show(host, false).await,
        ("GET" | "HEAD", "/status") => show(host, true).await,
        ("POST", "/replay") => replay(host, call).await,
        (_, "/replay") => not_allowed("POST"),
        _ => not_allowed("GET"),
    }
}

fn not_allowed(method: &str) -> HttpAnswer {
    let mut answer = HttpAnswer::refused(405, &["only ", method, " is answered here"].concat());
    answer.headers.push(("Allow", method.to_owned()));
    answer
}

/// Returns the tokens that a request presents: a bearer's token, or the password of any user.
fn given_tokens(headers: &Headers) -> Vec<Vec<u8>> {
    let value = headers.get("authorization").unwrap_or_default();
    let (scheme, rest) = value.split_once(' ').unwrap_or_default();
    match scheme.to_ascii_lowercase().as_str() {
        "bearer" => vec![rest.trim().as_bytes().to_vec()],
        "basic" => {
            let pair = BASE64_STANDARD.decode(rest.trim());
            let password = |pair: Vec<u8>| {
                let colon = pair.iter().position(|byte| *byte == b':')?;
                Some(pair[colon + 1..].to_vec())
            };
            pair.ok().and_then(password).into_iter().collect::<Vec<_>>()
        }
        _ => Vec::new(),
    }
}

async fn show<H: EdgeHost>(host: &H, is_page: bool) -> HttpAnswer {
    let query_body = Json::object(&[("kind", Json::text("show"))]);
    let shown = match host.send(DIRECTORY, query_body.as_str()).await {
        Ok(shown) => shown,
        Err(fault) => return HttpAnswer::refused(503, &fault.message),
    };
    if !is_page {
        return HttpAnswer::written(200, "application/json", shown + "\n");
    }
    let status: Value = serde_json::from_slice(shown.as_bytes()).unwrap_or_default();
    let mut answer = HttpAnswer::written(200, "text/html; charset=utf-8", page::page(&status));
    for (name, value) in page::HEADERS {
        answer.headers.push((name, value.to_owned()));
    }
    answer
}

/// Has tried again what a branch gave up. A browser sends the token with whatever page asks it to, so that page must be
/// ours.
async fn replay<H: EdgeHost>(host: &H, call: &HttpRequest) -> HttpAnswer {
    if !is_own_page(call) {
        return HttpAnswer::refused(403, "another site's page asked for this");
    }
    let form = match host.read_body(MAX_FORM_BYTES, FORM_MILLISECONDS).await {
        Ok(form) => form,
        Err(fault) => return HttpAnswer::refused(400, &fault.message),
    };
    let object = body::field(&form, b"object").and_then(|object| String::from_utf8(object).ok());
    let Some(object) = object.filter(|object| object.starts_with("branch:")) else {
        return HttpAnswer::refused(400, "the form has no field object that names a branch");
    };
    log::line(host, "replay", &[("object", Json::text(&object))]);
    match host.send(&object, message::replay().as_str()).await {
        Err(fault) => HttpAnswer::refused(503, &fault.message),
        Ok(_) => {
            let mut answer = HttpAnswer::json(303, &[("replayed", Json::text(&object))]);
            answer.headers.push(("Location", "/status#replayed".to_owned()));
            answer
        }
    }
}

/// Whether no browser reports that another site made the request
/// (<https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site>).
fn is_own_page(call: &HttpRequest) -> bool {
    if let Some(site) = call.headers.get("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match call.headers.get("origin") {
        None => true,
        Some(origin) => {
            let host = call.headers.get("host").unwrap_or_default();
            let (path, _) = parts(&call.url);
            let home = call.url.split(path).next().unwrap_or_default();
            let given_tokens = origin.split_once("://").map_or("", |(_, host)| host);
            !given_tokens.is_empty() && (given_tokens == host || home == origin)
        }
    }
}
