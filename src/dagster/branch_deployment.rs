//! Operations on branch deployments.

use serde::Serialize;
use serde_json::Value as Json;
use serde_json::value::RawValue;

use super::answer::Answer;
use super::client::{Client, Operation, Variables};
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
#[derive(Debug, Clone, Serialize)]
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
#[derive(Debug, Clone, Serialize)]
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
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Commit {
    /// Hash.
    pub commit_hash: String,
    /// Seconds since the Unix epoch, a JSON number written as Python writes a float.
    pub timestamp: Box<RawValue>,
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
    pub deployment_id: i64,
}

/// A branch deployment, as far as it matters here.
#[derive(Debug, Clone, PartialEq)]
pub struct BranchDeployment {
    /// 40 hexadecimal digits; certainly without control characters.
    pub name: String,
    /// The id.
    pub id: Option<i64>,
}

/// Creates or updates.
pub async fn create_or_update<H: Host>(
    client: &Client<'_, H>,
    variables: &CreateOrUpdate,
) -> Result<BranchDeployment, Error> {
    const DOING: &str = "create or update the branch deployment";
    let root = client.execute(&CREATE_OR_UPDATE, Variables::new(variables)).await?;
    let answer = Answer::new(root, DOING)?;
    let Some(name) = answer.text("deploymentName") else {
        return Err(answer.rejection(DOING));
    };
    // The name goes to standard output and from there into scripts and URLs.
    if name.is_empty() || name.chars().any(char::is_control) {
        let message = format!("the deployment's name is not printable: {name:?}");
        return Err(Error::new(Code::UnexpectedResponse, message));
    }
    let id = answer.get("deploymentId").and_then(Json::as_i64);
    Ok(BranchDeployment { name: name.to_owned(), id })
}

/// Finds the id of a branch deployment; a full deployment is an error.
pub async fn find<H: Host>(client: &Client<'_, H>, name: &str) -> Result<i64, Error> {
    let doing = format!("find the deployment {name}");
    let variables = Variables::new(&ByName { deployment_name: name });
    let answer = Answer::new(client.execute(&BY_NAME, variables).await?, &doing)?;
    let Some(id) = answer.get("deploymentId").and_then(Json::as_i64) else {
        return Err(answer.rejection(&doing));
    };
    match answer.text("deploymentType").unwrap_or("unknown") {
        "BRANCH" => Ok(id),
        other => Err(Error::new(
            Code::NotABranchDeployment,
            format!("the deployment {name} is not a branch deployment but of type {other}"),
        )
        .hint("only branch deployments can be deleted with this command")),
    }
}

/// Deletes the deployment of that id.
pub async fn delete<H: Host>(client: &Client<'_, H>, id: i64) -> Result<(), Error> {
    const DOING: &str = "delete the branch deployment";
    let root = client.execute(&DELETE, Variables::new(&Delete { deployment_id: id })).await?;
    let answer = Answer::new(root, DOING)?;
    if answer.is("DagsterCloudDeployment") { Ok(()) } else { Err(answer.rejection(DOING)) }
}
