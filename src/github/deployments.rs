//! GitHub deployments (<https://docs.github.com/en/rest/deployments>): what GitHub's pages show as "deployed to", with the
//! address of the deployment in Dagster+.

use serde_json::Value;

use super::{Api, Refused, refused, text};
use crate::host::Host;
use crate::http::url::encoded;
use crate::json::Json;

/// A description may be no longer.
const MAX_DESCRIPTION: usize = 140;
/// As many of an environment are marked inactive at most, the newest first.
const MAX_LISTED: u32 = 100;

/// A deployment to be.
#[derive(Debug)]
pub struct Deployment<'a> {
    /// The commit.
    pub commit: &'a str,
    /// Where to.
    pub environment: &'a str,
    /// Whether the environment goes away with its branch.
    pub is_transient: bool,
    /// Which run makes it, for the runs after it.
    pub payload: Json,
}

/// A state and what belongs to it.
#[derive(Debug, Default)]
pub struct Status<'a> {
    /// `in_progress`, `success`, `failure` or `inactive`.
    pub state: &'static str,
    /// In a few words.
    pub description: &'a str,
    /// The page of what was deployed.
    pub environment_url: Option<&'a str>,
    /// The page of the run.
    pub log_url: Option<&'a str>,
}

/// Creates a deployment and tells its number. It is not held up by checks: the one that is running is among them.
pub async fn create<H: Host>(
    api: &Api<'_, H>,
    repository: &str,
    deployment: Deployment<'_>,
) -> Result<i64, Refused> {
    let body = Json::object(&[
        ("ref", Json::text(deployment.commit)),
        ("environment", Json::text(deployment.environment)),
        ("auto_merge", Json::bool(false)),
        ("required_contexts", Json::list(&[])),
        ("transient_environment", Json::bool(deployment.is_transient)),
        ("production_environment", Json::bool(!deployment.is_transient)),
        ("payload", deployment.payload),
    ]);
    let answer = api.json("POST", &api.address(repository, "/deployments"), Some(&body)).await?;
    let id = answer.get("id").and_then(Value::as_i64);
    id.ok_or_else(|| refused(None, "it answered without a number"))
}

/// Tells the state of a deployment.
pub async fn tell<H: Host>(
    api: &Api<'_, H>,
    repository: &str,
    id: i64,
    status: &Status<'_>,
) -> Result<(), Refused> {
    let description: String = status.description.chars().take(MAX_DESCRIPTION).collect();
    let mut fields =
        vec![("state", Json::text(status.state)), ("description", Json::text(&description))];
    let urls = [("environment_url", status.environment_url), ("log_url", status.log_url)];
    fields.extend(urls.into_iter().filter_map(|(name, url)| Some((name, Json::text(url?)))));
    let address = api.address(repository, &format!("/deployments/{id}/statuses"));
    api.json("POST", &address, Some(&Json::object(&fields))).await.map(drop)
}

/// What the newest deployment of an environment carries.
pub async fn newest_payload<H: Host>(
    api: &Api<'_, H>,
    repository: &str,
    environment: &str,
) -> Result<Option<Value>, Refused> {
    let listed = list(api, repository, environment, 1).await?;
    Ok(listed.into_iter().next().and_then(|mut one| one.get_mut("payload").map(Value::take)))
}

/// Marks all deployments of an environment inactive: of a transient one GitHub does not do it by itself.
pub async fn retire<H: Host>(
    api: &Api<'_, H>,
    repository: &str,
    environment: &str,
    description: &str,
) -> Result<(), Refused> {
    for one in list(api, repository, environment, MAX_LISTED).await? {
        // A deployment of another task in the same environment is somebody else's.
        if let Some(id) = one.get("id").and_then(Value::as_i64)
            && text(&one, "/task") == "deploy"
        {
            let status = Status { state: "inactive", description, ..Status::default() };
            tell(api, repository, id, &status).await?;
        }
    }
    Ok(())
}

async fn list<H: Host>(
    api: &Api<'_, H>,
    repository: &str,
    environment: &str,
    count: u32,
) -> Result<Vec<Value>, Refused> {
    let environment = encoded(environment, "");
    let rest = format!("/deployments?environment={environment}&per_page={count}");
    match api.json("GET", &api.address(repository, &rest), None).await? {
        Value::Array(listed) => Ok(listed),
        _ => Err(refused(None, "it answered with no list")),
    }
}
