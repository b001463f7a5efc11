//! The status page: plain HTML that needs no script.
//!
//! Not here: what is shown.

use serde_json::Value;

/// What a browser is told of the page: nothing from elsewhere, and nothing that runs.
pub(super) const HEADERS: [(&str, &str); 2] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    ),
    ("Referrer-Policy", "no-referrer"),
];

/// The page.
pub(super) fn page(_status: &Value) -> String {
    String::new()
}
