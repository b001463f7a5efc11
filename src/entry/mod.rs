//! The ways in: an outside form of a request to a command, and its outcome back to the outside form.

pub mod cli;
pub mod library;

use crate::action;
use crate::flags::action::ACTION;
use crate::flags::{argv, given, input_variable, inputs, table};

/// The names of the environment variables that this command line may read. A host passes these and no others, so that a
/// Deno user need not allow more.
pub fn variables(argv: &[String]) -> Vec<&'static str> {
    let mut names = of_flags();
    if argv::reads_change(argv) {
        add_change(&mut names);
    }
    names
}

/// The names of the variables that the Action may read: its inputs, the runner's, and those of a command line.
pub fn action_variables() -> Vec<String> {
    let mut names = of_flags();
    add_change(&mut names);
    add(&mut names, &action::runner::VARIABLES);
    let mut all: Vec<_> = names.into_iter().map(str::to_owned).collect::<Vec<_>>();
    for flag in inputs::all() {
        all.push(input_variable::variable(flag.name));
    }
    all
}

/// The names of those that any flag, a configuration file or a request may ask for.
fn of_flags() -> Vec<&'static str> {
    let mut names = Vec::new();
    for command in table::COMMANDS {
        for flag in command.flags() {
            add(&mut names, flag.env.as_slice());
        }
    }
    add(&mut names, &crate::command::config::VARIABLES);
    add(&mut names, &[crate::command::WEBHOOKS_VARIABLE]);
    add_network(&mut names);
    names
}

/// The names of the variables that a library call may read: the network's, and those of the change for commands that
/// read it. Everything else comes as options.
pub fn call_variables(path: &str, reads_ci_state: bool) -> Vec<&'static str> {
    let mut commands = table::COMMANDS.iter();
    let mut names = Vec::new();
    add_network(&mut names);
    if reads_ci_state || commands.any(|command| command.path() == path && command.reads_change) {
        add_change(&mut names);
    }
    names
}

/// The variables that hold secrets and belong to no flag of a command line.
const OTHER_SECRETS: [&str; 3] =
    ["GITHUB_TOKEN", "DAGSTER_DEPLOY_WEBHOOK_SECRET", "DAGSTER_DEPLOY_OPERATOR_TOKEN"];

/// Returns the names of the variables that hold tokens and other secrets. They are not handed to git, which runs what
/// the user's configuration names. The rest of the environment is: nobody can list what git, its credential helpers and
/// ssh need.
pub fn secret_variables() -> Vec<String> {
    let mut names: Vec<_> = OTHER_SECRETS.into_iter().map(str::to_owned).collect::<Vec<_>>();
    for command in [table::COMMANDS, &[&ACTION]].concat() {
        for flag in command.flags().filter(|flag| flag.is_secret) {
            let variables =
                [flag.env.map(str::to_owned), Some(input_variable::variable(flag.name))];
            for name in variables.into_iter().flatten() {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
    }
    names
}

fn add_network(names: &mut Vec<&'static str>) {
    add(names, &crate::http::proxy::VARIABLES);
    add(names, &crate::http::CA_VARIABLES);
}

fn add_change(names: &mut Vec<&'static str>) {
    add(names, &crate::change::collect::variables());
    add(names, &crate::command::DEPLOY_VARIABLES);
    for command in table::COMMANDS {
        for flag in command.flags() {
            if let Some(name) = flag.env.filter(|name| given::is_ours(name)) {
                add(names, &[name]);
            }
        }
    }
}

/// Adds those that are not there yet.
fn add(names: &mut Vec<&'static str>, more: &[&'static str]) {
    for name in more {
        if !names.contains(name) {
            names.push(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::secret_variables;

    #[test]
    fn every_variable_with_a_secret_is_known() {
        let mut names = secret_variables();
        names.sort();
        assert_eq!(
            names,
            [
                "DAGSTER_CLOUD_API_TOKEN",
                "DAGSTER_DEPLOY_OPERATOR_TOKEN",
                "DAGSTER_DEPLOY_WEBHOOK_SECRET",
                "GITHUB_TOKEN",
                "INPUT_API-TOKEN",
                "INPUT_GITHUB-TOKEN",
                "INPUT_SECRET",
            ]
        );
    }
}
