//! What tests share, those of the crate and those beside it: a host that is played, HMACs, and the fixtures of transcripts.
#![allow(dead_code, unused_imports, reason = "each test uses a part of it")]
#![allow(clippy::disallowed_methods, reason = "that is for the core; a test reads files")]

pub(crate) mod fixtures;
mod host;
pub(crate) mod tree;

use hmac::{Hmac, Mac};
use sha2::Sha256;

pub(crate) use host::FakeHost;

/// Computes what WebCrypto computes where the core runs.
pub(crate) fn hmac_sha256(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

/// Returns one of several texts by chance.
pub(crate) fn one_of(random: &mut fastrand::Rng, texts: &[&'static str]) -> &'static str {
    texts[random.usize(..texts.len())]
}
