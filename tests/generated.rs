//! Keeps what is generated from the flag table and the error codes in step with them: the reference tables of
//! README.md, the library's types in js/index.d.ts and js/webhook.d.ts, help and completions in js/texts.js, and action.yml.
//!
//! A region between two marks that is stale is rewritten and the test fails, so the second run passes and the
//! change is there to be committed. Not here: pkg/, whose freshness is tests/generated.test.js's matter.
#![allow(clippy::disallowed_methods, reason = "the files are the test's matter, not the core's")]

#[path = "generated/action.rs"]
mod action;
#[path = "generated/markdown.rs"]
mod markdown;
#[path = "generated/texts.rs"]
mod texts;
#[path = "generated/typescript.rs"]
mod typescript;

use std::fs;
use std::path::Path;

use dagster_deploy::error::Code;
use dagster_deploy::flags::table::COMMANDS;
use dagster_deploy::flags::{Command, Flag};

#[test]
fn the_tables_in_the_readme_are_those_of_the_flag_table_the_outputs_and_the_error_codes() {
    refresh(
        "README.md",
        &[
            ("action-outputs", action::outputs_table()),
            ("action-inputs", action::inputs_table()),
            ("flags", markdown::flags(&groups())),
            ("codes", markdown::codes(&codes())),
        ],
    );
}

#[test]
fn the_types_of_the_library_are_those_of_the_flag_table_and_the_error_codes() {
    refresh(
        "js/index.d.ts",
        &[("codes", typescript::codes(&codes())), ("commands", typescript::commands(&groups()))],
    );
}

#[test]
fn the_types_of_the_webhook_commands_are_those_of_the_flag_table() {
    refresh("js/webhook.d.ts", &[("commands", typescript::webhooks(&groups()))]);
}

#[test]
fn the_texts_beside_the_module_are_those_of_the_flag_table() {
    keep("js/texts.js", &texts::module());
}

#[test]
fn the_inputs_and_outputs_of_the_action_are_those_of_the_flag_table() {
    keep("action.yml", &action::metadata());
}

/// Writes a file that is not as it should be, and fails.
fn keep(path: &str, fresh: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if fs::read_to_string(&file).unwrap_or_default() != fresh {
        fs::write(&file, fresh).unwrap_or_else(|error| panic!("{path}: {error}"));
        panic!("{path} was stale and has been rewritten: run cargo test again and commit it");
    }
}

/// Replaces what stands between the lines `generated: NAME` and `/generated`, and fails if that changes the file.
fn refresh(path: &str, regions: &[(&str, String)]) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let committed = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{path}: {error}"));
    let fresh =
        regions.iter().fold(committed.clone(), |text, (name, body)| with_region(&text, name, body));
    if fresh != committed {
        fs::write(&file, fresh).unwrap_or_else(|error| panic!("{path}: {error}"));
        panic!("{path} was stale and has been rewritten: run cargo test again and commit it");
    }
}

fn with_region(text: &str, name: &str, body: &str) -> String {
    let mark = format!("generated: {name} ");
    let at = text.find(&mark).unwrap_or_else(|| panic!("there is no line `{mark}`"));
    let start = at + text[at..].find('\n').expect("a mark is no last line") + 1;
    let end = start + text[start..].find("/generated").expect("a region has an end");
    let end = text[..end].rfind('\n').expect("the end is a line of its own") + 1;
    format!("{}{body}{}", &text[..start], &text[end..])
}

/// Whether a command sends nothing to Dagster+.
fn is_offline(command: &Command) -> bool {
    command.flag("organization").is_none()
}

/// Commands with the same flags are described together, and flags that all that ask Dagster+ have are described once.
struct Groups {
    commands: Vec<Vec<&'static Command>>,
    common: Vec<&'static Flag>,
}

impl Groups {
    /// The flags of a group that not every command has.
    fn own(&self, group: &[&'static Command]) -> Vec<&'static Flag> {
        let is_common = |flag: &&Flag| self.common.iter().any(|common| common.name == flag.name);
        group[0].flags().filter(|flag| is_offline(group[0]) || !is_common(flag)).collect()
    }
}

fn groups() -> Groups {
    let mut commands: Vec<Vec<&'static Command>> = Vec::new();
    for command in COMMANDS {
        match commands.iter_mut().find(|group| std::ptr::eq(group[0].flags, command.flags)) {
            Some(group) => group.push(command),
            None => commands.push(vec![command]),
        }
    }
    let asking = COMMANDS.iter().filter(|command| !is_offline(command));
    let everywhere = |flag: &&'static Flag| asking.clone().all(|one| one.flag(flag.name).is_some());
    let common = COMMANDS[0].flags().filter(everywhere).collect();
    Groups { commands, common }
}

/// An error code, and what its comment in src/error.rs says of it.
struct Meaning {
    code: &'static str,
    is_usage: bool,
    text: String,
}

fn codes() -> Vec<Meaning> {
    let source = include_str!("../src/error.rs");
    let meaning = |code: &Code| {
        let name = format!("= \"{}\",", code.as_str());
        let before = source.lines().take_while(|line| !line.ends_with(&name));
        let comment = before.last().and_then(|line| line.trim().strip_prefix("/// "));
        let text = comment.unwrap_or_else(|| panic!("{} has no comment", code.as_str())).to_owned();
        Meaning { code: code.as_str(), is_usage: code.is_usage(), text }
    };
    let panic = Meaning {
        // js/errors.js creates this error, because a core that has panicked cannot.
        code: "internal/panic",
        is_usage: false,
        text: "A bug in dagster-deploy ended the run.".to_owned(),
    };
    Code::ALL.iter().map(meaning).chain([panic]).collect()
}
