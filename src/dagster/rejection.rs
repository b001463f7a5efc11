//! The typed errors of the API's result unions, as our errors.

use serde::Deserialize;

use crate::error::{Code, Error};
use crate::http::judge::unauthorized;

/// A result union, flattened: the type's name, the message of the interface `Error`, and the success's
/// fields.
#[derive(Debug, Deserialize)]
pub struct Answer<T> {
    /// Which member of the union it is.
    #[serde(rename = "__typename")]
    pub typename: String,
    /// The message of an error.
    pub message: Option<String>,
    /// The problems of an InvalidLocationError; the schema allows nulls among them.
    pub errors: Option<Vec<Option<String>>>,
    /// The fields of the success; absent or partial in an error.
    #[serde(flatten)]
    pub success: T,
}

impl<T> Answer<T> {
    /// The error for an answer that is not the success, `doing` being what was asked for.
    pub fn rejection(&self, doing: &str) -> Error {
        let reason = self.message.as_deref().filter(|message| !message.is_empty());
        let reason = reason.map_or_else(|| self.typename.clone(), str::to_owned);
        let message = format!("cannot {doing}: {reason}");
        match self.typename.as_str() {
            "UnauthorizedError" => unauthorized(message),
            "DeploymentNotFoundError" => Error::new(Code::DeploymentNotFound, message).hint(
                "check the name of the deployment, and of the base deployment if one was given",
            ),
            "DeploymentLimitError" | "CodeLocationLimitError" => {
                Error::new(Code::LimitReached, message)
                    .hint("delete what is no longer needed, or change the plan")
            }
            "InvalidLocationError" => {
                let problems = self.errors.iter().flatten().flatten().map(String::as_str);
                let problems: Vec<_> = problems.collect();
                let message = if problems.is_empty() { message } else { problems.join("\n") };
                Error::new(Code::LocationRejected, format!("Error in location config:\n{message}"))
            }
            _ => Error::new(Code::Rejected, message),
        }
    }
}

/// The error for an answer without the field that was asked for.
pub fn no_answer(doing: &str) -> Error {
    Error::new(
        Code::UnexpectedResponse,
        format!("cannot {doing}: Dagster+ answered without a result"),
    )
}
