//! Texts that are made and answered by the real PyYAML while the test runs.
//!
//! Needs python3 with PyYAML 6.0.3, and says so when it is not there. More texts, or others:
//! `YAML_TEXTS=100000 YAML_SEED=7 cargo test --test yaml generated`.
#![expect(clippy::disallowed_methods, reason = "this is a test that runs Python, not the core")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use crate::comparison::{Verdict, judge};

fn setting(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.into())
}

/// Says it also when the test passes, which the test runner would keep to itself.
fn say(words: &str) {
    writeln!(std::io::stderr(), "{words}").expect("standard error is open");
}

#[test]
fn generated_texts_mean_what_they_mean_to_pyyaml() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz/pyyaml.py");
    let arguments =
        [script, "generate", &setting("YAML_SEED", "1"), &setting("YAML_TEXTS", "4000")];
    let Ok(mut child) =
        Command::new("python3").arg("-B").args(arguments).stdout(Stdio::piped()).spawn()
    else {
        say("not compared with PyYAML: there is no python3");
        return;
    };
    let answers = BufReader::new(child.stdout.take().expect("the output is piped"));
    let mut wrong = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut total = 0;
    for line in answers.lines() {
        let line = line.expect("the output is UTF-8");
        total += 1;
        match judge(&serde_json::from_str(&line).expect("each line is JSON")) {
            Verdict::Agree => {}
            Verdict::Known(reason) => *known.entry(reason).or_default() += 1,
            Verdict::Wrong(difference) => wrong.push(difference),
        }
    }
    let status = child.wait().expect("python3 ends");
    if status.code() == Some(3) {
        say("not compared with PyYAML: python3 has no PyYAML 6.0.3");
        return;
    }
    assert!(status.success(), "{status} after {total} texts");
    let differing: usize = known.values().sum();
    say(&format!("{total} texts compared with PyYAML, accepted differences: {known:?}"));
    assert!(wrong.is_empty(), "{}: {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
    assert!(differing * 100 < total, "{differing} of {total} differ");
}
