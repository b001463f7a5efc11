//! The ways in: an outside form of a request to a command, and its outcome back to the outside form.

pub mod cli;
pub mod library;

use crate::flags::table;

/// The names of all environment variables that the core reads. A host passes these and no others, so
/// that a Deno user need not allow more.
pub fn variables() -> Vec<&'static str> {
    let flags = table::COMMANDS.iter().flat_map(|command| command.flags);
    let mut names: Vec<_> = flags.filter_map(|flag| flag.env).collect();
    names.extend(crate::command::config::VARIABLES);
    names.extend(crate::http::proxy::VARIABLES);
    names.extend(crate::http::CA_VARIABLES);
    let mut unique: Vec<&str> = Vec::new();
    for name in names {
        if !unique.contains(&name) {
            unique.push(name);
        }
    }
    unique
}
