//! Why a run failed, read from its events.
//!
//! Not here: how it is shown.

use serde_json::Value;

use super::answer::Answer;
use super::client::{Client, Operation, Repeat};
use super::load_error;
use crate::error::Error;
use crate::host::Host;
use crate::json::Json;

/// A page of a run's events, of which failures are read. An operation of its own, because a server that lacks one of
/// its fields refuses the whole operation.
pub const FAILURES: Operation = Operation {
    name: "runOrError",
    text: include_str!("operations/run_failures.graphql"),
    is_query: true,
    repeat: Repeat::Freely,
    own_connection: false,
};

/// A run has a dozen events for each of its steps, a page a thousand of them.
const MAX_PAGES: u32 = 20;
/// The causes stand at the end of a run that is over; more time is not worth them.
const MAX_MILLISECONDS: f64 = 30_000.0;
/// When many steps fail, the first ones show the cause.
const MAX_FAILURES: usize = 5;

/// One reason why a run failed.
#[derive(Debug, PartialEq, Eq)]
pub struct RunFailure {
    /// The step that failed; `None` for the run itself.
    pub step: Option<String>,
    /// The exception, in one line.
    pub brief: String,
    /// Everything that was raised, as Python would print it.
    pub error: String,
}

impl RunFailure {
    fn new(event: &Value, step: Option<&str>) -> Self {
        let text = |text: fn(&Value) -> String| {
            let error = event.get("error").filter(|error| error.is_object());
            let message = || event.get("message").and_then(Value::as_str).map(str::to_owned);
            error.map(text).or_else(message).unwrap_or_default()
        };
        let step = step.map(str::to_owned);
        Self { step, brief: text(load_error::brief), error: text(load_error::whole) }
    }
}

/// The events of a run, as far as they were read.
#[derive(Debug, Default)]
struct Seen {
    steps: Vec<RunFailure>,
    run: Option<RunFailure>,
    cursor: Option<String>,
}

impl Seen {
    /// Takes a page; returns whether to read the next one.
    #[inline(never)]
    fn read(&mut self, root: Value, id: &str) -> Result<bool, Error> {
        let doing = format!("see why run {id} failed");
        let answer = Answer::new(root, &doing)?;
        let Some(page) = answer.get("eventConnection") else {
            return Err(answer.rejection(&doing));
        };
        for event in page.get("events").and_then(Value::as_array).into_iter().flatten() {
            let text = |name: &str| event.get(name).and_then(Value::as_str);
            match text("__typename") {
                Some("ExecutionStepFailureEvent") if self.steps.len() < MAX_FAILURES => {
                    self.steps.push(RunFailure::new(event, text("stepKey")));
                }
                Some("RunFailureEvent") => self.run = Some(RunFailure::new(event, None)),
                _ => {}
            }
        }
        self.cursor = page.get("cursor").and_then(Value::as_str).map(str::to_owned);
        let has_more = page.get("hasMore").and_then(Value::as_bool) == Some(true);
        Ok(has_more && self.cursor.is_some() && self.steps.len() < MAX_FAILURES)
    }
}

/// Returns the first steps of a run that failed, or else why the run itself did.
pub async fn failures<H: Host>(client: &Client<'_, H>, id: &str) -> Result<Vec<RunFailure>, Error> {
    let started = client.now();
    let mut seen = Seen::default();
    for _ in 0..MAX_PAGES {
        let left = MAX_MILLISECONDS - (client.now() - started);
        let root = client.execute_within(left, &FAILURES, &page(id, seen.cursor.as_deref())).await;
        match root.and_then(|root| seen.read(root, id)) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) if seen.steps.is_empty() => return Err(error),
            Err(_) => break,
        }
    }
    let run = seen.run.filter(|_| seen.steps.is_empty());
    Ok(seen.steps.into_iter().chain(run).collect::<Vec<_>>())
}

/// Returns the variables of [`FAILURES`].
fn page(id: &str, cursor: Option<&str>) -> Json {
    Json::object(&[("runId", Json::text(id)), ("afterCursor", Json::optional(cursor))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(pages: &[Value]) -> (Seen, Vec<bool>) {
        let mut seen = Seen::default();
        let goes_on = pages.iter().map(|page| {
            let root = json!({ "__typename": "Run", "eventConnection": page });
            seen.read(root, "x").expect("a page")
        });
        let goes_on = goes_on.collect();
        (seen, goes_on)
    }

    #[test]
    fn the_first_failed_steps_of_several_pages_are_read() {
        let failure =
            json!({ "__typename": "ExecutionStepFailureEvent", "stepKey": "load", "error": null });
        let page = json!({ "events": [{ "__typename": "LogMessageEvent" }, null, failure, failure], "cursor": "7", "hasMore": true });
        let (seen, goes_on) = read(&[page.clone(), page.clone(), page]);
        assert_eq!(goes_on, [true, true, false]);
        assert_eq!(seen.steps.len(), MAX_FAILURES);
        assert_eq!(seen.cursor.as_deref(), Some("7"));
    }

    #[test]
    fn a_page_without_a_cursor_is_the_last() {
        assert_eq!(read(&[json!({ "events": null, "hasMore": true })]).1, [false]);
    }

    #[test]
    fn a_failure_of_the_run_has_the_message_if_nothing_was_raised() {
        let message = "the run worker was lost";
        let event = json!({ "__typename": "RunFailureEvent", "message": message, "error": null });
        let (seen, _) = read(&[json!({ "events": [event], "hasMore": false })]);
        let (brief, error) = (message.to_owned(), message.to_owned());
        assert_eq!(seen.run, Some(RunFailure { step: None, brief, error }));
    }
}
