//! Forged codes of Standard Webhooks: senders of one's own, and GitLab's signing tokens.

use base16ct::lower::encode_string;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE};

use super::codes::{hmac, wrong};
use super::{BODY, Forger, ID, NOW, SECRET, secrets_like, signed, texts_like};
use crate::webhook::sender::{SENDERS, Sender};
use crate::webhook::signature::Scheme;

const TIME: &str = "webhook-timestamp";
const SIGNATURE: &str = "webhook-signature";

#[test]
fn no_forged_code_of_standard_webhooks_is_believed() {
    let mut senders = Vec::new();
    for sender in SENDERS.iter().filter(|sender| sender.schemes.contains(&Scheme::Standard)) {
        forgeries(sender).assert_refused(sender, 250);
        senders.push(sender.name);
    }
    assert_eq!(senders, ["gitlab", "standard-webhooks"]);
}

fn key() -> Vec<u8> {
    STANDARD.decode(SECRET.trim_start_matches("whsec_")).expect("Base64")
}

fn forgeries(sender: &Sender) -> Forger {
    let mut forger = Forger::new(Scheme::Standard);
    let good = forger.value(SIGNATURE);
    for name in ["webhook-id", TIME, SIGNATURE] {
        forger.replace("no header", name, &[]);
    }
    for (what, value) in texts_like(&good, "v1,".len()) {
        forger.replace(what, SIGNATURE, &[&value]);
    }
    // The key is what the Base64 stands for: with and without `whsec_` it is the same.
    for secret in
        secrets_like(SECRET).into_iter().filter(|secret| !SECRET.ends_with(secret.as_str()))
    {
        if let Some(headers) = signed(Scheme::Standard, BODY, &secret) {
            forger.send(&format!("the secret {secret}"), headers, BODY);
        }
    }
    let message = message(ID, &NOW.to_string(), BODY);
    for (what, code) in wrong(&key(), &message) {
        forger.replace(what, SIGNATURE, &[&format!("v1,{}", STANDARD.encode(code))]);
    }
    for key in [SECRET.as_bytes(), SECRET.trim_start_matches("whsec_").as_bytes()] {
        let code = STANDARD.encode(hmac(key, &message));
        forger.replace("a key that was not decoded", SIGNATURE, &[&format!("v1,{code}")]);
    }
    spelled_otherwise(&mut forger);
    other_ids_and_times(&mut forger);
    other_messages(&mut forger);
    forger.several(SIGNATURE, "v1,AAAA");
    forger.other_bodies();
    forger.other_headers(sender, SIGNATURE);
    forger
}

/// The signed bytes.
fn message(id: &str, time: &str, body: &[u8]) -> Vec<u8> {
    [id.as_bytes(), b".", time.as_bytes(), b".", body].concat()
}

/// The right code, in writing that is not the specification's; and behind more codes than are looked at.
fn spelled_otherwise(forger: &mut Forger) {
    let good = forger.value(SIGNATURE);
    let encoded = good.trim_start_matches("v1,").to_owned();
    let code = STANDARD.decode(&encoded).expect("Base64");
    for other in [
        encode_string(&code),
        URL_SAFE.encode(&code) + "_",
        STANDARD_NO_PAD.encode(&code),
        STANDARD.encode(&encoded),
    ] {
        forger.replace("another encoding", SIGNATURE, &[&format!("v1,{other}")]);
    }
    for other in [
        "v1a,", "v2,", "v0,", "V1,", "v1", "v1;", "v1=", "v1:", "v1,,", "v1, ", "v11,", "sha256=",
        ",", "",
    ] {
        forger.replace("another version", SIGNATURE, &[&format!("{other}{encoded}")]);
    }
    let many = format!("{}{good}", "v1,AAAA ".repeat(16));
    forger.replace("behind sixteen codes", SIGNATURE, &[&many]);
    for between in [",", ";", "\t", "\u{a0}", "+"] {
        forger.replace("no space between", SIGNATURE, &[&format!("v1,AAAA{between}{good}")]);
    }
}

/// The right code of another message, and old deliveries, whose code is right.
fn other_ids_and_times(forger: &mut Forger) {
    for id in ["", " ", "msg_2", "MSG_1", "msg_1.", "msg_1 x", "0", "msg_1\0"] {
        forger.replace("another id", "webhook-id", &[id]);
    }
    let now = NOW.to_string();
    for time in ["", "now", "0", "-1", "NaN", "1e9", "0x6553f100", "9223372036854775808"] {
        forger.replace("another time", TIME, &[time]);
    }
    for time in [
        format!("+{now}"),
        format!("0{now}"),
        format!("{now}.0"),
        format!("{now}000"),
        format!("{now} "),
        format!(" {now}"),
    ] {
        forger.replace("the time in other writing", TIME, &[&time]);
    }
    let seconds = NOW as i64;
    let ages = [301, 302, 600, 3600, 86_400, 31_536_000, seconds, 2 * seconds];
    let old = ages.iter().flat_map(|age| [seconds - age, seconds + age]);
    for time in old.chain([i64::MAX, i64::MIN, i64::MIN + 1, -seconds, seconds * 1000]) {
        let time = time.to_string();
        let code = STANDARD.encode(hmac(&key(), &message(ID, &time, BODY)));
        let pairs = [("webhook-id", ID), (TIME, &time), (SIGNATURE, &format!("v1,{code}"))];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        forger.send(&format!("a replay of {time}"), pairs.to_vec(), BODY);
        // The same as if it were new.
        forger.replace("a replay with the time of now", SIGNATURE, &[&format!("v1,{code}")]);
    }
}

/// Codes of something else than id, time and body.
fn other_messages(forger: &mut Forger) {
    let now = NOW.to_string();
    let body = String::from_utf8_lossy(BODY);
    for signed in [
        body.to_string(),
        format!("{ID}.{body}"),
        format!("{now}.{body}"),
        format!("{ID}.{now}"),
        format!("{ID}.{now}."),
        format!("{now}.{ID}.{body}"),
        format!("{ID}{now}{body}"),
        format!("{ID}:{now}:{body}"),
        format!("{ID}.{now}.{body}\n"),
        format!("..{body}"),
    ] {
        let code = STANDARD.encode(hmac(&key(), signed.as_bytes()));
        forger.replace(&format!("the code of {signed}"), SIGNATURE, &[&format!("v1,{code}")]);
    }
}
