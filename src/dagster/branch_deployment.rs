//! Operations on branch deployments.

use serde_json::Value;

use super::answer::Answer;
use super::client::{Client, Operation, Repeat};
use crate::error::{Code, Error};
use crate::host::Host;
use crate::json::Json;

/// Creates a branch deployment or updates its metadata; the same request again changes nothing.
pub const CREATE_OR_UPDATE: Operation = Operation {
    name: "createOrUpdateBranchDeployment",
    text: include_str!("operations/create_or_update_branch_deployment.graphql"),
    is_query: false,
    repeat: Repeat::Freely,
    own_connection: false,
};

/// Tells the name that a branch's deployment has or would have; creates nothing.
pub const GET_BRANCH_DEPLOYMENT_NAME: Operation = Operation {
    name: "getBranchDeploymentName",
    text: include_str!("operations/get_branch_deployment_name.graphql"),
    is_query: true,
    repeat: Repeat::Freely,
    own_connection: false,
};

/// Looks a deployment up.
pub const BY_NAME: Operation = Operation {
    name: "deploymentByName",
    text: include_str!("operations/deployment_by_name.graphql"),
    is_query: true,
    repeat: Repeat::Freely,
    own_connection: false,
};

/// Deletes a deployment by its id. Not repeatable: the second time it is an error.
pub const DELETE: Operation = Operation {
    name: "deleteDeployment",
    text: include_str!("operations/delete_deployment.graphql"),
    is_query: false,
    repeat: Repeat::Never,
    own_connection: true,
};

/// The branch, its pull request and its commit, as [`CREATE_OR_UPDATE`] takes them.
#[derive(Debug, Clone, PartialEq)]
pub struct Metadata<'a> {
    /// Repository; with the branch it identifies the branch deployment.
    pub repo_name: &'a str,
    /// Branch.
    pub branch_name: &'a str,
    /// Page of the branch.
    pub branch_url: Option<&'a str>,
    /// Page of the pull request.
    pub pull_request_url: Option<&'a str>,
    /// `OPEN`, `CLOSED` or `MERGED`.
    pub pull_request_status: Option<String>,
    /// Number of the pull request, which the API takes as text.
    pub pull_request_number: Option<&'a str>,
    /// The commit.
    pub commit: CommitMetadata,
    /// Page of the commit.
    pub commit_url: Option<&'a str>,
    /// The full deployment to inherit from and to compare with.
    pub base_deployment_name: Option<&'a str>,
    /// `ON_CREATE` or `ON_UPDATE`.
    pub snapshot_base_condition: Option<&'static str>,
}

/// The commit that is deployed.
#[derive(Debug, Clone, PartialEq)]
pub struct CommitMetadata {
    /// Hash.
    pub hash: String,
    /// Seconds since the Unix epoch, finite.
    pub timestamp: f64,
    /// Message.
    pub message: Option<String>,
    /// Author's name.
    pub author_name: Option<String>,
    /// Author's email address.
    pub author_email: Option<String>,
    /// Author's picture.
    pub author_avatar_url: Option<String>,
}

impl Metadata<'_> {
    /// The variables of [`CREATE_OR_UPDATE`]. What is not known is sent as null, never left out.
    pub fn variables(&self) -> Json {
        let branch = Json::object(&[
            ("repoName", Json::text(self.repo_name)),
            ("branchName", Json::text(self.branch_name)),
            ("branchUrl", Json::optional(self.branch_url)),
            ("pullRequestUrl", Json::optional(self.pull_request_url)),
            ("pullRequestStatus", Json::optional(self.pull_request_status.as_deref())),
            ("pullRequestNumber", Json::optional(self.pull_request_number)),
        ]);
        let commit = &self.commit;
        let commit = Json::object(&[
            ("commitHash", Json::text(&commit.hash)),
            ("timestamp", Json::float(commit.timestamp)),
            ("commitMessage", Json::optional(commit.message.as_deref())),
            ("commitUrl", Json::optional(self.commit_url)),
            ("authorName", Json::optional(commit.author_name.as_deref())),
            ("authorEmail", Json::optional(commit.author_email.as_deref())),
            ("authorAvatarUrl", Json::optional(commit.author_avatar_url.as_deref())),
        ]);
        Json::object(&[
            ("branchData", branch),
            ("commit", commit),
            ("baseDeploymentName", Json::optional(self.base_deployment_name)),
            ("snapshotBaseCondition", Json::optional(self.snapshot_base_condition)),
        ])
    }
}

/// The variables of [`GET_BRANCH_DEPLOYMENT_NAME`].
pub fn of_branch(repo_name: &str, branch_name: &str) -> Json {
    Json::object(&[("repoName", Json::text(repo_name)), ("branchName", Json::text(branch_name))])
}

/// The variables of [`BY_NAME`].
pub fn named(name: &str) -> Json {
    Json::object(&[("deploymentName", Json::text(name))])
}

/// The variables of [`DELETE`].
pub fn numbered(id: Json) -> Json {
    Json::object(&[("deploymentId", id)])
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
    metadata: &Metadata<'_>,
) -> Result<BranchDeployment, Error> {
    const DOING: &str = "create or update the branch deployment";
    let root = client.execute(&CREATE_OR_UPDATE, &metadata.variables()).await?;
    let answer = Answer::new(root, DOING)?;
    let Some(name) = answer.text("deploymentName") else {
        return Err(if answer.is("DagsterCloudDeployment") {
            let message = "Dagster+ answered without the deployment's name";
            Error::new(Code::UnexpectedResponse, message)
        } else {
            answer.rejection(DOING)
        });
    };
    let name = printable(NAME, name)?;
    let id = answer.get("deploymentId").and_then(Value::as_i64);
    Ok(BranchDeployment { name, id })
}

/// The name that the branch's deployment has or would have.
pub async fn name_of_branch<H: Host>(
    client: &Client<'_, H>,
    repo_name: &str,
    branch_name: &str,
) -> Result<String, Error> {
    let variables = of_branch(repo_name, branch_name);
    named_by(&client.execute(&GET_BRANCH_DEPLOYMENT_NAME, &variables).await?)
}

fn named_by(root: &Value) -> Result<String, Error> {
    let Some(name) = root.as_str() else {
        let message = "Dagster+ did not tell the name of the branch's deployment";
        return Err(Error::new(Code::UnexpectedResponse, message)
            .hint("check the repository's and the branch's name"));
    };
    printable(NAME, name)
}

const NAME: &str = "the deployment's name";

/// The name or id, if it is one that [`is_printable`].
pub(super) fn printable(what: &str, name: &str) -> Result<String, Error> {
    if is_printable(name) {
        return Ok(name.to_owned());
    }
    let message = format!("{what} cannot be printed safely: {name:?}");
    Err(Error::new(Code::UnexpectedResponse, message))
}

/// Whether a name can go to standard output, and from there into scripts and URLs, without being taken
/// for a line of its own or for a command to the CI system: GitHub obeys `::` at the beginning of a line,
/// Azure and TeamCity `##` anywhere.
fn is_printable(name: &str) -> bool {
    !(name.is_empty()
        || name.chars().any(char::is_control)
        || name.trim() != name
        || name.starts_with("::")
        || name.as_bytes().windows(2).any(|pair| pair == b"##"))
}

/// Finds the id of a branch deployment; a full deployment is an error.
pub async fn find<H: Host>(client: &Client<'_, H>, name: &str) -> Result<i64, Error> {
    let doing = format!("find the deployment {name}");
    let answer = Answer::new(client.execute(&BY_NAME, &named(name)).await?, &doing)?;
    let Some(id) = answer.get("deploymentId").and_then(Value::as_i64) else {
        return Err(answer.rejection(&doing));
    };
    match answer.text("deploymentType").unwrap_or("unknown") {
        "BRANCH" => Ok(id),
        other => Err(Error::new(
            Code::NotABranchDeployment,
            format!("{name} is a full deployment (type {other}), not a branch deployment"),
        )
        .hint("only branch deployments can be deleted with this command")),
    }
}

/// The id of a full deployment, if the server sends it. A missing deployment, or a branch deployment, is an error.
pub async fn full_deployment<H: Host>(
    client: &Client<'_, H>,
    name: &str,
) -> Result<Option<i64>, Error> {
    let doing = format!("find the deployment {name}");
    let root = client.execute(&BY_NAME, &named(name)).await?;
    let Ok(answer) = Answer::new(root, &doing) else { return Ok(None) };
    match answer.text("deploymentType") {
        Some("BRANCH") => Err(Error::new(
            Code::NotAFullDeployment,
            format!("{name} is a branch deployment, not a full deployment"),
        )
        .hint("--deployment names the full deployment, such as prod; branch deployments are found by the branch")),
        Some(_) => Ok(answer.get("deploymentId").and_then(Value::as_i64)),
        None => Err(answer.rejection(&doing)),
    }
}

/// Deletes the deployment of that id.
pub async fn delete<H: Host>(client: &Client<'_, H>, id: i64) -> Result<(), Error> {
    const DOING: &str = "delete the branch deployment";
    let root = client.execute(&DELETE, &numbered(Json::int(id))).await?;
    let answer = Answer::new(root, DOING)?;
    if answer.is("DagsterCloudDeployment") { Ok(()) } else { Err(answer.rejection(DOING)) }
}

#[cfg(test)]
mod tests {
    use super::{is_printable, named_by};
    use crate::error::Code;
    use serde_json::json;

    #[test]
    fn a_branch_whose_deployment_gets_no_usable_name_is_an_error() {
        assert_eq!(named_by(&json!("a1b2c3")), Ok("a1b2c3".to_owned()));
        for root in [json!(null), json!(7), json!(""), json!("a\nb")] {
            let code = named_by(&root).map_err(|error| error.code);
            assert_eq!(code, Err(Code::UnexpectedResponse), "{root}");
        }
    }

    #[test]
    fn a_name_that_could_act_on_a_log_is_not_printable() {
        assert!(is_printable("0f3c9d8e7a6b5c4d"));
        for name in ["", "a\nb", "::set-env::x", " ::add-mask::x", "x##vso[a]", "x ", "\u{1b}[31m"]
        {
            assert!(!is_printable(name), "{name:?}");
        }
    }
}
