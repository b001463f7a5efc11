//! What this crate and PyYAML make of a text, and whether they agree. Used by the fuzz target too.

use dagster_deploy::yaml::{json::to_json, load};
use serde_json::Value;

/// What becomes of a text.
#[derive(Debug, PartialEq)]
pub(crate) enum Outcome {
    /// Its value as JSON.
    Json(String),
    /// It is read, but its value has no JSON form.
    NoJson(String),
    /// It cannot be read.
    Refused(String),
}

/// How two outcomes compare.
#[derive(Debug, PartialEq)]
pub(crate) enum Verdict {
    /// The same value, or neither makes one.
    Agree,
    /// Only one makes a value, for an accepted reason.
    Known(&'static str),
    /// A different value, or only one value for no accepted reason.
    Wrong(String),
}

/// The accepted differences, by words of our error. tests/yaml/differences.md explains each.
const KNOWN: [&str; 9] = [
    "this value contains itself",
    "is no character by itself",
    "this mapping merges itself",
    "in this mapping has two meanings",
    "this number has too many digits",
    "not a whole number, as its tag says",
    "not a number, as its tag says",
    "nested deeper than",
    "aliases repeat more than",
];

/// What this crate makes of a text.
pub(crate) fn ours(text: &str) -> Outcome {
    match load(text) {
        Ok(loaded) => to_json(&loaded.value).map_or_else(Outcome::NoJson, Outcome::Json),
        Err(error) => Outcome::Refused(error.message.clone()),
    }
}

/// What PyYAML makes of a text, from an answer of tests/fuzz/pyyaml.py.
pub(crate) fn theirs(answer: &Value) -> Outcome {
    let part = |name: &str| answer[name].as_str().map(str::to_owned);
    match (part("json"), part("json_error")) {
        (Some(json), _) => Outcome::Json(json),
        (_, Some(error)) => Outcome::NoJson(error),
        _ => Outcome::Refused(part("load_error").expect("an answer has one of the three")),
    }
}

/// Compares what both make of a text.
pub(crate) fn judge(answer: &Value) -> Verdict {
    let text = answer["yaml"].as_str().expect("an answer has the text");
    let (ours, theirs) = (ours(text), theirs(answer));
    let known = |message: &str| KNOWN.into_iter().find(|known| message.contains(known));
    match (&ours, &theirs) {
        _ if ours == theirs => Verdict::Agree,
        (Outcome::Refused(_), Outcome::Refused(_)) => Verdict::Agree,
        // Later Pythons add details to their messages.
        (Outcome::NoJson(ours), Outcome::NoJson(theirs)) if theirs.starts_with(ours) => {
            Verdict::Agree
        }
        // The comparison has a limit of its own.
        (_, Outcome::NoJson(message)) if message == "too big" => Verdict::Agree,
        // PyYAML has limits of its own, which it meets when the value is written.
        (Outcome::Refused(message), Outcome::NoJson(_)) if known(message).is_some() => {
            Verdict::Agree
        }
        (Outcome::Refused(message), Outcome::Json(_)) => match known(message) {
            Some(reason) => Verdict::Known(reason),
            None => Verdict::Wrong(format!("{text:?}: only PyYAML reads it, {message}")),
        },
        _ => Verdict::Wrong(format!("{text:?}: {ours:?}, but PyYAML {theirs:?}")),
    }
}
