//! Any text as YAML: reading it must not panic, and must mean what it means to PyYAML.
//!
//! PyYAML runs beside, in a Python of its own. Without python3 and PyYAML 6.0.3 only panics are
//! found.
#![no_main]

#[path = "../../yaml/comparison.rs"]
mod comparison;

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, OnceLock};

use libfuzzer_sys::fuzz_target;
use serde_json::Value;

use comparison::{Verdict, judge, ours};

/// PyYAML, waiting for texts.
struct Oracle {
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

static ORACLE: OnceLock<Option<Mutex<Oracle>>> = OnceLock::new();

fuzz_target!(|text: &str| {
    match ORACLE.get_or_init(|| start().or_else(without)) {
        Some(oracle) => {
            let answer = oracle.lock().expect("no other thread").answer(text);
            if let Verdict::Wrong(difference) = judge(&answer) {
                panic!("{difference}");
            }
        }
        None => drop(ours(text)),
    }
});

fn without() -> Option<Mutex<Oracle>> {
    eprintln!("not compared with PyYAML: there is no python3 with PyYAML 6.0.3");
    None
}

fn start() -> Option<Mutex<Oracle>> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/pyyaml.py");
    let mut python = Command::new("python3");
    python.args(["-B", script, "answer"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let Child { stdin, stdout, .. } = python.spawn().ok()?;
    let mut oracle = Oracle { questions: stdin?, answers: BufReader::new(stdout?) };
    // It ends at once when PyYAML is not there.
    oracle.ask("a: 1").map(|_| Mutex::new(oracle))
}

impl Oracle {
    fn answer(&mut self, text: &str) -> Value {
        self.ask(text).expect("PyYAML goes on answering")
    }

    fn ask(&mut self, text: &str) -> Option<Value> {
        writeln!(self.questions, "{}", Value::from(text)).ok()?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer).ok()?;
        serde_json::from_str(&answer).ok()
    }
}
