//! Verifies that a delivery is signed as its sender signs, with one of the secrets; and signs as a sender would.
//!
//! Codes are computed by the host (WebCrypto is eleven times faster than WebAssembly), over the bytes as they came; which
//! bytes, which key and what it means is decided here. Comparisons take as long for every wrong code.
//! Not here: where secrets come from.

use std::borrow::Cow;

use base16ct::{lower, mixed};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use subtle::ConstantTimeEq;

use super::expected::Expected;
use super::headers::Headers;
use crate::host::{Fault, Host};

/// How senders sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// HMAC-SHA256 of the body, in hexadecimal digits behind a prefix.
    Hex {
        /// The header.
        header: &'static str,
        /// The prefix, such as `sha256=`.
        prefix: &'static str,
    },
    /// HMAC-SHA256 of id, time and body, as Standard Webhooks sign
    /// (<https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>).
    Standard,
    /// The secret itself is the header's value; the body is not protected.
    Shared {
        /// The header.
        header: &'static str,
    },
}

/// How far the time of a delivery may be from now, in seconds.
const TOLERANCE_SECONDS: f64 = 300.0;
/// A delivery with more codes than that is none: each costs a comparison with each secret.
const MAX_CODES: usize = 16;
const ID: &str = "webhook-id";
const TIME: &str = "webhook-timestamp";
const SIGNATURE: &str = "webhook-signature";

impl Scheme {
    /// The header by which the scheme is known. Where the secret itself is sent, the user may have named another.
    pub(super) fn header(self, named: Option<&str>) -> &str {
        match self {
            Scheme::Hex { header, .. } => header,
            Scheme::Shared { header } => named.unwrap_or(header),
            Scheme::Standard => SIGNATURE,
        }
    }
}

/// The claim of a delivery: codes for a message or, without a message, the secret itself.
struct Claim<'b> {
    message: Option<Cow<'b, [u8]>>,
    codes: Vec<Vec<u8>>,
}

/// Checks a delivery by the schemes whose headers it has; one that is right suffices.
///
/// # Errors
///
/// Why it is not to be trusted, as a sentence without its end.
pub(super) async fn check<H: Host>(
    host: &H,
    schemes: &[Scheme],
    (headers, body): (&Headers, &[u8]),
    expected: &Expected<'_>,
) -> Result<(), String> {
    let mut problem = None;
    for scheme in schemes {
        let name = scheme.header(expected.header);
        let Some(value) = headers.get(name) else { continue };
        let claim = match claim(*scheme, (name, value.trim()), (headers, body), expected.now) {
            Ok(claim) => claim,
            Err(reason) => {
                problem = problem.or(Some(reason));
                continue;
            }
        };
        for key in expected.secrets.iter().filter_map(|secret| key(*scheme, secret)) {
            let code = match &claim.message {
                None => key,
                Some(message) => {
                    let code = host.hmac_sha256(&key, message).await;
                    code.map_err(|fault: Fault| fault.message)?
                }
            };
            // All are compared, so that the time shows nothing.
            if claim.codes.iter().filter(|claimed| bool::from(claimed.ct_eq(&code))).count() > 0 {
                return Ok(());
            }
        }
        problem = problem.or(Some(format!("its {name} fits none of the secrets")));
    }
    let names = schemes.iter().map(|scheme| scheme.header(expected.header)).collect::<Vec<_>>();
    let unsigned = || format!("it is not signed: there is no header {}", names.join(" or "));
    Err(problem.unwrap_or_else(unsigned))
}

fn claim<'b>(
    scheme: Scheme,
    (name, value): (&str, &str),
    (headers, body): (&Headers, &'b [u8]),
    now: Option<f64>,
) -> Result<Claim<'b>, String> {
    let (message, codes) = match scheme {
        Scheme::Hex { prefix, .. } => {
            let code = mixed::decode_vec(value.strip_prefix(prefix).unwrap_or_default());
            (Some(Cow::Borrowed(body)), code.into_iter().collect::<Vec<_>>())
        }
        Scheme::Standard => (Some(Cow::Owned(dated(headers, body, now)?)), codes_of(value)),
        Scheme::Shared { .. } => (None, vec![value.as_bytes().to_vec()]),
    };
    // Gitea sends the header without a code where it has no secret.
    if codes.is_empty() || codes.iter().any(Vec::is_empty) {
        return Err(format!("its {name} holds no code that can be checked"));
    }
    Ok(Claim { message, codes })
}

/// Returns the bytes that Standard Webhooks sign: id, time and body.
fn dated(headers: &Headers, body: &[u8], now: Option<f64>) -> Result<Vec<u8>, String> {
    let header = |name: &str| {
        headers.get(name).filter(|value| !value.is_empty()).ok_or(format!("it has no {name}"))
    };
    let (id, time) = (header(ID)?, header(TIME)?);
    let seconds: i64 = time.parse().map_err(|_| format!("its {TIME} is no number of seconds"))?;
    if now.is_some_and(|now| (now - seconds as f64).abs() > TOLERANCE_SECONDS) {
        return Err(format!("its {TIME} is more than five minutes from now"));
    }
    Ok([id.as_bytes(), b".", time.as_bytes(), b".", body].concat())
}

/// The codes of version 1 in a list such as `v1,… v1a,…`.
fn codes_of(value: &str) -> Vec<Vec<u8>> {
    let codes = value.split(' ').filter_map(|one| one.strip_prefix("v1,"));
    codes.filter_map(|code| BASE64_STANDARD.decode(code).ok()).take(MAX_CODES).collect::<Vec<_>>()
}

/// The key that a secret is, if it is one for the scheme. Those of Standard Webhooks are written in Base64.
fn key(scheme: Scheme, secret: &str) -> Option<Vec<u8>> {
    let key = match (scheme, secret.strip_prefix("whsec_")) {
        (Scheme::Standard, encoded) => BASE64_STANDARD.decode(encoded.unwrap_or(secret)).ok()?,
        _ => secret.as_bytes().to_vec(),
    };
    (!key.is_empty()).then_some(key)
}

/// The headers that a sender would sign a body with, now.
///
/// # Errors
///
/// The secret is none for this scheme, or there is no way to compute a code.
pub async fn sign<H: Host>(
    host: &H,
    scheme: Scheme,
    id: &str,
    body: &[u8],
    secret: &str,
) -> Result<Vec<(&'static str, String)>, String> {
    let key = key(scheme, secret).ok_or("it is not whsec_ and Base64")?;
    let code = async |message: &[u8]| {
        host.hmac_sha256(&key, message).await.map_err(|fault: Fault| fault.message)
    };
    Ok(match scheme {
        Scheme::Shared { header } => vec![(header, secret.to_owned())],
        Scheme::Hex { header, prefix } => {
            vec![(header, [prefix, &lower::encode_string(&code(body).await?)].concat())]
        }
        Scheme::Standard => {
            let time = format!("{}", (host.now() / 1000.0) as i64);
            let message = [id.as_bytes(), b".", time.as_bytes(), b".", body].concat();
            let signature = format!("v1,{}", BASE64_STANDARD.encode(code(&message).await?));
            vec![(ID, id.to_owned()), (TIME, time), (SIGNATURE, signature)]
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&str, &str)]) -> Headers {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Headers::new(pairs.iter().map(pair).collect())
    }

    fn claimed(headers: &Headers, now: Option<f64>) -> Result<Claim<'static>, String> {
        let value = headers.get(SIGNATURE).expect("a signature");
        claim(Scheme::Standard, (SIGNATURE, value), (headers, b"{}"), now)
    }

    #[test]
    fn a_delivery_of_another_time_is_refused_where_it_is_known_what_time_it_is() {
        let headers = headers(&[(ID, "msg_1"), (TIME, "1700000000"), (SIGNATURE, "v1,AAAA")]);
        let is_taken = |now| claimed(&headers, now).is_ok();
        assert!(
            is_taken(None) && is_taken(Some(1_700_000_300.0)) && is_taken(Some(1_699_999_700.0))
        );
        assert!(!is_taken(Some(1_700_000_301.0)) && !is_taken(Some(1_699_999_699.0)));
    }

    #[test]
    fn what_is_signed_begins_with_id_and_time() {
        let headers = headers(&[(ID, "msg_1"), (TIME, "5"), (SIGNATURE, "v1,AAAA v2,x v1,BBBB")]);
        let claim = claimed(&headers, None).expect("a claim");
        assert_eq!(claim.message.as_deref(), Some(&b"msg_1.5.{}"[..]));
        assert_eq!(claim.codes, [[0, 0, 0], [4, 16, 65]]);
        for (name, value) in [(ID, ""), (TIME, "now"), (SIGNATURE, "v1,"), (SIGNATURE, "v1,%")] {
            let pairs = [(name, value), (ID, "msg_1"), (TIME, "5"), (SIGNATURE, "v1,AAAA")];
            let headers = self::headers(&pairs);
            assert!(claimed(&headers, None).is_err(), "{name}");
        }
    }

    #[test]
    fn a_secret_that_does_not_fit_a_scheme_is_no_key_for_it() {
        let hex = Scheme::Hex { header: "X", prefix: "" };
        assert_eq!(key(Scheme::Standard, "whsec_AAAA"), Some(vec![0, 0, 0]));
        assert_eq!(key(Scheme::Standard, "old-token!"), None);
        assert_eq!([key(Scheme::Standard, "whsec_"), key(hex, "")], [None, None]);
        assert_eq!(key(hex, "whsec_AAAA"), Some(b"whsec_AAAA".to_vec()));
    }
}
