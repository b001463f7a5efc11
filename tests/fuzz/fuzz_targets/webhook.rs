//! Any text as a delivery: the sender's name in its first line, the headers up to an empty one, the body. Reading it must
//! not panic, and the events must keep their promises. What names no sender goes to all of them.
#![no_main]

#[path = "../../hostile/change.rs"]
#[expect(dead_code, reason = "only the record's promises are asked for")]
mod change;
#[path = "../../hostile/delivery.rs"]
mod delivery;
#[path = "../../testkit/host.rs"]
#[allow(dead_code, reason = "each target uses a part of it")]
mod testkit;

use dagster_deploy::webhook::headers::Headers;
use dagster_deploy::webhook::sender::{self, SENDERS};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (name, rest) = text.split_once('\n').unwrap_or(("", text));
    let (headers, body) = rest.split_once("\n\n").unwrap_or(("", rest));
    let headers = Headers::parse(headers).unwrap_or_default();
    match sender::find(name) {
        Some(sender) => drop(delivery::events(sender, &headers, body.as_bytes())),
        None => {
            for sender in SENDERS {
                delivery::events(sender, &headers, body.as_bytes());
            }
        }
    }
});
