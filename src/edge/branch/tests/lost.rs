//! Answers of Dagster+ that are lost, by a crash or an error, before the next event comes: whether it has executed the
//! step or not, in the end it has what is desired. Not here: events in another order (`mod.rs`).

use super::truth::{FakeDagster, Truth};
use super::*;
use fastrand::Rng;

/// Takes the image under that number; each may be pushed again.
fn push_image(branch: &mut Branch, number: usize, at: i64) -> String {
    let (locations, reference) = (["etl".to_owned()], format!("r/etl@{number}"));
    let dagster = super::super::BranchEvent::Image {
        locations: &locations,
        reference: &reference,
        review: None,
        hash: "",
        at,
    };
    let _ = branch.admit(&format!("image {at}"), &dagster, at);
    *branch = again(branch);
    reference
}

#[test]
fn whichever_answers_are_lost_the_end_is_what_is_desired_with_its_image() {
    for seed in 0..1_000 {
        let mut random = Rng::with_seed(seed);
        let ways = Ways { deletes: seed % 2 == 0, ..WAYS };
        let (mut truth, mut image, mut admitted_events) = (Truth::new(), None, 0);
        let (mut branch, mut dagster, mut now) =
            (Branch::new("acme/etl", "feat"), FakeDagster::default(), 0);
        for _ in 0..random.usize(..8) {
            truth.step(&mut random);
            for event in &truth.events[admitted_events..] {
                let _ = admit(&mut branch, event, now);
            }
            admitted_events = truth.events.len();
            if random.usize(..2) == 0 {
                now += 1;
                image = Some(push_image(&mut branch, random.usize(..3), now));
            }
            let next = now + 1_000 + random.usize(..2_500) as i64;
            let end = [next, next, next, i64::MAX][random.usize(..4)];
            now = work_until(end, &mut branch, &mut dagster, now, (&ways, &mut random, 1));
        }
        work_until(i64::MAX, &mut branch, &mut dagster, now, (&ways, &mut random, 1));
        if truth.status == Some("OPEN") {
            check(&truth, &dagster, seed);
            assert_eq!(dagster.images.get("etl"), image.as_ref(), "seed {seed}");
        } else if ways.deletes {
            assert_eq!(dagster.status, None, "seed {seed}");
        } else {
            check(&truth, &dagster, seed);
        }
        let shown = branch.images().all(|(location, reference, is_deployed)| {
            !is_deployed || dagster.images.get(location).is_some_and(|runs| runs == reference)
        });
        assert!(shown, "seed {seed}: {:?} and {:?}", branch.images, dagster.images);
    }
}

/// A branch that was told it is open, and whose next step has begun.
fn trying(status: &'static str) -> (Branch, Truth, Step, String) {
    let mut truth = Truth::new();
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    let (mut branch, mut dagster) = (Branch::new("acme/etl", "feat"), FakeDagster::default());
    for event in &truth.events {
        admit(&mut branch, event, 0).expect("it is new");
    }
    work(&mut branch, &mut dagster, 0, &mut Rng::with_seed(1), 0);
    truth.status = Some(status);
    truth.tell_review(false, None);
    admit(&mut branch, &truth.events[2], 10_000).expect("it is new");
    let Next::Do(step, key) = branch.next(&WAYS, 20_000) else { panic!("{branch:?}") };
    (branch, truth, step, key)
}

#[test]
fn what_is_stored_while_a_step_is_tried_is_that_nobody_knows_the_state() {
    let (branch, _, step, _) = trying("CLOSED");
    assert!(matches!(step, Step::Mark(_)), "{step:?}");
    assert_eq!(again(&branch).applied, Applied::Unknown);
}

#[test]
fn what_was_refused_for_good_is_not_taken_for_what_was_applied_before() {
    let (mut branch, mut truth, step, key) = trying("CLOSED");
    let failure = TaskFailure { may_pass: false, ..refusal() };
    branch.settle(&step, &key, Err(failure), (20_000, 0.5), &WAYS.retry_policy);
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    admit(&mut branch, &truth.events[3], 30_000).expect("it is new");
    let next = branch.next(&WAYS, 40_000);
    assert!(matches!(next, Next::Do(Step::Tell(_), _)), "{next:?}");
}

#[test]
fn rows_of_the_version_before_are_read_and_what_it_may_have_got_wrong_is_applied_again() {
    let row = |applied: &str, attempts: u32| {
        let (branch, ..) = trying("CLOSED");
        let row = branch.to_row().replace(r#""applied":null"#, &format!(r#""told":"{applied}""#));
        let row = row.replace(r#""attempts":1"#, &format!(r#""attempts":{attempts}"#));
        Branch::of_row(&row).expect("a row").applied
    };
    assert_eq!(row("closed 1", 0), Applied::Known("closed 1".to_owned()));
    assert_eq!(row("closed 1", 1), Applied::Unknown);
    assert_eq!(row("open 1", 0), Applied::Unknown);
}

#[test]
fn times_that_the_version_before_wrote_as_floats_are_whole_milliseconds() {
    let mut truth = Truth::new();
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    let mut branch = Branch::new("acme/etl", "feat");
    admit(&mut branch, &truth.events[1], 1_700_000_000_000).expect("it is new");
    branch.reviews[0].updated = Some(1_700_000_000_123);
    let row = branch.to_row();
    assert!(row.contains(r#""changedAt":1700000000000,"#), "{row}");
    let floats = row.replace("1700000000000,", "1700000000000.0,");
    assert_ne!(floats, row);
    assert_eq!(
        [Branch::of_row(&row), Branch::of_row(&floats)],
        [Some(branch.clone()), Some(branch)]
    );
}
