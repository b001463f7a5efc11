//! A branch that is deleted and made again, several times over. Not here: one life (`mod.rs`).

use super::truth::{FakeDagster, Truth, hash};
use super::*;
use fastrand::Rng;

/// Makes the lives of two or three branches of one name, one after the other; the last may still exist.
fn lives(random: &mut Rng) -> Truth {
    let mut truth = history(random, true);
    for _ in 0..1 + random.usize(..2) {
        if truth.status == Some("OPEN") || truth.status.is_none() {
            truth.delete();
        }
        truth.hash += 1;
        truth.number += 1;
        truth.status = None;
        truth.tell_push(None);
        for _ in 0..random.usize(..10) {
            truth.step(random);
        }
    }
    truth
}

#[test]
fn whichever_branch_of_the_name_it_is_and_which_events_changed_places_the_end_is_what_is_true() {
    for seed in 0..300 {
        let mut random = Rng::with_seed(seed);
        let truth = lives(&mut random);
        let mut events = truth.events.clone();
        let place = random.usize(..events.len() - 1);
        events.swap(place, place + 1);
        let (mut branch, mut dagster) = (Branch::new("acme/etl", "feat"), FakeDagster::default());
        let mut now = 0;
        for event in &events {
            let _ = admit(&mut branch, event, now);
            now += random.usize(..3_000) as i64;
            if random.usize(..3) == 0 {
                now = work(&mut branch, &mut dagster, now, &mut random, (seed % 2) as usize);
            }
        }
        work(&mut branch, &mut dagster, now, &mut random, 0);
        let is_open = dagster.status.as_deref() == Some("OPEN");
        assert_eq!(is_open, truth.status == Some("OPEN"), "seed {seed}: {dagster:?}");
        assert!(!is_open || dagster.hash == Some(hash(truth.hash)), "seed {seed}: {dagster:?}");
    }
}
