//! The outcomes of one try that may end in another. Not here: when to try again (`retry.rs`).

use super::fault;
use crate::error::Error;
use crate::host::{Fault, Reply, Request};

/// A try that failed and may succeed when repeated.
#[derive(Debug, Clone, PartialEq)]
pub struct FailedTry {
    /// In a few words, for the line that announces the retry.
    pub reason: String,
    /// The error of a request that is given up.
    pub error: Error,
    /// Whether the server may have executed the request although the answer is missing.
    pub perhaps_done: bool,
    /// Whether trying again can help at all.
    pub passing: bool,
    /// The pause that the server requested: a Retry-After header and the server's own clock.
    pub retry_after: Option<(String, Option<String>)>,
}

impl FailedTry {
    /// A status that may go away. 500 and the gateways' statuses leave open what became of the request.
    #[inline(never)]
    pub fn of_status(reply: &Reply, error: Error) -> Self {
        let header = |name| reply.header(name).map(str::to_owned);
        Self {
            reason: error.message.chars().take(120).collect(),
            error,
            perhaps_done: matches!(reply.status, 408 | 500 | 502 | 504),
            passing: true,
            retry_after: header("retry-after").map(|value| (value, header("date"))),
        }
    }

    /// A fetch that brought no answer.
    #[inline(never)]
    pub fn from_fault(seen: &Fault, request: &Request) -> Self {
        let kind = fault::kind(seen);
        let error = fault::error(kind, seen, request);
        Self {
            reason: error.message.chars().take(200).collect(),
            error,
            perhaps_done: kind.perhaps_sent(),
            passing: kind.is_passing(),
            retry_after: None,
        }
    }
}

/// A maintenance notice.
#[derive(Debug, Clone, PartialEq)]
pub struct Maintenance {
    /// The server's words.
    pub message: String,
    /// Seconds after which to give up, by the server.
    pub timeout: Option<f64>,
    /// Seconds between tries.
    pub interval: Option<f64>,
}
