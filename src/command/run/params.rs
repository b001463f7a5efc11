//! From the flags of `job launch` to the variables of the request.

use super::super::problems::Problems;
use super::object::Object;
use crate::error::{Code, Error};
use crate::flags::Given;
use crate::json::Json;

/// The variables; what cannot be used is added to the problems. Put together as text: of `Json` values it would be
/// twice the code.
#[inline(never)]
pub(super) fn read(given: &Given, problems: &mut Problems) -> Option<Json> {
    let tags = problems.check(tags(given));
    let config = problems.check(object(given, "config-json"))?;
    let config = config.map_or_else(|| "{}".to_owned(), |object| object.json);
    Some(Json::written(format!(
        r#"{{"executionParams":{{"selector":{{{}}},"runConfigData":{config},"executionMetadata":{{"tags":[{}]}}}}}}"#,
        selector(given),
        tags?,
    )))
}

/// The fields of the selector.
fn selector(given: &Given) -> String {
    let mut fields = String::new();
    let said = |flag| given.text(flag).unwrap_or_default();
    // Where the code location says nothing of a repository, Dagster calls it so.
    let repository = given.filled("repository").unwrap_or("__repository__");
    for (name, text) in [
        ("repositoryLocationName", said("location")),
        ("repositoryName", repository),
        ("jobName", said("job")),
    ] {
        add(&mut fields, &format!(r#""{name}":{}"#, Json::text(text).as_str()));
    }
    let mut assets = String::new();
    for key in given.texts("asset-key") {
        let mut path = String::new();
        for part in key.split('/') {
            add(&mut path, Json::text(part).as_str());
        }
        add(&mut assets, &format!(r#"{{"path":[{path}]}}"#));
    }
    if !assets.is_empty() {
        add(&mut fields, &format!(r#""assetSelection":[{assets}]"#));
    }
    fields
}

/// The items of the list of tags. The API takes texts for values; `dagster-cloud` sends what it reads, and a number is
/// refused.
fn tags(given: &Given) -> Result<String, Error> {
    let mut items = String::new();
    let Some(tags) = object(given, "tags")? else { return Ok(items) };
    for (key, value) in tags.fields() {
        if value == "null" {
            return Err(refused(given, "tags", &format!("the value of {key} is null")));
        }
        let quoted = Json::text(value);
        let value = if value.starts_with('"') { value } else { quoted.as_str() };
        add(&mut items, &format!(r#"{{"key":{key},"value":{value}}}"#));
    }
    Ok(items)
}

/// Adds an item to a list, or a field to an object.
fn add(list: &mut String, item: &str) {
    if !list.is_empty() {
        list.push(',');
    }
    list.push_str(item);
}

/// The object that a flag holds; an empty text holds none, as in `dagster-cloud`.
fn object(given: &Given, name: &str) -> Result<Option<Object>, Error> {
    let Some(text) = given.filled(name) else { return Ok(None) };
    Object::read(text).map(Some).map_err(|problem| refused(given, name, &problem))
}

fn refused(given: &Given, name: &str, problem: &str) -> Error {
    let message = format!("invalid value for {}: {problem}", given.origin(name));
    Error::new(Code::InvalidValue, message)
        .hint("a JSON object is wanted, such as {\"team\": \"core\"}")
}
