//! A project file (`dagster_cloud.yaml`): all the locations of a file, for deploying them together.
//!
//! A file without `locations` is one location, as for `add-location`. Each location gets the `defaults`, and is sent
//! without `build`; unknown keys are sent, too. Templates and `${VARIABLES}` are text like any other. Not here: which
//! image a location runs ([`super::images`]), and its document ([`super::sent`]).

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::error::{Code, Error, Place};
use crate::output;
use crate::yaml::Value;

use super::defaults::{Defaults, drop_nulls};
use super::document;
use super::legacy;
use super::value::{get, python_text, type_name};

/// One code location of a project.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// Its name, which is never empty.
    pub name: String,
    /// The image that the file gives it.
    pub image: Option<String>,
    /// `build.directory`: where its image is built.
    pub build_directory: Option<String>,
    /// `build.registry`: where its image is pushed to.
    pub registry: Option<String>,
    /// Whether it runs a PEX, which `dagster-cloud` uploads, and so needs no image.
    pub has_pex: bool,
    /// Which entry of `locations` it is, where the file has them.
    pub(super) entry: Option<usize>,
    /// The location's own values in the file, without defaults.
    pub(super) own: Value,
    pub(super) defaults: Option<Rc<Defaults>>,
}

/// All locations of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// The locations, in the file's order; their names differ.
    pub locations: Vec<Location>,
    /// Keys beside `locations` that mean nothing, such as a misspelt `defaults`.
    pub ignored: Vec<String>,
    pub(super) defaults: Option<Rc<Defaults>>,
}

/// Reads the value of a whole file; the mistakes of all its locations are reported.
pub fn read(file: Value) -> Result<Project, Vec<Error>> {
    let (file, defaults) = take_defaults(file)?;
    let defaults = Defaults::of(defaults);
    let mut project = Project { locations: Vec::new(), ignored: Vec::new(), defaults };
    let list = match document::take(file, "locations")? {
        (Value::Map(rest), Some(list)) => {
            project.ignored = rest.iter().map(|(key, _)| python_text(key)).collect::<Vec<_>>();
            list
        }
        (single, _) => {
            let nothing = "there is neither `locations` nor `location_name` in the file";
            let location = location(single, None, &project.defaults, "the location", nothing);
            project.locations.push(location?);
            return Ok(project);
        }
    };
    let (mut errors, mut names) = (Vec::new(), BTreeMap::new());
    for (index, entry) in items(list)?.into_iter().enumerate() {
        let place = format!("entry {} of `locations`", index + 1);
        let nameless = format!("{place} has no location_name");
        match location(entry, Some(index), &project.defaults, &place, &nameless) {
            Ok(location) if names.insert(location.name.clone(), index).is_some() => errors.push(
                invalid(format!("there is more than one location {}", location.name))
                    .hint("give each location a name of its own")
                    .at(Place::Entry(index)),
            ),
            Ok(location) => project.locations.push(location),
            Err(error) => errors.push(error.at(Place::Entry(index))),
        }
    }
    if errors.is_empty() { Ok(project) } else { Err(errors) }
}

/// The file without its defaults, and these.
fn take_defaults(file: Value) -> Result<(Value, Value), Error> {
    match document::take(file, "defaults")? {
        (file, None | Some(Value::Null)) => Ok((file, Value::Map(Vec::new()))),
        (file, Some(defaults @ Value::Map(_))) => Ok((file, defaults)),
        (_, Some(other)) => {
            let seen = type_name(&other);
            Err(invalid(format!("`defaults` must be a mapping, but it is {seen}")))
        }
    }
}

/// The entries of `locations`.
fn items(locations: Value) -> Result<Vec<Value>, Error> {
    let list = match locations {
        Value::Seq(list) => list,
        Value::Map(entries) => legacy::to_list(entries),
        other => {
            return Err(invalid(format!(
                "`locations` must be a list, but it is {}",
                type_name(&other)
            ))
            .hint("write each location as `- location_name: NAME`"));
        }
    };
    if list.is_empty() {
        return Err(invalid("`locations` is empty: there is nothing to deploy".to_owned()));
    }
    Ok(list)
}

/// One location with its defaults. `place` is its position, `nameless` the error if it has no name.
fn location(
    mut own: Value,
    entry: Option<usize>,
    defaults: &Option<Rc<Defaults>>,
    place: &str,
    nameless: &str,
) -> Result<Location, Error> {
    if !matches!(own, Value::Map(_)) {
        return Err(invalid(format!("{place} must be a mapping, but it is {}", type_name(&own))));
    }
    let name = text_of(get(&own, "location_name"), "location_name", place)?;
    let name = name.ok_or_else(|| invalid(nameless.to_owned()))?;
    // It will be printed where a CI system looks for commands.
    if output::harmless(&name) != name {
        return Err(invalid(format!(
            "{place}: `location_name` is {name:?}, which cannot be printed"
        )));
    }
    let place = format!("location {name}");
    let base = defaults.as_ref().map(|defaults| &defaults.value);
    if let Some(defaults) = defaults {
        drop_nulls(&mut own);
        defaults.check(&own).map_err(|error| error.within(&place))?;
    }
    let build = [Some(&own), base].map(|value| get(value?, "build"));
    let build_value = build[0].or(build[1]).unwrap_or(&Value::Null);
    if !matches!(build_value, Value::Map(_) | Value::Null) {
        let seen = type_name(build_value);
        return Err(invalid(format!("{place}: `build` must be a mapping, but it is {seen}")));
    }
    let build_place = format!("`build` of {place}");
    let of_build = |key| {
        let [own, base] = build.map(|value| get(value?, key));
        text_of(own.or(base), key, &build_place)
    };
    let image = get(&own, "image").or_else(|| get(base?, "image"));
    let pex = get(&own, "pex_metadata").or_else(|| get(base?, "pex_metadata"));
    Ok(Location {
        has_pex: pex.is_some_and(|pex| *pex != Value::Null),
        image: text_of(image, "image", &place)?,
        build_directory: of_build("directory")?,
        registry: of_build("registry")?,
        name,
        entry,
        own,
        defaults: defaults.clone(),
    })
}

/// A text that may be missing, null or empty, which is all the same.
fn text_of(value: Option<&Value>, key: &str, place: &str) -> Result<Option<String>, Error> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Str(text)) => Ok(Some(text.clone()).filter(|text| !text.is_empty())),
        Some(other) => {
            let seen = type_name(other);
            let error = invalid(format!("{place}: `{key}` must be a text, but it is {seen}"));
            Err(match other {
                Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
                    error.hint("write it in quotes")
                }
                _ => error,
            })
        }
    }
}

#[inline(never)]
pub(super) fn invalid(message: String) -> Error {
    Error::new(Code::InvalidLocationFile, message)
}

#[cfg(test)]
mod tests {
    use super::super::sent::MAX_BYTES;
    use super::*;
    use crate::yaml;

    fn project(text: &str) -> Result<Project, Error> {
        let read = read(yaml::load(text).expect("the test's YAML is good").value);
        read.map_err(|mut errors| errors.remove(0))
    }

    fn documents(text: &str) -> Vec<String> {
        let locations = project(text).expect("a project").locations;
        let json = |one: &Location| {
            one.document(None, &[], MAX_BYTES).expect("a document").json.as_str().to_owned()
        };
        locations.iter().map(json).collect()
    }

    #[test]
    fn each_location_is_sent_with_its_defaults_and_without_build() {
        assert_eq!(
            documents(
                "defaults: {image: d, build: {registry: r}, queue: q}\nlocations:\n- {location_name: a, build: {directory: x}, unknown: [1]}\n- {location_name: b, image: own, queue: null}\n"
            ),
            [
                r#"{"image":"d","queue":"q","location_name":"a","unknown":[1],"code_source":{},"git":{}}"#,
                r#"{"image":"own","queue":"q","location_name":"b","code_source":{},"git":{}}"#,
            ]
        );
        assert_eq!(
            documents("locations: [{location_name: '${A} {{ b }}', x: null, code_source: null}]"),
            [r#"{"location_name":"${A} {{ b }}","x":null,"code_source":{},"git":{}}"#]
        );
    }

    #[test]
    fn what_builds_an_image_is_read_with_its_defaults() {
        let text = "defaults: {build: {registry: r, directory: d}}\nlocations: [{location_name: a, build: {directory: .}}, {location_name: b, build: null, image: ''}, {location_name: c, image: i, build: {registry: '', extra: 1}}]";
        let locations = project(text).expect("a project").locations;
        let read: Vec<_> = locations
            .iter()
            .map(|one| {
                (one.build_directory.as_deref(), one.registry.as_deref(), one.image.as_deref())
            })
            .collect();
        assert_eq!(
            read,
            [
                (Some("."), Some("r"), None),
                (Some("d"), Some("r"), None),
                (Some("d"), None, Some("i"))
            ]
        );
    }

    #[test]
    fn a_file_without_locations_is_one_location() {
        assert_eq!(
            documents("location_name: a\nbuild: {directory: x}\ndefaults: {image: d}"),
            [r#"{"image":"d","location_name":"a","code_source":{},"git":{}}"#]
        );
    }

    #[test]
    fn the_older_form_of_locations_is_read_too() {
        assert_eq!(
            documents("defaults: {image: d}\nlocations: {a: {python_file: a.py}}"),
            [r#"{"image":"d","location_name":"a","code_source":{"python_file":"a.py"},"git":{}}"#]
        );
    }

    #[test]
    fn image_and_git_are_laid_over_what_the_file_says() {
        let text = "location_name: a\nimage: old\ngit: {commit_hash: old, other: 1}\n";
        let git = [("commit_hash", "new"), ("repo_owner", "me")];
        let location = project(text).expect("a project").locations.remove(0);
        let document = location.document(Some("new:1"), &git, MAX_BYTES).expect("a document");
        assert_eq!(document.name, "a");
        assert_eq!(
            document.json.as_str(),
            r#"{"location_name":"a","image":"new:1","git":{"commit_hash":"new","other":1,"repo_owner":"me"},"code_source":{}}"#
        );
    }

    #[test]
    fn a_value_without_a_json_form_is_reported_with_its_location() {
        let text = "locations: [{location_name: a, x: !!binary aGk=}]";
        let error = project(text).expect("a project").locations[0]
            .document(None, &[], MAX_BYTES)
            .expect_err("bytes");
        assert_eq!(
            (error.code, error.message.as_str()),
            (
                Code::InvalidLocationFile,
                "location a cannot be sent: Object of type bytes is not JSON serializable"
            )
        );
    }

    #[test]
    fn keys_beside_locations_are_ignored_and_reported() {
        let read = project("default: {image: d}\nlocations: [{location_name: a}]\n1: x")
            .expect("a project");
        assert_eq!(read.ignored, ["default", "1"]);
        assert_eq!(project("location_name: a\nx: 1").expect("a project").ignored, [""; 0]);
    }

    #[test]
    fn files_that_describe_no_project_are_refused() {
        for (text, wanted) in [
            (
                "",
                "a location file must be a mapping with `location_name` or `locations`, but it is empty",
            ),
            (
                "[]",
                "a location file must be a mapping with `location_name` or `locations`, but it is a list",
            ),
            ("image: x", "there is neither `locations` nor `location_name` in the file"),
            ("location_name: ''", "there is neither `locations` nor `location_name` in the file"),
            (
                "location_name: 1",
                "the location: `location_name` must be a text, but it is a number",
            ),
            ("locations:", "`locations` must be a list, but it is null"),
            ("locations: x", "`locations` must be a list, but it is a text"),
            ("locations: []", "`locations` is empty: there is nothing to deploy"),
            ("locations: {}", "`locations` is empty: there is nothing to deploy"),
            ("locations: [x]", "entry 1 of `locations` must be a mapping, but it is a text"),
            ("locations: {a: }", "entry 1 of `locations` must be a mapping, but it is null"),
            (
                "locations: {1: {}}",
                "entry 1 of `locations`: `location_name` must be a text, but it is a number",
            ),
            (
                "locations: [{location_name: a}, {image: x}]",
                "entry 2 of `locations` has no location_name",
            ),
            (
                "locations: [{location_name: a}, {location_name: a}]",
                "there is more than one location a",
            ),
            (
                "locations: [{location_name: a, build: x}]",
                "location a: `build` must be a mapping, but it is a text",
            ),
            (
                "locations: [{location_name: a, build: {registry: 1.5}}]",
                "`build` of location a: `registry` must be a text, but it is a number",
            ),
            (
                "locations: [{location_name: a, image: [x]}]",
                "location a: `image` must be a text, but it is a list",
            ),
            (
                "locations: [{location_name: \"a\\n::error::\"}]",
                "entry 1 of `locations`: `location_name` is \"a\\n::error::\", which cannot be printed",
            ),
            (
                "locations: [{location_name: '##vso[x]y'}]",
                "entry 1 of `locations`: `location_name` is \"##vso[x]y\", which cannot be printed",
            ),
            (
                "defaults: x\nlocations: [{location_name: a}]",
                "`defaults` must be a mapping, but it is a text",
            ),
            (
                "defaults: {x: 1}\nlocations: [{location_name: a, x: {}}]",
                "location a: `x` is a mapping, but in `defaults` it is a number",
            ),
            (
                "defaults: {location_name: d}\nlocations: [{}]",
                "entry 1 of `locations` has no location_name",
            ),
        ] {
            let error = project(text).expect_err(text);
            assert_eq!((error.code, error.message.as_str()), (Code::InvalidLocationFile, wanted));
        }
        let error =
            project("locations: [{location_name: true}]").expect_err("a name that is no text");
        assert_eq!(error.hint.as_deref(), Some("write it in quotes"));
    }

    #[test]
    fn mistakes_of_all_locations_are_reported() {
        let text = "locations: [{location_name: a}, {image: x}, {location_name: a}, {location_name: b, build: 4}]";
        let errors = read(yaml::load(text).expect("YAML").value).expect_err("three mistakes");
        let messages: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "entry 2 of `locations` has no location_name",
                "there is more than one location a",
                "location b: `build` must be a mapping, but it is a number",
            ]
        );
    }
}
