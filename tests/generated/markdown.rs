//! The reference tables of README.md. Not here: where they stand in it.

use std::fmt::Write;

use dagster_deploy::flags::{Command, Flag, ValueKind};

use super::{Groups, Meaning};

pub(super) fn flags(groups: &Groups) -> String {
    let mut text = String::new();
    for group in &groups.commands {
        let names: Vec<_> = group.iter().map(|command| format!("`{}`", command.path())).collect();
        let _ = writeln!(text, "\n### {}\n", names.join(", "));
        let positional = group[0].positional.map(|positional| {
            let name = format!("[{}]", positional.name.to_uppercase());
            vec![format!("`{name}`"), positional.help.as_str().to_owned()]
        });
        let flags = groups.own(group).into_iter().map(|flag| row(group[0], flag));
        text += &table(positional.into_iter().chain(flags).collect());
    }
    text += "\n### Every command that asks Dagster+\n\n";
    let any = groups.commands[0][0];
    text += &table(groups.common.iter().map(|flag| row(any, flag)).collect());
    text + "\n"
}

pub(super) fn codes(codes: &[Meaning]) -> String {
    let mut text = "\n| Code | Exit status | Meaning |\n|---|---|---|\n".to_owned();
    for Meaning { code, is_usage, text: meaning } in codes {
        let status = if *is_usage { 2 } else { 1 };
        let _ = writeln!(text, "| `{code}` | {status} | {meaning} |");
    }
    text + "\n"
}

const HEADS: [&str; 5] = ["Flag", "Meaning", "Default", "Variable", "Configuration key"];

/// The cells under [`HEADS`].
fn row(command: &Command, flag: &Flag) -> Vec<String> {
    let code = |text: Option<&str>| text.map(|text| format!("`{text}`")).unwrap_or_default();
    vec![
        names(command, flag),
        meaning(command, flag),
        code(flag.default),
        code(flag.env),
        code(flag.config),
    ]
}

fn names(command: &Command, flag: &Flag) -> String {
    let own = |letter: &char| command.short(*letter).is_some_and(|known| known.name == flag.name);
    let mut names: Vec<_> =
        flag.short.filter(own).map(|letter| format!("-{letter}")).into_iter().collect();
    names.extend(flag.names().iter().map(|name| format!("--{name}")));
    if flag.kind == ValueKind::Toggle {
        names.push(format!("--no-{}", flag.name));
    }
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

fn meaning(command: &Command, flag: &Flag) -> String {
    let mut text = flag.help.as_str().replace('|', "\\|");
    if let ValueKind::Choice(words) = flag.kind {
        let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
        let _ = write!(text, " One of {}.", words.join(", "));
    }
    if command.requires(flag) {
        text += " **Required.**";
    }
    text
}

/// A table without the columns in which no row has anything.
fn table(rows: Vec<Vec<String>>) -> String {
    let filled =
        |column: usize| rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()));
    let columns: Vec<usize> = (0..HEADS.len()).filter(|column| filled(*column)).collect();
    let line = |cell: &dyn Fn(usize) -> String| {
        let cells: Vec<_> = columns.iter().map(|column| cell(*column)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut text = line(&|column| HEADS[column].to_owned());
    text += &format!("|{}\n", "---|".repeat(columns.len()));
    for row in &rows {
        text += &line(&|column| row.get(column).cloned().unwrap_or_default());
    }
    text
}
