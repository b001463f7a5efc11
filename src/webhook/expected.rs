//! The proof that a route expects of its deliveries. Not here: checking it (`proof.rs`).

use super::oidc::Google;

/// The proof that a delivery needs.
#[derive(Clone, Copy, Default)]
pub struct Expected<'a> {
    /// One of these has to be known; empty ones count for nothing.
    pub secrets: &'a [&'a str],
    /// The header that holds the secret, where the sender sends it as it is and lets the user name the header.
    pub header: Option<&'a str>,
    /// The secret in the URL, empty if it has none, `None` without a URL. It counts only for senders that have no other
    /// way.
    pub url_secret: Option<&'a str>,
    /// Who has to have sent it by Google's word. If there are secrets as well, both have to be right.
    pub google: Option<Google<'a>>,
    /// The present, in seconds since the Unix epoch, if old deliveries are refused.
    pub now: Option<f64>,
}
