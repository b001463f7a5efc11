//! Cases whose outcome PyYAML gave once, so that no Python is needed to run them. To add one, write
//! a line with its text, `{"yaml": "a: 1"}`, and run `python3 tests/fuzz/pyyaml.py bless` on the
//! file.

use serde_json::Value;

use crate::comparison::{Verdict, judge};

fn check(cases: &str, is_expected: fn(&Verdict) -> bool) {
    let verdicts = cases.lines().map(|line| {
        let answer: Value = serde_json::from_str(line).expect("each line is JSON");
        (judge(&answer), answer)
    });
    let unexpected: Vec<_> = verdicts.filter(|(verdict, _)| !is_expected(verdict)).collect();
    assert!(unexpected.is_empty(), "{} cases: {unexpected:#?}", unexpected.len());
}

fn agrees(verdict: &Verdict) -> bool {
    *verdict == Verdict::Agree
}

#[test]
fn scalars_mean_what_they_mean_to_pyyaml() {
    check(include_str!("cases/scalars.jsonl"), agrees);
}

#[test]
fn documents_mean_what_they_mean_to_pyyaml() {
    check(include_str!("cases/documents.jsonl"), agrees);
}

#[test]
fn location_files_mean_what_they_mean_to_pyyaml() {
    check(include_str!("cases/locations.jsonl"), agrees);
}

#[test]
fn random_texts_mean_what_they_mean_to_pyyaml() {
    check(include_str!("cases/random.jsonl"), agrees);
}

#[test]
fn the_listed_differences_are_refused_and_there_is_a_reason_for_each() {
    let differs = |verdict: &Verdict| matches!(verdict, Verdict::Known(_));
    check(include_str!("cases/differences.jsonl"), differs);
}
