//! Which version of a code location is loaded, by queries of their own: a server that lacks one of their fields refuses
//! the whole operation, and that must not fail a run.

use std::collections::BTreeMap;

use serde_json::Value;

use super::answer::Answer;
use super::client::{Client, Operation, Repeat};
use super::location::{self, nothing};
use crate::host::Host;
use crate::json::Json;

/// Time limit of a query. A version does not matter enough to hold up a run.
const READ_MILLISECONDS: f64 = 10_000.0;

/// Reads the version of one location.
const ONE: Operation = Operation {
    name: "workspaceLocationEntryOrError",
    text: include_str!("operations/location_version.graphql"),
    is_query: true,
    repeat: Repeat::Freely,
    own_connection: false,
};

/// Reads the versions of all locations.
const ALL: Operation = Operation {
    name: "workspaceOrError",
    text: include_str!("operations/location_versions.graphql"),
    is_query: true,
    repeat: Repeat::Freely,
    own_connection: false,
};

/// The version of a loaded location: it differs from load to load.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Version {
    /// Changes with each change of the location's document.
    pub key: Option<String>,
    /// When it was last loaded, in seconds since the Unix epoch.
    pub updated: Option<f64>,
}

/// A location's version, as far as it could be read.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// There is no such location.
    Absent,
    /// This version.
    Version(Version),
    /// It could not be read.
    Unknown,
}

impl Known {
    fn version(key: Option<&Value>, updated: Option<&Value>) -> Self {
        Self::Version(Version {
            key: key.and_then(Value::as_str).map(str::to_owned),
            updated: updated.and_then(Value::as_f64),
        })
    }
}

/// Returns the query that reads the versions of these locations, and its variables: one query, however many they are.
pub fn query(names: &[&str]) -> (&'static Operation, Json) {
    match names {
        [name] => (&ONE, Json::object(&[("name", Json::text(name))])),
        _ => (&ALL, nothing()),
    }
}

/// Reads the versions of these locations in one try, in their order. Never an error: if the server does not answer in
/// time they are unknown.
pub async fn read<H: Host>(client: &Client<'_, H>, names: &[&str]) -> Vec<Known> {
    if names.is_empty() {
        return Vec::new();
    }
    let (operation, variables) = query(names);
    match client.execute_once(READ_MILLISECONDS, operation, &variables).await {
        Ok(root) if names.len() == 1 => vec![of_one(root)],
        Ok(root) => of_all(root, names),
        Err(_) => vec![Known::Unknown; names.len()],
    }
}

fn of_one(root: Value) -> Known {
    if root.is_null() {
        return Known::Absent;
    }
    match Answer::new(root, "") {
        Ok(answer) if answer.is("WorkspaceLocationEntry") => {
            Known::version(answer.get("versionKey"), answer.get("updatedTimestamp"))
        }
        _ => Known::Unknown,
    }
}

/// Looks each name up in the workspace. One that is not in a whole list is absent.
fn of_all(root: Value, names: &[&str]) -> Vec<Known> {
    let answer = Answer::new(root, "").ok();
    let entries = answer.as_ref().and_then(|answer| answer.get("locationEntries")?.as_array());
    let Some(entries) = entries else { return vec![Known::Unknown; names.len()] };
    let mut places = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate() {
        if let Some(name) = entry.get("name").and_then(location::name) {
            places.entry(name).or_insert(place);
        }
    }
    let find = |name: &&str| match places.get(*name).map(|place| &entries[*place]) {
        Some(entry) => Known::version(entry.get("versionKey"), entry.get("updatedTimestamp")),
        None => Known::Absent,
    };
    names.iter().map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn workspace(entries: Value) -> Value {
        json!({ "__typename": "Workspace", "locationEntries": entries })
    }

    fn version(key: &str, updated: Option<f64>) -> Known {
        Known::Version(Version { key: Some(key.to_owned()), updated })
    }

    #[test]
    fn a_location_that_is_not_in_a_whole_list_is_absent() {
        let root = workspace(json!([
            { "name": "b", "versionKey": "v2", "updatedTimestamp": 1.5 },
            { "name": 123, "versionKey": "v3" },
            { "versionKey": "v4" },
        ]));
        let wanted = [Known::Absent, version("v2", Some(1.5)), version("v3", None)];
        assert_eq!(of_all(root, &["a", "b", "123"]), wanted);
    }

    #[test]
    fn without_a_whole_list_all_versions_are_unknown() {
        for root in [json!({ "__typename": "PythonError" }), workspace(Value::Null), json!([])] {
            assert_eq!(of_all(root, &["a", "b"]), [Known::Unknown, Known::Unknown]);
        }
    }
}
