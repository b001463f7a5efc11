//! `branch-deployment create-or-update` and `delete`: the flows. What the metadata flags mean is in
//! `metadata.rs`.

use super::address::Scope;
use super::problems::{Failed, Problems};
use super::{Session, client, dry_run, metadata, optional, result};
use crate::dagster::branch_deployment as api;
use crate::dagster::client::{Client, Endpoint};
use crate::error::{Code, Error};
use crate::flags;
use crate::flags::Given;
use crate::host::Host;
use crate::json::Json;
use crate::secrets::Secrets;

/// Creates the branch deployment or updates its metadata; prints its name.
pub(super) async fn create_or_update<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<Json, Failed> {
    create(session, given, None).await
}

/// The same for a change that was read: a branch deployment without a pull request is open until it is marked closed.
pub(super) async fn of_change<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<Json, Failed> {
    create(session, given, Some(if optional::marks_closed(given) { "CLOSED" } else { "OPEN" }))
        .await
}

async fn create<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    status: Option<&str>,
) -> Result<Json, Failed> {
    let mut problems = Problems::default();
    let client = client(session, given, Scope::Organization, &mut problems);
    let metadata = metadata::read(session, given, &mut problems).await;
    let (client, mut metadata) = problems.finish(client.zip(metadata))?;
    if optional::marks_closed(given) || metadata.pull_request_status.is_none() {
        metadata.pull_request_status = status.map(str::to_owned);
    }
    if optional::is_dry_run(given) {
        return Ok(dry_run(&[planned_create(&client, &metadata)]));
    }
    let created = send(&client, &metadata).await?;
    session.output.say(&created.name);
    Ok(document(given, &client.endpoint, &created.name, created.id))
}

/// Sends the metadata; the name that comes back is one that can be printed.
pub(super) async fn send<H: Host>(
    client: &Client<'_, H>,
    metadata: &api::Metadata<'_>,
) -> Result<api::BranchDeployment, Error> {
    let created = api::create_or_update(client, metadata).await?;
    check_tokenless(client.secrets(), "the deployment's name", &created.name)?;
    Ok(created)
}

/// A server that sends the token back as a name would have it printed.
pub(super) fn check_tokenless(secrets: &Secrets, what: &str, name: &str) -> Result<(), Error> {
    if secrets.are_in(name) {
        let message = format!("{what} holds the API token, so it is not printed");
        return Err(Error::new(Code::UnexpectedResponse, message));
    }
    Ok(())
}

/// Builds the result document of a command with a branch deployment.
pub(super) fn document(given: &Given, endpoint: &Endpoint, name: &str, id: Option<i64>) -> Json {
    let page = page(given, endpoint, name);
    let fields = [
        ("deploymentName", Json::text(name)),
        ("deploymentId", id.map_or_else(Json::null, Json::int)),
        ("deploymentUrl", Json::optional(page.as_deref())),
    ];
    result(given, &fields)
}

/// The request of `create-or-update`, for `--dry-run`.
#[inline(never)]
pub(super) fn planned_create<H: Host>(
    client: &Client<'_, H>,
    metadata: &api::Metadata<'_>,
) -> Json {
    let purpose = "create the branch deployment or update its metadata";
    client.plan(&api::CREATE_OR_UPDATE, metadata.variables(), purpose)
}

/// The deployment's page; unknown when only a URL was given, whose layout may be another.
fn page(given: &Given, endpoint: &Endpoint, name: &str) -> Option<String> {
    given.filled(&flags::URL).is_none().then(|| format!("{}/{name}", endpoint.base))
}

/// Deletes a branch deployment; prints nothing, as `dagster-cloud`.
pub(super) async fn delete<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
) -> Result<Json, Failed> {
    let mut problems = Problems::default();
    let name = optional::deployment(given);
    // Where the URL is built from the name, its absence is reported with the rest.
    if name.is_none() && given.filled(&flags::URL).is_some() {
        problems.add(Error::new(Code::MissingDeployment, "no branch deployment was named").hint(
            format!("{}: the name that create-or-update printed", given.advice(&flags::DEPLOYMENT)),
        ));
    }
    let client = client(session, given, Scope::DeploymentUrl, &mut problems);
    let (client, name) = problems.finish(client.zip(name))?;
    if optional::is_dry_run(given) {
        return Ok(dry_run(&planned_delete(&client, name)));
    }
    let id = delete_by_name(&client, name).await?;
    let fields = [("deploymentName", Json::text(name)), ("deploymentId", Json::int(id))];
    Ok(result(given, &fields))
}

/// Returns the name of a branch's deployment, if it exists; deletes it on request, and then returns `None`.
pub async fn find_of_branch<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    deletes: bool,
) -> Result<Option<String>, Failed> {
    let mut problems = Problems::default();
    let client = client(session, given, Scope::Organization, &mut problems);
    let identity = metadata::identity(given, &mut problems);
    let (client, (repository, branch)) = problems.finish(client.zip(identity))?;
    let name = api::name_of_branch(&client, repository, branch).await?;
    let found = match deletes {
        true => delete_by_name(&client, &name).await,
        false => api::find(&client, &name).await,
    };
    match found {
        Err(error) if error.code == Code::DeploymentNotFound => Ok(None),
        Err(error) => Err(error.into()),
        Ok(_) => Ok(if deletes { None } else { Some(name) }),
    }
}

async fn delete_by_name<H: Host>(client: &Client<'_, H>, name: &str) -> Result<i64, Error> {
    let id = api::find(client, name).await?;
    api::delete(client, id).await?;
    Ok(id)
}

fn planned_delete<H: Host>(client: &Client<'_, H>, name: &str) -> [Json; 2] {
    let find =
        "find the id, and make sure that it is a branch deployment; the next request needs it";
    let later = Json::text("<deploymentId from the request before>");
    [
        client.plan(&api::BY_NAME, api::named(name), find),
        client.plan(&api::DELETE, api::numbered(later), "delete the branch deployment"),
    ]
}
