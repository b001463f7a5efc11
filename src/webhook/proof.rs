//! Checks the proof of a delivery: that the sender knows a secret, or that Google vouches for it.
//!
//! How senders sign is in `signature.rs`, Google's tokens are in `oidc.rs`. Not here: where secrets come from.

use subtle::ConstantTimeEq;

use super::expected::Expected;
use super::headers::Headers;
use super::oidc;
use super::signature::{self, Scheme};
use crate::host::Host;

/// Checks a delivery, of which these bytes are signed.
///
/// # Errors
///
/// Why it is not to be trusted, as a sentence without its end.
pub(super) async fn check<H: Host>(
    host: &H,
    schemes: &[Scheme],
    (headers, signed): (&Headers, &[u8]),
    expected: &Expected<'_>,
) -> Result<(), String> {
    if let Some(google) = &expected.google {
        oidc::check(host, headers, google).await?;
        if expected.secrets.is_empty() {
            return Ok(());
        }
    }
    match schemes.is_empty() {
        true => in_url(expected).map_err(str::to_owned),
        false => signature::check(host, schemes, (headers, signed), expected).await,
    }
}

/// Checks the secret in the URL, all that a sender can be given who signs nothing and sends no header.
fn in_url(expected: &Expected<'_>) -> Result<(), &'static str> {
    let url_secret = match expected.url_secret {
        None => return Err("this sender signs nothing"),
        Some("") => return Err("this sender signs nothing, and its URL has no secret"),
        Some(url_secret) => url_secret.as_bytes(),
    };
    // All are compared, so that the time shows nothing.
    match expected
        .secrets
        .iter()
        .filter(|secret| bool::from(url_secret.ct_eq(secret.as_bytes())))
        .count()
    {
        0 => Err("the secret in its URL is none of the secrets"),
        _ => Ok(()),
    }
}
