//! Operations on code locations and the agents that load them.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::client::{Client, Operation};
use super::rejection::{Answer, no_answer};
use crate::error::{Code, Error};
use crate::host::Host;

/// Adds a location or replaces it; the same request again changes nothing.
pub const ADD_OR_UPDATE: Operation = Operation {
    name: "addOrUpdateLocationFromDocument",
    text: include_str!("operations/add_or_update_location.graphql"),
    is_query: false,
    repeatable: true,
};

/// Which agents are alive.
pub const AGENTS: Operation = Operation {
    name: "agents",
    text: include_str!("operations/agents.graphql"),
    is_query: true,
    repeatable: true,
};

/// The load status of all locations.
pub const LOCATIONS: Operation = Operation {
    name: "workspaceOrError",
    text: include_str!("operations/locations.graphql"),
    is_query: true,
    repeatable: true,
};

/// Which version of a location is loaded. An operation of its own, because a server that lacks one of its
/// fields refuses the whole operation.
pub const VERSION: Operation = Operation {
    name: "workspaceLocationEntryOrError",
    text: include_str!("operations/location_version.graphql"),
    is_query: true,
    repeatable: true,
};

/// Variables of [`ADD_OR_UPDATE`]: the document as JSON text, every digit of its numbers kept.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    /// The location document.
    pub document: &'a RawValue,
}

/// Variables of [`VERSION`].
#[derive(Debug, Serialize)]
pub struct Named<'a> {
    /// The location's name.
    pub name: &'a str,
}

/// Variables of an operation without any: `{}`.
#[derive(Debug, Serialize)]
pub struct Nothing {}

/// One location as the agent has it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// `LOADED`, `LOADING`, or something newer.
    pub load_status: Option<String>,
    /// The location, or why it did not load.
    pub location_or_load_error: Option<LoadResult>,
}

/// What loading came to.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LoadResult {
    /// `RepositoryLocation` or `PythonError`.
    #[serde(rename = "__typename")]
    pub typename: Option<String>,
    #[serde(flatten)]
    error: PythonError,
    error_chain: Option<Vec<Link>>,
}

#[derive(Debug, Clone, Deserialize)]
struct PythonError {
    message: Option<String>,
    stack: Option<Vec<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Link {
    is_explicit_link: Option<bool>,
    error: Option<PythonError>,
}

impl Entry {
    /// Whether loading has ended.
    pub fn is_loaded(&self) -> bool {
        self.load_status.as_deref() == Some("LOADED")
    }

    /// Why it did not load, as Python would print it.
    pub fn load_error(&self) -> Option<String> {
        let result = self.location_or_load_error.as_ref()?;
        if result.typename.as_deref() != Some("PythonError") {
            return None;
        }
        let mut parts = result.error.lines();
        for link in result.error_chain.iter().flatten() {
            parts.push(if link.is_explicit_link == Some(true) {
                "The above exception was caused by the following exception:".to_owned()
            } else {
                "The above exception occurred during handling of the following exception:"
                    .to_owned()
            });
            parts.extend(link.error.iter().flat_map(PythonError::lines));
        }
        Some(parts.join("\n"))
    }
}

impl PythonError {
    fn lines(&self) -> Vec<String> {
        let stack = self.stack.as_ref().map(|stack| stack.concat());
        vec![self.message.clone().unwrap_or_default(), stack.unwrap_or_default()]
    }
}

/// What tells one version of a loaded location from the next.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Version {
    /// Changes with each change of the location's document.
    pub version_key: Option<String>,
    /// When it was last loaded, in seconds since the Unix epoch.
    pub updated_timestamp: Option<f64>,
}

/// What is known of a location's version.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// There is no such location.
    Absent,
    /// This version.
    Version(Version),
    /// It could not be read.
    Unknown,
}

/// Adds or updates a location.
pub async fn add_or_update<H: Host>(
    client: &Client<'_, H>,
    document: &RawValue,
) -> Result<(), Error> {
    #[derive(Deserialize)]
    struct Success {}
    const DOING: &str = "add or update the code location";
    let answer: Option<Answer<Success>> =
        client.execute(&ADD_OR_UPDATE, &Document { document }).await?;
    let answer = answer.ok_or_else(|| no_answer(DOING))?;
    if answer.typename == "WorkspaceEntry" { Ok(()) } else { Err(answer.rejection(DOING)) }
}

/// The version of a location. Never an error: a server that cannot tell leaves it unknown.
pub async fn version<H: Host>(client: &Client<'_, H>, name: &str) -> Known {
    match client.execute_once::<Answer<Version>>(&VERSION, &Named { name }).await {
        Ok(None) => Known::Absent,
        Ok(Some(answer)) if answer.typename == "WorkspaceLocationEntry" => {
            Known::Version(answer.success)
        }
        Ok(Some(_)) | Err(_) => Known::Unknown,
    }
}

/// All locations.
pub async fn list<H: Host>(client: &Client<'_, H>) -> Result<Vec<Entry>, Error> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Workspace {
        location_entries: Option<Vec<Entry>>,
    }
    const DOING: &str = "query code locations";
    let answer: Option<Answer<Workspace>> = client.execute(&LOCATIONS, &Nothing {}).await?;
    let answer = answer.ok_or_else(|| no_answer(DOING))?;
    match answer.success.location_entries {
        Some(entries) if answer.typename == "Workspace" => Ok(entries),
        Some(_) => Err(Error::new(
            Code::UnexpectedResponse,
            format!("cannot {DOING}: {}", answer.typename),
        )),
        None => Err(answer.rejection(DOING)),
    }
}

/// Whether an agent is alive, and if not what the agents last complained of.
pub async fn agents<H: Host>(client: &Client<'_, H>) -> Result<Agents, Error> {
    #[derive(Deserialize)]
    struct Agent {
        status: Option<String>,
        errors: Option<Vec<AgentError>>,
    }
    #[derive(Deserialize)]
    struct AgentError {
        error: Option<PythonError>,
    }
    let agents: Vec<Agent> = client.execute(&AGENTS, &Nothing {}).await?.unwrap_or_default();
    let alive = agents.iter().any(|agent| agent.status.as_deref() == Some("RUNNING"));
    let errors = agents.into_iter().flat_map(|agent| agent.errors.unwrap_or_default());
    let complaints = errors.filter_map(|seen| seen.error?.message).take(3).collect();
    Ok(Agents { alive, complaints })
}

/// The state of the agents.
#[derive(Debug, Default)]
pub struct Agents {
    /// Whether one is running.
    pub alive: bool,
    /// Messages of their last errors.
    pub complaints: Vec<String>,
}
