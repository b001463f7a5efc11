//! Requests and their answers, as the router and the status page see them.

use crate::json::Json;
use crate::webhook::headers::Headers;

/// A request without its body.
pub struct HttpRequest {
    /// Such as `POST`.
    pub method: String,
    /// Absolute.
    pub url: String,
    /// Its headers.
    pub headers: Headers,
}

/// The answer to a request.
#[derive(Debug, PartialEq)]
pub struct HttpAnswer {
    /// HTTP status.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body; no body if it is empty.
    pub body: String,
}

impl HttpAnswer {
    /// An answer in JSON.
    pub(super) fn json(status: u16, fields: &[(&str, Json)]) -> Self {
        Self::written(status, "application/json", [Json::object(fields).as_str(), "\n"].concat())
    }

    /// An answer of some type, which nobody is to keep.
    pub(super) fn written(status: u16, kind: &str, body: String) -> Self {
        let headers = vec![
            ("Content-Type", kind.to_owned()),
            ("Cache-Control", "no-store".to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
        ];
        Self { status, headers, body }
    }

    /// A refusal: what was wrong, and what to do.
    pub(super) fn refused(status: u16, error: &str) -> Self {
        Self::json(status, &[("error", Json::text(error))])
    }
}

/// Splits a URL into path and query.
pub(super) fn parts(url: &str) -> (&str, &str) {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = after.find('/').map_or("/", |place| &after[place..]);
    let path = path.split('#').next().unwrap_or_default();
    path.split_once('?').unwrap_or((path, ""))
}
