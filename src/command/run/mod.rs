//! `job launch` and `run status`: the flows. What the flags of a launch mean is in `params.rs`, how a run is waited for in
//! `wait.rs`.

mod object;
mod params;
mod wait;

use self::wait::Patience;
use super::branch_deployment::check_tokenless;
use super::connection::Scope;
use super::problems::{Failed, Problems};
use super::{Session, client, dry_run, result};
use crate::dagster::client::Client;
use crate::dagster::run as api;
use crate::error::{Code, Error};
use crate::flags::Given;
use crate::host::Host;
use crate::http::url;
use crate::json::Json;

/// A run as result documents tell it.
struct Run<'g> {
    id: String,
    page: String,
    deployment: Option<&'g str>,
}

impl<'g> Run<'g> {
    fn new<H: Host>(given: &'g Given, client: &Client<'_, H>, id: &str) -> Self {
        let base = client.endpoint.base.trim_end_matches('/');
        Self {
            id: id.to_owned(),
            page: format!("{base}/runs/{}", url::path_segment(id)),
            deployment: given.filled("deployment"),
        }
    }

    fn details(&self, status: Option<&str>) -> Vec<(&'static str, Json)> {
        vec![
            ("runId", Json::text(&self.id)),
            ("runUrl", Json::text(&self.page)),
            ("status", Json::optional(status)),
            ("deploymentName", Json::optional(self.deployment)),
        ]
    }

    /// The failure of a command that knows the run, and perhaps its last status.
    fn failed(&self, error: Error, status: Option<&str>) -> Failed {
        Failed { errors: vec![error], details: self.details(status) }
    }
}

/// Launches a run, and waits for it if that is asked for.
pub(super) async fn launch<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<Json, Failed> {
    let mut problems = Problems::default();
    let variables = params::read(given, &mut problems);
    let tries = problems.check(tries(given));
    let patience = problems.check(Patience::new(given));
    let client = client(session, given, Scope::Deployment, &mut problems);
    let ready = variables.zip(tries).zip(patience).zip(client);
    let (((variables, tries), patience), client) = problems.finish(ready)?;
    let is_dry = given.is_on("dry-run");
    let key = if is_dry { "<a new UUID>".to_owned() } else { api::new_key(session.host) };
    let keyed = client.with((api::KEY_HEADER, key), tries);
    if is_dry {
        return Ok(planned(given, &client, &keyed, variables));
    }
    let job = given.text("job").unwrap_or_default();
    let id = api::launch(&keyed, job, &variables).await?;
    check_tokenless(given, "the run's id", &id)?;
    let run = Run::new(given, &client, &id);
    session.output.notice(&format!("View the run at {}", run.page));
    if !given.is_on("wait") {
        session.output.say(&id);
        return Ok(result(given, &run.details(None)));
    }
    let status = wait::until_finished(session, &client, &run, &patience).await?;
    Ok(result(given, &run.details(Some(&status))))
}

/// How often a launch may be sent.
fn tries(given: &Given) -> Result<u32, Error> {
    let retries = given.number("launch-retries")?.unwrap_or_default();
    Ok((retries as u32).saturating_add(1))
}

#[inline(never)]
fn planned<H: Host>(
    given: &Given,
    client: &Client<'_, H>,
    keyed: &Client<'_, H>,
    variables: Json,
) -> Json {
    let launch =
        "launch the run; the key, the same for all tries, keeps it from being launched twice";
    let later = api::identified("<runId from the request before>");
    let status = "see whether the run has finished; repeated until it has";
    let mut requests = vec![keyed.plan(&api::LAUNCH, variables, launch)];
    if given.is_on("wait") {
        requests.push(client.plan(&api::STATUS, later, status));
    }
    dry_run(&requests)
}

/// Says how far a run is.
pub(super) async fn status<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<Json, Failed> {
    let mut problems = Problems::default();
    let id = given.filled("run_id").or(given.filled("run-id"));
    if id.is_none() {
        problems.add(
            Error::new(Code::MissingRun, "no run was named")
                .hint(format!("{}: the id that job launch printed", given.advice("run-id"))),
        );
    }
    let client = client(session, given, Scope::Deployment, &mut problems);
    let (client, id) = problems.finish(client.zip(id))?;
    if given.is_on("dry-run") {
        let request = client.plan(&api::STATUS, api::identified(id), "get the run's status");
        return Ok(dry_run(&[request]));
    }
    let run = Run::new(given, &client, id);
    let status = api::status(&client, id, f64::INFINITY).await;
    let status = status.map_err(|error| run.failed(error, None))?;
    session.output.say(&status);
    Ok(result(given, &run.details(Some(&status))))
}
