//! The generated parts of js/index.d.ts and js/webhook.d.ts: options, commands and error codes. Not here: result types, which are written
//! by hand in those files.

use dagster_deploy::flags::table::GROUP_OF_EDGE;
use dagster_deploy::flags::{Action, Command, Flag, ValueKind};

use super::{Groups, Meaning, is_offline};

/// A flag that the options of a library call leave out besides those of the command line only: `dryRun` decides the type of
/// the result, so it is part of `Call` in the hand-written text.
const HAND_WRITTEN: &str = "dry-run";

pub(super) fn codes(codes: &[Meaning]) -> String {
    let mut text = "export type ErrorCode =".to_owned();
    for Meaning { code, text: meaning, .. } in codes {
        text += &format!("\n  /** {meaning} */\n  | \"{code}\"");
    }
    text + ";\n"
}

/// Of all commands but the webhook ones.
pub(super) fn commands(groups: &Groups) -> String {
    let any = groups.commands[0][0];
    let common: String = groups.common.iter().map(|flag| option(any, flag)).collect();
    let common = format!(
        "/** Options of every call that sends requests to Dagster+. */\nexport interface CommonOptions {{\n{common}}}\n"
    );
    common + "\n" + &of(groups, |command| command.group != GROUP_OF_EDGE)
}

/// Of the webhook commands.
pub(super) fn webhooks(groups: &Groups) -> String {
    // A server is a process of its own.
    of(groups, |command| command.group == GROUP_OF_EDGE && command.action != Action::ServeWebhooks)
}

fn of(groups: &Groups, is_wanted: fn(&Command) -> bool) -> String {
    let wanted: Vec<_> = groups.commands.iter().filter(|group| is_wanted(group[0])).collect();
    let mut texts = Vec::new();
    for group in &wanted {
        let name = options_name(group[0]);
        let extends = if is_offline(group[0]) { "" } else { " extends CommonOptions" };
        let own: String = groups.own(group).iter().map(|flag| option(group[0], flag)).collect();
        let about = format!("/** Options of `{}`. */\n", call_name(group[0]));
        texts.push(format!("{about}export interface {name}{extends} {{\n{own}}}\n"));
        for other in &group[1..] {
            let about = format!("/** Options of `{}`. */\n", call_name(other));
            texts.push(format!("{about}export type {} = {name};\n", options_name(other)));
        }
    }
    texts.join("\n") + &constants(wanted.into_iter().flatten().copied().collect())
}

/// `export const deployment: { … }`, one member per command.
fn constants(commands: Vec<&'static Command>) -> String {
    let mut names: Vec<_> = commands.iter().map(|command| command.group).collect();
    names.dedup();
    let mut text = String::new();
    for command in commands.iter().filter(|command| command.group.is_empty()) {
        let (name, result) = (camel(command.name), result(command.action));
        text += &format!("\n{}", comment(command.summary.as_str()).replace("  /**", "/**"));
        text += &format!("export const {name}: Call<{}, {result}>;\n", options_name(command));
    }
    for group in names.into_iter().filter(|group| !group.is_empty()) {
        text += &format!("\nexport const {}: {{\n", camel(group));
        for command in commands.iter().filter(|command| command.group == group) {
            let (name, result) = (camel(command.name), result(command.action));
            text += &comment(command.summary.as_str());
            let call = if is_offline(command) && command.required.is_empty() {
                "OfflineCall"
            } else {
                "Call"
            };
            text += &format!("  {name}: {call}<{}, {result}>;\n", options(command));
        }
        text += "};\n";
    }
    text
}

/// The type of a command's options; what is required may be left out where it is read.
fn options(command: &Command) -> String {
    let name = options_name(command);
    match command.flag("read-ci-state") {
        Some(_) => format!("{name} | ReadingCiState<{name}>"),
        None => name,
    }
}

/// The hand-written type of what a command resolves to.
fn result(action: Action) -> &'static str {
    match action {
        Action::CreateOrUpdateBranchDeployment => "BranchDeployment",
        Action::DeleteBranchDeployment => "DeletedDeployment",
        Action::AddOrUpdateLocation => "DeployedLocations",
        Action::Deploy => "Deployed",
        Action::InspectChange => "Change",
        Action::ImageTag => "ImageTag",
        Action::MarkBranchDeployment => "BranchDeployment",
        Action::LaunchJob => "LaunchedRun",
        Action::RunStatus => "RunStatus",
        Action::ExplainDelivery => "ExplainedDelivery",
        Action::SignDelivery => "SignedDelivery",
        Action::CheckConfiguration => "CheckedConfiguration",
        Action::ServeWebhooks => unreachable!("the library does not serve"),
    }
}

fn option(command: &Command, flag: &Flag) -> String {
    if flag.command_line_only || flag.name == HAND_WRITTEN {
        return String::new();
    }
    let name = flag.option_name();
    let default = flag.default.map(|default| format!(" Default: {default}.")).unwrap_or_default();
    let about = comment(&format!("{}{default}", flag.help.as_str()));
    match (type_of(flag), command.requires(flag)) {
        (kind, true) => format!("{about}  {name}: {kind};\n"),
        (kind, false) => format!("{about}  {name}?: {kind} | null;\n"),
    }
}

fn type_of(flag: &Flag) -> String {
    match flag.kind {
        // The number of a review is often at hand as a number.
        ValueKind::Text if flag.value_name.as_str() == "ID" => "string | number".to_owned(),
        ValueKind::Text | ValueKind::File | ValueKind::Path => "string".to_owned(),
        // Text, because that is what a variable of the environment holds.
        ValueKind::Number | ValueKind::Whole | ValueKind::DecimalSeconds => {
            "number | string".to_owned()
        }
        ValueKind::Object => "string | Record<string, unknown>".to_owned(),
        ValueKind::Choice(["true", "false"]) => "boolean | \"true\" | \"false\"".to_owned(),
        ValueKind::Choice(words) => {
            words.iter().map(|word| format!("{word:?}")).collect::<Vec<_>>().join(" | ")
        }
        ValueKind::List => "string | string[]".to_owned(),
        ValueKind::Switch | ValueKind::Toggle => "boolean".to_owned(),
    }
}

/// A comment of lines that are not too long.
fn comment(text: &str) -> String {
    const WIDTH: usize = 110;
    if text.len() <= WIDTH {
        return format!("  /** {text} */\n");
    }
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < WIDTH => *line += &format!(" {word}"),
            _ => lines.push(format!(" {word}")),
        }
    }
    let lines: String = lines.iter().map(|line| format!("   *{line}\n")).collect();
    format!("  /**\n{lines}   */\n")
}

/// `branchDeployment.createOrUpdate`.
fn call_name(command: &Command) -> String {
    match command.group {
        "" => camel(command.name),
        group => format!("{}.{}", camel(group), camel(command.name)),
    }
}

/// `CreateOrUpdateOptions`.
fn options_name(command: &Command) -> String {
    // `ci branch-deployment` is named in full: alone its name would be that of a group. And `status` says too little.
    let name = match command.group {
        "ci" | "job" | "run" | "webhook" => camel(command.group) + &capital(&camel(command.name)),
        _ => camel(command.name),
    };
    capital(&name) + "Options"
}

fn capital(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}

/// `create-or-update` as `createOrUpdate`, by the rule that names options after flags.
fn camel(name: &'static str) -> String {
    Flag::new(name, "").option_name()
}
