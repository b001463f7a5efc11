//! The router: answers requests. The proof of a delivery is checked, its events are dispatched by the configuration,
//! and the objects store them before the delivery is answered with 202.
//!
//! A delivery that calls for nothing is answered with 200, because senders stop sending after refusals. Not here: the
//! pages for operators (`status/`), and the work of objects.

use super::host::EdgeHost;
use super::http::{HttpAnswer, HttpRequest, parts};
use super::message::{self, DIRECTORY};
use super::{log, status};
use crate::json::Json;
use crate::policy::dispatch::{self, Dispatch};
use crate::policy::{Policy, Route};
use crate::webhook::expected::Expected;
use crate::webhook::oidc::Google;
use crate::webhook::{Event, EventAction, Reading, body, sender};

/// The largest delivery. A pull request's event has 30 KB, a push of thousands of commits some megabytes; an isolate of
/// a Worker has 128 for all that it does at once, and a body that is read takes ten times its size.
const MAX_BYTES: u32 = 4 * 1024 * 1024;
/// The patience of senders is ten seconds, and less with some.
const BODY_MILLISECONDS: u32 = 10_000;

/// The variables that name the endpoint; one of them must be set.
const ENDPOINT: [&str; 2] = ["DAGSTER_CLOUD_ORGANIZATION", "DAGSTER_CLOUD_URL"];
const TOKEN: &str = "DAGSTER_CLOUD_API_TOKEN";
const NO_SECRET: &str = "no secret is set for this route; the log of /health says which variable";
/// The directory is not notified of refusals more often.
const REFUSALS_MILLISECONDS: i64 = 10_000;

/// Answers a request.
pub async fn answer<H: EdgeHost>(host: &H, call: &HttpRequest) -> HttpAnswer {
    let (path, _) = parts(&call.url);
    let names = path.split('/').skip(1).collect::<Vec<_>>();
    let policy = host.policy();
    let policy = match policy.as_ref() {
        Ok(policy) => policy,
        Err(problems) => return unusable(host, problems),
    };
    match (call.method.as_str(), names.as_slice()) {
        ("POST", ["webhooks", provider]) => deliver(host, policy, call, (provider, None)).await,
        ("POST", ["webhooks", provider, name]) => {
            deliver(host, policy, call, (provider, Some(name))).await
        }
        (method, ["webhooks", ..]) if method != "POST" => {
            let mut answer = HttpAnswer::refused(405, "deliveries are sent by POST");
            answer.headers.push(("Allow", "POST".to_owned()));
            answer
        }
        ("GET" | "HEAD", ["health"]) => health(host, policy),
        (_, ["status" | "status.json" | "replay"]) => status::answer(host, call, path).await,
        _ => HttpAnswer::refused(404, "there is /webhooks/PROVIDER, /health and /status"),
    }
}

/// Without a configuration no delivery can be understood; senders are to retry.
fn unusable<H: EdgeHost>(host: &H, problems: &[String]) -> HttpAnswer {
    let problems = problems.iter().map(|problem| Json::text(problem)).collect::<Vec<_>>();
    log::line(host, "configuration", &[("problems", Json::list(&problems))]);
    let answer = "the configuration cannot be used; the log says why";
    HttpAnswer::json(503, &[("ok", Json::bool(false)), ("error", Json::text(answer))])
}

/// Checks that deliveries can be received; names of variables are for the log.
fn health<H: EdgeHost>(host: &H, policy: &Policy) -> HttpAnswer {
    let is_set = |name: &&str| host.variable(name).is_some_and(|value| !value.is_empty());
    let mut missing =
        policy.variables().into_iter().filter(|name| !is_set(name)).collect::<Vec<_>>();
    if !ENDPOINT.iter().any(is_set) {
        missing.extend(ENDPOINT);
    }
    missing.extend([TOKEN].into_iter().filter(|name| !is_set(name)));
    if !missing.is_empty() {
        let names = missing.into_iter().map(Json::text).collect::<Vec<_>>();
        log::line(host, "not set", &[("variables", Json::list(&names))]);
        return HttpAnswer::refused(503, "a variable is not set; the log says which");
    }
    HttpAnswer::json(200, &[("ok", Json::bool(true)), ("version", Json::text(crate::VERSION))])
}

/// Takes a delivery.
async fn deliver<H: EdgeHost>(
    host: &H,
    policy: &Policy,
    call: &HttpRequest,
    (provider, name): (&str, Option<&str>),
) -> HttpAnswer {
    let begun = host.milliseconds();
    let Some(route) = policy.route(provider, name) else {
        return HttpAnswer::refused(404, "`senders` of the configuration has no such route");
    };
    let bytes = match host.read_body(MAX_BYTES, BODY_MILLISECONDS).await {
        Ok(bytes) => bytes,
        Err(fault) => {
            let status = if fault.code == "ERR_BODY_TOO_LARGE" { 413 } else { 408 };
            tell_refusal(host, route, "unread", &fault.message);
            return HttpAnswer::refused(status, &fault.message);
        }
    };
    let reading = match check(host, route, call, &bytes).await {
        Ok(reading) => reading,
        Err((status, reason)) => {
            tell_refusal(host, route, "unauthorized", &reason);
            return HttpAnswer::refused(status, &reason);
        }
    };
    let mut outcomes = Vec::new();
    for event in &reading.events {
        outcomes.push(send_to_object(host, policy, &reading, event).await);
    }
    let milliseconds = host.milliseconds() - begun;
    for (event, outcome) in reading.events.iter().zip(&outcomes) {
        log_event(host, route, &reading.id, event, outcome, milliseconds);
    }
    respond(&reading, &outcomes)
}

/// Checks that the delivery has the proof that its route expects.
async fn check<H: EdgeHost>(
    host: &H,
    route: &Route,
    call: &HttpRequest,
    bytes: &[u8],
) -> Result<Reading, (u16, String)> {
    let Some(sender) = sender::find(route.provider) else {
        return Err((404, "there is no such sender".to_owned()));
    };
    let secrets = route.secrets.iter().filter_map(|name| host.variable(name));
    let secrets = secrets.filter(|secret| !secret.is_empty()).collect::<Vec<_>>();
    if secrets.len() < route.secrets.len() && (secrets.is_empty() || route.google.is_some()) {
        return Err((503, NO_SECRET.to_owned()));
    }
    let secrets = secrets.iter().map(String::as_str).collect::<Vec<_>>();
    let (_, query) = parts(&call.url);
    let url_secret = body::field(query.as_bytes(), b"secret").unwrap_or_default();
    let url_secret = String::from_utf8_lossy(&url_secret);
    let memory = host.memory();
    let google = route.google.as_ref().map(|google| Google {
        audience: &google.audience,
        service_account: &google.service_account,
        keys: &memory.google_keys,
    });
    let expected = Expected {
        secrets: &secrets,
        header: route.header.as_deref(),
        url_secret: Some(&url_secret),
        google,
        now: Some(host.now() / 1000.0),
    };
    let checked = sender.checked(host, (&call.headers, bytes), &expected);
    checked.await.map_err(|reason| (401, reason))
}

/// The outcome of an event.
struct Outcome {
    /// Under which count it falls.
    count: &'static str,
    reason: String,
    object: Option<String>,
}

/// Has the object that an event is about keep it.
async fn send_to_object<H: EdgeHost>(
    host: &H,
    policy: &Policy,
    reading: &Reading,
    event: &Event,
) -> Outcome {
    let (object, message) = match dispatch::dispatch(policy, event) {
        Dispatch::Ignored(reason) => {
            let count = if event.action == EventAction::Reject { "rejected" } else { "ignored" };
            return Outcome { count, reason, object: None };
        }
        Dispatch::Branch { repository, name, is_taken } => {
            let message = message::change(&reading.id, (&repository, &name), is_taken, event);
            (message::object_of(&repository, &name), message)
        }
        Dispatch::Image(image) => (DIRECTORY.to_owned(), message::image(&reading.id, image)),
    };
    let (count, reason) = match host.send(&object, message.as_str()).await {
        Err(fault) => ("lost", fault.message),
        Ok(answer) => match refusal(&answer) {
            None => ("accepted", event.reason.clone()),
            Some(reason) => ("passed over", reason),
        },
    };
    Outcome { count, reason, object: Some(object) }
}

/// Returns why an object passed over a message.
fn refusal(answer: &str) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_slice(answer.as_bytes()).ok()?;
    answer.get("reason")?.as_str().map(str::to_owned)
}

/// The answer to a delivery whose events have become that.
fn respond(reading: &Reading, outcomes: &[Outcome]) -> HttpAnswer {
    let is_any = |count: &str| outcomes.iter().any(|outcome| outcome.count == count);
    // What names no event is no delivery of this sender: whoever set it up should see that.
    let is_none = reading.events.iter().all(|event| event.name.is_empty());
    let status = match () {
        () if is_any("lost") => 503,
        () if is_any("accepted") => 202,
        () if is_any("rejected") && is_none => 400,
        () => 200,
    };
    let event = |(event, outcome): (&Event, &Outcome)| {
        Json::object(&[
            ("event", Json::text(&event.name)),
            ("action", Json::text(event.action.as_str())),
            ("outcome", Json::text(outcome.count)),
            ("reason", Json::text(&outcome.reason)),
        ])
    };
    let events = reading.events.iter().zip(outcomes).map(event).collect::<Vec<_>>();
    HttpAnswer::json(status, &[("id", Json::text(&reading.id)), ("events", Json::list(&events))])
}

fn log_event<H: EdgeHost>(
    host: &H,
    route: &Route,
    id: &str,
    event: &Event,
    outcome: &Outcome,
    milliseconds: i64,
) {
    use crate::change::Field;
    let text = |field| event.change.as_ref().and_then(|change| change.text(field));
    let image = event.image.as_ref().map(crate::webhook::image::Image::reference);
    let fields = [
        ("delivery", Json::text(id)),
        ("sender", Json::text(route.provider)),
        ("event", Json::text(&event.name)),
        ("repository", Json::optional(text(Field::RepoName))),
        ("branch", Json::optional(text(Field::BranchName))),
        ("image", Json::optional(image.as_deref())),
        ("action", Json::text(event.action.as_str())),
        ("outcome", Json::text(outcome.count)),
        ("reason", Json::text(&outcome.reason)),
        ("object", Json::optional(outcome.object.as_deref())),
        ("milliseconds", Json::int(milliseconds)),
    ];
    log::line(host, "delivery", &fields);
    host.post(DIRECTORY, message::note(outcome.count, &fields).as_str());
}

/// A refused delivery is logged. Anybody may send some, so the directory is notified of them only once in a while.
fn tell_refusal<H: EdgeHost>(host: &H, route: &Route, outcome: &str, reason: &str) {
    let memory = host.memory();
    let (times, logged_at) = memory.refused.get();
    let (times, now) = (times.saturating_add(1), host.milliseconds());
    let fields = [
        ("sender", Json::text(route.provider)),
        ("outcome", Json::text(outcome)),
        ("reason", Json::text(reason)),
        ("times", Json::int(i64::from(times))),
    ];
    log::line(host, "delivery", &fields[..3]);
    let is_logged = now - logged_at >= REFUSALS_MILLISECONDS;
    memory.refused.set(if is_logged { (0, now) } else { (times, logged_at) });
    if is_logged {
        host.post(DIRECTORY, message::note(outcome, &fields).as_str());
    }
}
