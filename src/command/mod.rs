//! Runs the commands: checks what was given, builds a struct and executes it.
//!
//! [`run`] is the one way in. Not here: argv and printing of results (`entry/`), GraphQL (`dagster/`).

mod address;
mod branch_deployment;
pub mod change;
mod ci;
pub mod config;
mod connection;
mod deploy;
mod files;
mod location;
mod metadata;
pub mod optional;
mod problems;
mod run;
pub mod wait;
mod webhook;

pub use branch_deployment::find_of_branch;
pub use deploy::{Target, is_review_over, target};
pub use problems::Failed;
pub use webhook::VARIABLE as WEBHOOKS_VARIABLE;

use std::pin::Pin;

use self::address::Scope;
use self::problems::Problems;
use crate::change::Change;
use crate::dagster::Client;
use crate::error::{Code, Error};
use crate::flags;
use crate::flags::{Action, Flag, Given};
use crate::github::Api;
use crate::host::{Host, Job, Variables};
use crate::http::Settings;
use crate::json::Json;
use crate::location::images;
use crate::output::Output;
use crate::secrets::Secrets;
use crate::yaml;

/// The variables that `deploy` asks for images, besides those of its flags.
pub const DEPLOY_VARIABLES: [&str; 2] = [images::REGISTRY_VARIABLE, images::TAG_VARIABLE];

/// The version of the JSON documents that commands return.
pub const SCHEMA: i64 = 1;

/// The paths that git or GitHub receives, or that are joined with others.
const PATHS: [Flag; 2] = [flags::LOCATION_FILE, flags::PROJECT_DIR];

/// The context of a command.
pub struct Session<'a, H: Host> {
    /// The outside.
    pub host: &'a H,
    /// The voice of the run.
    pub output: &'a Output<'a, H>,
    /// The input of the run.
    pub job: &'a Job,
    /// Where the Action runs, GitHub's API: it reads files of the commit that are not checked out.
    pub github: Option<&'a Api<'a, H>>,
    /// The content of a location file, for callers that have it without a file.
    pub locations: Option<&'a yaml::Value>,
}

/// Runs a command and returns its result document, or everything that was wrong.
pub async fn run<H: Host>(session: &Session<'_, H>, mut given: Given) -> Result<Json, Failed> {
    complete(session, &mut given).await?;
    let change = match given.reads_change() {
        true => change::read(session, &mut given).await?,
        // The others ask it nothing.
        false => Change::default(),
    };
    act(session, &given, &change).await
}

/// Fills the flags that were not given from variables and configuration files.
pub async fn complete<H: Host>(session: &Session<'_, H>, given: &mut Given) -> Result<(), Failed> {
    given.fill_from_env(&session.job.env);
    given.check_variables()?;
    config::fill(session, given).await?;
    if session.job.is_windows() {
        given.use_slashes(&PATHS);
    }
    fill_from_url(given);
    let secrets = &session.output.secrets;
    keep_secrets(secrets, &session.job.env);
    if let Some(token) = given.optional(&flags::API_TOKEN) {
        secrets.add_token(token.trim());
    }
    Ok(())
}

/// Takes the deployment from the URL if none was named. A deployment to delete must be named.
fn fill_from_url(given: &mut Given) {
    let takes = given.takes(&flags::DEPLOYMENT)
        && given.command.action != Action::DeleteBranchDeployment
        && optional::deployment(given).is_none();
    let url = if takes { given.value(&flags::URL).cloned() } else { None };
    if let Some((name, url)) =
        url.as_ref().and_then(|url| Some((address::deployment_in(&url.text)?, url)))
    {
        given.set(&flags::DEPLOYMENT, name, url.source.clone());
    }
}

/// Executes the command, for a change that was read.
pub async fn act<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    change: &Change,
) -> Result<Json, Failed> {
    // Boxed, so that each is a function of its own: an engine compiles a function when it is first called, and of these a
    // run needs one. As one function of 80 KB they cost 6 ms of CPU.
    let action: Pin<Box<dyn Future<Output = _> + '_>> = match given.command.action {
        Action::CreateOrUpdateBranchDeployment => {
            Box::pin(branch_deployment::create_or_update(session, given))
        }
        Action::DeleteBranchDeployment => Box::pin(branch_deployment::delete(session, given)),
        Action::Deploy => Box::pin(deploy::deploy(session, given, change)),
        Action::AddOrUpdateLocation => Box::pin(location::add_or_update(session, given)),
        Action::InspectChange => return Ok(change.to_json()),
        Action::ImageTag => return ci::tag(session, given, change),
        Action::MarkBranchDeployment => Box::pin(ci::branch_deployment(session, given, change)),
        Action::LaunchJob | Action::RunStatus => Box::pin(run::run(session, given)),
        Action::ExplainDelivery => Box::pin(webhook::explain(session, given)),
        Action::SignDelivery => Box::pin(webhook::sign(session, given)),
        Action::CheckConfiguration => Box::pin(webhook::check(session, given)),
        Action::ServeWebhooks => Box::pin(webhook::serve(session, given)),
    };
    action.await
}

/// From here on no message shows a token or a proxy's password that a variable holds.
pub fn keep_secrets(secrets: &Secrets, env: &Variables) {
    for token in
        ["DAGSTER_CLOUD_API_TOKEN", "GITHUB_TOKEN"].into_iter().filter_map(|name| env.get(name))
    {
        secrets.add_token(token.trim());
    }
    for name in crate::http::proxy::VARIABLES {
        let authority = env.get(name).and_then(|value| value.rsplit_once('@'));
        if let Some((_, password)) =
            authority.and_then(|(credentials, _)| credentials.rsplit_once(':'))
        {
            secrets.add_text(password);
        }
    }
}

/// The client for the endpoint of a command; what is missing or unusable is added to the problems. Boxed, for it is moved
/// from one `Option` to the next until it is known whether there are any.
#[inline(never)]
fn client<'a, H: Host>(
    session: &Session<'a, H>,
    given: &Given,
    scope: Scope,
    problems: &mut Problems,
) -> Option<Box<Client<'a, H>>> {
    let endpoint = connection::endpoint(session, given, scope, problems);
    let settings = problems.check(settings(session, given))?;
    Some(Box::new(Client::new(session.host, session.output, settings, endpoint?)))
}

/// How requests travel, from the flags every command has.
fn settings<H: Host>(session: &Session<'_, H>, given: &Given) -> Result<Settings, Error> {
    let milliseconds = |flag: Flag| match given.number(&flag)?.unwrap_or_default() {
        0.0 => {
            let origin = given.origin(&flag);
            let message = format!("invalid value for {origin}: 0 is no time for an answer");
            Err(Error::new(Code::InvalidValue, message))
        }
        seconds => Ok(seconds * 1000.0),
    };
    Ok(Settings {
        try_milliseconds: milliseconds(flags::REQUEST_TIMEOUT)?,
        deadline_milliseconds: milliseconds(flags::REQUEST_DEADLINE)?,
        env: session.job.env.clone(),
    })
}

/// The result document of a command: these fields behind those that all have.
fn result(given: &Given, fields: &[(&'static str, Json)]) -> Json {
    let common = [("schema", Json::int(SCHEMA)), ("command", Json::text(&given.command.path()))];
    Json::object(&[&common, fields].concat())
}

/// The result document of `--dry-run`.
fn dry_run(requests: &[Json]) -> Json {
    planned(Json::list(requests))
}

/// The same of requests that are written already.
fn planned(requests: Json) -> Json {
    Json::object(&[
        ("schema", Json::int(SCHEMA)),
        ("dryRun", Json::written("true".to_owned())),
        ("requests", requests),
    ])
}
