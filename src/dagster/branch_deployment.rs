//! Operations on branch deployments.

use serde::{Deserialize, Serialize};

use super::client::{Client, Operation};
use super::rejection::{Answer, no_answer};
use crate::error::{Code, Error};
use crate::host::Host;

/// Creates a branch deployment or updates its metadata; the same request again changes nothing.
pub const CREATE_OR_UPDATE: Operation = Operation {
    name: "createOrUpdateBranchDeployment",
    text: include_str!("operations/create_or_update_branch_deployment.graphql"),
    is_query: false,
    repeatable: true,
};

/// Looks a deployment up.
pub const BY_NAME: Operation = Operation {
    name: "deploymentByName",
    text: include_str!("operations/deployment_by_name.graphql"),
    is_query: true,
    repeatable: true,
};

/// Deletes a deployment by its id. Not repeatable: the second time it is an error.
pub const DELETE: Operation = Operation {
    name: "deleteDeployment",
    text: include_str!("operations/delete_deployment.graphql"),
    is_query: false,
    repeatable: false,
};

/// The variables of [`CREATE_OR_UPDATE`]. What is not known is sent as null, never left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateOrUpdate {
    /// The branch and its review.
    pub branch_data: BranchData,
    /// The commit.
    pub commit: Commit,
    /// The full deployment to inherit from and to compare with.
    pub base_deployment_name: Option<String>,
    /// `ON_CREATE` or `ON_UPDATE`.
    pub snapshot_base_condition: Option<&'static str>,
}

/// `CreateOrUpdateBranchDeploymentInput`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BranchData {
    /// Repository; with the branch it identifies the branch deployment.
    pub repo_name: String,
    /// Branch.
    pub branch_name: String,
    /// Page of the branch.
    pub branch_url: Option<String>,
    /// Page of the review.
    pub pull_request_url: Option<String>,
    /// `OPEN`, `CLOSED` or `MERGED`.
    pub pull_request_status: Option<String>,
    /// Number of the review, which the API takes as text.
    pub pull_request_number: Option<String>,
}

/// `DeploymentCommitInput`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Commit {
    /// Hash.
    pub commit_hash: String,
    /// Seconds since the Unix epoch.
    pub timestamp: f64,
    /// Message.
    pub commit_message: Option<String>,
    /// Page of the commit; `dagster-cloud` never sends it.
    pub commit_url: Option<String>,
    /// Author's name.
    pub author_name: Option<String>,
    /// Author's email address.
    pub author_email: Option<String>,
    /// Author's picture.
    pub author_avatar_url: Option<String>,
}

/// A deployment.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deployment {
    /// Its id, a number.
    pub deployment_id: Option<serde_json::Value>,
    /// Its name: for a branch deployment 40 hexadecimal digits.
    pub deployment_name: Option<String>,
    /// `BRANCH`, or another type for a full deployment.
    pub deployment_type: Option<String>,
}

/// Variables of [`BY_NAME`].
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ByName<'a> {
    /// The name to look up.
    pub deployment_name: &'a str,
}

/// Variables of [`DELETE`].
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Delete {
    /// The id that [`BY_NAME`] found.
    pub deployment_id: serde_json::Value,
}

/// Creates or updates, and returns the deployment, which has a name that is safe to print.
pub async fn create_or_update<H: Host>(
    client: &Client<'_, H>,
    variables: &CreateOrUpdate,
) -> Result<(String, Option<serde_json::Value>), Error> {
    const DOING: &str = "create or update the branch deployment";
    let answer: Answer<Deployment> =
        client.execute(&CREATE_OR_UPDATE, variables).await?.ok_or_else(|| no_answer(DOING))?;
    let Some(name) = answer.success.deployment_name.clone() else {
        return Err(answer.rejection(DOING));
    };
    // The name goes to standard output and from there into scripts and URLs.
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(Error::new(
            Code::UnexpectedResponse,
            format!("the deployment's name is not printable: {name:?}"),
        ));
    }
    Ok((name, answer.success.deployment_id))
}

/// Looks a branch deployment up; a full deployment is an error.
pub async fn find<H: Host>(client: &Client<'_, H>, name: &str) -> Result<serde_json::Value, Error> {
    let doing = format!("find the deployment {name}");
    let answer: Option<Answer<Deployment>> =
        client.execute(&BY_NAME, &ByName { deployment_name: name }).await?;
    let answer = answer.ok_or_else(|| no_answer(&doing))?;
    let Some(id) = answer.success.deployment_id.clone() else {
        return Err(answer.rejection(&doing));
    };
    match answer.success.deployment_type.as_deref() {
        Some("BRANCH") => Ok(id),
        other => Err(Error::new(
            Code::NotABranchDeployment,
            format!(
                "the deployment {name} is not a branch deployment but of type {}",
                other.unwrap_or("unknown")
            ),
        )
        .hint("only branch deployments can be deleted with this command")),
    }
}

/// Deletes the deployment of that id.
pub async fn delete<H: Host>(client: &Client<'_, H>, id: serde_json::Value) -> Result<(), Error> {
    const DOING: &str = "delete the branch deployment";
    let answer: Option<Answer<Deployment>> =
        client.execute(&DELETE, &Delete { deployment_id: id }).await?;
    let answer = answer.ok_or_else(|| no_answer(DOING))?;
    if answer.typename == "DagsterCloudDeployment" { Ok(()) } else { Err(answer.rejection(DOING)) }
}
