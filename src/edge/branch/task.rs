//! Something that is to be done until it has worked: when it is tried, and when it is given up. Pure: the time and the
//! random number are given.
//!
//! Not here: what is done.

use crate::policy::RetryPolicy;

/// The longest time before what was interrupted is tried again: usually the server was only restarted.
const AFTER_INTERRUPTION: i64 = 10_000;

/// Why something did not work.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TaskFailure {
    /// The code of the error, such as `network/refused`.
    pub code: String,
    /// The message for people, without secrets.
    pub message: String,
    /// Whether trying again may help.
    pub may_pass: bool,
}

/// Something that is to be done.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Task {
    /// The content of the task: another key is another task.
    pub key: String,
    /// How often it was tried.
    pub attempts: u32,
    /// How often it was interrupted, by a crash.
    pub interruptions: u32,
    /// When it was first wanted.
    pub since: i64,
    /// When it is tried next.
    pub due: i64,
    /// Whether it is being tried; if that is read back, a crash has ended the try.
    pub is_running: bool,
    /// Whether it was given up; an operator may have it tried again.
    pub is_dead: bool,
    /// Why the last try failed.
    pub failure: Option<TaskFailure>,
}

impl Task {
    /// Something that is wanted now.
    pub(super) fn new(key: &str, now: i64) -> Self {
        Self { key: key.to_owned(), since: now, due: now, ..Self::default() }
    }

    /// Begins a try.
    pub(super) fn begin(&mut self) {
        self.attempts += 1;
        self.is_running = true;
    }

    /// Takes note that the last try was interrupted.
    pub(super) fn interrupt(&mut self, now: i64, retry_policy: &RetryPolicy) {
        self.interruptions += 1;
        let failure = TaskFailure {
            code: "edge/interrupted".to_owned(),
            message: "the work was interrupted".to_owned(),
            may_pass: true,
        };
        let wait = doubled(1_000, self.interruptions).min(AFTER_INTERRUPTION);
        self.put_off(now, wait, failure, retry_policy);
    }

    /// Takes note that the last try failed. `random` is at least 0 and below 1.
    pub(super) fn fail(
        &mut self,
        now: i64,
        random: f64,
        failure: TaskFailure,
        retry_policy: &RetryPolicy,
    ) {
        let tries = self.attempts.saturating_sub(self.interruptions);
        let wait = doubled(retry_policy.first, tries).min(retry_policy.longest);
        // Half of it by chance, so that what failed together does not come back together.
        let wait = (wait as f64 * (0.5 + random / 2.0)).ceil() as i64;
        self.put_off(now, wait, failure, retry_policy);
    }

    fn put_off(&mut self, now: i64, wait: i64, failure: TaskFailure, retry_policy: &RetryPolicy) {
        self.is_running = false;
        self.due = now + wait;
        self.is_dead = !failure.may_pass || self.due > self.since + retry_policy.whole;
        self.failure = Some(failure);
    }

    /// Tries again what was given up, as if it were new.
    pub(super) fn revive(&mut self, now: i64) {
        *self = Self::new(&self.key, now);
    }
}

/// A time that is doubled with each try after the first.
fn doubled(first: i64, tries: u32) -> i64 {
    (1..tries.min(40)).fold(first, |wait, _| wait.saturating_mul(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(may_pass: bool) -> TaskFailure {
        TaskFailure { may_pass, ..TaskFailure::default() }
    }

    #[test]
    fn tries_come_less_and_less_often_until_they_are_given_up() {
        let retry_policy = RetryPolicy::default();
        let mut task = Task::new("x", 0);
        let mut waits = Vec::new();
        while !task.is_dead {
            let now = task.due;
            task.begin();
            task.fail(now, 0.999, failure(true), &retry_policy);
            waits.push(task.due - now);
        }
        assert!(waits.windows(2).all(|pair| pair[0] <= pair[1] + 1), "{waits:?}");
        assert!((4_000..5_001).contains(&waits[0]), "{waits:?}");
        assert!(waits.iter().all(|wait| *wait <= retry_policy.longest));
        assert!((40..80).contains(&waits.len()), "{} tries in a day", waits.len());
    }

    #[test]
    fn what_cannot_pass_is_given_up_at_once_and_can_be_revived() {
        let mut task = Task::new("x", 0);
        task.begin();
        task.fail(10, 0.0, failure(false), &RetryPolicy::default());
        assert!(task.is_dead && !task.is_running);
        task.revive(99);
        assert_eq!(task, Task::new("x", 99));
    }

    #[test]
    fn what_was_interrupted_is_soon_tried_again_and_does_not_count_as_refused() {
        let retry_policy = RetryPolicy::default();
        let mut task = Task::new("x", 0);
        for _ in 0..20 {
            task.begin();
            task.interrupt(0, &retry_policy);
            assert!(!task.is_dead && task.due <= AFTER_INTERRUPTION);
        }
        task.begin();
        task.fail(0, 0.999, failure(true), &retry_policy);
        assert!(task.due <= retry_policy.first);
    }

    #[test]
    fn what_failed_together_does_not_come_back_together() {
        let due = |random| {
            let mut task = Task::new("x", 0);
            task.begin();
            task.fail(0, random, failure(true), &RetryPolicy::default());
            task.due
        };
        assert!(due(0.0) >= 2_500 && due(0.9) > due(0.1) && due(0.999) < 5_000);
    }
}
