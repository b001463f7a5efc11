//! Any text as the configuration of the edge: reading it must not panic, and its answers must keep their promises.
#![no_main]

#[path = "../../hostile/config.rs"]
mod config;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    config::images(text);
});
