//! Tests of deliveries, with the outside played: what is fetched, what time it is, and a signature by RS256 that is right
//! if it says the key's `n`. HMACs are real.

mod forgeries;
mod orders;
mod proofs;
mod tokens;

use super::headers::Headers;
use crate::testkit::{FakeHost, hmac_sha256};

const NOW: f64 = 1_700_000_000.0;

fn fake_host() -> FakeHost<'static> {
    FakeHost { hmac: hmac_sha256, clock: (NOW * 1000.0).into(), ..FakeHost::default() }
}

fn headers(pairs: &[(&str, &str)]) -> Headers {
    let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Headers::new(pairs.iter().map(pair).collect())
}
