//! `branch-deployment create-or-update` and `delete`.

use serde::Serialize;
use serde_json::value::RawValue;

use super::connection::{self, Scope};
use super::problems::Problems;
use super::{SCHEMA, Session, document, dry_run, settings};
use crate::change::git;
use crate::dagster::branch_deployment::{self as api, BranchData, ByName, Commit, CreateOrUpdate};
use crate::dagster::client::{Client, Endpoint, Planned, Variables};
use crate::error::{Code, Error};
use crate::flags::{Given, suggest};
use crate::host::Host;
use crate::http::Settings;
use crate::python_float;

/// Creates the branch deployment or updates its metadata; says its name.
pub(super) async fn create_or_update<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<String, Vec<Error>> {
    let mut problems = Problems::default();
    let endpoint = connection::endpoint(session, given, Scope::Organization, &mut problems);
    let settings = problems.check(settings(session, given));
    let commit = commit(session, given, &mut problems).await;
    let ready = endpoint.zip(settings).zip(commit);
    let ((endpoint, settings), commit) = problems.finish(ready)?;
    let variables = variables(session, given, commit);
    let client = Client::new(session.host, session.output, settings, endpoint);
    if given.is_on("dry-run") {
        let purpose = "create the branch deployment or update its metadata";
        let variables = Variables::new(&variables);
        return Ok(dry_run(&[client.plan(&api::CREATE_OR_UPDATE, variables, purpose)]));
    }
    let created = api::create_or_update(&client, &variables).await.map_err(|error| vec![error])?;
    session.output.say(&created.name);
    Ok(document(&Created {
        schema: SCHEMA,
        command: given.command.path(),
        deployment_url: page(given, &client.endpoint, &created.name),
        deployment_name: created.name,
        deployment_id: created.id,
    }))
}

/// The result document of `create-or-update`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Created {
    schema: u32,
    command: String,
    deployment_name: String,
    deployment_id: Option<i64>,
    deployment_url: Option<String>,
}

/// The deployment's page; unknown when only a URL was given, whose layout may be another.
fn page(given: &Given, endpoint: &Endpoint, name: &str) -> Option<String> {
    given.filled("url").is_none().then(|| format!("{}/{name}", endpoint.base))
}

/// The commit: explicit flags first, then what git says where it was asked.
async fn commit<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    problems: &mut Problems,
) -> Option<Commit> {
    let head = match given.is_on("read-git-state") {
        true => Some(problems.check(git::head(session.host).await)?),
        false => None,
    };
    let said = problems.check(given.number("timestamp"))?;
    let text = |flag: &str, from_git: fn(&git::Commit) -> &String| {
        given
            .text(flag)
            .map(str::to_owned)
            .or_else(|| head.as_ref().map(|head| from_git(head).clone()))
    };
    let hash = text("commit-hash", |head| &head.hash).filter(|hash| !hash.is_empty());
    let timestamp = said.or(head.as_ref().and_then(|head| head.timestamp));
    // As in dagster-cloud the epoch itself counts as missing.
    let (Some(commit_hash), Some(timestamp)) = (hash, timestamp.filter(|seconds| *seconds != 0.0))
    else {
        problems.add(
            Error::new(
                Code::InvalidCommit,
                "Must provide `--commit-hash` and `--timestamp` parameters, or pass `--read-git-state` flag.",
            )
            .hint("the timestamp is in seconds: git log -1 --format=%ct COMMIT"),
        );
        return None;
    };
    let timestamp = problems.check(json_seconds(session, timestamp))?;
    Some(Commit {
        commit_hash,
        timestamp,
        commit_message: text("commit-message", |head| &head.message),
        commit_url: None,
        author_name: text("author-name", |head| &head.author_name),
        author_email: text("author-email", |head| &head.author_email),
        author_avatar_url: given.text("author-avatar-url").map(str::to_owned),
    })
}

/// From here on (the year 5138 in seconds) a timestamp is taken for milliseconds.
const MILLISECONDS_FROM: f64 = 1e11;

/// Seconds as a JSON number, milliseconds corrected.
fn json_seconds<H: Host>(session: &Session<'_, H>, timestamp: f64) -> Result<Box<RawValue>, Error> {
    let unusable = || Error::new(Code::InvalidCommit, "the timestamp is infinite or no number");
    if !timestamp.is_finite() {
        return Err(unusable());
    }
    let (said, seconds) =
        (python_float::digits(timestamp), python_float::digits(timestamp / 1000.0));
    let digits = if timestamp < MILLISECONDS_FROM {
        said
    } else {
        session.output.warn(&format!(
            "--timestamp {said} looks like milliseconds and is sent as {seconds} seconds"
        ));
        seconds
    };
    RawValue::from_string(digits).map_err(|_| unusable())
}

fn variables<H: Host>(session: &Session<'_, H>, given: &Given, commit: Commit) -> CreateOrUpdate {
    let text = |flag: &str| given.text(flag).map(str::to_owned);
    CreateOrUpdate {
        branch_data: BranchData {
            repo_name: text("git-repo-name").unwrap_or_default(),
            branch_name: text("branch-name").unwrap_or_default(),
            branch_url: text("branch-url"),
            pull_request_url: text("code-review-url"),
            pull_request_status: given
                .text("pull-request-status")
                .map(|status| review_status(session, status)),
            pull_request_number: text("code-review-id"),
        },
        commit,
        base_deployment_name: text("base-deployment-name"),
        snapshot_base_condition: given
            .text("snapshot-base-condition")
            .map(|condition| if condition == "on-update" { "ON_UPDATE" } else { "ON_CREATE" }),
    }
}

/// The status as the API's enum spells it. Another word is sent as it is, for the server to judge.
fn review_status<H: Host>(session: &Session<'_, H>, status: &str) -> String {
    const KNOWN: [&str; 3] = ["OPEN", "CLOSED", "MERGED"];
    if status.is_empty() || KNOWN.contains(&status) {
        return status.to_owned();
    }
    let upper = status.to_ascii_uppercase();
    if KNOWN.contains(&upper.as_str()) {
        session.output.warn(&format!("--pull-request-status {status} is sent as {upper}"));
        return upper;
    }
    let meant = suggest::did_you_mean(&upper, "", KNOWN).unwrap_or_default();
    let known = KNOWN.join(", ");
    session
        .output
        .warn(format!("--pull-request-status {status:?} is none of {known} {meant}").trim_end());
    status.to_owned()
}

/// Deletes a branch deployment; says nothing, as `dagster-cloud`.
pub(super) async fn delete<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<String, Vec<Error>> {
    let mut problems = Problems::default();
    let name = given.filled("deployment");
    // Where the URL is built from the name, its absence is reported with the rest.
    if name.is_none() && given.filled("url").is_some() {
        problems.add(
            Error::new(Code::MissingDeployment, "no branch deployment was named")
                .hint("pass --deployment with the name that create-or-update printed"),
        );
    }
    let endpoint = connection::endpoint(session, given, Scope::DeploymentUrl, &mut problems);
    let settings: Option<Settings> = problems.check(settings(session, given));
    let ((endpoint, settings), name) = problems.finish(endpoint.zip(settings).zip(name))?;
    let client = Client::new(session.host, session.output, settings, endpoint);
    if given.is_on("dry-run") {
        return Ok(dry_run(&planned_delete(&client, name)));
    }
    let id = delete_by_name(&client, name).await.map_err(|error| vec![error])?;
    Ok(document(&Deleted {
        schema: SCHEMA,
        command: given.command.path(),
        deployment_name: name,
        deployment_id: id,
    }))
}

/// The result document of `delete`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Deleted<'a> {
    schema: u32,
    command: String,
    deployment_name: &'a str,
    deployment_id: i64,
}

async fn delete_by_name<H: Host>(client: &Client<'_, H>, name: &str) -> Result<i64, Error> {
    let id = api::find(client, name).await?;
    api::delete(client, id).await?;
    Ok(id)
}

fn planned_delete<H: Host>(client: &Client<'_, H>, name: &str) -> [Planned; 2] {
    /// An id that is not known yet.
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Later {
        deployment_id: &'static str,
    }
    let find =
        "find the id, and make sure that it is a branch deployment; the next request needs it";
    let by_name = Variables::new(&ByName { deployment_name: name });
    let by_id = Variables::new(&Later { deployment_id: "<deploymentId from the request before>" });
    [
        client.plan(&api::BY_NAME, by_name, find),
        client.plan(&api::DELETE, by_id, "delete the branch deployment"),
    ]
}
