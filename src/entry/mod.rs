//! The ways in: an outside form of a request to a command, and its outcome back to the outside form.

pub mod cli;
pub mod library;

use crate::flags::table;

/// The names of the environment variables that a command line may read. A host passes these and no
/// others, so that a Deno user need not allow more.
pub fn variables() -> Vec<&'static str> {
    let flags = table::COMMANDS.iter().flat_map(|command| command.flags);
    let mut names = network_variables();
    for name in flags.filter_map(|flag| flag.env).chain(crate::command::config::VARIABLES) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The names of those that a library call may read: how to reach the network. All else comes as options.
pub fn network_variables() -> Vec<&'static str> {
    crate::http::proxy::VARIABLES.into_iter().chain(crate::http::CA_VARIABLES).collect()
}
