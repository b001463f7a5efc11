//! From the flags of `job launch` to the variables of the request.

use super::super::problems::Problems;
use super::object::Object;
use crate::dagster::run::LAUNCH_TAG;
use crate::error::{Code, Error};
use crate::flags;
use crate::flags::{Flag, Given};
use crate::json::Json;

/// The parameters of a launch, except its idempotency key. Pieces of JSON: `Json` values would take twice the code.
pub(super) struct Parameters {
    selector: String,
    config: String,
    /// Items of a list, each with a comma after it.
    tags: String,
}

impl Parameters {
    /// Reads the flags; what cannot be used is added to the problems.
    #[inline(never)]
    pub(super) fn read(given: &Given, problems: &mut Problems) -> Self {
        let tags = tags(given, problems);
        let config = object(given, &flags::CONFIG_JSON, problems).json;
        Self { selector: selector(given), config, tags }
    }

    /// Returns the variables of the launch with this key, which is a tag of the run, too.
    pub(super) fn variables(&self, key: &str) -> Json {
        let Self { selector, config, tags } = self;
        let (name, key) = (Json::text(LAUNCH_TAG), Json::text(key));
        let tag = format!(r#"{{"key":{},"value":{}}}"#, name.as_str(), key.as_str());
        Json::written(format!(
            r#"{{"executionParams":{{"selector":{{{selector}}},"runConfigData":{config},"executionMetadata":{{"tags":[{tags}{tag}]}}}}}}"#
        ))
    }
}

/// The fields of the selector.
fn selector(given: &Given) -> String {
    let mut fields = String::new();
    let text = |flag: &Flag| given.text(flag).unwrap_or_default();
    // Where the code location says nothing of a repository, Dagster calls it so.
    let repository = given.filled(&flags::REPOSITORY).unwrap_or("__repository__");
    for (name, text) in [
        ("repositoryLocationName", text(&flags::JOB_LOCATION)),
        ("repositoryName", repository),
        ("jobName", text(&flags::JOB)),
    ] {
        add(&mut fields, &format!(r#""{name}":{}"#, Json::text(text).as_str()));
    }
    let mut assets = String::new();
    for key in given.texts(&flags::ASSET_KEY) {
        let path: Vec<_> = key.split('/').map(Json::text).collect();
        add(&mut assets, &format!(r#"{{"path":{}}}"#, Json::list(&path).as_str()));
    }
    if !assets.is_empty() {
        add(&mut fields, &format!(r#""assetSelection":[{assets}]"#));
    }
    fields
}

/// The items of the list of tags. The API takes texts for values; `dagster-cloud` sends what it reads, and a number is
/// refused.
fn tags(given: &Given, problems: &mut Problems) -> String {
    let mut items = String::new();
    for (key, value) in object(given, &flags::TAGS, problems).fields() {
        if value == "null" {
            problems.add(refused(given, &flags::TAGS, &format!("the value of {key} is null")));
        }
        if key.trim_matches('"') == LAUNCH_TAG {
            let problem = "job launch sets it itself, to find the run by it";
            problems.add(refused(given, &flags::TAGS, &format!("{key} cannot be said: {problem}")));
        }
        let quoted = Json::text(value);
        let value = if value.starts_with('"') { value } else { quoted.as_str() };
        items.push_str(&format!(r#"{{"key":{key},"value":{value}}},"#));
    }
    items
}

/// Adds an item to a list, or a field to an object.
fn add(list: &mut String, item: &str) {
    if !list.is_empty() {
        list.push(',');
    }
    list.push_str(item);
}

/// The object that a flag holds; an empty text holds an empty one, as in `dagster-cloud`.
fn object(given: &Given, flag: &Flag, problems: &mut Problems) -> Object {
    let read = Object::read(given.filled(flag).unwrap_or("{}"));
    let checked = problems.check(read.map_err(|problem| refused(given, flag, &problem)));
    checked.unwrap_or_default()
}

fn refused(given: &Given, flag: &Flag, problem: &str) -> Error {
    let message = format!("invalid value for {}: {problem}", given.origin(flag));
    Error::new(Code::InvalidValue, message)
        .hint("a JSON object is wanted, such as {\"team\": \"core\"}")
}
