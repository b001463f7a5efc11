//! Which images a branch deploys. Not here: how images find their branches (`edge/tests/images.rs`).

use super::truth::{Truth, hash};
use super::*;

/// A branch with an open review, whose commits are the first and the second.
fn open() -> (Branch, Truth) {
    let mut truth = Truth::new();
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    truth.hash += 1;
    truth.tell_push(Some(hash(1)));
    truth.tell_review(false, Some(hash(1)));
    let mut branch = Branch::new("acme/etl", "feat");
    for event in &truth.events {
        tell(&mut branch, event, 0.0).expect("it is new");
    }
    (branch, truth)
}

fn push_at(branch: &mut Branch, reference: &str, hash: &str, at: f64) -> Result<(), &'static str> {
    let locations = ["etl".to_owned()];
    let told = super::super::Told::Image { locations: &locations, reference, hash, at };
    branch.admit(&[reference, &at.to_string()].concat(), &told, 50_000.0)
}

#[test]
fn where_commits_do_not_tell_which_image_is_newer_the_time_does_at_which_it_came() {
    let (mut branch, _) = open();
    let older = Err("it is older than the image that is known");
    push_at(&mut branch, "r/etl@b", "", 2.0).expect("it is new");
    assert_eq!(push_at(&mut branch, "r/etl@a", "", 1.0), older);
    push_at(&mut branch, "r/etl@2", &hash(2), 4.0).expect("it is new");
    assert_eq!(push_at(&mut branch, "r/etl@1", &hash(1), 5.0), older);
    assert_eq!(deployed(&mut branch, 60_000.0), ["r/etl@2"]);
}

#[test]
fn the_image_of_a_newer_commit_is_taken_also_if_it_came_earlier() {
    let (mut branch, _) = open();
    push_at(&mut branch, "r/etl@1", &hash(1), 2.0).expect("it is new");
    push_at(&mut branch, "r/etl@2", &hash(2), 1.0).expect("it is newer");
    assert_eq!(deployed(&mut again(&branch), 60_000.0), ["r/etl@2"]);
}
