//! `defaults` of a project file: what every location has that does not say otherwise.
//!
//! Merged as `dagster-cloud ci template` merges: mappings key by key, single values from the location, lists by
//! [`super::lists`], and nulls count as missing. Where that command stops although the meaning is clear, as at a
//! default `A=b=c`, this goes on; and a value in a list is dropped only when it is there already, while that command
//! also takes `true` for `1` and `{}` for `[]`.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::error::{Code, Error};
use crate::yaml::{Value, key_text};

use super::lists::{ListRule, Named};
use super::merged::Merged;
use super::value::{python_text, type_name};

/// The defaults of a project, shared by all its locations.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Defaults {
    /// It is a mapping without nulls that is not empty.
    pub(super) value: Value,
    index: Index,
}

/// The index of a value, so that a location's values are found in it without a search through all of it.
#[derive(Debug, Clone, PartialEq)]
enum Index {
    Map { places: BTreeMap<String, usize>, below: Vec<Index> },
    List(Option<Named>),
    One,
}

impl Defaults {
    /// The defaults of a file, if they say anything.
    pub(super) fn of(mut value: Value) -> Option<Rc<Self>> {
        drop_nulls(&mut value);
        let index = Index::of(&value, "");
        (value != Value::Map(Vec::new())).then(|| Rc::new(Self { value, index }))
    }

    /// Rejects a location that cannot be merged over the defaults. A location has no nulls; the cost does not grow with
    /// the defaults.
    pub(super) fn check(&self, location: &Value) -> Result<(), Error> {
        check((&self.value, &self.index), location, "")
    }

    /// A location, which has been checked, laid over them.
    pub(super) fn under<'v>(&'v self, location: &'v Value) -> Merged<'v> {
        under((&self.value, &self.index), location, "")
    }
}

/// Takes all nulls out of a value.
pub(super) fn drop_nulls(value: &mut Value) {
    match value {
        Value::Map(entries) => {
            entries.retain(|(key, value)| *key != Value::Null && *value != Value::Null);
            entries.iter_mut().for_each(|(_, value)| drop_nulls(value));
        }
        Value::Seq(items) => {
            items.retain(|item| *item != Value::Null);
            items.iter_mut().for_each(drop_nulls);
        }
        _ => {}
    }
}

impl Index {
    fn of(value: &Value, path: &str) -> Self {
        match value {
            Value::Map(entries) => {
                let (mut places, mut below) = (BTreeMap::new(), Vec::new());
                for (key, value) in entries {
                    places.entry(key_text(key)).or_insert(below.len());
                    below.push(Self::of(value, &path_to(path, key)));
                }
                Self::Map { places, below }
            }
            Value::Seq(items) => Self::List(ListRule::at(path).named(items)),
            _ => Self::One,
        }
    }
}

fn path_to(path: &str, key: &Value) -> String {
    format!("{path}{}{}", if path.is_empty() { "" } else { "." }, python_text(key))
}

/// Rejects a location's value that cannot be merged over the default at the same path.
fn check((base, index): (&Value, &Index), own: &Value, path: &str) -> Result<(), Error> {
    match (base, index, own) {
        (Value::Map(entries), Index::Map { places, below }, Value::Map(own)) => {
            for (key, value) in own {
                if let Some(place) = places.get(&key_text(key)) {
                    check((&entries[*place].1, &below[*place]), value, &path_to(path, key))?;
                }
            }
        }
        (_, Index::List(named), Value::Seq(own)) => {
            ListRule::at(path).check(named.as_ref(), own, path)?;
        }
        (base, _, own @ (Value::Map(_) | Value::Seq(_))) => {
            let (own, default) = (type_name(own), type_name(base));
            return Err(Error::new(
                Code::InvalidLocationFile,
                format!("`{path}` is {own}, but in `defaults` it is {default}"),
            ));
        }
        _ => {}
    }
    Ok(())
}

/// Merges a location's value over the default at the same path.
fn under<'v>((base, index): (&'v Value, &'v Index), own: &'v Value, path: &str) -> Merged<'v> {
    match (base, index, own) {
        (Value::Map(entries), Index::Map { places, below }, Value::Map(own)) => {
            let whole = |(key, value): &'v (Value, Value)| (key, Merged::Whole(value));
            let mut merged = entries.iter().map(whole).collect::<Vec<_>>();
            for (key, value) in own {
                match places.get(&key_text(key)) {
                    Some(place) => {
                        let default = (&entries[*place].1, &below[*place]);
                        merged[*place].1 = under(default, value, &path_to(path, key));
                    }
                    None => merged.push((key, Merged::Whole(value))),
                }
            }
            Merged::Map(merged)
        }
        (Value::Seq(items), Index::List(named), Value::Seq(own)) => {
            Merged::List(ListRule::at(path).join((items, named.as_ref()), own))
        }
        _ => Merged::Whole(own),
    }
}

#[cfg(test)]
mod tests {
    use super::super::lists::RULES;
    use super::*;
    use crate::yaml;

    fn merged(defaults: &str, location: &str) -> String {
        let value = |text| yaml::load(text).expect("the test's YAML is good").value;
        let mut location = value(location);
        let Some(defaults) = Defaults::of(value(defaults)) else {
            return yaml::json::to_json(&location).expect("JSON");
        };
        drop_nulls(&mut location);
        if let Err(error) = defaults.check(&location) {
            return error.message.clone();
        }
        let mut json = String::new();
        let written = defaults.under(&location).write(&mut json, usize::MAX);
        assert!(written.is_ok(), "{json}");
        json
    }

    /// The same with both below `container_context`.
    fn merged_context(defaults: &str, location: &str) -> String {
        let below = |text: &str| format!("container_context: {{{text}}}");
        let json = merged(&below(defaults), &below(location));
        let inner =
            json.strip_prefix(r#"{"container_context":{"#).and_then(|json| json.strip_suffix("}}"));
        inner.unwrap_or(&json).to_owned()
    }

    // Each row is what the merger of dagster-cloud-cli 1.13.29 makes of these two.
    #[test]
    fn mappings_are_merged_and_single_values_come_from_the_location() {
        for (defaults, location, wanted) in [
            ("a: 1\nb: 2", "b: 3\nc: 4", r#"{"a":1,"b":3,"c":4}"#),
            ("a: {x: {y: 1}}", "a: {x: {z: 2}}", r#"{"a":{"x":{"y":1,"z":2}}}"#),
            ("a: {x: 1}\nb: [1]", "a: text\nb: 0", r#"{"a":"text","b":0}"#),
            ("a: x", "a: ''", r#"{"a":""}"#),
            ("1: a", "true: b", r#"{"1":"b"}"#),
            (
                "build: {directory: d, registry: r}",
                "build: {registry: own}",
                r#"{"build":{"directory":"d","registry":"own"}}"#,
            ),
        ] {
            assert_eq!(merged(defaults, location), wanted, "{defaults}");
        }
    }

    #[test]
    fn lists_are_joined_defaults_first_and_each_value_once() {
        for (defaults, location, wanted) in [
            ("a: [1, 2, 1]", "a: [3, 2]", r#"{"a":[1,2,3]}"#),
            ("a: [x]", "a: []", r#"{"a":["x"]}"#),
            ("b: 1", "a: [1, 1]", r#"{"b":1,"a":[1,1]}"#),
            (
                "a: [{x: 1, y: [2]}]",
                "a: [{y: [2], x: 1}, {x: 1}]",
                r#"{"a":[{"x":1,"y":[2]},{"x":1}]}"#,
            ),
            ("env_vars: [A=1]", "env_vars: [A=2]", r#"{"env_vars":["A=1","A=2"]}"#),
        ] {
            assert_eq!(merged(defaults, location), wanted, "{defaults}");
        }
        // The one row where dagster-cloud differs: it takes these for [1, []].
        assert_eq!(merged("a: [1, []]", "a: [true, {}]"), r#"{"a":[1,[],true,{}]}"#);
    }

    #[test]
    fn nulls_do_not_override_and_vanish_but_only_where_there_are_defaults() {
        for (defaults, location, wanted) in [
            ("a: x", "a: null", r#"{"a":"x"}"#),
            ("a: null\nb: 1", "a: [1, null]", r#"{"b":1,"a":[1]}"#),
            ("b: 1", "a: {x: null, ~: 2}", r#"{"b":1,"a":{}}"#),
            ("a: null", "b: null", r#"{"b":null}"#),
            ("{}", "b: [null]", r#"{"b":[null]}"#),
        ] {
            assert_eq!(merged(defaults, location), wanted, "{defaults}");
        }
    }

    #[test]
    fn environment_variables_are_merged_by_name() {
        for platform in ["docker", "ecs", "k8s"] {
            let context = |text: &str| format!("{platform}: {{env_vars: {text}}}");
            let joined =
                merged_context(&context("[A=1, B=2, C, A=3]"), &context("[B, C=x=y, D=4, D=5]"));
            assert_eq!(
                joined,
                format!(r#""{platform}":{{"env_vars":["A=1","A=3","B","C=x=y","D=4","D=5"]}}"#)
            );
        }
        // dagster-cloud stops here.
        assert_eq!(
            merged_context("k8s: {env_vars: [A=b=c]}", "k8s: {env_vars: [B]}"),
            r#""k8s":{"env_vars":["A=b=c","B"]}"#
        );
        assert_eq!(
            merged_context("k8s: {env_vars: [A]}", "k8s: {env_vars: [{name: A}]}"),
            "`container_context.k8s.env_vars` cannot be merged with that of `defaults`: in both each \
             item must be a text, NAME or NAME=VALUE"
        );
    }

    #[test]
    fn mappings_in_some_lists_are_merged_by_name_or_key() {
        for (rule, path) in RULES.iter().map(|(path, rule)| (rule, path)) {
            let ListRule::By(key) = rule else { continue };
            let (platform, list) =
                path.trim_start_matches("container_context.").split_once('.').expect("two keys");
            let context =
                |items: &str| format!("{platform}: {{{list}: {}}}", items.replace("ID", key));
            let joined = merged_context(
                &context("[{ID: a, v: 1}, {ID: b, v: 1}, {ID: a, v: 2}]"),
                &context("[{ID: c}, {ID: b, w: 3}, {ID: c, v: 4}]"),
            );
            let wanted =
                r#"[{"ID":"a","v":2},{"ID":"c","v":4},{"ID":"b","w":3}]"#.replace("ID", key);
            assert_eq!(joined, format!(r#""{platform}":{{"{list}":{wanted}}}"#));
            let problem = merged_context(&context("[{ID: a}]"), &context("[{other: a}]"));
            assert!(
                problem.ends_with(&format!("each item must be a mapping with `{key}`")),
                "{problem}"
            );
        }
    }

    #[test]
    fn arguments_and_commands_of_kubernetes_are_replaced() {
        for side in ["run_k8s_config", "server_k8s_config"] {
            let context = |text: &str| format!("k8s: {{{side}: {{container_config: {text}}}}}");
            assert_eq!(
                merged_context(
                    &context("{args: [a, b], command: [c], env: [d]}"),
                    &context("{args: [b, b], command: [], env: [e]}")
                ),
                format!(
                    r#""k8s":{{"{side}":{{"container_config":{{"args":["b","b"],"command":[],"env":["d","e"]}}}}}}"#
                )
            );
        }
    }

    #[test]
    fn a_mapping_or_list_over_something_else_is_refused() {
        for (defaults, location, wanted) in [
            ("a: {b: x}", "a: {b: {}}", "`a.b` is a mapping, but in `defaults` it is a text"),
            ("a: {}", "a: []", "`a` is a list, but in `defaults` it is a mapping"),
            ("a: 1", "a: [1]", "`a` is a list, but in `defaults` it is a number"),
        ] {
            assert_eq!(merged(defaults, location), wanted);
        }
    }
}
