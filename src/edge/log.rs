//! The log of the edge: one line of JSON for each delivery and each step of the work. Never a secret: what is told of a
//! failure was blotted before, and no header and no body is logged.

use super::host::EdgeHost;
use crate::json::Json;

/// Writes a line.
pub(super) fn line<H: EdgeHost>(host: &H, what: &str, fields: &[(&str, Json)]) {
    let common = [("time", Json::int(host.now() as i64)), ("what", Json::text(what))];
    let line = Json::object(&[&common, fields].concat());
    host.log(line.as_str());
}
