//! Receives webhooks (`js/edge/host.d.ts`) in the web's own types: a `Request` in, a `Response` out.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request, Response, ResponseInit};

use super::values::{fault, pairs, thrown};
use super::{JsHost, promise};
use crate::edge::actors;
use crate::edge::host::{EdgeHost, Memory};
use crate::edge::http::{HttpAnswer, HttpRequest};
use crate::edge::router;
use crate::host::Fault;
use crate::policy::Policy;
use crate::webhook::headers::Headers;

// What is not caught never throws: `core.js` sees to it.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(method)]
    fn config(this: &JsHost) -> JsValue;
    #[wasm_bindgen(method)]
    fn variable(this: &JsHost, name: &str) -> JsValue;
    #[wasm_bindgen(method)]
    fn runtime(this: &JsHost) -> JsValue;
    #[wasm_bindgen(method, js_name = readBody)]
    fn read_body(this: &JsHost, max_bytes: u32, timeout_milliseconds: u32) -> Promise;
    #[wasm_bindgen(method)]
    fn send(this: &JsHost, object: &str, message: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn post(this: &JsHost, object: &str, message: &str);
    #[wasm_bindgen(method)]
    fn load(this: &JsHost, key: &str) -> JsValue;
    #[wasm_bindgen(method)]
    fn list(this: &JsHost, prefix: &str) -> JsValue;
    #[wasm_bindgen(method, catch)]
    fn save(this: &JsHost, rows: Array, alarm: JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn log(this: &JsHost, line: &str);
}

/// A configuration, or its mistakes.
type ParsedPolicy = Rc<Result<Policy, Vec<String>>>;

thread_local! {
    /// The configuration, with the text that it was read from.
    static POLICY: RefCell<Option<(String, ParsedPolicy)>> =
        const { RefCell::new(None) };
    static MEMORY: Rc<Memory> = Rc::default();
}

/// Answers a request of the web.
#[wasm_bindgen]
pub fn answer(request: Request, host: JsHost) -> Promise {
    promise(Box::pin(async move {
        let (method, url) = (request.method(), request.url());
        let call = HttpRequest { method, url, headers: headers(&request) };
        response(&router::answer(&host, &call).await)
    }))
}

/// Has an object receive a message, before this returns; the promise has its answer, or an Error with a `code`.
#[wasm_bindgen]
pub fn receive(object: &str, message: &str, host: &JsHost) -> Promise {
    match actors::receive(host, object, message) {
        Ok(answer) => Promise::resolve(&JsValue::from(answer)),
        Err(fault) => Promise::reject(&thrown(&fault)),
    }
}

/// Does what an object has to do now.
#[wasm_bindgen]
pub fn alarm(object: String, host: JsHost) -> Promise {
    promise(Box::pin(async move {
        actors::alarm(&host, &object).await.map_err(|fault| thrown(&fault))?;
        Ok(JsValue::UNDEFINED)
    }))
}

/// The headers by one text: each value that crosses the boundary by itself costs as much. No name has a comma, and no
/// value a line break.
fn headers(request: &Request) -> Headers {
    let lines = Array::from(&request.headers()).join("\n").as_string().unwrap_or_default();
    let pair = |line: &str| {
        let (name, value) = line.split_once(',')?;
        Some((name.to_owned(), value.to_owned()))
    };
    Headers::new(lines.split('\n').filter_map(pair).collect::<Vec<_>>())
}

fn response(answer: &HttpAnswer) -> Result<JsValue, JsValue> {
    let headers = Array::new();
    for (name, value) in &answer.headers {
        headers.push(&pair(name, &value.as_str().into()));
    }
    let init = ResponseInit::new();
    init.set_status(answer.status);
    init.set_headers(&headers);
    // Answers of some statuses must not have a body, not even an empty one.
    let body = Some(answer.body.as_str()).filter(|body| !body.is_empty());
    Response::new_with_opt_str_and_init(body, &init).map(JsValue::from)
}

fn pair(name: &str, value: &JsValue) -> Array {
    Array::of2(&name.into(), value)
}

impl EdgeHost for JsHost {
    fn policy(&self) -> ParsedPolicy {
        let text = self.config().as_string().unwrap_or_default();
        POLICY.with_borrow_mut(|cached| match cached {
            Some((known, policy)) if *known == text => policy.clone(),
            _ => {
                let policy = Rc::new(Policy::parse(&text));
                *cached = Some((text, policy.clone()));
                policy
            }
        })
    }

    fn memory(&self) -> Rc<Memory> {
        MEMORY.with(Rc::clone)
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.variable(name).as_string()
    }

    fn runtime(&self) -> String {
        self.runtime().as_string().unwrap_or_default()
    }

    async fn read_body(&self, max_bytes: u32, timeout_milliseconds: u32) -> Result<Vec<u8>, Fault> {
        let body = JsFuture::from(self.read_body(max_bytes, timeout_milliseconds)).await;
        body.map(|body| Uint8Array::new(&body).to_vec()).map_err(fault)
    }

    async fn send(&self, object: &str, message: &str) -> Result<String, Fault> {
        let answer = JsFuture::from(self.send(object, message)).await.map_err(fault)?;
        Ok(answer.as_string().unwrap_or_default())
    }

    fn post(&self, object: &str, message: &str) {
        self.post(object, message);
    }

    fn load(&self, key: &str) -> Option<String> {
        self.load(key).as_string()
    }

    fn list(&self, prefix: &str) -> Vec<(String, String)> {
        pairs(&self.list(prefix))
    }

    fn save(&self, rows: &[(String, Option<String>)], alarm: Option<i64>) -> Result<(), Fault> {
        let list = Array::new();
        for (key, text) in rows {
            list.push(&pair(key, &text.as_deref().map_or(JsValue::NULL, JsValue::from_str)));
        }
        self.save(list, alarm.map_or(JsValue::NULL, |time| JsValue::from_f64(time as f64)))
            .map_err(fault)
    }

    fn log(&self, line: &str) {
        self.log(line);
    }
}
