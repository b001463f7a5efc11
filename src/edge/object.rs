//! The objects of the edge: what each does with a message, and when its time has come.

use super::host::EdgeHost;
use crate::host::Fault;

/// Takes a message and answers it, at once: nothing else comes between what is loaded and what is saved.
///
/// # Errors
///
/// It could not be saved.
pub fn receive(_host: &impl EdgeHost, _object: &str, _message: &str) -> Result<String, Fault> {
    Ok(String::new())
}

/// Does what is to be done now.
pub async fn alarm(_host: &impl EdgeHost, _object: &str) {}
