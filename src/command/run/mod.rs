//! `job launch` and `run status`: the flows. What the flags of a launch mean is in `params.rs`, how a run is waited for
//! in `wait.rs`, why it failed in `failure.rs`, why there is no such job in `unknown_job.rs`.

mod failure;
mod from_file;
mod params;
mod unknown_job;
mod wait;

use self::params::Parameters;
use self::wait::PollLimits;
use super::address::Scope;
use super::branch_deployment::check_tokenless;
use super::problems::{Failed, Problems};
use super::{Session, client, dry_run, result};
use crate::command::optional;
use crate::dagster::client::Client;
use crate::dagster::run as api;
use crate::error::{Code, Error};
use crate::flags;
use crate::flags::{Action, Flag, Given};
use crate::host::Host;
use crate::http::url;
use crate::json::Json;

/// A run, as result documents have it.
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
            deployment: optional::deployment(given),
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

/// The requested run.
enum RunRequest<'g> {
    /// To launch a run.
    Launch(Launch),
    /// The status of this run.
    Status(&'g str),
}

/// A launch, checked.
struct Launch {
    parameters: Parameters,
    tries: u32,
    limits: PollLimits,
}

impl Launch {
    /// Reads the flags; what cannot be used is added to the problems.
    #[inline(never)]
    fn read(given: &Given, problems: &mut Problems) -> Self {
        let parameters = Parameters::read(given, problems);
        let mut number = |flag: Flag| problems.check(given.number(&flag)).flatten();
        // Less than none is none.
        let retries = number(flags::LAUNCH_RETRIES).unwrap_or_default() as u32;
        let limits = PollLimits::new(number(flags::INTERVAL), number(flags::WAIT_TIMEOUT));
        Self { parameters, tries: retries.saturating_add(1), limits }
    }
}

/// Both commands, which have most in common.
pub(super) async fn run<H: Host>(session: &Session<'_, H>, given: &Given) -> Result<Json, Failed> {
    let mut problems = Problems::default();
    let read = problems.check_all(from_file::read(session, given).await);
    let given = &read.unwrap_or_else(|| given.clone());
    let request = match given.command.action {
        Action::LaunchJob => Some(RunRequest::Launch(Launch::read(given, &mut problems))),
        _ => named(given, &mut problems).map(RunRequest::Status),
    };
    let client = client(session, given, Scope::Deployment, &mut problems);
    let (client, request) = problems.finish(client.zip(request))?;
    if optional::is_dry_run(given) {
        return Ok(planned(given, &client, request));
    }
    match request {
        RunRequest::Launch(wanted) => launch(session, given, &client, &wanted).await,
        RunRequest::Status(id) => {
            let run = Run::new(given, &client, id);
            let root = client.execute(&api::STATUS, &api::identified(id)).await;
            let status = root.and_then(|root| api::status(root, id));
            let status = status.map_err(|error| run.failed(error, None))?;
            session.output.say(&status);
            Ok(result(given, &run.details(Some(&status))))
        }
    }
}

/// The run that was named.
fn named<'g>(given: &'g Given, problems: &mut Problems) -> Option<&'g str> {
    let id = given.positional().or(given.filled(&flags::RUN_ID));
    if id.is_none() {
        problems.add(
            Error::new(Code::MissingRun, "no run was named")
                .hint(format!("{}: the id that job launch printed", given.advice(&flags::RUN_ID))),
        );
    }
    id
}

/// Launches a run, and waits for it on request.
async fn launch<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    client: &Client<'_, H>,
    wanted: &Launch,
) -> Result<Json, Failed> {
    let job = given.text(&flags::JOB).unwrap_or_default();
    let key = api::new_key(session.host);
    let (variables, tries) = (&wanted.parameters.variables(&key), wanted.tries);
    let launched = api::launch(client, &api::Launch { job, key: &key, tries, variables }).await;
    let id = match launched {
        Ok(id) => id,
        Err(error) if error.code == Code::JobNotFound => {
            return Err(unknown_job::explained(given, client, error).await.into());
        }
        Err(error) => return Err(error.into()),
    };
    check_tokenless(client.secrets(), "the run's id", &id)?;
    let run = Run::new(given, client, &id);
    session.output.notice(&format!("View the run at {}", run.page));
    let status = if given.is_on(&flags::WAIT) {
        Some(wait::until_finished(session, client, &run, &wanted.limits).await?)
    } else {
        session.output.say(&id);
        None
    };
    Ok(result(given, &run.details(status.as_deref())))
}

/// The requests in their order, for `--dry-run`.
#[inline(never)]
fn planned<H: Host>(given: &Given, client: &Client<'_, H>, request: RunRequest<'_>) -> Json {
    let status = |id, purpose| client.plan(&api::STATUS, api::identified(id), purpose);
    let Launch { parameters, .. } = match request {
        RunRequest::Launch(wanted) => wanted,
        RunRequest::Status(id) => return dry_run(&[status(id, "get the run's status")]),
    };
    let launch =
        "launch the run; the key, the same for all tries, keeps it from being launched twice";
    let key = "<a new UUID>";
    let variables = parameters.variables(key);
    let mut requests = vec![client.plan_keyed(Some(key), &api::LAUNCH, variables, launch)];
    if given.is_on(&flags::WAIT) {
        let id = "<runId from the request before>";
        requests.push(status(id, "see whether the run has finished; repeated until it has"));
    }
    dry_run(&requests)
}
