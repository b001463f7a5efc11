//! `branch-deployment create-or-update` and `delete`.

use serde_json::{Value as Json, json};

use super::connection::{self, Scope};
use super::problems::Problems;
use super::{SCHEMA, Session, dry_run, settings};
use crate::change::git;
use crate::dagster::branch_deployment::{
    self as api, BranchData, ByName, Commit, CreateOrUpdate, Delete,
};
use crate::dagster::client::{Client, Endpoint};
use crate::error::{Code, Error};
use crate::flags::{Given, suggest};
use crate::host::Host;
use crate::http::Settings;

/// Creates the branch deployment or updates its metadata; says its name.
pub async fn create_or_update<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<Json, Vec<Error>> {
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
        return one(client
            .describe(&api::CREATE_OR_UPDATE, &variables, purpose)
            .map(|request| dry_run(vec![request])));
    }
    let (name, id) = one(api::create_or_update(&client, &variables).await)?;
    session.output.say(&name);
    Ok(json!({
        "schema": SCHEMA,
        "command": given.command.path(),
        "deploymentName": name,
        "deploymentId": id,
        "deploymentUrl": page(given, &client.endpoint, &name),
    }))
}

fn one<T>(result: Result<T, Error>) -> Result<T, Vec<Error>> {
    result.map_err(|error| vec![error])
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
    let said = match said {
        Some(seconds) => Some(problems.check(seconds_not_milliseconds(session, seconds))?),
        None => None,
    };
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

fn seconds_not_milliseconds<H: Host>(
    session: &Session<'_, H>,
    timestamp: f64,
) -> Result<f64, Error> {
    if !timestamp.is_finite() {
        return Err(Error::new(
            Code::InvalidCommit,
            format!("invalid value for --timestamp: {timestamp} is no time"),
        ));
    }
    if timestamp < MILLISECONDS_FROM {
        return Ok(timestamp);
    }
    let seconds = timestamp / 1000.0;
    session.output.warn(&format!(
        "--timestamp {timestamp} looks like milliseconds and is sent as {seconds} seconds"
    ));
    Ok(seconds)
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
    let upper = status.to_uppercase();
    if KNOWN.contains(&upper.as_str()) {
        session.output.warn(&format!("--pull-request-status {status} is sent as {upper}"));
        return upper;
    }
    let meant = suggest::did_you_mean(&upper, "", KNOWN).unwrap_or_default();
    let known = KNOWN.join(", ");
    session
        .output
        .warn(&format!("--pull-request-status {status:?} is none of {known} {meant}").trim_end());
    status.to_owned()
}

/// Deletes a branch deployment; says nothing, as `dagster-cloud`.
pub async fn delete<H: Host>(session: &Session<'_, H>, given: &Given) -> Result<Json, Vec<Error>> {
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
        return one(planned_delete(&client, name).map(dry_run));
    }
    let id = one(api::find(&client, name).await)?;
    one(api::delete(&client, id.clone()).await)?;
    Ok(json!({
        "schema": SCHEMA,
        "command": given.command.path(),
        "deploymentName": name,
        "deploymentId": id,
    }))
}

fn planned_delete<H: Host>(client: &Client<'_, H>, name: &str) -> Result<Vec<Json>, Error> {
    let find =
        "find the id, and make sure that it is a branch deployment; the next request needs it";
    let id = Json::from("<deploymentId from the request before>");
    Ok(vec![
        client.describe(&api::BY_NAME, &ByName { deployment_name: name }, find)?,
        client.describe(
            &api::DELETE,
            &Delete { deployment_id: id },
            "delete the branch deployment",
        )?,
    ])
}
