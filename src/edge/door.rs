//! The door of the edge: answers requests of the web.

use super::host::EdgeHost;
use crate::webhook::headers::Headers;

/// A request, but for its body.
pub struct Call {
    /// Such as `POST`.
    pub method: String,
    /// Absolute.
    pub url: String,
    /// Its headers.
    pub headers: Headers,
}

/// What is answered.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body; no body if it is empty.
    pub body: String,
}

/// Answers a request.
pub async fn answer(_host: &impl EdgeHost, _call: &Call) -> Answer {
    Answer { status: 404, headers: Vec::new(), body: String::new() }
}
