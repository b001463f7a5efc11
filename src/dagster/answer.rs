//! The answer to an operation: a member of a result union, and the API's typed errors as ours.

use serde_json::{Map, Value as Json};

use crate::error::{Code, Error};
use crate::http::classify::unauthorized;

/// One member of a result union.
#[derive(Debug)]
pub struct Answer(Map<String, Json>);

impl Answer {
    /// Reads the root field; `doing` is the purpose, for messages.
    pub fn new(root: Json, doing: &str) -> Result<Self, Error> {
        match root {
            Json::Object(fields) => Ok(Self(fields)),
            _ => Err(Self::incomplete(doing)),
        }
    }

    /// The error for an answer in which there is no result.
    #[inline(never)]
    pub fn incomplete(doing: &str) -> Error {
        let message = format!("cannot {doing}: Dagster+ answered without a result");
        Error::new(Code::UnexpectedResponse, message)
    }

    /// Which member of the union it is.
    pub fn is(&self, typename: &str) -> bool {
        self.text("__typename") == Some(typename)
    }

    /// A field that holds text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// A field of any type; null is as good as absent.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// The error for an answer that is not the success.
    #[inline(never)]
    pub fn rejection(&self, doing: &str) -> Error {
        let typename = self.text("__typename").unwrap_or("an answer of no known type");
        let reason = self.text("message").filter(|message| !message.is_empty()).unwrap_or(typename);
        let message = format!("cannot {doing}: {reason}");
        match typename {
            "UnauthorizedError" => unauthorized(message),
            "DeploymentNotFoundError" => Error::new(Code::DeploymentNotFound, message).hint("check the deployment's name; a branch deployment goes by the name that create-or-update prints"),
            "DeploymentLimitError" | "CodeLocationLimitError" => {
                Error::new(Code::LimitReached, message)
                    .hint("delete what is no longer needed, or change the plan")
            }
            "InvalidLocationError" => {
                let problems = self.problems(reason);
                Error::new(Code::LocationRejected, format!("Error in location config:\n{problems}"))
            }
            "RunConfigValidationInvalid" => {
                let problems = self.problems(reason);
                let message = format!("cannot {doing}: its configuration is refused:\n{problems}");
                Error::new(Code::InvalidRunConfig, message)
            }
            "PipelineNotFoundError" => Error::new(Code::JobNotFound, message)
                .hint("check the names of the code location, the repository and the job, and the deployment"),
            "InvalidSubsetError" => Error::new(Code::InvalidSelection, message)
                .hint("check --asset-key: the parts of an asset's key are separated by /"),
            "RunNotFoundError" => Error::new(Code::RunNotFound, message),
            _ => Error::new(Code::Rejected, message),
        }
    }

    /// Joins the messages under `errors`, which are texts or objects, a line each; returns the reason if there are
    /// none.
    fn problems(&self, reason: &str) -> String {
        let mut problems = Vec::new();
        // The schema allows nulls among them.
        for problem in self.get("errors").and_then(Json::as_array).into_iter().flatten() {
            problems.extend(problem.get("message").unwrap_or(problem).as_str());
        }
        if problems.is_empty() { reason.to_owned() } else { problems.join("\n") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn rejection(root: Json) -> (&'static str, String) {
        let error =
            Answer::new(root, "x").map_or_else(|error| error, |answer| answer.rejection("x"));
        (error.code.as_str(), error.message.clone())
    }

    #[test]
    fn every_typed_error_keeps_its_message() {
        for (typename, code) in [
            ("UnauthorizedError", "auth/unauthorized"),
            ("DeploymentNotFoundError", "deployment/not-found"),
            ("DeploymentLimitError", "deployment/limit-reached"),
            ("DuplicateDeploymentError", "api/rejected"),
            ("InvalidSubsetError", "job/invalid-selection"),
            ("PythonError", "api/rejected"),
        ] {
            let seen = rejection(json!({ "__typename": typename, "message": "why" }));
            assert_eq!(seen, (code, "cannot x: why".to_owned()), "{typename}");
        }
        assert_eq!(rejection(json!({ "__typename": "NewError" })).1, "cannot x: NewError");
    }

    #[test]
    fn location_problems_are_listed_without_the_nulls_among_them() {
        let answer = json!({ "__typename": "InvalidLocationError", "errors": ["bad image", null, "bad name"] });
        let wanted = "Error in location config:\nbad image\nbad name".to_owned();
        assert_eq!(rejection(answer), ("location/rejected", wanted));
    }

    #[test]
    fn what_is_wrong_with_a_runs_configuration_is_listed() {
        let answer = json!({ "__typename": "RunConfigValidationInvalid", "errors": [{ "message": "a" }, {}, { "message": "b" }] });
        let wanted = "cannot x: its configuration is refused:\na\nb".to_owned();
        assert_eq!(rejection(answer), ("job/invalid-config", wanted));
    }

    #[test]
    fn an_answer_that_is_no_object_is_unexpected() {
        for root in [Json::Null, json!([]), json!("x")] {
            assert_eq!(rejection(root).0, "api/unexpected-response");
        }
    }
}
