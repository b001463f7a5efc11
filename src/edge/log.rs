//! The log of the edge: one line of JSON for each delivery and each step. Never a secret: failures have lost them
//! before, and no header and no body is logged.

use super::host::EdgeHost;
use crate::json::Json;
use crate::output::acts;

/// Writes a line.
pub(super) fn line<H: EdgeHost>(host: &H, what: &str, fields: &[(&str, Json)]) {
    let common = [("time", Json::int(host.milliseconds())), ("what", Json::text(what))];
    let line = Json::object(&[&common, fields].concat());
    host.log(&harmless(line.as_str()));
}

/// Escapes what a terminal obeys and what reorders a line, which JSON need not do: the line means the same.
fn harmless(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    for character in line.chars() {
        match acts(character) {
            true => shown.push_str(&format!("\\u{:04x}", u32::from(character))),
            false => shown.push(character),
        }
    }
    shown
}
