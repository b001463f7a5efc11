//! Orders two runs by what GitHub says of them; never by the time of a commit, which a rebase or a forced push sets
//! back.

use serde_json::Value;

use crate::github::reviews::Review;
use crate::json::Json;

/// A run of a workflow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Run {
    /// The path of its workflow file, or the workflow's name.
    pub(super) workflow: String,
    /// Its number in the workflow.
    pub(super) number: u64,
    /// Which attempt of it, from 1.
    pub(super) attempt: u64,
    /// The commit that it is about.
    pub(super) commit: String,
}

impl Run {
    /// Builds the payload of a GitHub deployment, which later runs read: the order of this run and what it deploys.
    pub(super) fn to_payload(&self, place: &str, locations: &str) -> Json {
        Json::object(&[
            ("workflow", Json::text(&self.workflow)),
            ("run", Json::int(self.number as i64)),
            ("attempt", Json::int(self.attempt as i64)),
            ("commit", Json::text(&self.commit)),
            ("place", Json::text(place)),
            ("locations", Json::text(locations)),
        ])
    }

    /// Returns the run that a GitHub deployment's payload names.
    pub(super) fn of_payload(payload: &Value) -> Self {
        let text = |name: &str| payload.get(name).and_then(Value::as_str).unwrap_or_default();
        let number = |name: &str| payload.get(name).and_then(Value::as_u64).unwrap_or_default();
        Self {
            workflow: text("workflow").to_owned(),
            number: number("run"),
            attempt: number("attempt"),
            commit: text("commit").to_owned(),
        }
    }
}

/// Where a run stands among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RunOrder {
    /// The other is newer.
    Older,
    /// The other is not newer.
    Latest,
    /// The order is unknown.
    Unknown,
}

/// Where this run stands to another. Who starts an old run again, by hand, wants what it does: then the numbers say
/// nothing.
pub(super) fn among(mine: &Run, other: &Run) -> RunOrder {
    if mine.workflow != other.workflow || mine.number == 0 || other.number == 0 {
        return RunOrder::Unknown;
    }
    if mine.number == other.number {
        return match mine.commit == other.commit {
            true if mine.attempt < other.attempt => RunOrder::Older,
            true => RunOrder::Latest,
            false => RunOrder::Unknown,
        };
    }
    match mine.number < other.number {
        true if mine.attempt == 1 => RunOrder::Older,
        false if other.attempt == 1 => RunOrder::Latest,
        _ => RunOrder::Unknown,
    }
}

/// Returns why a run for a pull request has been overtaken, if it has; `is_end` if the run is about its end.
pub(super) fn overtaken(review: &Review, commit: &str, is_end: bool) -> Option<String> {
    let head: String = review.head.chars().take(12).collect();
    if is_end {
        return review.is_open.then(|| "the pull request has been opened again".to_owned());
    }
    if !review.is_open {
        return Some("the pull request has been closed by now".to_owned());
    }
    let is_newer = !head.is_empty() && review.head != commit;
    is_newer.then(|| format!("the pull request has a newer commit by now, {head}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(number: u64, attempt: u64, commit: &str) -> Run {
        Run { workflow: "ci.yml".to_owned(), number, attempt, commit: commit.to_owned() }
    }

    #[test]
    fn a_run_with_a_greater_number_or_attempt_is_newer() {
        assert_eq!(among(&run(7, 1, "a"), &run(8, 1, "b")), RunOrder::Older);
        assert_eq!(among(&run(8, 1, "b"), &run(7, 1, "a")), RunOrder::Latest);
        assert_eq!(among(&run(8, 1, "b"), &run(8, 2, "b")), RunOrder::Older);
        assert_eq!(among(&run(8, 2, "b"), &run(8, 1, "b")), RunOrder::Latest);
        assert_eq!(among(&run(8, 1, "b"), &run(8, 1, "b")), RunOrder::Latest);
    }

    #[test]
    fn who_runs_an_old_run_again_or_another_workflow_is_not_judged_by_numbers() {
        assert_eq!(among(&run(7, 2, "a"), &run(8, 1, "b")), RunOrder::Unknown);
        assert_eq!(among(&run(8, 1, "b"), &run(7, 2, "a")), RunOrder::Unknown);
        let other = Run { workflow: "other.yml".to_owned(), ..run(9, 1, "b") };
        assert_eq!(among(&run(7, 1, "a"), &other), RunOrder::Unknown);
        assert_eq!(among(&run(7, 1, "a"), &run(7, 1, "b")), RunOrder::Unknown);
        assert_eq!(among(&run(0, 1, "a"), &run(8, 1, "b")), RunOrder::Unknown);
    }

    #[test]
    fn what_a_deployment_carries_is_read_again() {
        let run = run(12, 2, "abc");
        let payload = run.to_payload("acme/pr-7", "");
        let payload = serde_json::from_slice(payload.as_str().as_bytes()).expect("it is JSON");
        assert_eq!(Run::of_payload(&payload), run);
        assert_eq!(Run::of_payload(&Value::Null), Run::default());
    }

    #[test]
    fn a_review_that_moved_on_was_closed_or_opened_again_overtakes_a_run() {
        let review = |head: &str, is_open| Review { head: head.to_owned(), is_open, is_fork: None };
        assert_eq!(overtaken(&review("a", true), "a", false), None);
        assert!(overtaken(&review("b", true), "a", false).is_some());
        assert!(overtaken(&review("a", false), "a", false).is_some());
        assert!(overtaken(&review("a", true), "a", true).is_some());
        assert_eq!(overtaken(&review("b", false), "a", true), None);
        // An answer without a head decides nothing.
        assert_eq!(overtaken(&review("", true), "a", false), None);
    }
}
