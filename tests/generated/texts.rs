//! The program's own texts: help for all that has it, and completion scripts, by the names under which the core asks for
//! them.

use dagster_deploy::flags::table::{COMMANDS, GROUPS};
use dagster_deploy::flags::{argv, completion, help};

/// Every name.
fn names() -> Vec<String> {
    let hidden = COMMANDS.iter().flat_map(|command| command.hidden_groups.iter().copied());
    let groups = GROUPS.iter().map(|group| group.name).chain(hidden);
    let commands = COMMANDS.iter().flat_map(|command| {
        let groups = [command.group].into_iter().chain(command.hidden_groups.iter().copied());
        groups.map(|group| format!("{group} {}", command.name))
    });
    let words = groups.map(str::to_owned).chain(commands);
    let help = words.map(|words| format!("help {}", words.trim()).trim_end().to_owned());
    let shells = argv::SHELLS.iter().map(|shell| format!("completion {shell}"));
    let mut names: Vec<_> = help.chain(shells).collect();
    names.sort();
    names.dedup();
    names
}

/// The text of that name.
pub(crate) fn own(name: &str) -> Option<String> {
    let (kind, rest) = name.split_once(' ').unwrap_or((name, ""));
    if !names().iter().any(|known| known == name) {
        return None;
    }
    Some(match kind {
        "completion" => completion::script(rest),
        _ => help::render(&rest.split_whitespace().map(str::to_owned).collect::<Vec<_>>()),
    })
}

/// The module js/texts.js.
#[allow(dead_code, reason = "the replay of transcripts only asks for single texts")]
pub(crate) fn module() -> String {
    let mut text = String::from(
        "// @ts-check\n/**\n * Help and completion scripts, by the names under which the core asks for them. Generated from the \
         flag table by\n * tests/generated.rs (cargo test).\n * @type {Record<string, string>}\n */\nexport const texts = {\n",
    );
    for name in names() {
        let lines = own(&name)
            .unwrap_or_default()
            .replace('\\', "\\\\")
            .replace('`', "\\`")
            .replace("${", "\\${");
        text += &format!("  \"{name}\": `{lines}`,\n");
    }
    text + "};\n"
}
