//! The boundary to JavaScript: the only files that name wasm_bindgen, js_sys, web_sys or serde_wasm_bindgen.
//!
//! Here is what runs commands: jobs in, statuses and documents out, and [`Host`]; `edge.rs` has what receives webhooks.
//! Typed values become JavaScript values and back; errors become `DeployError`s with a stable `code`. Nothing is decided
//! here. `js/dagster_deploy.d.ts`, `js/host.d.ts` and `js/edge/host.d.ts` describe the other side.

pub mod edge;
mod values;

use std::cell::RefCell;
use std::pin::Pin;

use js_sys::{Array, Function, Object, Promise, Uint8Array};
use serde_json::Value;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use self::values::{bytes, fault, get, number, pairs, plain, set, to_js};
use crate::command::Failed;
use crate::error::{Code, Error};
use crate::host::{Fault, GitReply, Host, Job, Reply, Request, Serving, Stream};
use crate::json::Json;
use crate::{action, entry};

#[wasm_bindgen]
extern "C" {
    /// The JavaScript object behind [`Host`].
    pub type JsHost;

    #[wasm_bindgen(method)]
    fn fetch(this: &JsHost, request: JsValue) -> Promise;
    #[wasm_bindgen(method)]
    fn sleep(this: &JsHost, milliseconds: u32) -> Promise;
    #[wasm_bindgen(method)]
    fn now(this: &JsHost) -> JsValue;
    #[wasm_bindgen(method)]
    fn random(this: &JsHost) -> JsValue;
    #[wasm_bindgen(method, js_name = readFile)]
    fn read_file(this: &JsHost, path: &str, max_bytes: u32) -> Promise;
    #[wasm_bindgen(method, js_name = appendFile)]
    fn append_file(this: &JsHost, path: &str, text: &str) -> Promise;
    #[wasm_bindgen(method, js_name = runGit)]
    fn run_git(this: &JsHost, arguments: Array, secret_variables: Vec<String>) -> Promise;
    #[wasm_bindgen(method, js_name = hmacSha256)]
    fn hmac_sha256(this: &JsHost, key: &[u8], message: &[u8]) -> Promise;
    #[wasm_bindgen(method, js_name = verifyRs256)]
    fn verify_rs256(this: &JsHost, jwk: &str, message: &[u8], signature: &[u8]) -> Promise;
    #[wasm_bindgen(method)]
    fn serve(this: &JsHost, how: JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = ownText)]
    fn own_text(this: &JsHost, name: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn print(this: &JsHost, stream: &str, text: &str);
}

thread_local! {
    static PANICKED: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Has the callback called with the message when the core panics. A panic is a trap: promises of the
/// instance never settle afterwards, so the shim must reject them and throw the instance away.
#[wasm_bindgen]
pub fn on_panic(callback: Function) {
    PANICKED.set(Some(callback));
    std::panic::set_hook(Box::new(|panic| {
        // Only words from the source: what is put together at run time may quote a token.
        let words = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or_default();
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line()));
        let message = [place.as_deref().unwrap_or_default(), words];
        let message = JsValue::from_str(message.join(" ").trim());
        PANICKED.with_borrow(|callback| {
            if let Some(callback) = callback {
                // Nobody is left to receive the failure.
                let _ = callback.call1(&JsValue::NULL, &message);
            }
        });
    }));
}

/// The names of the environment variables that the job of this command line should carry.
#[wasm_bindgen]
pub fn variables(argv: Vec<String>) -> Vec<String> {
    entry::variables(&argv).into_iter().map(str::to_owned).collect::<Vec<_>>()
}

/// The names of the environment variables that the job of a library call should carry.
#[wasm_bindgen]
pub fn call_variables(command: &str, reads_ci_state: bool) -> Vec<String> {
    let names = entry::call_variables(command, reads_ci_state);
    names.into_iter().map(str::to_owned).collect::<Vec<_>>()
}

/// The names of the environment variables that the job of the Action should carry.
#[wasm_bindgen]
pub fn action_variables() -> Vec<String> {
    entry::action_variables()
}

/// Runs a command line; resolves to the exit status.
#[wasm_bindgen]
pub fn run(job: JsValue, host: JsHost) -> Promise {
    promise(Box::pin(async move { Ok(entry::cli::run(&host, &read_job(&job)).await.into()) }))
}

/// Runs the GitHub Action, or with `is_post` the end of a job that was cancelled; resolves to the exit status.
#[wasm_bindgen]
pub fn action(job: JsValue, host: JsHost, is_post: bool) -> Promise {
    let stage = if is_post { action::Stage::Post } else { action::Stage::Main };
    promise(Box::pin(async move { Ok(action::run(&host, &read_job(&job), stage).await.into()) }))
}

/// Runs a command with typed options; resolves to its result document, rejects with a `DeployError`.
#[wasm_bindgen]
pub fn call(command: String, options: JsValue, job: JsValue, host: JsHost) -> Promise {
    promise(Box::pin(async move { call_with(&command, &options, &job, &host).await }))
}

/// The future as a promise: in one place, because the code that drives a future is written for each type of it.
#[inline(never)]
fn promise(future: Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>) -> Promise {
    wasm_bindgen_futures::future_to_promise(future)
}

async fn call_with(
    command: &str,
    options: &JsValue,
    job: &JsValue,
    host: &JsHost,
) -> Result<JsValue, JsValue> {
    let text = js_sys::JSON::stringify(options)?.as_string().unwrap_or_default();
    let Ok(Value::Object(options)) = serde_json::from_slice(text.as_bytes()) else {
        let problem = "the options are no object of plain values, or hold half a character";
        return Err(deploy_error(&Error::new(Code::InvalidValue, problem).into()));
    };
    match entry::library::call(host, &read_job(job), command, &options).await {
        Ok(document) => js_sys::JSON::parse(document.as_str()),
        Err(failed) => Err(deploy_error(&failed)),
    }
}

/// The job's fields, each with a harmless value where it is missing.
fn read_job(job: &JsValue) -> Job {
    let text = |key: &str| get(job, key).as_string().unwrap_or_default();
    let is = |key: &str| get(job, key).as_bool().unwrap_or_default();
    let argv = Array::from(&get(job, "argv"))
        .iter()
        .filter_map(|word| word.as_string())
        .collect::<Vec<_>>();
    let env = pairs(&Object::entries(&Object::from(get(job, "env"))));
    Job {
        argv,
        env: env.into_iter().collect(),
        stdout_is_terminal: is("stdoutIsTerminal"),
        stderr_is_terminal: is("stderrIsTerminal"),
        platform: text("platform"),
        runtime: text("runtime"),
    }
}

fn deploy_error(Failed { errors, details }: &Failed) -> JsValue {
    let messages: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>();
    let thrown = js_sys::Error::new(&messages.join("\n"));
    thrown.set_name("DeployError");
    let set = |key: &str, value: &JsValue| set(&thrown, key, value);
    if let Some(first) = errors.first() {
        set("code", &first.code.as_str().into());
        set("hint", &first.hint.as_deref().map_or(JsValue::NULL, JsValue::from_str));
    }
    let all = Json::list(&errors.iter().map(Error::to_json).collect::<Vec<_>>());
    set("errors", &plain(&all));
    set("details", &plain(&Json::object(details)));
    thrown.into()
}

impl Host for JsHost {
    async fn fetch(&self, request: &Request) -> Result<Reply, Fault> {
        let reply = JsFuture::from(self.fetch(to_js(request))).await.map_err(fault)?;
        let status = number(get(&reply, "status")) as u16;
        Ok(Reply { status, headers: pairs(&get(&reply, "headers")), body: bytes(&reply, "body") })
    }

    async fn sleep(&self, milliseconds: u32) {
        // A timer that fails is a timer that has ended.
        let _ = JsFuture::from(self.sleep(milliseconds)).await;
    }

    fn now(&self) -> f64 {
        number(self.now())
    }

    fn random(&self) -> f64 {
        number(self.random())
    }

    async fn read_file(&self, path: &str, max_bytes: u32) -> Result<Vec<u8>, Fault> {
        let content = JsFuture::from(self.read_file(path, max_bytes)).await.map_err(fault)?;
        Ok(Uint8Array::new(&content).to_vec())
    }

    async fn append_file(&self, path: &str, text: &str) -> Result<(), Fault> {
        JsFuture::from(self.append_file(path, text)).await.map(drop).map_err(fault)
    }

    async fn run_git(&self, arguments: &[&str]) -> Result<GitReply, Fault> {
        let arguments = arguments.iter().map(|argument| JsValue::from_str(argument)).collect();
        let reply = self.run_git(arguments, entry::secret_variables());
        let reply = JsFuture::from(reply).await.map_err(fault)?;
        let status = number(get(&reply, "status")) as i32;
        Ok(GitReply { status, stdout: bytes(&reply, "stdout"), stderr: bytes(&reply, "stderr") })
    }

    async fn hmac_sha256(&self, key: &[u8], message: &[u8]) -> Result<Vec<u8>, Fault> {
        let code = JsFuture::from(self.hmac_sha256(key, message)).await.map_err(fault)?;
        Ok(Uint8Array::new(&code).to_vec())
    }

    async fn verify_rs256(
        &self,
        jwk: &str,
        message: &[u8],
        signature: &[u8],
    ) -> Result<bool, Fault> {
        let verified = self.verify_rs256(jwk, message, signature);
        Ok(JsFuture::from(verified).await.map_err(fault)? == JsValue::TRUE)
    }

    async fn serve(&self, how: &Serving) -> Result<(), Fault> {
        JsFuture::from(self.serve(to_js(how))).await.map(drop).map_err(fault)
    }

    async fn own_text(&self, name: &str) -> String {
        let text = JsFuture::from(self.own_text(name)).await;
        text.ok().and_then(|text| text.as_string()).unwrap_or_default()
    }

    fn print(&self, stream: Stream, text: &str) {
        self.print(if stream == Stream::Stdout { "stdout" } else { "stderr" }, text);
    }
}
