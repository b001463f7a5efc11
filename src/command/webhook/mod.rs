//! The `webhook` commands. Here: explaining a delivery, and signing one.
//!
//! Not here: the senders (`webhook/`).

mod server;

pub use server::VARIABLE;
pub(super) use server::{check, serve};

use super::problems::{Failed, Problems};
use super::{Session, files, result};
use crate::change::{Change, Field};
use crate::error::{Code, Error};
use crate::flags;
use crate::flags::{Flag, Given};
use crate::host::Host;
use crate::json::Json;
use crate::policy::Policy;
use crate::policy::dispatch::{self, Dispatch};
use crate::webhook::expected::Expected;
use crate::webhook::headers::Headers;
use crate::webhook::image::Image;
use crate::webhook::sender::Sender;
use crate::webhook::{Event, EventAction, body, sender, signature};

/// Says what a delivery means: its first event, and the others beside it.
pub(super) async fn explain<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<Json, Failed> {
    let mut problems = Problems::default();
    let sender = problems.check(sender_of(given));
    let headers = problems.check(headers(session, given).await);
    let bytes = problems.check(bytes(session, given, &flags::BODY).await);
    let policy = problems.check_all(server::policy(session, given).await);
    let all = sender.zip(headers.zip(bytes)).zip(policy);
    let ((sender, (headers, bytes)), policy) = problems.finish(all)?;
    let mut events = match secret(session, given)? {
        Some(secret) => {
            let expected = Expected { secrets: &[secret], ..Expected::default() };
            let checked = sender.checked(session.host, (&headers, &bytes), &expected);
            match checked.await {
                Ok(reading) => reading.events,
                Err(reason) => vec![Event::rejected("", &reason)],
            }
        }
        None => sender.reading(&headers, &bytes).events,
    };
    for event in &mut events {
        if let Some(policy) = &policy
            && let Dispatch::Ignored(reason) = dispatch::dispatch(policy, event)
            && event.action != EventAction::Reject
        {
            (event.action, event.reason) = (EventAction::Ignore, reason);
        }
    }
    let mut explained = events.iter().map(|event| fields(sender, event, policy.as_ref()));
    let mut first = explained.next().unwrap_or_default();
    let others = explained.map(|fields| Json::object(&fields)).collect::<Vec<_>>();
    if !others.is_empty() {
        first.push(("more", Json::list(&others)));
    }
    Ok(Json::object(&first))
}

/// Says the headers that the sender would send with a body.
pub(super) async fn sign<H: Host>(session: &Session<'_, H>, given: &Given) -> Result<Json, Failed> {
    let mut problems = Problems::default();
    let sender = problems.check(sender_of(given));
    let bytes = problems.check(bytes(session, given, &flags::BODY).await);
    let (sender, bytes) = problems.finish(sender.zip(bytes))?;
    let refused = |problem: &str| {
        let origin = given.origin(&flags::SECRET);
        Error::new(Code::InvalidValue, format!("invalid value for {origin}: {problem}"))
    };
    let secret = secret(session, given)?.unwrap_or_default();
    let scheme = sender.scheme_of(secret).ok_or_else(|| refused("this sender signs nothing"))?;
    let id = format!("msg_{:x}", session.host.now() as i64);
    let signed = signature::sign(session.host, scheme, &id, &bytes, secret).await;
    let signed = signed.map_err(|problem| refused(&problem))?;
    let mut headers = vec![("Content-Type", "application/json".to_owned())];
    if let Some((name, usual)) = sender.event {
        headers.push((name, given.filled(&flags::EVENT).unwrap_or(usual).to_owned()));
    }
    headers.extend(signed);
    for (name, value) in &headers {
        session.output.say(&format!("{name}: {value}"));
    }
    let headers =
        headers.iter().map(|(name, value)| (*name, Json::text(value))).collect::<Vec<_>>();
    Ok(result(given, &[("headers", Json::object(&headers))]))
}

/// The secret. One that is empty was to be one: nothing would be checked.
fn secret<'g, H: Host>(
    session: &Session<'_, H>,
    given: &'g Given,
) -> Result<Option<&'g str>, Error> {
    let variable = given.command.flag("secret").and_then(|flag| flag.env).unwrap_or_default();
    let is_empty = match given.text(&flags::SECRET) {
        Some(secret) => secret.is_empty(),
        None => session.job.env.get(variable).is_some_and(String::is_empty),
    };
    if let Some(secret) = given.filled(&flags::SECRET) {
        session.output.secrets.add_token(secret);
    }
    match is_empty {
        true => Err(Error::new(Code::InvalidValue, "the secret is empty")
            .hint(format!("leave out --secret and {variable} to check no signature"))),
        false => Ok(given.filled(&flags::SECRET)),
    }
}

fn sender_of(given: &Given) -> Result<&'static Sender, Error> {
    let name = given.choice(&flags::PROVIDER).unwrap_or_default();
    let origin = given.origin(&flags::PROVIDER);
    sender::find(name).ok_or_else(|| {
        Error::new(Code::InvalidValue, format!("invalid value for {origin}: {name:?}"))
    })
}

async fn headers<H: Host>(session: &Session<'_, H>, given: &Given) -> Result<Headers, Error> {
    let Some(path) = given.filled(&flags::HEADERS) else { return Ok(Headers::default()) };
    let text = files::decode(path, bytes(session, given, &flags::HEADERS).await?)?;
    let broken =
        |problem| Error::new(Code::UnreadableFile, format!("cannot read {path}: {problem}"));
    Headers::parse(&text).map_err(broken)
}

async fn bytes<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    flag: &Flag,
) -> Result<Vec<u8>, Error> {
    let path = given.filled(flag).unwrap_or_default();
    let bytes = files::read_bytes(session.host, path, body::MAX_BYTES).await?;
    bytes.ok_or_else(|| {
        let message = format!("{}: there is no file {path}", given.origin(flag));
        Error::new(Code::FileNotFound, message)
    })
}

/// Returns the fields that describe an event.
fn fields(sender: &Sender, event: &Event, policy: Option<&Policy>) -> Vec<(&'static str, Json)> {
    let image = event.image.as_ref().map(Image::to_json);
    vec![
        ("provider", Json::text(sender.name)),
        ("event", Json::text(&event.name)),
        ("action", Json::text(event.action.as_str())),
        ("reason", Json::text(&event.reason)),
        ("change", event.change.as_ref().map_or_else(Json::null, Change::to_json)),
        ("image", image.unwrap_or_else(Json::null)),
        ("target", target(event, policy)),
    ]
}

/// Returns the target of an event, or null if it changes nothing.
fn target(event: &Event, policy: Option<&Policy>) -> Json {
    match (&event.change, &event.image, policy) {
        (Some(change), _, _) => branch_deployment(event, change, policy),
        (None, Some(image), Some(policy)) if event.action == EventAction::Image => {
            locations(image, policy)
        }
        _ => Json::null(),
    }
}

/// The locations that run an image, and the branch that it refers to.
fn locations(image: &Image, policy: &Policy) -> Json {
    let wanted = policy.images(image).into_iter().map(|wanted| {
        let locations = wanted.locations.iter().map(|name| Json::text(name)).collect::<Vec<_>>();
        let optional = |text: &Option<String>| Json::optional(text.as_deref());
        let captured = &wanted.captured;
        Json::object(&[
            ("locations", Json::list(&locations)),
            ("branch", optional(&captured.branch.clone().or(captured.slug.clone()))),
            ("pr", optional(&captured.pr)),
            ("sha", optional(&captured.sha)),
        ])
    });
    Json::object(&[("wanted", Json::list(&wanted.collect::<Vec<_>>()))])
}

/// The branch deployment that the event changes, by its name in Dagster+.
fn branch_deployment(event: &Event, change: &Change, policy: Option<&Policy>) -> Json {
    let status = match event.action {
        EventAction::Update | EventAction::Close => change.text(Field::PullRequestStatus),
        _ => return Json::null(),
    };
    let branch = match policy {
        Some(_) => Some(dispatch::name(change)),
        None => change.text(Field::BranchName).map(str::to_owned),
    };
    let status = if change.is_deleted { Some("CLOSED") } else { status };
    Json::object(&[
        ("repoName", Json::optional(change.sent_name(is_short(change, policy)))),
        ("branchName", Json::optional(branch.as_deref())),
        ("pullRequestStatus", Json::optional(status)),
        // A fork's branch may have the name of one here: who acts has to look at this.
        ("isFork", change.is_fork().map_or_else(Json::null, Json::bool)),
    ])
}

/// Whether the configuration wants the repository's name in short.
fn is_short(change: &Change, policy: Option<&Policy>) -> Option<bool> {
    let rule = policy?.rule(change.text(Field::RepoName)?)?;
    rule.repo_name_style.map(|style| style == "short")
}
