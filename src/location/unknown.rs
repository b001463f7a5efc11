//! Keys that are not known, which are probably slips: they are sent all the same, for Dagster+ may know them by now.
//!
//! The keys are those of the vendor's models (`dagster_cloud_cli/config/models.py`) and of the documents that its tools
//! send (`config_utils.py`), 1.13.29. What stands below `build`, `container_context`, `git`, `metadata` and the rest is
//! not looked at.

use crate::suggest;
use crate::yaml::{PathStep, Value};

use super::legacy::OF_CODE;
use super::project::{Location, Project};
use super::value::get;

/// The keys of a location, and of `defaults`.
const OF_LOCATIONS: [&str; 14] = [
    "location_name",
    "code_source",
    "build",
    "image",
    "working_directory",
    "executable_path",
    "attribute",
    "agent_queue",
    "container_context",
    "git",
    "metadata",
    "pex_metadata",
    "pex_bundle",
    "defs_state_info",
];

/// The keys of a file beside `locations`.
const OF_FILES: [&str; 2] = ["locations", "defaults"];

/// A key that is not known.
pub struct Unknown {
    /// The way to it in the file.
    pub path: Vec<PathStep>,
    /// The message for the user.
    pub message: String,
}

impl Project {
    /// The keys that are not known, of what there is beside locations and of the locations that are left.
    pub fn unknown_keys(&self) -> impl Iterator<Item = Unknown> {
        let beside = self.ignored.iter().map(|key| Unknown {
            path: vec![PathStep::Key(key.clone())],
            message: advised(format!("{key:?} beside `locations` means nothing"), key, &OF_FILES),
        });
        let path = || vec![PathStep::Key("defaults".to_owned())];
        let defaults = self.defaults.iter();
        let defaults = defaults.flat_map(move |all| below(&all.value, &path(), "`defaults`"));
        beside.chain(defaults).chain(self.locations.iter().flat_map(Location::unknown_keys))
    }
}

impl Location {
    fn unknown_keys(&self) -> Vec<Unknown> {
        below(&self.own, &self.path(), &format!("location {}", self.name))
    }
}

/// The unknown keys of a location or of `defaults`.
fn below(value: &Value, path: &[PathStep], place: &str) -> Vec<Unknown> {
    let mut unknown = unknown(value, path, place, &OF_LOCATIONS);
    if let Some(code) = get(value, CODE) {
        let path = [path, &[PathStep::Key(CODE.to_owned())]].concat();
        unknown.extend(self::unknown(code, &path, &format!("`{CODE}` of {place}"), &OF_CODE));
    }
    unknown
}

const CODE: &str = "code_source";

fn unknown(value: &Value, path: &[PathStep], place: &str, known: &[&str]) -> Vec<Unknown> {
    let Value::Map(entries) = value else { return Vec::new() };
    let mut unknown = Vec::new();
    for (key, _) in entries {
        // A key that is no text is a slip of another kind, which is not sent as it is written.
        let Value::Str(key) = key else { continue };
        if known.contains(&key.as_str()) {
            continue;
        }
        let message = format!("unknown key {key:?} in {place}");
        let message = match OF_CODE.contains(&key.as_str()) {
            true => format!("{message}; it belongs below `{CODE}`"),
            false => advised(message, key, known),
        };
        unknown.push(Unknown { path: [path, &[PathStep::Key(key.clone())]].concat(), message });
    }
    unknown
}

fn advised(message: String, key: &str, known: &[&str]) -> String {
    match suggest::did_you_mean(key, "", known) {
        Some(hint) => format!("{message}; {hint}"),
        None => message,
    }
}
