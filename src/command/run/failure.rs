//! The failure of a run: the steps that failed, and what was raised in them.

use super::super::Session;
use super::super::problems::Failed;
use super::Run;
use crate::dagster::client::Client;
use crate::dagster::run_failure::{self, RunFailure};
use crate::error::{Code, Error};
use crate::host::Host;
use crate::json::Json;

/// Of the name of a step, and of what was raised in short and in full.
const MAX_STEP_CHARACTERS: usize = 200;
const MAX_BRIEF_CHARACTERS: usize = 3_000;
const MAX_ERROR_CHARACTERS: usize = 20_000;

/// Returns the failure of a run that ended with this status.
pub(super) async fn of<H: Host>(
    session: &Session<'_, H>,
    client: &Client<'_, H>,
    run: &Run<'_>,
    status: &str,
) -> Failed {
    let mut message = format!("Run {} failed with status '{status}'.", run.id);
    let mut details = run.details(Some(status));
    if status == "FAILURE" {
        match run_failure::failures(client, &run.id).await {
            Ok(failures) => {
                message.extend(failures.iter().map(sentence));
                let document = |one| document(session, one);
                details.push((
                    "failures",
                    Json::list(&failures.iter().map(document).collect::<Vec<_>>()),
                ));
            }
            Err(error) => {
                let error = session.output.blotted(&error);
                session.output.notice(&format!("Couldn't read why it failed: {}", error.message));
            }
        }
    }
    let error = Error::new(Code::RunFailed, message).hint(format!("see {}", run.page));
    Failed { errors: vec![error], details }
}

/// Returns the lines of the message about a failure.
fn sentence(failure: &RunFailure) -> String {
    let brief = cut(&failure.brief, MAX_BRIEF_CHARACTERS);
    let step = failure.step.as_ref().map(|step| cut(step, MAX_STEP_CHARACTERS));
    match step {
        Some(step) if brief.is_empty() => format!("\nStep {step} failed."),
        Some(step) => format!("\nStep {step} failed:\n{brief}"),
        None => format!("\n{brief}"),
    }
}

/// Returns the failure as documents have it, without secrets.
fn document<H: Host>(session: &Session<'_, H>, failure: &RunFailure) -> Json {
    let blotted =
        |text: &str, characters| cut(&session.output.secrets.blot_quoted(text), characters);
    let step = failure.step.as_deref().map(|step| blotted(step, MAX_STEP_CHARACTERS));
    Json::object(&[
        ("step", Json::optional(step.as_deref())),
        ("error", Json::text(&blotted(failure.error.trim_end(), MAX_ERROR_CHARACTERS))),
    ])
}

/// Returns beginning and end of a text that is too long: the message stands first, the innermost frame last.
fn cut(text: &str, characters: usize) -> String {
    let count = text.chars().count();
    if count <= characters {
        return text.to_owned();
    }
    let half = characters / 2;
    let mut cut: String = text.chars().take(half).collect();
    cut.push('…');
    cut.extend(text.chars().skip(count - half));
    cut
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_long_text_keeps_beginning_and_end() {
        assert_eq!(cut("éa", 2), "éa");
        assert_eq!(cut("é12345ü", 4), "é1…5ü");
    }
}
