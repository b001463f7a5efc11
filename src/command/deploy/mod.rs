//! `deploy`: both steps in one. Finds where the change belongs, creates or updates its branch deployment, sends all
//! locations together and waits until they have loaded.

mod changed;
mod gone;
mod locations;
mod no_image;
mod target;

use self::locations::Documents;
pub(super) use self::target::closes_what_is_there;
pub use self::target::{Target, is_review_over, target};
use super::address::Scope;
use super::problems::{Failed, Problems};
use super::wait::{self, Outcome, WaitLimits};
use super::{Session, branch_deployment, client, metadata, optional};
use crate::change::Change;
use crate::dagster::branch_deployment::Metadata;
use crate::dagster::client::Client;
use crate::dagster::location as api;
use crate::dagster::location_version;
use crate::error::Error;
use crate::flags;
use crate::flags::Given;
use crate::host::Host;
use crate::json::{Json, List};
use crate::location::Document;

/// A deployment of locations: what goes where.
struct Plan<'g> {
    destination: Destination<'g>,
    documents: Vec<Document>,
    limits: WaitLimits,
}

/// A [`Target`] with all that it needs.
enum Destination<'g> {
    Branch(Box<Metadata<'g>>),
    Mark(Box<Metadata<'g>>),
    Close(gone::End<'g>),
    Full(&'g str),
}

/// The deployment that is deployed to, for the result document.
struct Deployment {
    name: String,
    id: Option<i64>,
    page: String,
    /// The status of the pull request, as the branch deployment was sent it.
    status: Option<String>,
}

/// Deploys the change.
pub(super) async fn deploy<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    change: &Change,
) -> Result<Json, Failed> {
    let mut problems = Problems::default();
    let client = client(session, given, Scope::Organization, &mut problems);
    let plan = plan(session, given, change, client.as_deref(), &mut problems).await;
    let (client, plan) = problems.finish(client.zip(plan))?;
    if optional::is_dry_run(given) {
        return Ok(planned(&client, &plan));
    }
    let deployment = match &plan.destination {
        Destination::Close(end) => return gone::close(session, given, &client, end).await,
        Destination::Full(name) => full(session, &client, name).await?,
        Destination::Branch(metadata) => {
            update_branch_deployment(session, &client, metadata, false).await?
        }
        Destination::Mark(metadata) => {
            update_branch_deployment(session, &client, metadata, true).await?
        }
    };
    let nothing = match &plan.destination {
        Destination::Mark(_) => Some("The review is over: nothing is deployed."),
        _ if plan.documents.is_empty() => Some("No locations to deploy."),
        _ => None,
    };
    if let Some(words) = nothing {
        session.output.say(words);
        session.output.say(&deployment.page);
        return Ok(result(given, Some(&deployment), &[]));
    }
    let client = client.of_deployment(&deployment.name);
    send(session, given, &client, &deployment, plan).await
}

async fn plan<'g, H: Host>(
    session: &Session<'_, H>,
    given: &'g Given,
    change: &Change,
    client: Option<&Client<'_, H>>,
    problems: &mut Problems,
) -> Option<Plan<'g>> {
    let target = problems.check(target(given, change));
    let limits = problems.check(WaitLimits::new(given));
    let documents = match target {
        // For a pull request that is over no file is needed, and no image.
        Some(Target::Mark | Target::Close) => Some(Documents::default()),
        _ => problems.check_all(locations::documents(session, given, change).await),
    };
    let without_image = documents.as_ref().map_or(&[][..], |found| &found.without_image);
    if !without_image.is_empty() && !given.is_on(&flags::ALLOW_NO_IMAGE) {
        problems.add(no_image::refusal(given, client, target.as_ref(), without_image).await);
    }
    let destination = match target? {
        Target::Full(name) => Destination::Full(name),
        Target::Close => {
            let (repository, branch) = metadata::identity(given, problems)?;
            Destination::Close(gone::End::new(given, repository, branch, change.is_deleted))
        }
        target => {
            if change.is_fork() == Some(true) {
                session.output.warn("the review comes from a fork: it shares its branch deployment with a branch of the same name here"
                        );
            }
            let mut metadata = metadata::read(session, given, problems).await?;
            // A branch without a pull request is open as long as it is deployed.
            metadata.pull_request_status.get_or_insert_with(|| "OPEN".to_owned());
            // As in dagster-cloud: on a branch the full deployment that was named is the base.
            let base = optional::deployment(given);
            metadata.base_deployment_name = metadata.base_deployment_name.or(base);
            let is_over = target == Target::Mark;
            if is_over { Destination::Mark(metadata) } else { Destination::Branch(metadata) }
        }
    };
    Some(Plan { destination, documents: documents?.documents, limits: limits? })
}

/// Makes sure that the full deployment is one.
async fn full<H: Host>(
    session: &Session<'_, H>,
    client: &Client<'_, H>,
    name: &str,
) -> Result<Deployment, Failed> {
    let id = crate::dagster::branch_deployment::full_deployment(client, name).await?;
    session.output.say(&format!("Deploying to {name}."));
    let page = client.of_deployment(name).endpoint.base;
    Ok(Deployment { name: name.to_owned(), id, page, status: None })
}

/// Creates or updates the branch deployment.
async fn update_branch_deployment<H: Host>(
    session: &Session<'_, H>,
    client: &Client<'_, H>,
    metadata: &Metadata<'_>,
    is_over: bool,
) -> Result<Deployment, Failed> {
    let created = branch_deployment::send(client, metadata).await?;
    let status = metadata.pull_request_status.clone();
    let name = created.name;
    let line = match metadata.base_deployment_name {
        _ if is_over => {
            let status = status.as_deref().unwrap_or_default();
            format!("Marked branch deployment {name} as {status}.")
        }
        None => format!("Deploying to branch deployment {name}."),
        Some(base) => {
            format!("Deploying to branch deployment {name}, using base deployment {base}.")
        }
    };
    session.output.say(&line);
    let page = client.of_deployment(&name).endpoint.base;
    Ok(Deployment { name, id: created.id, page, status })
}

async fn send<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    client: &Client<'_, H>,
    deployment: &Deployment,
    plan: Plan<'_>,
) -> Result<Json, Failed> {
    let output = session.output;
    let page = &deployment.page;
    let names: Vec<_> =
        plan.documents.iter().map(|document| document.name.as_str()).collect::<Vec<_>>();
    let before = match plan.limits.waits() {
        true => location_version::read(client, &names).await,
        false => vec![location_version::Known::Unknown; names.len()],
    };
    let documents = plan.documents.iter().map(|document| &document.json).collect::<Vec<_>>();
    // The deployment exists by now, whatever becomes of its locations.
    let known =
        |error: Error| Failed { errors: vec![error], details: details(Some(deployment), &[]) };
    api::deploy(client, &documents).await.map_err(known)?;
    let list = names.join(", ");
    output.say(&format!("Updated code location(s) {list} in dagster-cloud."));
    output.say(&format!("View the status of your locations at {page}/locations.\n"));
    let changed = names.iter().map(|name| (*name).to_owned()).zip(before).collect::<Vec<_>>();
    match wait::until_loaded(session, client, changed, &plan.limits).await {
        Ok(outcomes) => {
            output.say(page);
            Ok(result(given, Some(deployment), &outcomes))
        }
        Err(failure) => Err(Failed {
            errors: failure.errors,
            details: details(Some(deployment), &failure.outcomes),
        }),
    }
}

/// The result document.
fn result(given: &Given, deployment: Option<&Deployment>, outcomes: &[Outcome]) -> Json {
    super::result(given, &details(deployment, outcomes))
}

fn details(deployment: Option<&Deployment>, outcomes: &[Outcome]) -> Vec<(&'static str, Json)> {
    let outcomes: Vec<_> = outcomes.iter().map(Outcome::to_json).collect::<Vec<_>>();
    let text = |read: fn(&Deployment) -> Option<&str>| Json::optional(deployment.and_then(read));
    let status = deployment.and_then(|one| one.status.as_deref());
    let id = deployment.and_then(|one| one.id);
    vec![
        ("deploymentName", text(|one| Some(&one.name))),
        ("deploymentId", id.map_or_else(Json::null, Json::int)),
        ("deploymentUrl", text(|one| Some(&one.page))),
        (
            "isBranchDeployment",
            deployment.map_or_else(Json::null, |_| Json::bool(status.is_some())),
        ),
        ("pullRequestStatus", Json::optional(status)),
        ("locations", Json::list(&outcomes)),
    ]
}

/// The requests in their order, for `--dry-run`. A branch deployment's name is only known once it exists.
fn planned<H: Host>(client: &Client<'_, H>, plan: &Plan<'_>) -> Json {
    // Thousands of locations are as many requests: they are written one by one.
    let mut requests = List::default();
    let mut add = |request: Json| requests.push(request.as_str());
    let name = match &plan.destination {
        Destination::Close(end) => return gone::planned(client, end),
        Destination::Full(name) => {
            let purpose = "make sure that it is a full deployment; its id goes into the result";
            let variables = crate::dagster::branch_deployment::named(name);
            add(client.plan(&crate::dagster::branch_deployment::BY_NAME, variables, purpose));
            name
        }
        Destination::Branch(metadata) | Destination::Mark(metadata) => {
            add(branch_deployment::planned_create(client, metadata));
            "<deploymentName from the request before>"
        }
    };
    if plan.documents.is_empty() {
        return super::planned(requests.finish());
    }
    let client = client.of_deployment(name);
    let before =
        "see which version is loaded now, to recognise the new one; its failure does not matter";
    let agents = "see whether an agent is alive; repeated until one is";
    let loaded = "see whether the locations have loaded; repeated every 3 seconds until they have";
    if plan.limits.waits() {
        let names: Vec<_> =
            plan.documents.iter().map(|document| document.name.as_str()).collect::<Vec<_>>();
        let (operation, variables) = location_version::query(&names);
        add(client.plan(operation, variables, before));
    }
    let documents = plan.documents.iter().map(|document| &document.json).collect::<Vec<_>>();
    add(client.plan(
        &api::DEPLOY_LOCATIONS,
        api::several(&documents),
        "add or update the code locations",
    ));
    if plan.limits.waits() {
        add(client.plan(&api::AGENTS, api::nothing(), agents));
        add(client.plan(&api::LOCATIONS, api::nothing(), loaded));
    }
    super::planned(requests.finish())
}
