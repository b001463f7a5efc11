//! Google's identity tokens, with which Pub/Sub proves who sends a message
//! (<https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions>): JSON Web Tokens signed by RS256.
//!
//! The host verifies the signature; its key and the required claims are decided here. Not here: other issuers, and
//! other algorithms: the algorithm that a token names is not trusted.

use std::cell::RefCell;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::Value;

use super::headers::Headers;
use crate::host::{Fault, Host, Request};
use crate::http;
use crate::json::Json;
use crate::payload::Payload;
use crate::secrets::Secrets;

/// Who has to have sent a delivery.
#[derive(Clone, Copy)]
pub struct Google<'a> {
    /// The audience that the token must have, as in the subscription.
    pub audience: &'a str,
    /// The address of the service account that it has to be of.
    pub service_account: &'a str,
    /// Google's keys, cached from one delivery to the next.
    pub keys: &'a Keys,
}

/// Google's keys as they were fetched last.
#[derive(Default)]
pub struct Keys(RefCell<Fetched>);

/// All times are seconds since the Unix epoch.
#[derive(Default)]
struct Fetched {
    /// The key set as Google wrote it.
    keys: Value,
    /// When they were fetched.
    at: f64,
    /// When they were requested last.
    requested_at: f64,
}

const ADDRESS: &str = "https://www.googleapis.com/oauth2/v3/certs";
const ISSUERS: [&str; 2] = ["https://accounts.google.com", "accounts.google.com"];
/// A key that was taken back is believed for so long.
const MAX_AGE_SECONDS: f64 = 3600.0;
/// Tokens of unknown keys, which anybody can write, have the keys fetched no oftener.
const MIN_AGE_SECONDS: f64 = 60.0;
/// How far Google's clock may be from ours.
const LEEWAY_SECONDS: f64 = 300.0;
const MAX_KEYS_BYTES: u32 = 64 * 1024;
const TIMEOUT_MILLISECONDS: u32 = 10_000;
/// Google's tokens have a thousand bytes or so.
const MAX_TOKEN_BYTES: usize = 8192;

/// Checks the token in a delivery's header Authorization.
///
/// # Errors
///
/// Why it is not to be trusted, as a sentence without its end.
pub(super) async fn check<H: Host>(
    host: &H,
    headers: &Headers,
    google: &Google<'_>,
) -> Result<(), String> {
    let now = host.now() / 1000.0;
    let token = Token::read(headers)?;
    // Free checks come first: keys are fetched only for a token with the right claims.
    token.check_claims(google, now)?;
    let jwk = google.keys.find(host, &token.key_id, now).await?;
    let verified = host.verify_rs256(&jwk, token.message.as_bytes(), &token.signature).await;
    match verified.map_err(|fault: Fault| fault.message)? {
        true => Ok(()),
        false => Err("the signature of its token is wrong".to_owned()),
    }
}

/// A token as it came: nothing of it is to be believed yet.
struct Token<'t> {
    key_id: String,
    claims: Value,
    /// The signed bytes.
    message: &'t str,
    signature: Vec<u8>,
}

impl<'t> Token<'t> {
    fn read(headers: &'t Headers) -> Result<Self, &'static str> {
        let header = headers.get("authorization").unwrap_or_default().trim();
        let token = match header.split_once(' ') {
            Some((kind, token)) if kind.eq_ignore_ascii_case("bearer") => token.trim_start(),
            _ => return Err("it has no token: there is no header Authorization with Bearer"),
        };
        if token.len() > MAX_TOKEN_BYTES {
            return Err("its token is too long");
        }
        let broken = "its token is no JSON Web Token";
        let (message, signature) = token.rsplit_once('.').ok_or(broken)?;
        let (head, claims) = message.split_once('.').ok_or(broken)?;
        let (head, claims) = (object(head).ok_or(broken)?, object(claims).ok_or(broken)?);
        let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).map_err(|_| broken)?;
        let head = Payload(&head);
        // Extensions that have to be understood are not.
        if head.text("alg").as_deref() != Some("RS256") || head.has("crit") {
            return Err("its token is not signed by RS256");
        }
        let key_id = head.text("kid").ok_or("its token does not tell its key")?.into_owned();
        Ok(Self { key_id, claims, message, signature })
    }

    fn check_claims(&self, google: &Google<'_>, now: f64) -> Result<(), &'static str> {
        let claims = Payload(&self.claims);
        let text = |name| claims.at(name).and_then(Value::as_str).unwrap_or_default();
        let time = |name| claims.at(name).and_then(Value::as_f64);
        let is = |name, wanted: &str| !wanted.is_empty() && text(name) == wanted;
        match () {
            () if !ISSUERS.contains(&text("iss")) => Err("its token is not issued by Google"),
            () if !is("aud", google.audience) => Err("its token is for another audience"),
            () if !is("email", google.service_account) || !claims.is("email_verified") => {
                Err("its token is not of the service account")
            }
            () if time("exp").is_none_or(|end| end + LEEWAY_SECONDS < now) => {
                Err("its token has expired")
            }
            () if time("iat").is_none_or(|start| start - LEEWAY_SECONDS > now) => {
                Err("its token is of a time to come")
            }
            () => Ok(()),
        }
    }
}

/// The JSON object that a part of a token holds.
fn object(part: &str) -> Option<Value> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(part).ok()?;
    serde_json::from_slice(&bytes).ok().filter(Value::is_object)
}

impl Keys {
    /// The key of this id as a JSON Web Key, from Google if need be.
    async fn find<H: Host>(&self, host: &H, id: &str, now: f64) -> Result<String, String> {
        if self.0.borrow().is_to_be_fetched(id, now) {
            self.0.borrow_mut().requested_at = now;
            // Others may be here meanwhile: each asks for itself.
            let keys = fetch(host).await?;
            let mut fetched = self.0.borrow_mut();
            (fetched.keys, fetched.at) = (keys, now);
        }
        let unknown = "its token is signed with a key that is not Google's";
        self.0.borrow().jwk(id).ok_or_else(|| unknown.to_owned())
    }
}

impl Fetched {
    fn is_to_be_fetched(&self, id: &str, now: f64) -> bool {
        let is_within = |then: f64, seconds: f64| (0.0..seconds).contains(&(now - then));
        !is_within(self.at, MAX_AGE_SECONDS)
            || self.jwk(id).is_none() && !is_within(self.requested_at, MIN_AGE_SECONDS)
    }

    fn jwk(&self, id: &str) -> Option<String> {
        listed(&self.keys).iter().find_map(|key| jwk(Payload(key), id))
    }
}

/// Asks Google for its keys, once.
async fn fetch<H: Host>(host: &H) -> Result<Value, String> {
    let request = Request {
        url: ADDRESS.to_owned(),
        method: "GET",
        headers: vec![("Accept", "application/json".to_owned())],
        body: None,
        timeout_milliseconds: TIMEOUT_MILLISECONDS,
        max_body_bytes: MAX_KEYS_BYTES,
        proxy: None,
        ca: Vec::new(),
    };
    let failed = |why: &str| ["Google's keys cannot be fetched: ", why].concat();
    // The request carried no secret.
    let reply = http::once(host, &Secrets::default(), &request, false).await;
    let reply = reply.map_err(|fault| failed(&fault.message))?;
    let keys: Value = match reply.status {
        200 => serde_json::from_slice(&reply.body).unwrap_or_default(),
        _ => Value::Null,
    };
    match listed(&keys).is_empty() {
        true => Err(failed("there are none in the answer")),
        false => Ok(keys),
    }
}

/// The keys of a key set.
fn listed(set: &Value) -> &[Value] {
    Payload(set).at("keys").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A key as it is handed on, if it has this id and can be used.
fn jwk(key: Payload<'_>, id: &str) -> Option<String> {
    let is = |name, wanted| key.at(name).and_then(Value::as_str) == Some(wanted);
    let text = |name| key.at(name).and_then(Value::as_str).map(Json::text);
    if !is("kid", id) || !is("kty", "RSA") || !is("alg", "RS256") {
        return None;
    }
    let parts =
        [("kty", text("kty")?), ("alg", text("alg")?), ("n", text("n")?), ("e", text("e")?)];
    Some(Json::object(&parts).as_str().to_owned())
}
