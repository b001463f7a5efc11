//! Builds a location document: picks the location in the file, drops what is for the builder only, and
//! lays the flags over it.
//!
//! A file without `locations` is one location; with `locations` it holds several and one is picked by
//! name. Siblings of `locations`, such as `defaults`, have no effect here, as in `dagster-cloud`.

use crate::error::{Code, Error};
use crate::json::Json;
use crate::suggest;
use crate::yaml::{self, Value};

use super::Overlay;
use super::value::{get, merge, python_text, take_entry, type_name};

/// A document that can be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The location's name as Python prints it.
    pub name: String,
    /// The document itself.
    pub json: Json,
}

/// Builds the document from what the file holds, if there is one, and what the flags say.
pub fn build(file: Option<Value>, overlay: Overlay) -> Result<Document, Error> {
    let mut location = match file {
        Some(value) => from_file(value, overlay.name.as_deref())?,
        None => Value::Map(Vec::new()),
    };
    merge(&mut location, overlay.fields);
    let name = get(&location, "location_name").filter(|name| is_name(name)).map(python_text);
    write(&location, &name.ok_or_else(missing_name)?)
}

/// The document of a location, which must have a JSON form.
fn write(location: &Value, name: &str) -> Result<Document, Error> {
    let json = yaml::json::to_json(location).map_err(|problem| no_form(name, &problem))?;
    Ok(Document { name: name.to_owned(), json: Json::written(json) })
}

/// The error of a location of which something has no JSON form.
pub(super) fn no_form(name: &str, problem: &str) -> Error {
    let message = format!("location {name} cannot be sent: {problem}");
    Error::new(Code::InvalidLocationFile, message)
}

fn missing_name() -> Error {
    Error::new(Code::MissingLocationName, "No location name provided.").hint(
        "give it as the argument, with --location-name, or as location_name in the file that \
         --location-file names",
    )
}

fn from_file(file: Value, name: Option<&str>) -> Result<Value, Error> {
    let mut location = match take(file, "locations")? {
        (_, Some(locations)) => {
            let name = name.ok_or_else(|| {
                Error::new(
                    Code::MissingLocationName,
                    "If specifying a file with multiple locations, must specify a location name.",
                )
                .hint(format!("the file has: {}", known_names(&locations).join(", ")))
            })?;
            pick(locations, name)?
        }
        (location, None) => {
            if let Some(name) = name {
                check_same_name(&location, name)?;
            }
            location
        }
    };
    // What the builder needs is of no use to Dagster+.
    take_entry(&mut location, "build");
    Ok(location)
}

/// Takes the entry `key` out of a mapping that a location file must be.
pub(super) fn take(mut file: Value, key: &str) -> Result<(Value, Option<Value>), Error> {
    let seen = match &file {
        Value::Map(_) => {
            let taken = take_entry(&mut file, key);
            return Ok((file, taken));
        }
        Value::Null => "it is empty".to_owned(),
        other => format!("it is {}", type_name(other)),
    };
    Err(Error::new(
        Code::InvalidLocationFile,
        format!(
            "a location file must be a mapping with `location_name` or `locations`, but {seen}"
        ),
    ))
}

fn pick(locations: Value, name: &str) -> Result<Value, Error> {
    let Value::Seq(list) = locations else {
        return Err(Error::new(
            Code::InvalidLocationFile,
            format!("`locations` must be a list, but it is {}", type_name(&locations)),
        )
        .hint("write each location as `- location_name: NAME`"));
    };
    let known = names(&list);
    if let Some(index) = list.iter().position(|entry| get(entry, "location_name").is_none()) {
        return Err(Error::new(
            Code::InvalidLocationFile,
            format!("entry {} of `locations` has no location_name", index + 1),
        ));
    }
    // The last of several with the same name, as in dagster-cloud.
    let found = list.into_iter().rev().find(
        |entry| matches!(get(entry, "location_name"), Some(Value::Str(known)) if known == name),
    );
    found.ok_or_else(|| {
        let known: Vec<_> = known.iter().map(String::as_str).collect::<Vec<_>>();
        let hint = suggest::did_you_mean(name, "", &known);
        Error::new(
            Code::LocationNotFound,
            format!("No location with name {name} defined in location file."),
        )
        .hint(hint.unwrap_or_else(|| format!("the file has: {}", known.join(", "))))
    })
}

fn names(list: &[Value]) -> Vec<String> {
    list.iter().filter_map(|entry| get(entry, "location_name")).map(python_text).collect::<Vec<_>>()
}

fn known_names(locations: &Value) -> Vec<String> {
    if let Value::Seq(list) = locations { names(list) } else { Vec::new() }
}

fn check_same_name(location: &Value, name: &str) -> Result<(), Error> {
    match get(location, "location_name") {
        Some(own) if is_truthy(own) && *own != Value::Str(name.to_owned()) => {
            let shown = python_text(own);
            let error = Error::new(
                Code::LocationNameMismatch,
                format!(
                    "Name provided via argument and in location file does not match, {name} =/= {shown}."
                ),
            );
            Err(if shown == name {
                error.hint("the file's name is no text: write it in quotes")
            } else {
                error.hint("leave one of them out")
            })
        }
        _ => Ok(()),
    }
}

/// Whether a value can name a location; `dagster-cloud` would send null and fail afterwards.
fn is_name(value: &Value) -> bool {
    match value {
        Value::Str(text) => !text.is_empty(),
        Value::Bool(_) | Value::Int(_) | Value::Float(_) => true,
        Value::Null | Value::Seq(_) | Value::Map(_) | Value::PythonOnly(_) => false,
    }
}

/// Python's truth of a value.
fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(on) => *on,
        Value::Int(digits) => digits != "0",
        Value::Float(number) => *number != 0.0,
        Value::Str(text) => !text.is_empty(),
        Value::Seq(list) => !list.is_empty(),
        Value::Map(entries) => !entries.is_empty(),
        Value::PythonOnly(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flags::{Given, Source, table};
    use crate::yaml;

    fn built(file: Option<&str>, flags: &[(&'static str, &str)]) -> Result<Document, Error> {
        let mut given = Given::new(&table::ADD_LOCATION);
        for (name, text) in flags {
            match given.command.flag(name) {
                Some(flag) => given.set(flag, text, Source::Flag),
                None => given.set_positional(text, Source::Flag),
            }
        }
        let value = file.map(|text| yaml::load(text).expect("the test's YAML is good").value);
        build(value, Overlay::new(&given))
    }

    fn json(file: &str, flags: &[(&'static str, &str)]) -> String {
        built(Some(file), flags).map_or_else(
            |error| error.code.as_str().to_owned(),
            |document| document.json.as_str().to_owned(),
        )
    }

    #[test]
    fn flags_alone_make_a_document() {
        let document =
            built(None, &[("location", "loc1"), ("image", ""), ("python-file", "./a//b.py")]);
        let wanted = r#"{"location_name":"loc1","code_source":{"python_file":"a/b.py"},"image":"","git":{}}"#;
        assert_eq!(document.as_ref().map(|document| document.json.as_str()), Ok(wanted));
    }

    #[test]
    fn flags_are_laid_over_the_file_and_build_is_dropped() {
        let file =
            "location_name: a\nbuild: {directory: x}\ngit: nothing\nimage: old\nkeep: [1, null]\n";
        assert_eq!(
            json(file, &[("image", "new"), ("commit-hash", "h")]),
            r#"{"location_name":"a","git":{"commit_hash":"h"},"image":"new","keep":[1,null],"code_source":{}}"#
        );
    }

    #[test]
    fn one_of_several_locations_is_picked_by_name_and_the_last_of_equal_names_counts() {
        let file = "defaults: {image: d}\nlocations:\n- {location_name: a, image: one}\n- {location_name: b}\n- {location_name: a, image: two}\n";
        assert_eq!(
            json(file, &[("location-name", "a")]),
            r#"{"location_name":"a","image":"two","code_source":{},"git":{}}"#
        );
        assert_eq!(json(file, &[]), "location/missing-name");
        let error = built(Some(file), &[("location", "c")]).expect_err("no c");
        assert_eq!(error.hint.as_deref(), Some("the file has: a, b, a"));
    }

    #[test]
    fn files_that_describe_no_location_are_refused() {
        for file in [
            "",
            "[]",
            "text about locations",
            "1",
            "locations:\n",
            "locations: {a: {}}",
            "locations: [{image: x}]",
            "locations: [x]",
        ] {
            assert_eq!(json(file, &[("location", "x")]), "location/invalid-file", "{file}");
        }
    }

    #[test]
    fn names_must_agree_and_only_falsy_ones_are_overwritten() {
        assert_eq!(json("location_name: a", &[("location", "b")]), "location/name-mismatch");
        let error = built(Some("location_name: 123"), &[("location", "123")]).expect_err("int");
        assert_eq!(error.hint.as_deref(), Some("the file's name is no text: write it in quotes"));
        for falsy in ["null", "''", "0", "false", "0.0", "[]", "{}"] {
            let file = format!("location_name: {falsy}");
            assert_eq!(
                json(&file, &[("location", "x")]),
                r#"{"location_name":"x","code_source":{},"git":{}}"#,
                "{falsy}"
            );
        }
    }

    #[test]
    fn a_name_that_is_no_text_is_sent_as_it_is_and_printed_as_python_does() {
        let document = built(Some("location_name: true"), &[]).expect("a name");
        assert_eq!(
            (document.name.as_str(), document.json.as_str().contains(":true")),
            ("True", true)
        );
        for nameless in
            ["image: x", "location_name: null", "location_name: ''", "location_name: []"]
        {
            assert_eq!(json(nameless, &[]), "location/missing-name", "{nameless}");
        }
    }

    #[test]
    fn values_without_a_json_form_are_refused_only_where_they_are_sent() {
        let several = "locations: [{location_name: a}, {location_name: b, x: !!binary aGk=}]";
        assert!(json(several, &[("location", "a")]).starts_with('{'));
        assert_eq!(json(several, &[("location", "b")]), "location/invalid-file");
        assert_eq!(json("location_name: a\nx: .nan", &[]), "location/invalid-file");
    }
}
