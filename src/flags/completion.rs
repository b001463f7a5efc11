//! Completion scripts for shells, as loops over the table.
//!
//! Words are completed, values are not: what the shell completes by itself (paths) stays as it is.

use super::{Command, PROGRAM, ValueKind, table};

/// The script for one of [`super::argv::SHELLS`].
#[inline(never)]
pub fn script(shell: &str) -> String {
    match shell {
        "fish" => fish(),
        // zsh reads bash's completions once bashcompinit is loaded.
        "zsh" => format!("autoload -U +X bashcompinit && bashcompinit\n{}", bash()),
        _ => bash(),
    }
}

fn flag_words(command: &Command) -> Vec<String> {
    let shown = command.flags();
    let mut words: Vec<_> =
        shown.flat_map(super::Flag::names).map(|name| format!("--{name}")).collect::<Vec<_>>();
    let toggles = command.flags().filter(|flag| flag.kind == ValueKind::Toggle);
    words.extend(toggles.map(|flag| format!("--no-{}", flag.name)));
    words
}

fn commands_of(group: &str) -> impl Iterator<Item = &'static Command> {
    table::COMMANDS.iter().copied().filter(move |command| command.group == group)
}

fn bash() -> String {
    let mut words: Vec<_> = commands_of("").map(|command| command.name).collect::<Vec<_>>();
    let mut cases = String::new();
    for command in commands_of("") {
        // Flags follow a command of its own from the second word on, whatever stands before them.
        let flags = flag_words(command).join(" ");
        cases += &format!("    \"{} \"*) words=\"{flags}\";;\n", command.name);
    }
    let groups = table::GROUPS.iter().filter(|group| !group.name.is_empty());
    words.extend(groups.clone().filter(|group| !group.hidden).map(|group| group.name));
    for group in groups.map(|group| group.name) {
        let names: Vec<_> = commands_of(group).map(|command| command.name).collect::<Vec<_>>();
        cases += &format!("    \"{group} \") words=\"{}\";;\n", names.join(" "));
        for command in commands_of(group) {
            cases += &format!(
                "    \"{} {}\") words=\"{}\";;\n",
                group,
                command.name,
                flag_words(command).join(" ")
            );
        }
    }
    format!(
        "_{name}() {{\n  local words path=\"\"\n  [ \"$COMP_CWORD\" -ge 2 ] && path=\"${{COMP_WORDS[1]}} \"\n  \
         [ \"$COMP_CWORD\" -ge 3 ] && path+=\"${{COMP_WORDS[2]}}\"\n  case \"$path\" in\n    \"\") words=\"{groups} --help --version\";;\n{cases}  esac\n  \
         COMPREPLY=($(compgen -W \"$words --help\" -- \"${{COMP_WORDS[COMP_CWORD]}}\"))\n}}\ncomplete -o default -F _{name} {PROGRAM}\n",
        name = PROGRAM.replace('-', "_"),
        groups = words.join(" "),
    )
}

fn fish() -> String {
    let mut lines = String::new();
    for command in commands_of("") {
        let name = command.name;
        lines += &format!(
            "complete -c {PROGRAM} -f -n __fish_use_subcommand -a {name} -d '{}'\n",
            command.summary.as_str()
        );
        for word in flag_words(command) {
            let word = word.trim_start_matches('-');
            lines += &format!(
                "complete -c {PROGRAM} -n '__fish_seen_subcommand_from {name}' -l {word}\n"
            );
        }
    }
    for group in table::GROUPS.iter().filter(|group| !group.name.is_empty()) {
        let name = group.name;
        if !group.hidden {
            lines += &format!(
                "complete -c {PROGRAM} -f -n __fish_use_subcommand -a {name} -d '{}'\n",
                group.summary.as_str()
            );
        }
        let names: Vec<_> = commands_of(name).map(|command| command.name).collect::<Vec<_>>();
        let names = names.join(" ");
        for command in commands_of(name) {
            let seen = format!(
                "'__fish_seen_subcommand_from {name}; and not __fish_seen_subcommand_from {names}'"
            );
            lines += &format!(
                "complete -c {PROGRAM} -f -n {seen} -a {} -d '{}'\n",
                command.name,
                command.summary.as_str()
            );
            let seen = format!(
                "'__fish_seen_subcommand_from {name}; and __fish_seen_subcommand_from {}'",
                command.name
            );
            for word in flag_words(command) {
                lines += &format!(
                    "complete -c {PROGRAM} -n {seen} -l {}\n",
                    word.trim_start_matches('-')
                );
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::argv::SHELLS;
    use super::*;

    #[test]
    fn every_script_knows_every_command_and_flag() {
        for shell in SHELLS {
            let script = script(shell);
            for command in table::COMMANDS {
                assert!(script.contains(command.name), "{shell} {}", command.name);
                for flag in command.flags() {
                    assert!(script.contains(flag.name), "{shell} --{}", flag.name);
                }
            }
        }
    }

    #[test]
    fn fish_offers_files_again_once_a_command_is_typed() {
        let script = script("fish");
        let condition = "not __fish_seen_subcommand_from add-location update-location'";
        assert!(script.contains(condition), "{script}");
    }
}
