//! dagster-deploy: creates Dagster+ branch deployments and deploys code locations.
//!
//! Nothing happens in this file. Dependencies run one way: `entry -> command -> dagster -> http -> host`; `entry ->
//! flags`; `command -> flags, location, change, policy`; `edge -> command, policy -> webhook -> change`; `location ->
//! flags, yaml, change`; `flags -> change, webhook`; `change -> http`. All may use `encoding`, `error`, `fingerprint`,
//! `json`, `output`, `payload`, `python_float`, `secrets` and `suggest`.
//!
//! Invariants:
//! - the core does no I/O and reads no clock, environment or global: values come in through
//!   [`host::Job`], effects go out through [`host::Host`] (`clippy.toml`);
//! - only `wasm/` names a JavaScript type (`tests/tidy.test.js`);
//! - a token never reaches a message: replies lose it in [`http::once`], and what a command prints passes
//!   [`output::Output`] (`tests/echo.rs`, transcripts).
//!
//! `#[inline(never)]` marks what a good run does not need: an engine compiles a WASM function when it is
//! first called, so rare code inside a function that always runs would be compiled for nothing. It also keeps what is
//! called from everywhere, such as [`error::Error::new`], from being written everywhere.

pub mod action;
pub mod change;
pub mod command;
pub mod dagster;
pub mod edge;
pub mod encoding;
pub mod entry;
pub mod error;
pub mod fingerprint;
pub mod flags;
pub mod github;
pub mod host;
pub mod http;
pub mod json;
pub mod location;
pub mod output;
pub mod payload;
pub mod policy;
pub mod python_float;
pub mod secrets;
pub mod suggest;
pub mod webhook;
pub mod yaml;

#[cfg(target_arch = "wasm32")]
pub mod wasm;

// The testkit is compiled here and in the tests beside the crate, which know it by this name.
#[cfg(test)]
extern crate self as dagster_deploy;
#[cfg(test)]
#[path = "../tests/testkit/mod.rs"]
mod testkit;

/// Its functions are small: std's `malloc` is one of 4.6 KB, which V8 compiles a second time because a run
/// calls it so often.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The version of this package, as `--version` and the User-Agent header say it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
