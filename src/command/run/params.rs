//! From the flags of `job launch` to the variables of the request.

use serde_json::{Map, Value};

use super::super::problems::Problems;
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
        let config = Value::Object(object(given, &flags::CONFIG_JSON, problems)).to_string();
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
    // Dagster's own name for the repository of a location that names none.
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
    for (key, value) in object(given, &flags::TAGS, problems) {
        let quoted = Json::text(&key);
        let name = quoted.as_str();
        if value.is_null() {
            problems.add(refused(given, &flags::TAGS, &format!("the value of {name} is null")));
        }
        if key == LAUNCH_TAG {
            let problem = "job launch sets it itself, to find the run by it";
            problems.add(refused(
                given,
                &flags::TAGS,
                &format!("{name} cannot be said: {problem}"),
            ));
        }
        let value = Json::text(&value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        items.push_str(&format!(r#"{{"key":{name},"value":{}}},"#, value.as_str()));
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
fn object(given: &Given, flag: &Flag, problems: &mut Problems) -> Map<String, Value> {
    let read = read(given.filled(flag).unwrap_or("{}"));
    let checked = problems.check(read.map_err(|problem| refused(given, flag, &problem)));
    checked.unwrap_or_default()
}

/// Parses a JSON object; an error names the mistake.
#[inline(never)]
fn read(text: &str) -> Result<Map<String, Value>, String> {
    match serde_json::from_str(text) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err("it is no JSON object".to_owned()),
        Err(error) => {
            Err(format!("it is no JSON (line {}, column {})", error.line(), error.column()))
        }
    }
}

fn refused(given: &Given, flag: &Flag, problem: &str) -> Error {
    let message = format!("invalid value for {}: {problem}", given.origin(flag));
    Error::new(Code::InvalidValue, message)
        .hint("a JSON object is wanted, such as {\"team\": \"core\"}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::flags::{options, table};

    #[test]
    fn fields_keep_their_order_and_numbers_their_digits() {
        let text = "{ \"b\" : 12345678901234567890123, \"a\" : [1.50, -0, 1e400, {\"c\": \"x , y\"}],\n\"ü\":{} }";
        let packed = r#"{"b":12345678901234567890123,"a":[1.50,-0,1e+400,{"c":"x , y"}],"ü":{}}"#;
        assert_eq!(Value::Object(read(text).expect("an object")).to_string(), packed);
    }

    #[test]
    fn what_is_no_json_object_is_refused_with_its_place() {
        let problem = |text| read(text).expect_err(text);
        assert_eq!(problem("[1]"), "it is no JSON object");
        assert_eq!(problem("team=core"), "it is no JSON (line 1, column 2)");
        assert_eq!(problem("{\"a\": NaN}"), "it is no JSON (line 1, column 7)");
    }

    #[test]
    fn doubles_that_a_library_call_passes_arrive_as_they_are() {
        let mut random = fastrand::Rng::with_seed(11);
        let doubles: Vec<f64> = (0..3_000).map(|_| random.f64()).collect();
        let options = json!({ "configJson": { "numbers": doubles }, "location": "l", "job": "j" });
        let options: Value = serde_json::from_str(&options.to_string()).expect("JSON");
        let options = options.as_object().expect("an object");
        let given = options::read(&table::JOB_LAUNCH, options).expect("options");
        let parameters = Parameters::read(&given, &mut Problems::default());
        let sent: Value = serde_json::from_str(parameters.variables("key").as_str()).expect("JSON");
        let arrived = sent["executionParams"]["runConfigData"]["numbers"].as_array();
        let arrived =
            arrived.expect("a list").iter().map(|number| number.as_f64().expect("a double"));
        assert_eq!(arrived.collect::<Vec<_>>(), doubles);
    }
}
