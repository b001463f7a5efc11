//! The variables in which the runner passes the Action's inputs.

use crate::host::Variables;

/// The variable that holds an input.
pub fn variable(name: &str) -> String {
    format!("INPUT_{}", name.to_ascii_uppercase())
}

/// Returns the text of an input.
pub fn text<'e>(name: &str, env: &'e Variables) -> Option<&'e str> {
    let text = env.get(&variable(name))?.trim();
    (!text.is_empty()).then_some(text)
}
