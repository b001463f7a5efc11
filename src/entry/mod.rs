//! The ways in: an outside form of a request to a command, and its outcome back to the outside form.

pub mod cli;
pub mod library;

use crate::flags::{argv, given, table};

/// The names of the environment variables that this command line may read. A host passes these and no others, so that a
/// Deno user need not allow more.
pub fn variables(argv: &[String]) -> Vec<&'static str> {
    let flags = table::COMMANDS.iter().flat_map(|command| command.flags());
    let names = flags.filter_map(|flag| flag.env).chain(crate::command::config::VARIABLES);
    distinct(names.chain(network()).chain(change(argv::reads_change(argv))))
}

/// The names of those that a library call may read: how to reach the network, and what tells of the change, for the
/// commands that read it. All else comes as options.
pub fn call_variables(path: &str, reads_ci_state: bool) -> Vec<&'static str> {
    let mut commands = table::COMMANDS.iter();
    let reads = commands.any(|command| command.path() == path && command.reads_change);
    distinct(network().chain(change(reads || reads_ci_state)))
}

fn network() -> impl Iterator<Item = &'static str> {
    crate::http::proxy::VARIABLES.into_iter().chain(crate::http::CA_VARIABLES)
}

fn change(is_read: bool) -> impl Iterator<Item = &'static str> {
    let flags = table::COMMANDS.iter().flat_map(|command| command.flags());
    let ours = flags.filter_map(|flag| flag.env).filter(|name| given::is_ours(name));
    let others = crate::command::DEPLOY_VARIABLES;
    crate::change::collect::variables().chain(others).chain(ours).filter(move |_| is_read)
}

fn distinct(names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut distinct = Vec::new();
    for name in names {
        if !distinct.contains(&name) {
            distinct.push(name);
        }
    }
    distinct
}
