//! What only the module for command lines, the Action and the library exports: `js/dagster_deploy.d.ts`.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::{JsHost, promise, read_job};
use crate::gather::Gather;
use crate::{action, entry};

/// The names of the environment variables that the job of a library call should carry.
#[wasm_bindgen]
pub fn call_variables(command: &str, reads_ci_state: bool) -> Vec<String> {
    let names = entry::call_variables(command, reads_ci_state);
    names.into_iter().map(str::to_owned).gather()
}

/// The names of the environment variables that the job of the Action should carry.
#[wasm_bindgen]
pub fn action_variables() -> Vec<String> {
    entry::action_variables()
}

/// Runs the GitHub Action, or with `is_post` the end of a job that was cancelled; resolves to the exit status.
#[wasm_bindgen]
pub fn action(job: JsValue, host: JsHost, is_post: bool) -> Promise {
    let stage = if is_post { action::Stage::Post } else { action::Stage::Main };
    promise(Box::pin(async move { Ok(action::run(&host, &read_job(&job), stage).await.into()) }))
}
