//! Why a location did not load or a run failed: a Python error with its chain, as Python would print it.

use serde_json::Value as Json;

/// The text of a PythonError; anything else, such as a loaded location, is `None`.
pub fn render(result: &Json) -> Option<String> {
    let is_error = result.get("__typename").and_then(Json::as_str) == Some("PythonError");
    is_error.then(|| whole(result))
}

/// Returns the text of a PythonError with everything that it was caused by.
pub fn whole(result: &Json) -> String {
    let mut parts = Vec::from(error(result));
    for link in result.get("errorChain").and_then(Json::as_array).into_iter().flatten() {
        let is_explicit = link.get("isExplicitLink").and_then(Json::as_bool) == Some(true);
        let how = if is_explicit { "was caused by" } else { "occurred during handling of" };
        parts.push(format!("The above exception {how} the following exception:"));
        parts.extend(link.get("error").map(error).into_iter().flatten());
    }
    parts.join("\n")
}

/// Returns a PythonError in short: the messages of its chain, and where the innermost exception was raised. An
/// exception in which Dagster wraps the user's adds nothing.
pub fn brief(result: &Json) -> String {
    let links = result.get("errorChain").and_then(Json::as_array);
    let links = links.map(Vec::as_slice).unwrap_or_default();
    let [message, mut stack] = error(result);
    let is_wrapper = !links.is_empty() && message.starts_with("dagster._core.errors.");
    let mut brief = if is_wrapper { String::new() } else { message };
    for link in links {
        let Some(cause) = link.get("error") else { continue };
        let is_explicit = link.get("isExplicitLink").and_then(Json::as_bool) == Some(true);
        brief.truncate(brief.trim_end().len());
        brief.push_str(match (brief.is_empty(), is_explicit) {
            (true, _) => "",
            (_, true) => "\ncaused by ",
            (_, false) => "\nwhile handling ",
        });
        let message;
        [message, stack] = error(cause);
        brief.push_str(&message);
    }
    [brief.trim_end(), "\n", &stack].concat().trim_end().to_owned()
}

/// Message and stack; the stack's entries end in newlines themselves.
fn error(error: &Json) -> [String; 2] {
    let message = error.get("message").and_then(Json::as_str).unwrap_or_default();
    let stack = error.get("stack").and_then(Json::as_array).into_iter().flatten();
    [message.to_owned(), stack.filter_map(Json::as_str).collect()]
}

#[cfg(test)]
mod tests {
    use super::{brief, render};
    use serde_json::json;

    #[test]
    fn a_chain_of_errors_reads_as_in_python() {
        let error = json!({
            "__typename": "PythonError", "message": "ImportError: no mod\n", "stack": ["  File \"a.py\"\n"],
            "errorChain": [
                { "isExplicitLink": true, "error": { "message": "Cause", "stack": ["s1"] } },
                { "isExplicitLink": false, "error": { "message": "Ctx", "stack": null } },
            ],
        });
        let text = "ImportError: no mod\n\n  File \"a.py\"\n\nThe above exception was caused by the following exception:\n\
                    Cause\ns1\nThe above exception occurred during handling of the following exception:\nCtx\n";
        assert_eq!(render(&error).as_deref(), Some(text));
        assert_eq!(render(&json!({ "__typename": "RepositoryLocation" })), None);
        assert_eq!(render(&json!(null)), None);
    }

    #[test]
    fn in_short_the_users_messages_and_the_innermost_stack_are_left() {
        let links = json!([
            { "isExplicitLink": true, "error": { "message": "RuntimeError: no price\n", "stack": ["  File a\n"] } },
            null,
            { "isExplicitLink": true, "error": { "message": "ValueError: none\n", "stack": ["  File b\n", "    c\n"] } },
            { "isExplicitLink": false, "error": { "message": "KeyError: 1\n", "stack": ["  File d\n"] } },
        ]);
        let chain = "RuntimeError: no price\ncaused by ValueError: none\nwhile handling KeyError: 1\n  File d";
        let error =
            |message| json!({ "message": message, "stack": ["  File z\n"], "errorChain": links });
        assert_eq!(
            brief(&error("dagster._core.errors.DagsterExecutionStepExecutionError: x\n")),
            chain
        );
        assert_eq!(brief(&error("E: x\n")), ["E: x\ncaused by ", chain].concat());
        let alone = json!({ "message": "dagster._core.errors.X: m\n", "stack": ["  File\n"] });
        assert_eq!(brief(&alone), "dagster._core.errors.X: m\n  File");
        assert_eq!(brief(&json!(null)), "");
    }
}
