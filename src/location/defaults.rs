//! `defaults` of a project file: what every location has that does not say otherwise.
//!
//! Merged as `dagster-cloud ci template` merges: mappings key by key, single values from the location, lists as
//! [`RULES`] says, and nulls count as not said. Where that command stops although the meaning is clear, as at a
//! default `A=b=c`, this goes on; and a value in a list is dropped only when it is there already, while that command
//! also takes `true` for `1` and `{}` for `[]`.

use crate::error::{Code, Error};
use crate::gather::Gather;
use crate::yaml::Value;

use super::value::{get, python_text, type_name};

/// How two lists become one.
#[derive(Clone, Copy, PartialEq)]
enum Rule {
    /// The defaults, then the location's items, each value once.
    Joined,
    /// Texts `NAME=VALUE`: the defaults whose name the location does not have, then the location's.
    ByVariable,
    /// The same for mappings that are told apart by this key.
    By(&'static str),
    /// The location's list alone.
    Replaced,
}

/// The lists that are not [`Rule::Joined`].
const RULES: &[(&str, Rule)] = &[
    ("container_context.docker.env_vars", Rule::ByVariable),
    ("container_context.ecs.env_vars", Rule::ByVariable),
    ("container_context.ecs.run_ecs_tags", Rule::By("key")),
    ("container_context.ecs.run_sidecar_containers", Rule::By("name")),
    ("container_context.ecs.secrets", Rule::By("name")),
    ("container_context.ecs.server_ecs_tags", Rule::By("key")),
    ("container_context.ecs.server_sidecar_containers", Rule::By("name")),
    ("container_context.ecs.volumes", Rule::By("name")),
    ("container_context.k8s.env_vars", Rule::ByVariable),
    ("container_context.k8s.image_pull_secrets", Rule::By("name")),
    ("container_context.k8s.run_k8s_config.container_config.args", Rule::Replaced),
    ("container_context.k8s.run_k8s_config.container_config.command", Rule::Replaced),
    ("container_context.k8s.server_k8s_config.container_config.args", Rule::Replaced),
    ("container_context.k8s.server_k8s_config.container_config.command", Rule::Replaced),
    ("container_context.k8s.volume_mounts", Rule::By("name")),
    ("container_context.k8s.volumes", Rule::By("name")),
];

/// Lays a location over the defaults. Without defaults it stays as it is, nulls included.
pub(super) fn apply(defaults: &Value, location: Value) -> Result<Value, Error> {
    let mut merged = defaults.clone();
    drop_nulls(&mut merged);
    if merged == Value::Map(Vec::new()) {
        return Ok(location);
    }
    let mut location = location;
    drop_nulls(&mut location);
    lay_over(&mut merged, location, "")?;
    Ok(merged)
}

fn drop_nulls(value: &mut Value) {
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

/// Lays what a location says over the default at the same path.
fn lay_over(base: &mut Value, own: Value, path: &str) -> Result<(), Error> {
    match (base, own) {
        (Value::Map(entries), Value::Map(own)) => {
            for (key, value) in own {
                match entries.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, default)) => {
                        let dot = if path.is_empty() { "" } else { "." };
                        lay_over(default, value, &format!("{path}{dot}{}", python_text(&key)))?;
                    }
                    None => entries.push((key, value)),
                }
            }
        }
        (Value::Seq(items), Value::Seq(own)) => {
            *items = join(std::mem::take(items), own, path)?;
        }
        (base, own @ (Value::Map(_) | Value::Seq(_))) => {
            let (own, default) = (type_name(&own), type_name(base));
            return Err(Error::new(
                Code::InvalidLocationFile,
                format!("`{path}` is {own}, but in `defaults` it is {default}"),
            ));
        }
        (base, own) => *base = own,
    }
    Ok(())
}

fn join(defaults: Vec<Value>, own: Vec<Value>, path: &str) -> Result<Vec<Value>, Error> {
    let rule = RULES.iter().find(|(known, _)| *known == path).map_or(Rule::Joined, |found| found.1);
    match rule {
        Rule::Replaced => Ok(own),
        Rule::Joined => {
            let mut joined: Vec<Value> = Vec::new();
            for item in defaults.into_iter().chain(own) {
                if !joined.iter().any(|known| is_same(known, &item)) {
                    joined.push(item);
                }
            }
            Ok(joined)
        }
        Rule::ByVariable | Rule::By(_) => {
            let own = identified(own, rule, path)?;
            let mut joined = identified(defaults, rule, path)?;
            joined.retain(|(name, _)| !own.iter().any(|(known, _)| is_same(known, name)));
            joined.extend(own);
            Ok(joined.into_iter().map(|(_, item)| item).gather())
        }
    }
}

/// The items of a list with what tells them apart. Of mappings with the same one the last is kept, in the place
/// of the first.
fn identified(items: Vec<Value>, rule: Rule, path: &str) -> Result<Vec<(Value, Value)>, Error> {
    let mut identified: Vec<(Value, Value)> = Vec::new();
    for item in items {
        let name = identity(&item, rule).ok_or_else(|| unidentified(rule, path))?;
        let known = identified.iter_mut().find(|(known, _)| is_same(known, &name));
        match known {
            Some((_, earlier)) if rule != Rule::ByVariable => *earlier = item,
            _ => identified.push((name, item)),
        }
    }
    Ok(identified)
}

fn identity(item: &Value, rule: Rule) -> Option<Value> {
    match (rule, item) {
        (Rule::By(key), item) => get(item, key).cloned(),
        (_, Value::Str(text)) => text.split('=').next().map(|name| Value::Str(name.to_owned())),
        _ => None,
    }
}

fn unidentified(rule: Rule, path: &str) -> Error {
    let wanted = match rule {
        Rule::By("key") => "a mapping with `key`",
        Rule::By(_) => "a mapping with `name`",
        _ => "a text, NAME or NAME=VALUE",
    };
    Error::new(
        Code::InvalidLocationFile,
        format!(
            "`{path}` cannot be merged with that of `defaults`: in both each item must be {wanted}"
        ),
    )
}

/// Equality that does not look at the order of a mapping.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Map(one), Value::Map(other)) => {
            let has = |(key, value): &(Value, Value)| {
                other.iter().any(|(known, its)| known == key && is_same(value, its))
            };
            one.len() == other.len() && one.iter().all(has)
        }
        (Value::Seq(one), Value::Seq(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    fn merged(defaults: &str, location: &str) -> String {
        let value = |text| yaml::load(text).expect("the test's YAML is good").value;
        match apply(&value(defaults), value(location)) {
            Ok(merged) => yaml::json::to_json(&merged).expect("JSON"),
            Err(error) => error.message.clone(),
        }
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
            let Rule::By(key) = rule else { continue };
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
