//! Any text as an event file, the event's name in its first line: reading it must not panic, and the record must keep
//! its promises.
#![no_main]

#[path = "../../hostile/change.rs"]
mod change;
#[path = "../../testkit/host.rs"]
#[allow(dead_code, reason = "each target uses a part of it")]
mod testkit;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (name, payload) = text.split_once('\n').unwrap_or(("", text));
    let fixed = [
        ("GITHUB_ACTIONS", "true"),
        ("GITHUB_EVENT_PATH", "event.json"),
        ("GITHUB_REPOSITORY", "acme/etl"),
        ("GITHUB_EVENT_NAME", name),
    ];
    let env = fixed.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    change::record(&env, Some(payload));
});
