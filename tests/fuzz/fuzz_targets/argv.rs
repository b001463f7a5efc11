//! Any words as the command line, one a line: reading them must not panic, and refusing them must
//! say why.
#![no_main]

use dagster_deploy::flags::argv::{Invocation, read};
use dagster_deploy::flags::help;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let argv: Vec<String> = text.split('\n').map(str::to_owned).collect();
    match read(&argv, &Default::default()) {
        Ok(Invocation::Help(words) | Invocation::Incomplete(words)) => {
            assert!(!help::render(&words).is_empty());
        }
        Ok(_) => {}
        Err(errors) => {
            assert!(!errors.is_empty());
            assert!(errors.iter().all(|error| !error.message.is_empty()));
        }
    }
});
