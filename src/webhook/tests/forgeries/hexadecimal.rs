//! Forged codes in hexadecimal digits: GitHub, GHCR, Bitbucket, Gitea, Forgejo.

use base16ct::lower::encode_string;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::codes::{hmac, wrong};
use super::{BODY, Forger, SECRET, secrets_like, signed, texts_like};
use crate::webhook::sender::{SENDERS, Sender};
use crate::webhook::signature::Scheme;

#[test]
fn no_forged_code_in_hexadecimal_digits_is_believed() {
    let mut senders = Vec::new();
    for sender in SENDERS {
        for scheme in sender.schemes {
            if let Scheme::Hex { header, prefix } = *scheme {
                forgeries(sender, *scheme, header, prefix).assert_refused(sender, 250);
                senders.push(sender.name);
            }
        }
    }
    assert_eq!(senders, ["github", "bitbucket", "gitea", "forgejo", "forgejo", "ghcr"]);
}

fn forgeries(sender: &Sender, scheme: Scheme, header: &str, prefix: &str) -> Forger {
    let mut forger = Forger::new(scheme);
    let good = forger.value(header);
    forger.replace("no header", header, &[]);
    for (what, value) in texts_like(&good, prefix.len()) {
        forger.replace(what, header, &[&value]);
    }
    for secret in secrets_like(SECRET) {
        let headers = signed(scheme, BODY, &secret).expect("any secret");
        forger.send(&format!("the secret {secret}"), headers, BODY);
    }
    for (what, code) in wrong(SECRET.as_bytes(), BODY) {
        forger.replace(what, header, &[&format!("{prefix}{}", encode_string(&code))]);
    }
    spelled_otherwise(&mut forger, header, prefix);
    forger.several(header, &format!("{prefix}{}", "0".repeat(64)));
    forger.joined(header, &format!("{prefix}{}", "0".repeat(64)));
    forger.other_bodies();
    forger.other_headers(sender, header);
    forger
}

/// The right code, in writing that is not the sender's.
fn spelled_otherwise(forger: &mut Forger, header: &str, prefix: &str) {
    let code = hmac(SECRET.as_bytes(), BODY);
    let hex = encode_string(&code);
    let wide: String = hex
        .chars()
        .map(|digit| char::from_u32(u32::from(digit) + 0xfee0).unwrap_or(digit))
        .collect();
    let pairs: Vec<_> = hex.as_bytes().chunks(2).map(String::from_utf8_lossy).collect();
    for other in [
        STANDARD.encode(&code),
        wide,
        pairs.join(":"),
        pairs.join(" "),
        format!("0x{hex}"),
        encode_string(hex.as_bytes()),
    ] {
        forger.replace("another encoding", header, &[&format!("{prefix}{other}")]);
    }
    for other in [
        "sha1=", "sha512=", "SHA256=", "Sha256=", "sha256:", "sha256", "sha256 ", "sha-256=",
        "md5=", "none=", "=", "v1,",
    ] {
        forger.replace("another prefix", header, &[&format!("{other}{hex}")]);
        forger.replace("a second prefix", header, &[&format!("{prefix}{other}{hex}")]);
    }
    if !prefix.is_empty() {
        forger.replace("no prefix", header, &[&hex]);
        forger.replace("a prefix behind it", header, &[&format!("{hex}{prefix}")]);
    }
}
