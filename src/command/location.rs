//! `deployment add-location` and `update-location`.

use super::address::Scope;
use super::problems::{Failed, Problems};
use super::wait::{self, Outcome, WaitLimits};
use super::{Session, client, dry_run, files, result};
use crate::command::optional;
use crate::dagster::client::Client;
use crate::dagster::location as api;
use crate::dagster::location_version::{self, Known};
use crate::error::{Code, Error};
use crate::flags;
use crate::flags::Given;
use crate::host::Host;
use crate::json::Json;
use crate::location::{self, Document, Overlay};

/// Adds or updates the location and waits until it has loaded.
pub(super) async fn add_or_update<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<Json, Failed> {
    let mut problems = Problems::default();
    let document = problems.check(document(session, given).await);
    let client = client(session, given, Scope::Deployment, &mut problems);
    let limits = problems.check(WaitLimits::new(given));
    let ready = document.zip(client).zip(limits);
    let ((document, client), limits) = problems.finish(ready)?;
    deploy(session, given, &client, &document, &limits).await
}

async fn deploy<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    client: &Client<'_, H>,
    document: &Document,
    limits: &WaitLimits,
) -> Result<Json, Failed> {
    if optional::is_dry_run(given) {
        return Ok(dry_run(&planned(client, document, limits)));
    }
    let before = match limits.waits() {
        true => location_version::read(client, &[&document.name]).await,
        // Without waiting nothing is compared.
        false => vec![Known::Unknown],
    };
    api::add_or_update(client, &document.json).await?;
    session.output.say(&format!("Added or updated location {}.", document.name));
    let page = format!("{}/locations", client.endpoint.base);
    session.output.say(&format!("View the status of your locations at {page}.\n"));
    let changed =
        before.into_iter().map(|known| (document.name.clone(), known)).collect::<Vec<_>>();
    let waited = wait::until_loaded(session, client, changed, limits).await;
    let details = |outcomes: &[Outcome]| {
        let outcomes: Vec<_> = outcomes.iter().map(Outcome::to_json).collect::<Vec<_>>();
        vec![("locations", Json::list(&outcomes)), ("locationsUrl", Json::text(&page))]
    };
    let outcomes = waited.map_err(|failure| Failed {
        errors: failure.errors,
        details: details(&failure.outcomes),
    })?;
    Ok(result(given, &details(&outcomes)))
}

/// The location document from file and flags.
async fn document<H: Host>(session: &Session<'_, H>, given: &Given) -> Result<Document, Error> {
    let overlay = Overlay::new(given);
    let Some(path) = given.text(&flags::LOCATION_FILE) else {
        return location::build(None, overlay);
    };
    let missing = || {
        let origin = given.origin(&flags::LOCATION_FILE);
        let message = format!("invalid value for {origin}: path {path:?} does not exist");
        Error::new(Code::FileNotFound, message)
    };
    let value = files::read_yaml(session, path).await?.ok_or_else(missing)?;
    location::build(Some(value), overlay).map_err(|error| error.within(path))
}

fn planned<H: Host>(client: &Client<'_, H>, document: &Document, limits: &WaitLimits) -> Vec<Json> {
    let before =
        "see which version is loaded now, to recognise the new one; its failure does not matter";
    let agents = "see whether an agent is alive; repeated until one is";
    let locations = "see whether the location has loaded; repeated every 3 seconds until it has";
    let change = api::documented(document.json.clone());
    let change = client.plan(&api::ADD_OR_UPDATE, change, "add or update the code location");
    if !limits.waits() {
        return vec![change];
    }
    let (version, variables) = location_version::query(&[&document.name]);
    vec![
        client.plan(version, variables, before),
        change,
        client.plan(&api::AGENTS, api::nothing(), agents),
        client.plan(&api::LOCATIONS, api::nothing(), locations),
    ]
}
