//! GitHub deployments (<https://docs.github.com/en/rest/deployments>): what GitHub's pages show as "deployed to", with
//! the address of the deployment in Dagster+.

use serde_json::Value;

use super::{Api, Refused, refused, text};
use crate::host::Host;
use crate::http::url::encoded;
use crate::json::Json;

/// A description may be no longer.
const MAX_DESCRIPTION: usize = 140;
/// As many of an environment are looked at, the newest first.
const MAX_LISTED: u32 = 100;

/// A deployment to be.
#[derive(Debug)]
pub struct GithubDeployment<'a> {
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
pub struct DeploymentStatus<'a> {
    /// `in_progress`, `success`, `failure` or `inactive`.
    pub state: &'static str,
    /// In a few words.
    pub description: &'a str,
    /// The page of what was deployed.
    pub environment_url: Option<&'a str>,
    /// The page of the run.
    pub log_url: Option<&'a str>,
}

/// Creates a deployment and returns its number. Checks do not delay it: the running job is one of them.
pub async fn create<H: Host>(
    api: &Api<'_, H>,
    deployment: GithubDeployment<'_>,
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
    let answer = api.json("POST", &api.address("/deployments"), Some(&body)).await?;
    let id = answer.get("id").and_then(Value::as_i64);
    id.ok_or_else(|| refused(None, "it answered without a number"))
}

/// Tells the state of a deployment.
pub async fn post_status<H: Host>(
    api: &Api<'_, H>,
    id: i64,
    status: &DeploymentStatus<'_>,
) -> Result<(), Refused> {
    let description: String = status.description.chars().take(MAX_DESCRIPTION).collect();
    let mut fields =
        vec![("state", Json::text(status.state)), ("description", Json::text(&description))];
    let urls = [("environment_url", status.environment_url), ("log_url", status.log_url)];
    fields.extend(urls.into_iter().filter_map(|(name, url)| Some((name, Json::text(url?)))));
    let address = api.address(&format!("/deployments/{id}/statuses"));
    api.json("POST", &address, Some(&Json::object(&fields))).await.map(drop)
}

/// A deployment that was made before.
#[derive(Debug)]
pub struct Listed {
    /// Its number.
    pub id: i64,
    /// The payload that its run set. GitHub returns it as it was sent, or as text.
    pub payload: Value,
}

/// The deployments of an environment, the newest first. One of another task is somebody else's.
pub async fn list<H: Host>(api: &Api<'_, H>, environment: &str) -> Result<Vec<Listed>, Refused> {
    let environment = encoded(environment, "");
    let rest = format!("/deployments?environment={environment}&per_page={MAX_LISTED}");
    match api.json("GET", &api.address(&rest), None).await? {
        Value::Array(listed) => Ok(listed.iter().filter_map(listed_one).collect()),
        _ => Err(refused(None, "it answered with no list")),
    }
}

fn listed_one(one: &Value) -> Option<Listed> {
    if text(one, "/task") != "deploy" {
        return None;
    }
    let payload = one.get("payload").cloned().unwrap_or_default();
    let parsed = payload.as_str().and_then(|text| serde_json::from_slice(text.as_bytes()).ok());
    Some(Listed { id: one.get("id")?.as_i64()?, payload: parsed.unwrap_or(payload) })
}

#[cfg(test)]
mod tests {
    use super::listed_one;
    use serde_json::json;

    #[test]
    fn what_a_deployment_carries_is_read_as_json_and_as_text() {
        let payload = |payload| {
            listed_one(&json!({ "id": 1, "task": "deploy", "payload": payload }))
                .map(|one| one.payload)
        };
        assert_eq!(payload(json!({ "run": 7 })), Some(json!({ "run": 7 })));
        assert_eq!(payload(json!("{\"run\":7}")), Some(json!({ "run": 7 })));
        assert_eq!(payload(json!("")), Some(json!("")));
        assert!(listed_one(&json!({ "id": 1, "task": "deploy:migrations" })).is_none());
    }
}
