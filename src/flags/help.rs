//! `--help` for every level, as loops over the table.

use super::{Command, Flag, PROGRAM, Section, ValueKind, table};

/// Help for the words before `--help`: nothing, a group, or a command.
#[inline(never)]
pub fn render(words: &[String]) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).collect::<Vec<_>>();
    match words.as_slice() {
        [] => program(),
        [word] => match table::find("", word) {
            Some(command) => self::command(command, ""),
            None => group(word),
        },
        [group, name, ..] => match table::find(group, name) {
            Some(command) => self::command(command, group),
            None => program(),
        },
    }
}

fn group(group: &str) -> String {
    let commands = table::COMMANDS.iter().copied().filter(|command| command.is_in(group));
    let summary = table::GROUPS.iter().find(|known| known.name == group);
    let summary = summary.map_or("Old name of `deployment`.", |known| known.summary.as_str());
    let rows =
        commands.map(|command| (command.name.to_owned(), command.summary.as_str().to_owned()));
    format!(
        "{summary}\n\nUsage: {PROGRAM} {group} COMMAND [FLAGS]\n\nCommands:\n{}\nHelp for one: {PROGRAM} {group} COMMAND --help\n",
        self::rows(rows.collect::<Vec<_>>())
    )
}

fn program() -> String {
    let mut text = format!(
        "{PROGRAM} {}: creates Dagster+ branch deployments and deploys code locations.\n\n\
         Usage: {PROGRAM} [GROUP] COMMAND [FLAGS]\n\n",
        crate::VERSION
    );
    for group in table::GROUPS.iter().filter(|group| !group.hidden) {
        text += &format!("{}\n", group.summary.as_str());
        let commands = table::COMMANDS.iter().filter(|command| command.group == group.name);
        let listed = commands.map(|command| (command.path(), command.summary.as_str().to_owned()));
        text += &rows(listed.collect::<Vec<_>>());
        text.push('\n');
    }
    text += "Flags:\n";
    text += &rows(vec![
        ("-h, --help".into(), "Help for the program, a group or a command.".into()),
        ("-v, --version".into(), "The version.".into()),
        ("--show-completion SHELL".into(), "A completion script: bash, zsh or fish.".into()),
    ]);
    text + &format!(
        "\nExit status: 0 done, 1 failed, 2 wrong usage.\n\
         Tokens: DAGSTER_CLOUD_API_TOKEN. Region: DAGSTER_CLOUD_ENV=eu. Details: {PROGRAM} [GROUP] COMMAND --help\n"
    )
}

fn command(command: &Command, group: &str) -> String {
    let positional =
        command.positional.map(|positional| format!(" [{}]", positional.name.to_ascii_uppercase()));
    let mut text = format!(
        "{}\n\nUsage: {PROGRAM} {}{} [FLAGS]\n\n{}\n",
        command.summary.as_str(),
        format!("{group} {}", command.name).trim_start(),
        positional.unwrap_or_default(),
        wrap(command.details.as_str(), 0)
    );
    if let Some(positional) = command.positional {
        let name = format!("[{}]", positional.name.to_ascii_uppercase());
        text +=
            &format!("Argument:\n{}\n", rows(vec![(name, positional.help.as_str().to_owned())]));
    }
    for (section, title) in [
        (Section::Main, "Flags"),
        (Section::Change, "The branch, its commit and its review"),
        (Section::Connection, "Connection"),
        (Section::Run, "Run"),
    ] {
        let flags = command.flags().filter(|flag| flag.section == section);
        let listed: Vec<_> =
            flags.map(|flag| (left(command, flag), right(command, flag))).collect::<Vec<_>>();
        if !listed.is_empty() {
            text += &format!("{title}:\n{}\n", rows(listed));
        }
    }
    text
}

/// `-o, --organization NAME`.
fn left(command: &Command, flag: &Flag) -> String {
    let own = |letter: &char| command.short(*letter).is_some_and(|known| known.name == flag.name);
    let mut names: Vec<String> =
        flag.short.filter(own).map(|letter| format!("-{letter}")).into_iter().collect::<Vec<_>>();
    names.extend(flag.names().iter().map(|name| format!("--{name}")));
    if flag.kind == ValueKind::Toggle {
        names.push(format!("--no-{}", flag.name));
    }
    let value =
        if flag.kind.is_bare() { String::new() } else { format!(" {}", flag.value_name.as_str()) };
    format!("{}{value}", names.join(", "))
}

fn right(command: &Command, flag: &Flag) -> String {
    let mut text = flag.help.as_str().to_owned();
    if let ValueKind::Choice(words) = flag.kind {
        text += &bracketed(&words.join(", "));
    }
    if let Some(default) = flag.default {
        text += &bracketed(&format!("default: {default}"));
    }
    if let Some(name) = flag.env {
        text += &bracketed(&format!("env: {name}"));
    }
    if command.requires(flag) {
        let reads = command.flag("read-ci-state").is_some();
        text += if reads { " [required\u{a0}without\u{a0}--read-ci-state]" } else { " [required]" };
    }
    text
}

/// A remark that is not broken across lines, if it fits on one.
fn bracketed(remark: &str) -> String {
    match remark.len() + INDENT < WIDTH {
        true => format!(" [{}]", remark.replace(' ', "\u{a0}")),
        false => format!(" [{remark}]"),
    }
}

const WIDTH: usize = 96;
const INDENT: usize = 8;

/// Each name on a line of its own with its text below: flags have long names and aliases.
fn rows(rows: Vec<(String, String)>) -> String {
    let row = |(name, text): (String, String)| format!("  {name}\n{}", wrap(&text, INDENT));
    rows.into_iter().map(row).collect()
}

fn wrap(text: &str, indent: usize) -> String {
    let mut wrapped = String::new();
    let mut column = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let width = word.chars().count() + 1;
        if column == 0 || column + width > WIDTH {
            if column > 0 {
                wrapped.push('\n');
            }
            wrapped.push_str(&" ".repeat(indent));
            column = indent;
        } else {
            wrapped.push(' ');
        }
        wrapped.push_str(&word.replace('\u{a0}', " "));
        column += width;
    }
    wrapped.push('\n');
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flag_is_in_the_help_of_its_command_and_no_line_is_too_long() {
        for command in table::COMMANDS {
            let words: Vec<_> = command.path().split(' ').map(str::to_owned).collect();
            let text = render(&words);
            for flag in command.flags() {
                assert!(text.contains(&format!("--{}", flag.name)), "{}", flag.name);
            }
            assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
        }
    }

    #[test]
    fn hidden_groups_have_help_but_are_not_listed() {
        assert!(!render(&[]).contains("workspace") && !render(&[]).contains("run status"));
        assert!(render(&["run".to_owned()]).contains("Print the status of a run."));
        assert!(render(&["workspace".to_owned()]).contains("add-location"));
        let words = ["workspace".to_owned(), "add-location".to_owned()];
        assert!(render(&words).contains("workspace add-location [LOCATION] [FLAGS]"));
    }
}
