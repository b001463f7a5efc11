//! Who runs the agents of a deployment.

use super::client::{Client, Operation, Repeat};
use super::location::nothing;
use crate::host::Host;

/// Reads who runs the agents of the deployment.
pub const AGENT_TYPE: Operation = Operation {
    name: "currentDeployment",
    text: include_str!("operations/agent_type.graphql"),
    is_query: true,
    repeat: Repeat::Freely,
    own_connection: false,
};

/// How long to wait for an answer that only words a hint.
const MILLISECONDS: f64 = 10_000.0;

/// Who runs the agents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgentType {
    /// Dagster+.
    Serverless,
    /// The organization itself.
    Hybrid,
}

/// Asks once who runs the agents of the deployment; a failure does not matter.
pub async fn ask<H: Host>(client: &Client<'_, H>) -> Option<AgentType> {
    let root = client.execute_once(MILLISECONDS, &AGENT_TYPE, &nothing()).await.ok()?;
    match root.get("agentType")?.as_str()? {
        "SERVERLESS" => Some(AgentType::Serverless),
        "HYBRID" => Some(AgentType::Hybrid),
        _ => None,
    }
}
