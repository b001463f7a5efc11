//! Tests pull requests that are over.

use super::truth::{FakeDagster, Truth, hash};
use super::*;
use fastrand::Rng;

#[test]
fn votes_on_what_is_over_and_its_late_commits_open_nothing() {
    let mut truth = Truth::new();
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    truth.status = Some("MERGED");
    truth.tell_review(false, None);
    truth.tell_review(false, None);
    let mut branch = Branch::new("acme/etl", "feat");
    let [_, opened, merged, vote] = &truth.events[..] else { panic!("four events") };
    admit(&mut branch, merged, 0).expect("it is new");
    assert_eq!(admit(&mut branch, vote, 0), Err("the review was over already"));
    assert_eq!(admit(&mut branch, opened, 0), Err("it is older than what is known"));
    assert_eq!(branch.state(&WAYS), "merged");
}

#[test]
fn a_vote_on_a_review_that_is_over_does_not_close_what_goes_on_without_one() {
    let ways = Ways { takes_pushes: true, ..WAYS };
    let mut truth = Truth::new();
    truth.status = Some("MERGED");
    truth.tell_review(false, None);
    truth.hash += 1;
    truth.tell_push(Some(hash(1)));
    truth.hash -= 1;
    truth.tell_review(false, None);
    let mut branch = Branch::new("acme/etl", "feat");
    let (vote, before) = truth.events.split_last().expect("events");
    for event in before {
        admit(&mut branch, event, 0).expect("it is new");
    }
    assert_eq!(branch.state(&ways), "open");
    assert_eq!(admit(&mut branch, vote, 0), Err("the review was over already"));
    assert_eq!(branch.state(&ways), "open");
}

#[test]
fn a_review_that_is_closed_and_opened_again_in_the_same_second_is_open() {
    let mut truth = Truth::new();
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    truth.status = Some("CLOSED");
    truth.tell_review(false, None);
    truth.clock -= 1;
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    truth.clock -= 1;
    truth.tell_review(false, None);
    let [_, opened, closed, again, edited] = &truth.events[..] else { panic!("five events") };
    let mut branch = Branch::new("acme/etl", "feat");
    admit(&mut branch, opened, 0).expect("it is new");
    admit(&mut branch, closed, 0).expect("it is new");
    assert_eq!(admit(&mut branch, edited, 0), Err("the review is over"));
    admit(&mut branch, again, 0).expect("it is open again");
    assert_eq!(branch.state(&WAYS), "open");
}

#[test]
fn two_events_of_one_delivery_are_not_taken_for_one() {
    let mut truth = Truth::new();
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    truth.status = Some("MERGED");
    truth.tell_review(false, None);
    truth.delete();
    let mut branch = Branch::new("acme/etl", "feat");
    for event in &mut truth.events {
        event.id = "one".to_owned();
        admit(&mut branch, event, 0).expect("it is new");
    }
    for event in &truth.events {
        assert_eq!(admit(&mut branch, event, 0), Err("it was delivered before"));
    }
}

#[test]
fn closed_then_opened_then_closed_ends_closed() {
    let mut truth = Truth::new();
    let mut branch = Branch::new("acme/etl", "feat");
    let mut dagster = FakeDagster::default();
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    truth.events.iter().for_each(|event| admit(&mut branch, event, 0).expect("it is new"));
    let now = work(&mut branch, &mut dagster, 0, &mut Rng::with_seed(1), 0);
    truth.status = Some("CLOSED");
    truth.tell_review(false, None);
    admit(&mut branch, &truth.events[2], now).expect("it is new");
    let now = work(&mut branch, &mut dagster, now, &mut Rng::with_seed(1), 0);
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    truth.hash += 1;
    truth.tell_push(Some(hash(1)));
    truth.status = Some("CLOSED");
    truth.tell_review(false, None);
    truth.events[3..].iter().for_each(|event| admit(&mut branch, event, now).expect("it is new"));
    let Next::Do(Step::Mark(change), _) = branch.next(&WAYS, now + 60_000) else {
        panic!("it is not told: {branch:?}");
    };
    assert_eq!(change.text(Field::CommitHash), Some(&*hash(2)));
}
