//! Operations on code locations and the agents that load them.

use serde_json::Value;

use super::answer::Answer;
use super::client::{Client, Operation, Repeat};
use super::load_error;
use crate::error::Error;
use crate::host::Host;
use crate::json::{Json, List};
use crate::python_float;

/// Adds a location or replaces it; the same request again changes nothing.
pub const ADD_OR_UPDATE: Operation = Operation {
    name: "addOrUpdateLocationFromDocument",
    text: include_str!("operations/add_or_update_location.graphql"),
    is_query: false,
    repeat: Repeat::Freely,
    own_connection: false,
};

/// Adds several locations or replaces them, and leaves the others alone; the same request again changes
/// nothing.
pub const DEPLOY_LOCATIONS: Operation = Operation {
    name: "deployLocations",
    text: include_str!("operations/deploy_locations.graphql"),
    is_query: false,
    repeat: Repeat::Freely,
    own_connection: false,
};

/// Which agents are alive.
pub const AGENTS: Operation = Operation {
    name: "agents",
    text: include_str!("operations/agents.graphql"),
    is_query: true,
    repeat: Repeat::Freely,
    own_connection: false,
};

/// The load status of all locations.
pub const LOCATIONS: Operation = Operation {
    name: "workspaceOrError",
    text: include_str!("operations/locations.graphql"),
    is_query: true,
    repeat: Repeat::Freely,
    own_connection: false,
};

/// The variables of [`ADD_OR_UPDATE`].
pub fn documented(document: Json) -> Json {
    Json::object(&[("document", document)])
}

/// The variables of [`DEPLOY_LOCATIONS`].
pub fn several(documents: &[&Json]) -> Json {
    let mut list = List::default();
    documents.iter().for_each(|document| list.push(document.as_str()));
    documented(Json::object(&[("locations", list.finish())]))
}

/// The variables of an operation without any.
pub fn nothing() -> Json {
    Json::object(&[])
}

/// One location as the agent has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// `LOADED`, `LOADING`, or something newer.
    pub load_status: String,
    /// Why it did not load, as Python would print it.
    pub load_error: Option<String>,
}

impl Entry {
    fn new(entry: &Value) -> Option<Self> {
        let status = entry.get("loadStatus").and_then(Value::as_str).unwrap_or("UNKNOWN");
        Some(Self {
            name: name(entry.get("name")?)?,
            load_status: status.to_owned(),
            load_error: entry.get("locationOrLoadError").and_then(load_error::render),
        })
    }

    /// Whether loading has ended.
    pub fn is_loaded(&self) -> bool {
        self.load_status == "LOADED"
    }
}

/// A name as text, in Python's words where the server gives back the number or boolean that the document
/// had: `location_name: 123` is found as 123.
pub(super) fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(yes) => Some((if *yes { "True" } else { "False" }).to_owned()),
        other => match other.as_i64() {
            Some(whole) => Some(whole.to_string()),
            None => other.as_f64().map(python_float::digits),
        },
    }
}

/// The state of the agents.
#[derive(Debug, Default)]
pub struct Agents {
    /// Whether one is running.
    pub alive: bool,
    /// Messages of their last errors.
    pub complaints: Vec<String>,
}

/// Adds or updates a location.
pub async fn add_or_update<H: Host>(client: &Client<'_, H>, document: &Json) -> Result<(), Error> {
    const DOING: &str = "add or update the code location";
    let root = client.execute(&ADD_OR_UPDATE, &documented(document.clone())).await?;
    let answer = Answer::new(root, DOING)?;
    if answer.is("WorkspaceEntry") { Ok(()) } else { Err(answer.rejection(DOING)) }
}

/// Adds or updates the locations of these documents.
pub async fn deploy<H: Host>(client: &Client<'_, H>, documents: &[&Json]) -> Result<(), Error> {
    const DOING: &str = "deploy the code locations";
    let answer = Answer::new(client.execute(&DEPLOY_LOCATIONS, &several(documents)).await?, DOING)?;
    if answer.is("DeployLocationsSuccess") { Ok(()) } else { Err(answer.rejection(DOING)) }
}

/// Returns all locations, if they come within so many milliseconds.
pub async fn list<H: Host>(client: &Client<'_, H>, milliseconds: f64) -> Result<Vec<Entry>, Error> {
    const DOING: &str = "query code locations";
    let answer =
        Answer::new(client.execute_within(milliseconds, &LOCATIONS, &nothing()).await?, DOING)?;
    match answer.get("locationEntries").and_then(Value::as_array) {
        Some(entries) => Ok(entries.iter().filter_map(Entry::new).collect::<Vec<_>>()),
        None => Err(answer.rejection(DOING)),
    }
}

/// Reads the state of the agents and their last errors, within a limit in milliseconds.
pub async fn agents<H: Host>(client: &Client<'_, H>, milliseconds: f64) -> Result<Agents, Error> {
    let root = client.execute_within(milliseconds, &AGENTS, &nothing()).await?;
    let agents = root.as_array().map(Vec::as_slice).unwrap_or_default();
    let alive = |agent: &Value| agent.get("status").and_then(Value::as_str) == Some("RUNNING");
    let errors = agents.iter().filter_map(|agent| agent.get("errors")?.as_array()).flatten();
    let messages = errors.filter_map(|seen| seen.get("error")?.get("message")?.as_str());
    Ok(Agents {
        alive: agents.iter().any(alive),
        complaints: messages.take(3).map(str::to_owned).collect::<Vec<_>>(),
    })
}
