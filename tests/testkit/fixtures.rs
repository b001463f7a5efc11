//! Puts the shared parts into a transcript: bodies of files, and the variables of a CI provider (`tests/fixtures/`).
//! `tests/replay/fixtures.js` is its twin.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::tree::Tree;

type Entries = Vec<(String, Tree)>;

/// Reads a transcript with all its fixtures in it.
pub(crate) fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("a transcript can be read");
    let transcript = Tree::parse(&text).expect("a transcript is JSON");
    let resolved = resolve(&transcript).expect("its fixtures are there");
    serde_json::from_str(&resolved.compact()).expect("a tree is JSON")
}

/// Replaces references to fixtures: `provider`, and `{ "fixture": "PATH" }` among `files`.
pub(crate) fn resolve(transcript: &Tree) -> Result<Tree, String> {
    let mut entries = Entries::new();
    for (key, value) in transcript.entries() {
        match key.as_str() {
            "provider" | "env" => {}
            "files" => entries.push((key.clone(), files(value)?)),
            _ => entries.push((key.clone(), value.clone())),
        }
    }
    let own = transcript.get("env").map(Tree::entries).unwrap_or_default();
    let env = match transcript.get("provider").and_then(Tree::as_text) {
        Some(provider) => environment(provider, own)?,
        None => own.to_vec(),
    };
    entries.push(("env".to_owned(), Tree::Map(env)));
    Ok(Tree::Map(entries))
}

/// Returns the variables of a provider's usual job, changed by a transcript's own; null removes one.
fn environment(provider: &str, own: &[(String, Tree)]) -> Result<Entries, String> {
    let usual = Tree::parse(&text(&format!("environments/{provider}.json"))?)
        .map_err(|error| format!("environment of {provider}: {error}"))?;
    let has = |key: &str| own.iter().any(|(name, _)| name == key);
    for (name, value) in own {
        let is_usual = match value {
            Tree::Null => usual.get(name).is_none(),
            value => usual.get(name) == Some(value),
        };
        if is_usual {
            return Err(format!("env: {name} is so in every job of {provider}"));
        }
    }
    let unchanged = usual.entries().iter().filter(|(name, _)| !has(name));
    let set = own.iter().filter(|(_, value)| *value != Tree::Null);
    Ok(unchanged.chain(set).cloned().collect())
}

fn files(files: &Tree) -> Result<Tree, String> {
    let entry = |(path, content): &(String, Tree)| {
        let body = match content.get("fixture").and_then(Tree::as_text) {
            Some(fixture) => Tree::lines(&text(fixture)?),
            None => content.clone(),
        };
        Ok((path.clone(), body))
    };
    let entries: Result<_, String> = files.entries().iter().map(entry).collect();
    Ok(Tree::Map(entries?))
}

fn text(fixture: &str) -> Result<String, String> {
    let path = folder().join(fixture);
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}
