//! Joins a list of `defaults` with one of a location, by what distinguishes their items.
//!
//! Not here: which lists meet ([`super::defaults`]).

use std::collections::BTreeMap;

use crate::error::{Code, Error};
use crate::json;
use crate::yaml::Value;

use super::value::get;

/// How two lists become one.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum ListRule {
    /// The defaults, then the location's items, each value once.
    Joined,
    /// Texts `NAME=VALUE`: the defaults whose name the location does not have, then the location's.
    ByVariable,
    /// The same for mappings that this key distinguishes.
    By(&'static str),
    /// The location's list alone.
    Replaced,
}

/// The lists that are not [`ListRule::Joined`].
pub(super) const RULES: &[(&str, ListRule)] = &[
    ("container_context.docker.env_vars", ListRule::ByVariable),
    ("container_context.ecs.env_vars", ListRule::ByVariable),
    ("container_context.ecs.run_ecs_tags", ListRule::By("key")),
    ("container_context.ecs.run_sidecar_containers", ListRule::By("name")),
    ("container_context.ecs.secrets", ListRule::By("name")),
    ("container_context.ecs.server_ecs_tags", ListRule::By("key")),
    ("container_context.ecs.server_sidecar_containers", ListRule::By("name")),
    ("container_context.ecs.volumes", ListRule::By("name")),
    ("container_context.k8s.env_vars", ListRule::ByVariable),
    ("container_context.k8s.image_pull_secrets", ListRule::By("name")),
    ("container_context.k8s.run_k8s_config.container_config.args", ListRule::Replaced),
    ("container_context.k8s.run_k8s_config.container_config.command", ListRule::Replaced),
    ("container_context.k8s.server_k8s_config.container_config.args", ListRule::Replaced),
    ("container_context.k8s.server_k8s_config.container_config.command", ListRule::Replaced),
    ("container_context.k8s.volume_mounts", ListRule::By("name")),
    ("container_context.k8s.volumes", ListRule::By("name")),
];

/// The items of a list that count, each with its name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    names: BTreeMap<String, usize>,
    items: Vec<(String, usize)>,
}

impl ListRule {
    /// The rule of the list at this path.
    pub(super) fn at(path: &str) -> Self {
        RULES.iter().find(|(known, _)| *known == path).map_or(ListRule::Joined, |found| found.1)
    }

    /// Returns the names that distinguish the items of a list, or `None` if an item has no name.
    ///
    /// Of mappings with the same name the last stays, in the place of the first; of equal values the first.
    pub(super) fn named(self, items: &[Value]) -> Option<Named> {
        let mut named = Named { names: BTreeMap::new(), items: Vec::new() };
        for (index, item) in items.iter().enumerate() {
            let name = self.name(item)?;
            match (self, named.names.get(&name)) {
                (ListRule::By(_), Some(place)) => named.items[*place].1 = index,
                (ListRule::Joined | ListRule::Replaced, Some(_)) => {}
                _ => {
                    named.names.insert(name.clone(), named.items.len());
                    named.items.push((name, index));
                }
            }
        }
        Some(named)
    }

    fn name(self, item: &Value) -> Option<String> {
        let mut name = String::new();
        match (self, item) {
            (ListRule::By(key), item) => sameness(get(item, key)?, &mut name),
            (ListRule::ByVariable, Value::Str(text)) => name.push_str(text.split('=').next()?),
            (ListRule::ByVariable, _) => return None,
            (ListRule::Joined | ListRule::Replaced, item) => sameness(item, &mut name),
        }
        Some(name)
    }

    /// Rejects a location's list that cannot be joined with the named list of the defaults.
    pub(super) fn check(
        self,
        base: Option<&Named>,
        own: &[Value],
        path: &str,
    ) -> Result<(), Error> {
        let wanted = match self {
            ListRule::Joined | ListRule::Replaced => return Ok(()),
            ListRule::By("key") => "a mapping with `key`",
            ListRule::By(_) => "a mapping with `name`",
            ListRule::ByVariable => "a text, NAME or NAME=VALUE",
        };
        if base.is_some() && own.iter().all(|item| self.name(item).is_some()) {
            return Ok(());
        }
        Err(Error::new(
            Code::InvalidLocationFile,
            format!(
                "`{path}` cannot be merged with that of `defaults`: in both each item must be {wanted}"
            ),
        ))
    }

    /// Joins the lists, which [`ListRule::check`] has seen.
    pub(super) fn join<'v>(
        self,
        (base, named): (&'v [Value], Option<&Named>),
        own: &'v [Value],
    ) -> Vec<&'v Value> {
        let (Some(base_names), Some(own_names)) = (named, self.named(own)) else {
            return own.iter().collect::<Vec<_>>();
        };
        let (of_base, of_own) = match self {
            ListRule::Replaced => return own.iter().collect::<Vec<_>>(),
            ListRule::Joined => (None, Some(&base_names.names)),
            ListRule::ByVariable | ListRule::By(_) => (Some(&own_names.names), None),
        };
        let mut joined = base_names.without(of_base).map(|index| &base[index]).collect::<Vec<_>>();
        joined.extend(own_names.without(of_own).map(|index| &own[index]));
        joined
    }
}

impl Named {
    /// The places of the items that count, but those with one of these names.
    fn without(&self, names: Option<&BTreeMap<String, usize>>) -> impl Iterator<Item = usize> {
        let is_left = move |name: &str| names.is_none_or(|names| !names.contains_key(name));
        self.items.iter().filter(move |(name, _)| is_left(name)).map(|(_, index)| *index)
    }
}

/// Writes a text that equal values have in common and others have not; the order of a mapping does not count.
fn sameness(value: &Value, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(on) => text.push_str(if *on { "true" } else { "false" }),
        Value::Int(digits) => text.push_str(digits),
        // Both zeros are the same.
        Value::Float(number) => text.push_str(&format!("float {}", (number + 0.0).to_bits())),
        Value::Str(own) => json::quote(own, text),
        Value::PythonOnly(python_only) => text.push_str(python_only.python_type_name()),
        Value::Seq(items) => {
            text.push('[');
            for item in items {
                sameness(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Map(entries) => {
            let mut sorted = BTreeMap::new();
            for (key, value) in entries {
                let (mut name, mut own) = (String::new(), String::new());
                sameness(key, &mut name);
                sameness(value, &mut own);
                sorted.insert(name, own);
            }
            text.push('{');
            for (name, value) in &sorted {
                text.push_str(name);
                text.push(':');
                text.push_str(value);
                text.push(',');
            }
            text.push('}');
        }
    }
}
