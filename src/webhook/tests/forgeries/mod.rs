//! Forged deliveries, made by the hundred from a good one, for every way in which a sender proves itself: none is
//! believed.
//!
//! Google's tokens are in `tokens.rs`, and with real keys in `tests/edge-tokens.test.js`. `tests/attacks/` lists all
//! attacks.

mod codes;
mod hexadecimal;
mod shared;
mod standard;

use pollster::block_on;

use super::{NOW, fake_host};
use crate::webhook::expected::Expected;
use crate::webhook::headers::Headers;
use crate::webhook::sender::Sender;
use crate::webhook::signature::{self, Scheme};

const BODY: &[u8] = br#"{"action":"opened","number":7}"#;
const ID: &str = "msg_1";
/// A key of Standard Webhooks, too.
const SECRET: &str = "whsec_c2VjcmV0IG9mIHRlc3Rz";

/// The headers by which senders are known; each is somebody else's for the others.
const NAMES: [&str; 12] = [
    "X-Hub-Signature",
    "X-Hub-Signature-256",
    "X-Hub-Signature-512",
    "X-Gitea-Signature",
    "X-Forgejo-Signature",
    "X-Gogs-Signature",
    "X-Gitlab-Token",
    "Authorization",
    "Proxy-Authorization",
    "webhook-signature",
    "svix-signature",
    "Cookie",
];

/// A delivery, as a forger would send it.
struct Forgery {
    /// For the message of a test that fails.
    what: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// Makes forgeries of one good delivery, and keeps them.
struct Forger {
    good: Vec<(String, String)>,
    made: Vec<Forgery>,
}

impl Forger {
    /// Signs the good delivery.
    fn new(scheme: Scheme) -> Self {
        Self { good: signed(scheme, BODY, SECRET).expect("a good secret"), made: Vec::new() }
    }

    /// The value of a header of the good delivery.
    fn value(&self, name: &str) -> String {
        let found = self.good.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).expect("a header")
    }

    /// The good delivery with other values of some header, in that order; without it, if there are none.
    fn replace(&mut self, what: &str, name: &str, values: &[&str]) {
        let mut headers = self.good.clone();
        headers.retain(|(known, _)| known != name);
        headers.extend(values.iter().map(|value| (name.to_owned(), (*value).to_owned())));
        self.send(&format!("{what}: {values:?}"), headers, BODY);
    }

    fn send(&mut self, what: &str, headers: Vec<(String, String)>, body: &[u8]) {
        self.made.push(Forgery { what: what.to_owned(), headers, body: body.to_vec() });
    }

    /// The good headers with another body.
    fn other_bodies(&mut self) {
        let longer = [BODY, b" "].concat();
        let before = [b"\xef\xbb\xbf", BODY].concat();
        let twice = [BODY, BODY].concat();
        let reordered = br#"{"number":7,"action":"opened"}"#;
        let evil = br#"{"action":"closed","number":7}"#;
        for body in [&b""[..], b"{}", b"null", &longer, &before, &twice, reordered, evil, b"\0"] {
            self.send("another body", self.good.clone(), body);
        }
    }

    /// The good value in a header of somebody else.
    fn other_headers(&mut self, sender: &Sender, name: &str) {
        let own: Vec<_> = sender.schemes.iter().map(|scheme| scheme.header(None)).collect();
        let value = self.value(name);
        for other in NAMES.into_iter().filter(|other| !own.contains(other)) {
            let mut headers = self.good.clone();
            headers.retain(|(known, _)| known != name);
            headers.push((other.to_owned(), value.clone()));
            self.send("another header", headers, BODY);
        }
    }

    /// Of several values the first counts.
    fn several(&mut self, name: &str, bad: &str) {
        let good = self.value(name);
        self.replace("the good value second", name, &[bad, &good]);
        self.replace("the good value second, the first empty", name, &["", &good]);
    }

    /// Values that a runtime has joined are none, where the header is no list.
    fn joined(&mut self, name: &str, bad: &str) {
        let good = self.value(name);
        for joined in [format!("{bad}, {good}"), format!("{good}, {bad}"), format!("{good},{good}")]
        {
            self.replace("joined", name, &[&joined]);
        }
    }

    /// Asserts that the good delivery is believed, and none of so many forgeries at least.
    fn assert_refused(&self, sender: &Sender, at_least: usize) {
        let expected = Expected {
            secrets: &["whsec_YW5vdGhlciBvbmU=", SECRET],
            url_secret: Some(""),
            now: Some(NOW),
            ..Expected::default()
        };
        let is_believed = |headers: &[(String, String)], body: &[u8]| {
            let headers = Headers::new(headers.to_vec());
            block_on(sender.checked(&fake_host(), (&headers, body), &expected)).is_ok()
        };
        let name = sender.name;
        assert!(is_believed(&self.good, BODY), "{name} does not believe the good delivery");
        for Forgery { what, headers, body } in &self.made {
            assert!(!is_believed(headers, body), "{name} believes {what}: {headers:?}");
        }
        assert!(self.made.len() >= at_least, "only {} forgeries of {name}", self.made.len());
    }
}

/// The headers of a delivery that is signed with a secret, if that is one for the scheme.
fn signed(scheme: Scheme, body: &[u8], secret: &str) -> Option<Vec<(String, String)>> {
    let pairs = block_on(signature::sign(&fake_host(), scheme, ID, body, secret)).ok()?;
    Some(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// Secrets that are like the right one, but are others.
fn secrets_like(secret: &str) -> Vec<String> {
    let cut = &secret[..secret.len() - 1];
    let bare = secret.trim_start_matches("whsec_");
    let mut like: Vec<String> =
        [cut, &secret[1..], bare, "whsec_", "secret", "null", "undefined", "x"]
            .map(str::to_owned)
            .to_vec();
    like.extend([secret.to_uppercase(), secret.to_lowercase(), secret.chars().rev().collect()]);
    // Not zeros: by its definition HMAC adds them to a key itself.
    like.extend(["x", "=", "AAAB"].map(|more| format!("{secret}{more}")));
    like.extend([secret.repeat(2), format!("\"{secret}\""), secret.replace('_', "-")]);
    like.extend([BODY, ID.as_bytes()].map(|bytes| String::from_utf8_lossy(bytes).into_owned()));
    like
}

/// Texts that are like a right one from some place on, but are others; with what was done.
fn texts_like(text: &str, from: usize) -> Vec<(&'static str, String)> {
    let mut like = Vec::new();
    for place in from..text.len() {
        let (before, after) = (&text[..place], &text[place + 1..]);
        let other = char::from(text.as_bytes()[place] ^ 1);
        like.push(("cut off", before.to_owned()));
        like.push(("another character", format!("{before}{other}{after}")));
        like.push(("a character left out", format!("{before}{after}")));
    }
    let (before, after) = text.split_at(from + (text.len() - from) / 2);
    for more in [" ", "\t", "\0", "\u{200b}", "\u{feff}", "é", "=", "\"", ",", ";", "%00", "0"] {
        like.push(("a character put in", format!("{before}{more}{after}")));
        if !more.trim().is_empty() {
            like.push(("a character added", format!("{text}{more}")));
        }
    }
    for word in ["", " ", "null", "undefined", "none", "true", "0", "*", "-", "[]", "{}", "NaN"] {
        like.push(("a word", word.to_owned()));
        like.push(("a word behind the prefix", format!("{}{word}", &text[..from])));
    }
    like.push(("quoted", format!("\"{text}\"")));
    like.push(("backwards", text.chars().rev().collect()));
    // A cut may leave what the text itself is, where characters repeat.
    like.retain(|(_, other)| other != text);
    like
}
