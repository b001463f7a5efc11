//! The `webhook` commands: what a delivery that was kept means.
//!
//! Not here: how senders tell it (`webhook/`).

use super::Session;
use super::files;
use super::problems::{Failed, Problems};
use crate::change::{Change, Field};
use crate::error::{Code, Error};
use crate::flags::Given;
use crate::gather::Gather;
use crate::host::Host;
use crate::json::Json;
use crate::webhook::headers::Headers;
use crate::webhook::image::Image;
use crate::webhook::sender::Sender;
use crate::webhook::{Action, Event, body, sender};

/// Says what a delivery means: its first event, and the others beside it.
pub(super) async fn explain<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<Json, Failed> {
    let mut problems = Problems::default();
    let sender = problems.check(sender_of(given));
    let headers = problems.check(headers(session, given).await);
    let bytes = problems.check(bytes(session, given, "body").await);
    let (sender, (headers, bytes)) = problems.finish(sender.zip(headers.zip(bytes)))?;
    let events = sender.events(&headers, &bytes);
    let mut explained = events.iter().map(|event| fields(sender, event));
    let mut first = explained.next().unwrap_or_default();
    let others = explained.map(|fields| Json::object(&fields)).gather();
    if !others.is_empty() {
        first.push(("more", Json::list(&others)));
    }
    Ok(Json::object(&first))
}

fn sender_of(given: &Given) -> Result<&'static Sender, Error> {
    let name = given.choice("provider").unwrap_or_default();
    let origin = given.origin("provider");
    sender::find(name).ok_or_else(|| {
        Error::new(Code::InvalidValue, format!("invalid value for {origin}: {name:?}"))
    })
}

async fn headers<H: Host>(session: &Session<'_, H>, given: &Given) -> Result<Headers, Error> {
    let Some(path) = given.filled("headers") else { return Ok(Headers::default()) };
    let text = files::decode(path, bytes(session, given, "headers").await?)?;
    let broken =
        |problem| Error::new(Code::UnreadableFile, format!("cannot read {path}: {problem}"));
    Headers::parse(&text).map_err(broken)
}

async fn bytes<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    flag: &'static str,
) -> Result<Vec<u8>, Error> {
    let path = given.filled(flag).unwrap_or_default();
    let bytes = files::read_bytes(session.host, path, body::MAX_BYTES).await?;
    bytes.ok_or_else(|| {
        let message = format!("{}: there is no file {path}", given.origin(flag));
        Error::new(Code::FileNotFound, message)
    })
}

/// What is said of an event.
fn fields(sender: &Sender, event: &Event) -> Vec<(&'static str, Json)> {
    let image = event.image.as_ref().map(Image::to_json);
    vec![
        ("provider", Json::text(sender.name)),
        ("event", Json::text(&event.name)),
        ("action", Json::text(event.action.as_str())),
        ("reason", Json::text(&event.reason)),
        ("change", event.change.as_ref().map_or_else(Json::null, Change::to_json)),
        ("image", image.unwrap_or_else(Json::null)),
        ("target", event.change.as_ref().map_or_else(Json::null, |change| target(event, change))),
    ]
}

/// The branch deployment that the event changes, as Dagster+ is told it.
fn target(event: &Event, change: &Change) -> Json {
    let status = match event.action {
        Action::Update | Action::Close => change.text(Field::PullRequestStatus),
        _ => return Json::null(),
    };
    let status = if change.is_deleted { Some("CLOSED") } else { status };
    Json::object(&[
        ("repoName", Json::optional(change.sent_name(None))),
        ("branchName", Json::optional(change.text(Field::BranchName))),
        ("pullRequestStatus", Json::optional(status)),
    ])
}
