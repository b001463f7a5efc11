//! The Dagster+ GraphQL API as far as deploying needs it: operations with typed variables and results.
//!
//! Each operation is a `.graphql` file in `operations/`, checked against the SDL in `tests/sandbox/` by
//! `tests/operations.test.js`. Not here: flags, prompts, waiting. This room never sees flags.

pub mod agent_type;
pub mod answer;
pub mod branch_deployment;
pub mod branch_state;
pub mod client;
pub mod load_error;
pub mod location;
pub mod location_version;
pub mod run;
pub mod run_failure;

pub use client::{Client, Operation};
