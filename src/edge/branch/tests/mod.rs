//! Events in any order, twice, in bursts, between failures and crashes: what Dagster+ was told in the end is what is
//! true.

mod images;
mod lives;
mod lost;
mod over;
mod truth;

use fastrand::Rng;
use truth::{Event, FakeDagster, Truth, hash};

use super::task::TaskFailure;
use super::*;
use crate::change::Field;
use crate::policy::RetryPolicy;

/// Something that may pass.
fn refusal() -> TaskFailure {
    TaskFailure { code: "network/refused".to_owned(), message: String::new(), may_pass: true }
}

const WAYS: Ways = Ways {
    takes_pushes: false,
    takes_images: true,
    deletes: false,
    retry_policy: RetryPolicy { first: 5_000, longest: 1_800_000, whole: 86_400_000 },
};

fn again(branch: &Branch) -> Branch {
    let read = Branch::of_row(&branch.to_row()).expect("a row");
    assert_eq!(read, *branch);
    read
}

/// Works until there is nothing left to do, and returns the time then. Some tries fail, some end in a crash.
fn work(
    branch: &mut Branch,
    dagster: &mut FakeDagster,
    now: i64,
    random: &mut Rng,
    trouble: usize,
) -> i64 {
    work_until(i64::MAX, branch, dagster, now, (&WAYS, random, trouble))
}

/// Works until the next event comes at `end`, or until there is nothing left to do; returns the time then. With
/// trouble, some tries end in a crash or an error, before Dagster+ executes the step or after it. After a crash the
/// next event may come first.
fn work_until(
    end: i64,
    branch: &mut Branch,
    dagster: &mut FakeDagster,
    mut now: i64,
    (ways, random, trouble): (&Ways, &mut Rng, usize),
) -> i64 {
    for _ in 0..10_000 {
        let (step, key) = match branch.next(ways, now) {
            Next::Wait(Some(at)) if at < end => {
                now = now.max(at);
                continue;
            }
            Next::Wait(None) if end == i64::MAX => return now,
            Next::Wait(_) => return end,
            Next::Do(step, key) => (step, key),
        };
        *branch = again(branch);
        let luck = if trouble == 0 { 9 } else { random.usize(..7) };
        // Dagster+ executes it, or it does not arrive there.
        let done = if matches!(luck, 0 | 2) { Done::default() } else { dagster.take(&step) };
        match luck {
            0 | 1 if end < i64::MAX && random.usize(..2) == 0 => return end,
            0 | 1 => {}
            2 | 3 => branch.settle(&step, &key, Err(refusal()), (now, 0.5), &ways.retry_policy),
            _ => branch.settle(&step, &key, Ok(done), (now, 0.5), &ways.retry_policy),
        }
    }
    panic!("it never ends: {branch:?}");
}

fn admit(branch: &mut Branch, event: &Event, now: i64) -> Result<(), &'static str> {
    let dagster = super::BranchEvent::Change {
        action: event.action,
        change: &event.change,
        order: &event.order,
    };
    let admitted = branch.admit(&event.id, &dagster, now);
    *branch = again(branch);
    admitted
}

fn history(random: &mut Rng, deletes: bool) -> Truth {
    let mut truth = Truth::new();
    for _ in 0..random.usize(..14) {
        truth.step(random);
    }
    if deletes {
        truth.delete();
    }
    truth
}

/// Compares the end with the truth.
fn check(truth: &Truth, dagster: &FakeDagster, seed: u64) {
    match truth.status {
        Some("OPEN") => {
            assert_eq!(dagster.status.as_deref(), Some("OPEN"), "seed {seed}");
            assert_eq!(dagster.hash, Some(hash(truth.hash)), "seed {seed}");
            assert_eq!(dagster.message, Some(format!("Commit {}", truth.hash)), "seed {seed}");
        }
        // What was never told is not created to be closed.
        None => assert_eq!(dagster.status, None, "seed {seed}"),
        Some(status) => {
            let is_so = dagster.status.as_deref().is_none_or(|dagster| dagster == status);
            assert!(is_so, "seed {seed}: {dagster:?}, and it is {status}");
        }
    }
}

#[test]
fn in_whatever_order_events_come_and_how_often_the_end_is_what_is_true() {
    for seed in 0..1_000 {
        let mut random = Rng::with_seed(seed);
        let truth = history(&mut random, seed % 5 == 0);
        let mut events = truth.events.clone();
        events.extend(truth.events.iter().filter(|_| random.usize(..3) == 0).cloned());
        // Most events come in their order.
        if seed % 4 == 0 {
            random.shuffle(&mut events);
        }
        let (mut branch, mut dagster, mut now) =
            (Branch::new("acme/etl", "feat"), FakeDagster::default(), 0);
        for event in &events {
            let _ = admit(&mut branch, event, now);
            let next = now + random.usize(..3_000) as i64;
            let end = [next, next, i64::MAX][random.usize(..3)];
            let trouble = (seed % 3) as usize;
            now = work_until(end, &mut branch, &mut dagster, now, (&WAYS, &mut random, trouble));
        }
        work(&mut branch, &mut dagster, now, &mut random, (seed % 3) as usize);
        check(&truth, &dagster, seed);
    }
}

#[test]
fn a_delivery_that_comes_again_costs_nothing() {
    let mut random = Rng::with_seed(7);
    let truth = history(&mut random, false);
    let (mut branch, mut dagster) = (Branch::new("acme/etl", "feat"), FakeDagster::default());
    for event in &truth.events {
        let _ = admit(&mut branch, event, 0);
    }
    let now = work(&mut branch, &mut dagster, 0, &mut random, 0);
    let calls = dagster.calls;
    for event in &truth.events {
        assert_eq!(admit(&mut branch, event, now), Err("it was delivered before"));
    }
    work(&mut branch, &mut dagster, now, &mut random, 0);
    assert_eq!(dagster.calls, calls);
}

#[test]
fn five_hundred_pushes_in_ten_seconds_send_few_requests_and_the_last_push() {
    let mut random = Rng::with_seed(1);
    let mut truth = Truth::new();
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    for _ in 0..500 {
        let before = hash(truth.hash);
        truth.hash += 1;
        truth.tell_push(Some(before.clone()));
        truth.tell_review(false, Some(before));
    }
    let (mut branch, mut dagster) = (Branch::new("acme/etl", "feat"), FakeDagster::default());
    for (number, event) in truth.events.iter().enumerate() {
        let now = number as i64 * 10;
        admit(&mut branch, event, now).expect("it is new");
        if branch.wake.is_some_and(|wake| wake <= now)
            && let Next::Do(step, key) = branch.next(&WAYS, now)
        {
            let done = dagster.take(&step);
            branch.settle(&step, &key, Ok(done), (now, 0.5), &WAYS.retry_policy);
        }
    }
    work(&mut branch, &mut dagster, 10_020, &mut random, 0);
    assert!(dagster.calls <= 4, "{} calls", dagster.calls);
    check(&truth, &dagster, 1);
}

#[test]
fn after_an_hour_without_dagster_the_desired_state_is_applied() {
    let mut random = Rng::with_seed(3);
    let truth = history(&mut random, false);
    let (mut branch, mut dagster) = (Branch::new("acme/etl", "feat"), FakeDagster::default());
    for event in &truth.events {
        let _ = admit(&mut branch, event, 0);
    }
    let (mut now, mut tries) = (0, 0);
    while let Next::Do(step, key) = match branch.next(&WAYS, now) {
        Next::Wait(Some(at)) => {
            now = at;
            branch.next(&WAYS, now)
        }
        next => next,
    } {
        tries += 1;
        let came_of_it = match step {
            Step::Report => Ok(Done::default()),
            _ if now < 3_600_000 => Err(refusal()),
            _ => Ok(dagster.take(&step)),
        };
        branch.settle(&step, &key, came_of_it, (now, 0.5), &WAYS.retry_policy);
    }
    check(&truth, &dagster, 3);
    assert!(tries < 40 && now < 5_400_000, "{tries} tries, done after {now} ms");
}

#[test]
fn dead_letters_wait_for_replay_or_a_newer_event() {
    let mut truth = Truth::new();
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    let (mut branch, mut dagster) = (Branch::new("acme/etl", "feat"), FakeDagster::default());
    for event in &truth.events {
        admit(&mut branch, event, 0).expect("it is new");
    }
    let refuse = |branch: &mut Branch, now: i64| {
        let Next::Do(step, key) = branch.next(&WAYS, now) else { panic!("nothing to do") };
        let failure = TaskFailure { code: "api/rejected".to_owned(), ..TaskFailure::default() };
        branch.settle(&step, &key, Err(failure), (now, 0.5), &WAYS.retry_policy);
        assert!(matches!(branch.next(&WAYS, now), Next::Do(Step::Report, _)));
        branch.settle(&Step::Report, "", Ok(Done::default()), (now, 0.5), &WAYS.retry_policy);
        assert_eq!(branch.next(&WAYS, now + 1_000_000_000), Next::Wait(None));
        assert!(branch.tasks().all(|(_, task)| task.is_dead));
    };
    refuse(&mut branch, 10_000);
    branch.replay(20_000);
    refuse(&mut branch, 20_000);
    truth.tell_review(false, None);
    truth.hash += 1;
    truth.tell_push(Some(hash(truth.hash - 1)));
    truth.tell_review(false, Some(hash(truth.hash - 1)));
    for event in &truth.events[2..] {
        admit(&mut branch, event, 30_000).expect("it is new");
    }
    work(&mut branch, &mut dagster, 30_000, &mut Rng::with_seed(1), 0);
    check(&truth, &dagster, 0);
}

fn push_image(
    branch: &mut Branch,
    id: &str,
    reference: &str,
    hash: &str,
) -> Result<(), &'static str> {
    let locations = ["etl".to_owned()];
    let dagster =
        super::BranchEvent::Image { locations: &locations, reference, review: None, hash, at: 0 };
    branch.admit(id, &dagster, 50_000)
}

fn deployed(branch: &mut Branch, now: i64) -> Vec<String> {
    let mut references = Vec::new();
    loop {
        match branch.next(&WAYS, now) {
            Next::Do(step, key) => {
                if let Step::Deploy(_, images) = &step {
                    references.extend(images.iter().map(|(_, reference)| reference.clone()));
                }
                branch.settle(&step, &key, Ok(Done::default()), (now, 0.5), &WAYS.retry_policy);
            }
            Next::Wait(_) => return references,
        }
    }
}

#[test]
fn an_image_is_deployed_once_and_an_older_commits_image_never_after_a_newer_ones() {
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
    push_image(&mut branch, "i2", "r/etl@2", &hash(2)[..12]).ok();
    push_image(&mut branch, "i2", "r/etl@2", &hash(2)[..12]).expect_err("it came before");
    assert_eq!(deployed(&mut branch, 60_000), ["r/etl@2"]);
    let older = push_image(&mut branch, "i1", "r/etl@1", &hash(1));
    assert_eq!(older, Err("it is older than the image that is known"));
    assert_eq!(push_image(&mut branch, "i3", "r/etl@2", &hash(2)), Err("it is deployed already"));
    assert!(deployed(&mut branch, 70_000).is_empty());
    push_image(&mut branch, "i4", "r/etl@3", "").expect("it is another");
    assert_eq!(deployed(&mut branch, 80_000), ["r/etl@3"]);
}

#[test]
fn no_image_is_deployed_to_what_is_over_until_it_is_open_again() {
    let mut truth = Truth::new();
    truth.status = Some("CLOSED");
    truth.tell_review(false, None);
    let mut branch = Branch::new("acme/etl", "feat");
    admit(&mut branch, &truth.events[1], 0).expect("it is new");
    push_image(&mut branch, "i1", "r/etl@1", "").expect("it is new");
    assert!(deployed(&mut branch, 60_000).is_empty());
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    admit(&mut branch, &truth.events[2], 60_000).expect("it is opened again");
    assert_eq!(deployed(&mut branch, 70_000), ["r/etl@1"]);
}

#[test]
fn a_branch_without_a_review_counts_only_where_that_is_wanted() {
    let truth = Truth::new();
    let mut branch = Branch::new("acme/etl", "feat");
    admit(&mut branch, &truth.events[0], 0).expect("it is new");
    assert_eq!(branch.state(&WAYS), "unknown");
    let ways = Ways { takes_pushes: true, ..WAYS };
    assert_eq!(branch.state(&ways), "open");
    let Next::Do(Step::Tell(change), _) = branch.next(&ways, 10_000) else { panic!("nothing") };
    assert_eq!(change.text(Field::CommitMessage), Some("Commit 1"));
}

#[test]
fn what_is_read_back_is_what_was_written_whatever_the_time_of_the_next_try() {
    let mut truth = Truth::new();
    truth.status = Some("OPEN");
    truth.tell_review(true, None);
    let mut random = Rng::with_seed(5);
    for _ in 0..200 {
        let mut branch = Branch::new("acme/etl", "feat");
        let now = 1_700_000_000_000;
        admit(&mut branch, &truth.events[1], now).expect("it is new");
        let Next::Do(step, key) = branch.next(&WAYS, now + 5_000) else { panic!("nothing") };
        let chance = random.usize(..1 << 30) as f64 / f64::from(1 << 30);
        branch.settle(&step, &key, Err(refusal()), (now + 5_000, chance), &WAYS.retry_policy);
        again(&branch);
    }
}
