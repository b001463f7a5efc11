//! From the flags of `job launch` to the variables of the request.

use super::super::problems::Problems;
use super::object::Object;
use crate::dagster::run as api;
use crate::error::{Code, Error};
use crate::flags::Given;
use crate::json::Json;

/// The variables; what cannot be used is added to the problems.
pub(super) fn read(given: &Given, problems: &mut Problems) -> Option<Json> {
    let tags = problems.check(tags(given));
    let config = problems.check(object(given, "config-json"));
    let config = config?.map_or_else(|| Json::object(&[]), Object::into_json);
    let params = Json::object(&[
        ("selector", selector(given)),
        ("runConfigData", config),
        ("executionMetadata", Json::object(&[("tags", Json::list(&tags?))])),
    ]);
    Some(api::launching(params))
}

fn selector(given: &Given) -> Json {
    let text = |name| Json::text(given.choice(name).unwrap_or_default());
    let mut fields = vec![
        ("repositoryLocationName", text("location")),
        ("repositoryName", text("repository")),
        ("jobName", text("job")),
    ];
    let assets: Vec<_> = given.texts("asset-key").into_iter().map(asset).collect();
    if !assets.is_empty() {
        fields.push(("assetSelection", Json::list(&assets)));
    }
    Json::object(&fields)
}

fn asset(key: &str) -> Json {
    let path: Vec<_> = key.split('/').map(Json::text).collect();
    Json::object(&[("path", Json::list(&path))])
}

/// The API takes texts for values. `dagster-cloud` sends what it reads, and a number is refused.
fn tags(given: &Given) -> Result<Vec<Json>, Error> {
    let Some(tags) = object(given, "tags")? else { return Ok(Vec::new()) };
    let tag = |(key, value): (&str, &str)| {
        if value == "null" {
            return Err(refused(given, "tags", &format!("the value of {key} is null")));
        }
        let is_text = value.starts_with('"');
        let value = if is_text { Json::written(value.to_owned()) } else { Json::text(value) };
        Ok(Json::object(&[("key", Json::written(key.to_owned())), ("value", value)]))
    };
    tags.fields().map(tag).collect()
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
