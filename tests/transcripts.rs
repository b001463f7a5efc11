//! Replays every transcript in `tests/transcripts/` through the core, natively. `transcripts.test.js` replays
//! the same files through the real WebAssembly in every runtime.
//!
//! `UPDATE=1 cargo test --test transcripts` writes the calls and outcomes that were seen into the files, for a
//! person to read and commit; it does nothing where the variable CI is set.
#![allow(clippy::disallowed_methods, reason = "that is for the core; a test reads files")]

use std::fs;
use std::path::{Path, PathBuf};

#[path = "replay/host.rs"]
mod host;
#[path = "replay/request.rs"]
mod request;
mod testkit;
#[path = "generated/texts.rs"]
mod texts;
#[path = "replay/transcript.rs"]
mod transcript;

use testkit::tree::Tree;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts")
}

/// What requests have in common.
fn usual() -> Tree {
    let text = include_str!("replay/usual.json").replace("VERSION", dagster_deploy::VERSION);
    Tree::parse(&text).expect("usual.json is JSON")
}

/// The JSON files under a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let below = |path: &PathBuf| if path.is_dir() { files(path) } else { vec![path.clone()] };
    let all = paths.iter().flat_map(below);
    all.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect()
}

/// Replays one file; what differs is told, and with `update` written.
fn check(path: &Path, update: bool) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let expected = Tree::parse(&text).map_err(|error| error.to_string())?;
    let seen = transcript::replay(&expected, &usual())?.pretty();
    if update {
        return fs::write(path, seen).map_err(|error| error.to_string());
    }
    let difference = difference(&expected.pretty(), &seen);
    difference.map_or(Ok(()), |lines| Err(format!("expected -, seen +:\n{lines}")))
}

/// The lines between the first and the last that differ, with a few before them.
fn difference(expected: &str, seen: &str) -> Option<String> {
    let (expected, seen): (Vec<_>, Vec<_>) = (expected.lines().collect(), seen.lines().collect());
    if expected == seen {
        return None;
    }
    let same = |(a, b): &(&&str, &&str)| a == b;
    let start = expected.iter().zip(&seen).take_while(same).count();
    let (rest, new) = (&expected[start..], &seen[start..]);
    let end = rest.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let context = expected[start.saturating_sub(6)..start].iter().map(|line| format!("  {line}"));
    let gone = rest[..rest.len() - end].iter().map(|line| format!("- {line}"));
    let come = new[..new.len() - end].iter().map(|line| format!("+ {line}"));
    Some(context.chain(gone).chain(come).collect::<Vec<_>>().join("\n"))
}

#[test]
fn every_transcript_replays_to_its_outcome() {
    let is_on = |name: &str| std::env::var(name).is_ok_and(|value| !value.is_empty());
    let update = is_on("UPDATE") && !is_on("CI");
    let paths = files(&folder());
    assert!(paths.len() >= 60, "only {} transcripts were found", paths.len());
    let failed = paths.iter().filter_map(|path| {
        let name = path.strip_prefix(folder()).unwrap_or(path).display();
        check(path, update).err().map(|problem| format!("\n{name}: {problem}\n"))
    });
    let failed: Vec<_> = failed.collect();
    assert!(
        failed.is_empty(),
        "{} of {} transcripts failed\n{}",
        failed.len(),
        paths.len(),
        failed.concat()
    );
}

/// What replaying a delete that works says after its transcript was edited.
fn replayed_after(edit: impl FnOnce(&mut Vec<(String, Tree)>)) -> Result<Option<String>, String> {
    let text = include_str!("transcripts/delete/a-branch-deployment-is-looked-up-and-deleted.json");
    let Ok(Tree::Map(mut entries)) = Tree::parse(text) else { panic!("a transcript is an object") };
    edit(&mut entries);
    let expected = Tree::Map(entries);
    let seen = transcript::replay(&expected, &usual())?;
    Ok(difference(&expected.pretty(), &seen.pretty()))
}

fn entry<'a>(entries: &'a mut [(String, Tree)], name: &str) -> &'a mut Tree {
    let found = entries.iter_mut().find(|(key, _)| key == name);
    &mut found.expect("the transcript has it").1
}

fn calls(entries: &mut [(String, Tree)]) -> &mut Vec<Tree> {
    if let Tree::List(calls) = entry(entries, "calls") { calls } else { panic!("calls are a list") }
}

#[test]
fn a_transcript_that_tells_another_request_or_outcome_does_not_pass() {
    assert_eq!(replayed_after(|_| {}), Ok(None));
    let another_argument = replayed_after(|entries| {
        *entry(entries, "argv") = Tree::text("branch-deployment delete --deployment other");
    });
    let another_outcome = replayed_after(|entries| {
        *entry(entries, "outcome") = Tree::Map(vec![("status".to_owned(), Tree::number(1))]);
    });
    for (seen, expected, got) in [
        (
            another_argument,
            "\n-         \"url\": ",
            "\n+         \"variables\": { \"deploymentName\": \"other\" }",
        ),
        (another_outcome, "-   \"outcome\": { \"status\": 1 }", "+   \"outcome\": { \"status\": 0"),
    ] {
        let difference = seen.expect("it replays").expect("it differs");
        assert!(difference.contains(expected) && difference.contains(got), "{difference}");
    }
}

#[test]
fn a_transcript_with_too_few_or_too_many_answers_or_a_misspelt_key_says_so() {
    let too_few = replayed_after(|entries| drop(calls(entries).pop()));
    let too_many = replayed_after(|entries| {
        let again = calls(entries)[1].clone();
        calls(entries).push(again);
    });
    let misspelt = replayed_after(|entries| entries[0].0 = "abuot".to_owned());
    for (seen, problem) in [
        (too_few, "no answer is left for the last of these calls"),
        (too_many, "1 of the answers were not asked for"),
        (misspelt, "no such key: \"abuot\""),
    ] {
        let said = seen.expect_err("a problem");
        assert!(said.contains(problem), "{said}");
    }
}

#[test]
fn a_transcript_that_repeats_its_provider_s_variables_or_names_no_fixture_says_so() {
    for (transcript, problem) in [
        (r#"{ "provider": "github", "env": { "CI": "true" } }"#, "CI is so in every job of github"),
        (
            r#"{ "provider": "github", "env": { "NONE": null } }"#,
            "NONE is so in every job of github",
        ),
        (r#"{ "provider": "nobody" }"#, "environments/nobody.json: "),
        (r#"{ "files": { "a": { "fixture": "events/none.json" } } }"#, "events/none.json: "),
    ] {
        let transcript = Tree::parse(transcript).expect("JSON");
        let seen = testkit::fixtures::resolve(&transcript).expect_err("a problem");
        assert!(seen.contains(problem), "{seen}");
    }
}
