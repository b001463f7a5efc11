//! `action.yml`: what GitHub's runner reads of the Action, its inputs and outputs from the flag table
//! (<https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax>); and the README's tables of
//! those that only the Action has.

use dagster_deploy::action::outputs::OUTPUTS;
use dagster_deploy::flags::action::ACTION;
use dagster_deploy::flags::{Flag, ValueKind, inputs};
use dagster_deploy::json::Json;

const HEAD: &str = "\
# Generated from src/flags/ and src/action/outputs.rs by `cargo test --test generated`: change it there.
name: Deploy to Dagster+
description: Creates and updates branch deployments, deploys code locations and waits until they have loaded.
author: dagster-deploy
branding: { icon: upload-cloud, color: purple }
inputs:
";

const TAIL: &str = "\
runs:
  using: node24
  main: pkg/action.cjs
  # A GitHub deployment that a cancelled run has left in progress is ended.
  post: pkg/action-post.cjs
  post-if: cancelled()
";

pub(crate) fn metadata() -> String {
    let inputs = inputs::all().into_iter().map(input);
    let outputs = OUTPUTS.iter().map(|output| {
        let description = quoted(output.description.as_str());
        format!("  {}:\n    description: {description}\n", output.name)
    });
    let inputs: String = inputs.collect();
    let outputs: String = outputs.collect();
    format!("{HEAD}{inputs}outputs:\n{outputs}{TAIL}")
}

pub(crate) fn outputs_table() -> String {
    let rows = OUTPUTS.iter().map(|output| {
        let description = output.description.as_str();
        format!("| `{}` | {description} |\n", output.name)
    });
    format!("\n| Output | What it is |\n|---|---|\n{}\n", rows.collect::<String>())
}

pub(crate) fn inputs_table() -> String {
    let rows = ACTION.flags().map(|flag| {
        let default = default(flag).map(|default| format!("`{default}`")).unwrap_or_default();
        format!("| `{}` | {} | {default} |\n", flag.name, description(flag, true))
    });
    format!("\n| Input | Meaning | Default |\n|---|---|---|\n{}\n", rows.collect::<String>())
}

fn default(flag: &Flag) -> Option<&'static str> {
    match flag.name {
        // The token that each job has.
        "github-token" => Some("${{ github.token }}"),
        // Those of the commands are theirs: an input that says nothing leaves the word to variables and files.
        _ => flag.default.filter(|_| ACTION.flag(flag.name).is_some()),
    }
}

fn input(flag: &'static Flag) -> String {
    let is_own = ACTION.flag(flag.name).is_some();
    let mut lines = vec![
        format!("  {}:", flag.name),
        format!("    description: {}", quoted(&description(flag, is_own))),
        "    required: false".to_owned(),
    ];
    lines.extend(default(flag).map(|default| format!("    default: {}", quoted(default))));
    lines.join("\n") + "\n"
}

fn description(flag: &Flag, is_own: bool) -> String {
    let mut text = flag.help.as_str().to_owned();
    match flag.kind {
        ValueKind::List => text.push_str(" One a line, or a JSON array."),
        ValueKind::Choice(words) => text.push_str(&format!(" One of {}.", words.join(", "))),
        ValueKind::Switch | ValueKind::Toggle => text.push_str(" true or false."),
        _ => {}
    }
    if let Some(default) = flag.default.filter(|_| !is_own) {
        text.push_str(&format!(" Default: {default}."));
    }
    if let Some(variable) = flag.env {
        text.push_str(&format!(" Else the variable {variable}."));
    }
    text
}

/// JSON's quoted text is YAML's, too.
fn quoted(text: &str) -> String {
    Json::text(text).as_str().to_owned()
}
