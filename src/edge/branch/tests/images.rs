//! Which images a branch deploys. Not here: how images find their branches (`edge/tests/images.rs`).

use super::truth::{Truth, hash};
use super::*;

/// A branch with an open pull request, whose commits are the first and the second.
fn open() -> (Branch, Truth) {
    let mut truth = Truth::new();
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    truth.hash += 1;
    truth.tell_push(Some(hash(1)));
    truth.tell_review(false, Some(hash(1)));
    let mut branch = Branch::new("acme/etl", "feat");
    for event in &truth.events {
        admit(&mut branch, event, 0).expect("it is new");
    }
    (branch, truth)
}

fn push_at(branch: &mut Branch, reference: &str, hash: &str, at: i64) -> Result<(), &'static str> {
    let locations = ["etl".to_owned()];
    let dagster = super::super::BranchEvent::Image {
        locations: &locations,
        reference,
        review: None,
        hash,
        at,
    };
    branch.admit(&[reference, &at.to_string()].concat(), &dagster, 50_000)
}

fn push(
    branch: &mut Branch,
    review: Option<&str>,
    reference: &str,
    hash: &str,
) -> Result<(), &'static str> {
    let locations = ["etl".to_owned()];
    let dagster =
        super::super::BranchEvent::Image { locations: &locations, reference, review, hash, at: 0 };
    branch.admit(reference, &dagster, 50_000)
}

#[test]
fn where_commits_do_not_tell_which_image_is_newer_the_time_does_at_which_it_came() {
    let (mut branch, _) = open();
    let older = Err("it is older than the image that is known");
    push_at(&mut branch, "r/etl@b", "", 2).expect("it is new");
    assert_eq!(push_at(&mut branch, "r/etl@a", "", 1), older);
    push_at(&mut branch, "r/etl@2", &hash(2), 4).expect("it is new");
    assert_eq!(push_at(&mut branch, "r/etl@1", &hash(1), 5), older);
    assert_eq!(deployed(&mut branch, 60_000), ["r/etl@2"]);
}

#[test]
fn the_image_of_a_newer_commit_is_taken_also_if_it_came_earlier() {
    let (mut branch, _) = open();
    push_at(&mut branch, "r/etl@1", &hash(1), 2).expect("it is new");
    push_at(&mut branch, "r/etl@2", &hash(2), 1).expect("it is newer");
    assert_eq!(deployed(&mut again(&branch), 60_000), ["r/etl@2"]);
}

/// The pull request is merged, and another one is opened for the branch.
fn open_another(branch: &mut Branch, truth: &mut Truth, is_deleted: bool) {
    let before = truth.events.len();
    truth.status = Some("MERGED");
    truth.tell_review(false, None);
    if is_deleted {
        truth.delete();
    }
    truth.hash += 1;
    truth.tell_push(if is_deleted { None } else { Some(hash(truth.hash - 1)) });
    (truth.status, truth.number) = (Some("OPEN"), 2);
    truth.tell_review(true, None);
    for event in &truth.events[before..] {
        admit(branch, event, 100_000).expect("it is new");
    }
}

#[test]
fn an_image_of_a_review_that_is_over_is_not_run_by_the_next_review_of_that_branch() {
    let (mut branch, mut truth) = open();
    push(&mut branch, Some("1"), "r/etl@1", "").expect("it is new");
    open_another(&mut branch, &mut truth, false);
    assert_eq!(deployed(&mut again(&branch), 200_000), [""; 0]);
    let late = push(&mut branch, Some("1"), "r/etl@2", "");
    assert_eq!(late, Err("it is of another review"));
    push(&mut branch, Some("2"), "r/etl@3", "").expect("it is new");
    assert_eq!(deployed(&mut branch, 300_000), ["r/etl@3"]);
}

#[test]
fn an_image_that_waited_when_its_branch_was_deleted_is_not_run_by_another_branch_of_that_name() {
    for (is_deleted, desired) in [(true, &[][..]), (false, &["r/etl@1"])] {
        let (mut branch, mut truth) = open();
        push(&mut branch, None, "r/etl@1", "").expect("it is new");
        open_another(&mut branch, &mut truth, is_deleted);
        assert_eq!(deployed(&mut branch, 200_000), desired);
    }
}

#[test]
fn an_image_that_waited_when_its_branch_was_deleted_is_run_once_that_is_restored() {
    let (mut branch, mut truth) = open();
    push(&mut branch, None, "r/etl@1", "").expect("it is new");
    let before = truth.events.len();
    truth.delete();
    truth.tell_push(None);
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    for event in &truth.events[before..] {
        let _ = admit(&mut branch, event, 100_000);
    }
    assert_eq!(deployed(&mut branch, 200_000), ["r/etl@1"]);
}

#[test]
fn an_image_of_either_of_two_open_reviews_is_run() {
    let (mut branch, mut truth) = open();
    push(&mut branch, Some("1"), "r/etl@1", "").expect("it is new");
    truth.number = 2;
    truth.tell_review(true, None);
    admit(&mut branch, truth.events.last().expect("an event"), 60_000).expect("it is new");
    assert_eq!(branch.review(), Some("2"));
    assert_eq!(deployed(&mut branch, 100_000), ["r/etl@1"]);
}

#[test]
fn an_older_image_that_replaced_a_newer_one_gives_way_when_a_late_push_tells_their_order() {
    let mut truth = Truth::new();
    truth.status = Some("OPEN");
    truth.hash += 1;
    truth.tell_push(Some(hash(1)));
    truth.tell_review(true, None);
    let [_, push, review] = &truth.events[..] else { panic!("three events") };
    let mut branch = Branch::new("acme/etl", "feat");
    admit(&mut branch, review, 0).expect("it is new");
    push_at(&mut branch, "r/etl@2", &hash(2), 1).expect("it is new");
    assert_eq!(deployed(&mut branch, 60_000), ["r/etl@2"]);
    push_at(&mut branch, "r/etl@1", &hash(1), 2).expect("it came later");
    assert_eq!(deployed(&mut branch, 120_000), ["r/etl@1"]);
    admit(&mut branch, push, 120_000).expect("it is new");
    let mut branch = again(&branch);
    assert_eq!(deployed(&mut branch, 180_000), ["r/etl@2"]);
    assert!(deployed(&mut branch, 240_000).is_empty());
}

#[test]
fn only_the_last_images_of_a_location_are_stored() {
    let (mut branch, _) = open();
    for number in 0..100 {
        push_at(&mut branch, &format!("r/etl@{number}"), "", number).expect("it is new");
    }
    assert!(branch.to_row().matches("r/etl@").count() < 10);
    assert_eq!(deployed(&mut branch, 60_000), ["r/etl@99"]);
}

#[test]
fn an_image_is_deployed_when_its_commit_becomes_known_later() {
    let mut truth = Truth::new();
    truth.status = Some("OPEN");
    truth.hash += 1;
    truth.tell_push(Some(hash(1)));
    truth.tell_review(true, Some(hash(1)));
    let mut branch = Branch::new("acme/etl", "feat");
    for event in truth.events.iter().rev() {
        admit(&mut branch, event, 0).expect("it is new");
    }
    assert_eq!(branch.hashes(), [hash(1), hash(2)]);
}
