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

/// Returns the text of the innermost exception of a PythonError: what was raised first, and where.
pub fn cause(result: &Json) -> String {
    let links = result.get("errorChain").and_then(Json::as_array);
    let innermost = links.and_then(|links| links.last()?.get("error"));
    let parts = error(innermost.unwrap_or(result));
    [parts[0].trim_end(), "\n", &parts[1]].concat().trim_end().to_owned()
}

/// Message and stack; the stack's entries end in newlines themselves.
fn error(error: &Json) -> [String; 2] {
    let message = error.get("message").and_then(Json::as_str).unwrap_or_default();
    let stack = error.get("stack").and_then(Json::as_array).into_iter().flatten();
    [message.to_owned(), stack.filter_map(Json::as_str).collect()]
}

#[cfg(test)]
mod tests {
    use super::{cause, render};
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
        assert_eq!(cause(&error), "Ctx");
        assert_eq!(cause(&json!({ "message": "m\n", "stack": ["  File\n"] })), "m\n  File");
        assert_eq!(render(&json!({ "__typename": "RepositoryLocation" })), None);
        assert_eq!(render(&json!(null)), None);
    }
}
