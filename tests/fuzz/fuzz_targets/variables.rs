//! Any lines `NAME=VALUE` as the variables of a CI job: reading them must not panic, and the record must keep its
//! promises.
#![no_main]

#[path = "../../hostile/change.rs"]
mod change;
#[path = "../../testkit/host.rs"]
#[allow(dead_code, reason = "each target uses a part of it")]
mod testkit;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let pairs = text.split('\n').filter_map(|line| line.split_once('='));
    let env = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    change::record(&env, None);
});
