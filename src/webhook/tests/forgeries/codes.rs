//! Codes that are no HMAC-SHA256 of the body by the secret, but what a careless check might take for it.

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha224, Sha256, Sha512};

/// HMAC-SHA256.
pub(super) fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length");
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

/// Codes by other algorithms, keys and messages.
pub(super) fn wrong(key: &[u8], message: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let hash = |parts: &[&[u8]]| Sha256::digest(parts.concat()).to_vec();
    let mut longer = Hmac::<Sha512>::new_from_slice(key).expect("a key of any length");
    longer.update(message);
    let longer = longer.finalize().into_bytes().to_vec();
    let mut shorter = Hmac::<Sha224>::new_from_slice(key).expect("a key of any length");
    shorter.update(message);
    vec![
        ("SHA-256 of the body", hash(&[message])),
        ("SHA-256 of secret and body", hash(&[key, message])),
        ("SHA-256 of body and secret", hash(&[message, key])),
        ("SHA-256 of the secret", hash(&[key])),
        ("the secret and the body in each other's place", hmac(message, key)),
        ("the empty secret", hmac(b"", message)),
        ("the hash of the secret", hmac(&hash(&[key]), message)),
        ("the code of the code", hmac(key, &hmac(key, message))),
        ("the code of nothing", hmac(key, b"")),
        ("the code of the body's hash", hmac(key, &hash(&[message]))),
        ("SHA-512, cut off", longer[..32].to_vec()),
        ("SHA-512", longer),
        ("SHA-224", shorter.finalize().into_bytes().to_vec()),
        ("zeros", vec![0; 32]),
        ("ones", vec![255; 32]),
        ("nothing", Vec::new()),
    ]
}
