//! The edge: webhooks in, branch deployments out. A router that checks deliveries, objects that keep them until they
//! have had their effect, and what an operator sees of it.
//!
//! There is one object per branch of a repository, which keeps what is known of it and does the work, one thing at a
//! time; and one directory, which knows all branches and brings images to theirs. Each has rows of its own and an
//! alarm; a host keeps both (a Durable Object, or a file on a server). What to admit, do, repeat or give up is decided
//! by pure functions. Not here: what deliveries mean (`webhook/`), and what is sent to Dagster+ (`command/`).

pub mod actors;
pub mod branch;
mod directory;
mod durations;
pub mod host;
pub mod http;
mod listing;
mod log;
mod message;
mod object;
pub mod router;
pub mod status;
mod work;

#[cfg(test)]
mod tests;
