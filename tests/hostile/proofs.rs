//! Headers that claim a signature, changed at random, for every sender: never a panic, and never believed without a reason.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dagster_deploy::webhook::sender::SENDERS;

use crate::proof::{CODES, SECRETS, is_believed};
use crate::testkit::one_of;
use fastrand::Rng;

const NAMES: [&str; 8] = [
    "X-Hub-Signature-256",
    "X-Hub-Signature",
    "X-Gitea-Signature",
    "X-Forgejo-Signature",
    "X-Gitlab-Token",
    "Authorization",
    "webhook-signature",
    "webhook-timestamp",
];

const PIECES: [&str; 16] = [
    "sha256=",
    "sha1=",
    "v1,",
    "v1a,",
    " ",
    "=",
    ".",
    "Bearer ",
    "1700000000",
    "-5",
    "\0",
    "é",
    "hunter2",
    "hunter",
    "whsec_",
    "",
];

/// A token that is good.
fn token() -> String {
    let claims = r#"{"iss":"accounts.google.com","aud":"audience","email":"account","email_verified":true,"exp":1700000000,"iat":1700000000}"#;
    let parts = [r#"{"alg":"RS256","kid":"k1"}"#, claims, "right"];
    format!("Bearer {}", parts.map(|part| URL_SAFE_NO_PAD.encode(part)).join("."))
}

/// A value that is good for some header, or pieces of one.
fn value(random: &mut Rng) -> String {
    let mut value = match random.usize(..8) {
        0 => format!("sha256={}", CODES[0]),
        1 => CODES[0].to_uppercase(),
        2 => format!("v1,{}", CODES[1]),
        3 => SECRETS[random.usize(..2)].to_owned(),
        4 => token(),
        5 => "1700000000".to_owned(),
        _ => (0..random.usize(..6)).map(|_| one_of(random, &PIECES)).collect(),
    };
    if random.usize(..3) == 0 {
        let place = random.usize(..value.len() + 1);
        if value.is_char_boundary(place) {
            value.truncate(place);
            value.push_str(one_of(random, &PIECES));
        }
    }
    value
}

#[test]
fn no_header_is_believed_that_holds_neither_the_secret_nor_the_code() {
    let mut random = Rng::with_seed(1);
    let mut believed = [0; SENDERS.len()];
    for _ in 0..60_000 {
        let place = random.usize(..SENDERS.len());
        let mut pairs = vec![("webhook-id".to_owned(), "msg_1".to_owned())];
        for _ in 0..random.usize(..4) {
            pairs.push((one_of(&mut random, &NAMES).to_owned(), value(&mut random)));
        }
        let body: &[u8] = if random.usize(..2) == 0 { b"{}" } else { b"" };
        believed[place] += usize::from(is_believed(SENDERS[place], &pairs, body));
    }
    assert!(believed.iter().all(|count| *count > 10), "believed were {believed:?}");
}
