//! Reads the last state that a branch deployment was sent, to send it again with another status.
//!
//! A query of its own: it asks for more than any other, and only when a branch was deleted, or an end names no commit.

use serde_json::Value;

use super::answer::Answer;
use super::branch_deployment::{CommitMetadata, Metadata, named};
use super::client::{Client, Operation, Repeat};
use crate::error::Error;
use crate::host::Host;

/// Reads the last state that a deployment was sent.
pub const STATE: Operation = Operation {
    name: "deploymentByName",
    text: include_str!("operations/branch_deployment_state.graphql"),
    is_query: true,
    repeat: Repeat::Freely,
    own_connection: false,
};

/// A branch deployment that exists.
#[derive(Debug)]
pub struct State(Answer);

/// Returns the last state that the named deployment was sent, or `None` if there is no such deployment.
pub async fn read<H: Host>(client: &Client<'_, H>, name: &str) -> Result<Option<State>, Error> {
    let doing = format!("find the deployment {name}");
    let answer = Answer::new(client.execute(&STATE, &named(name)).await?, &doing)?;
    if answer.is("DeploymentNotFoundError") {
        return Ok(None);
    }
    if answer.is("DagsterCloudDeployment") {
        Ok(Some(State(answer)))
    } else {
        Err(answer.rejection(&doing))
    }
}

impl State {
    fn field<'s>(&'s self, of: &str, name: &str) -> Option<&'s Value> {
        self.0.get(of)?.get(name)
    }

    fn text<'s>(&'s self, of: &str, name: &str) -> Option<&'s str> {
        self.field(of, name)?.as_str()
    }

    /// Returns the same metadata with the status `CLOSED` or `MERGED`; none if it has that status already, or no
    /// commit. What is merged stays merged.
    pub fn ended<'s>(
        &'s self,
        repo_name: &'s str,
        branch_name: &'s str,
        status: &str,
    ) -> Option<Metadata<'s>> {
        const BRANCH: &str = "branchDeploymentGitMetadata";
        let known = self.text(BRANCH, "pullRequestStatus").unwrap_or_default();
        if known == "MERGED" || known == status {
            return None;
        }
        let commit = |name| self.text("latestCommit", name).map(str::to_owned);
        Some(Metadata {
            repo_name,
            branch_name,
            branch_url: self.text(BRANCH, "branchUrl"),
            pull_request_url: self.text(BRANCH, "pullRequestUrl"),
            pull_request_status: Some(status.to_owned()),
            pull_request_number: self.text(BRANCH, "pullRequestNumber"),
            commit: CommitMetadata {
                hash: commit("commitHash")?,
                timestamp: self.field("latestCommit", "timestamp")?.as_f64()?,
                message: commit("commitMessage"),
                author_name: commit("authorName"),
                author_email: commit("authorEmail"),
                author_avatar_url: commit("authorAvatarUrl"),
            },
            commit_url: self.text("latestCommit", "commitUrl"),
            base_deployment_name: None,
            snapshot_base_condition: None,
        })
    }
}
