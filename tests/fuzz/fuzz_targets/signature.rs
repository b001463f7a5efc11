//! Any text as a delivery that is to be checked: the sender's name in its first line, the headers up to an empty one, the
//! body. Checking it must not panic, and nothing is believed without the secret or a code. What names no sender goes to all.
#![no_main]

#[path = "../../hostile/proof.rs"]
mod proof;
#[path = "../../testkit/host.rs"]
#[allow(dead_code, reason = "each target uses a part of it")]
mod testkit;

use dagster_deploy::webhook::sender::{self, SENDERS};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (name, rest) = text.split_once('\n').unwrap_or(("", text));
    let (headers, body) = rest.split_once("\n\n").unwrap_or((rest, ""));
    let pair = |line: &str| line.split_once(':').map(|(name, value)| (name.into(), value.into()));
    let pairs: Vec<_> = headers.lines().filter_map(pair).collect();
    match sender::find(name) {
        Some(sender) => drop(proof::is_believed(sender, &pairs, body.as_bytes())),
        None => {
            for sender in SENDERS {
                proof::is_believed(sender, &pairs, body.as_bytes());
            }
        }
    }
});
