//! Any text as a location file: reading it must not panic, and its documents must keep their promises.
#![no_main]

#[path = "../../hostile/project.rs"]
mod project;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    project::locations(text);
});
