//! The actors of the edge: one directory, and an object per branch.

use serde_json::Value;

use super::host::EdgeHost;
use super::message::DIRECTORY;
use super::{directory, object};
use crate::host::Fault;

/// Has an actor receive a message. Nothing is waited for, so that nothing else comes between.
///
/// # Errors
///
/// Fails if the message cannot be parsed or the row cannot be saved.
pub fn receive<H: EdgeHost>(host: &H, object: &str, message: &str) -> Result<String, Fault> {
    let message: Value = serde_json::from_slice(message.as_bytes()).unwrap_or_default();
    match object {
        DIRECTORY => directory::receive(host, &message),
        _ => object::receive(host, &message),
    }
}

/// Runs the actor whose alarm has come.
///
/// # Errors
///
/// Fails if a row cannot be saved; the host calls again.
pub async fn alarm<H: EdgeHost>(host: &H, object: &str) -> Result<(), Fault> {
    match object {
        DIRECTORY => directory::alarm(host).await,
        _ => object::alarm(host, object).await,
    }
}
