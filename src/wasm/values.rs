//! Values of Rust as values of JavaScript, and back: properties, lists of pairs, bytes, documents and what is thrown.
//!
//! A value of another type than is wanted counts as a missing one, but for numbers.

use js_sys::{Array, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::host::Fault;
use crate::json::Json;

/// A document of ours as plain objects, null for nothing.
pub(super) fn plain(document: &Json) -> JsValue {
    js_sys::JSON::parse(document.as_str()).unwrap_or(JsValue::NULL)
}

/// Plain objects, null for nothing: what JSON.parse would give.
pub(super) fn to_js(value: &impl Serialize) -> JsValue {
    value.serialize(&Serializer::json_compatible()).expect("plain data has a JavaScript form")
}

/// A host call's number; another type is a broken host, and going on would decide on nonsense.
pub(super) fn number(value: JsValue) -> f64 {
    match value.as_f64() {
        Some(number) => number,
        None => panic!("a function of the host returned no number"),
    }
}

/// Sets a property of an object that is new and takes any.
pub(super) fn set(object: &JsValue, key: &str, value: &JsValue) {
    // Only a frozen object would refuse.
    let _ = Reflect::set(object, &key.into(), value);
}

pub(super) fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

/// `[name, value][]`.
pub(super) fn pairs(list: &JsValue) -> Vec<(String, String)> {
    let pair = |pair: JsValue| {
        let pair = Array::from(&pair);
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    Array::from(list).iter().filter_map(pair).collect::<Vec<_>>()
}

pub(super) fn bytes(object: &JsValue, key: &str) -> Vec<u8> {
    Uint8Array::new(&get(object, key)).to_vec()
}

/// An Error that carries a fault.
pub(super) fn thrown(fault: &Fault) -> JsValue {
    let error = js_sys::Error::new(&fault.message);
    set(&error, "code", &fault.code.as_str().into());
    error.into()
}

/// Returns code and message of whatever was thrown. The code is the error's own, that of its cause, or else the error's
/// name; the messages of the whole chain stay, for the innermost is the most exact.
pub(super) fn fault(thrown: JsValue) -> Fault {
    let text =
        |object: &JsValue, key: &str| get(object, key).as_string().filter(|text| !text.is_empty());
    let mut code = None;
    let mut messages: Vec<String> = Vec::new();
    let mut level = thrown.clone();
    for _ in 0..5 {
        if !level.is_object() {
            break;
        }
        code = code.or_else(|| text(&level, "code"));
        messages.extend(text(&level, "message").filter(|message| !messages.contains(message)));
        level = get(&level, "cause");
    }
    if messages.is_empty() {
        messages.push(String::from(Object::from(thrown.clone()).to_string()));
    }
    let code = code.or_else(|| text(&thrown, "name")).unwrap_or_default();
    Fault { code, message: messages.join(": ") }
}
