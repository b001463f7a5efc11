//! Maps the errors of a failed fetch, which differ by runtime, to one kind each.
//!
//! Node and Bun give a code (`ECONNREFUSED`), and the Deno host finds one; workerd gives a message that is seldom
//! clear. An unclear fault is [`FaultKind::Unknown`] and treated as a broken connection.

use crate::error::{Code, Error};
use crate::host::{Fault, Request};
use crate::python_float;

/// The kinds of failure that are treated differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// Nothing listens, or no way leads there.
    Refused,
    /// The name does not exist.
    UnknownHost,
    /// The name could not be looked up right now.
    LookupFailed,
    /// No trust, wrong name, no TLS at all.
    Tls,
    /// The connection broke.
    Reset,
    /// Not answered in time.
    Timeout,
    /// Larger than accepted.
    TooLarge,
    /// The bytes are no HTTP, or not the compression they claim to be.
    Malformed,
    /// The proxy refused.
    Proxy,
    /// The file of certificates cannot be read.
    CaFile,
    /// This runtime cannot do it, or was not allowed to.
    Forbidden,
    /// The runtime does not say.
    Unknown,
}

impl FaultKind {
    /// Whether the same request may succeed when sent again.
    pub fn is_passing(self) -> bool {
        matches!(
            self,
            FaultKind::Refused
                | FaultKind::LookupFailed
                | FaultKind::Reset
                | FaultKind::Timeout
                | FaultKind::Unknown
        )
    }

    /// Whether the request may have reached the server.
    pub fn perhaps_sent(self) -> bool {
        matches!(self, FaultKind::Reset | FaultKind::Timeout | FaultKind::Unknown)
    }
}

/// Codes that begin so are TLS failures (OpenSSL's and Node's names).
const TLS_CODES: [&str; 10] = [
    "ERR_TLS_",
    "ERR_SSL_",
    "CERT_",
    "DEPTH_ZERO_",
    "SELF_SIGNED_",
    "UNABLE_TO_",
    "HOSTNAME_MISMATCH",
    "EPROTO",
    "INVALID_CA",
    "ERR_BORINGSSL",
];

/// Workerd's messages, which stand in for error codes; `js/faults-deno.js` has Deno's.
const WORDS: [(&str, FaultKind); 2] =
    [("Network connection lost", FaultKind::Reset), ("decompression failed", FaultKind::Malformed)];

/// The kind of a failed fetch.
pub fn kind(fault: &Fault) -> FaultKind {
    by_code(&fault.code).unwrap_or_else(|| {
        let known = WORDS.iter().find(|(words, _)| fault.message.contains(words));
        known.map_or(FaultKind::Unknown, |(_, kind)| *kind)
    })
}

fn by_code(code: &str) -> Option<FaultKind> {
    Some(match code {
        "ERR_TIMEOUT" | "ETIMEDOUT" | "ESOCKETTIMEDOUT" | "TimeoutError" | "AbortError"
        | "Timeout" => FaultKind::Timeout,
        "ECONNREFUSED" | "EHOSTUNREACH" | "ENETUNREACH" | "EHOSTDOWN" | "EADDRNOTAVAIL"
        | "ConnectionRefused" => FaultKind::Refused,
        "ENOTFOUND" | "DNSException" => FaultKind::UnknownHost,
        "EAI_AGAIN" => FaultKind::LookupFailed,
        "ECONNRESET"
        | "EPIPE"
        | "ECONNABORTED"
        | "ERR_STREAM_PREMATURE_CLOSE"
        | "ConnectionReset"
        | "ConnectionClosed"
        | "ConnectionAborted"
        | "BrokenPipe"
        | "UnexpectedEof" => FaultKind::Reset,
        "ERR_BODY_TOO_LARGE" => FaultKind::TooLarge,
        "ERR_CA_FILE" => FaultKind::CaFile,
        "ERR_PROXY" => FaultKind::Proxy,
        "NotCapable" | "EACCES" | "EPERM" | "ERR_UNSUPPORTED" => FaultKind::Forbidden,
        "Z_DATA_ERROR"
        | "Z_BUF_ERROR"
        | "ERR_CONTENT_DECODING_FAILED"
        | "ZlibError"
        | "BrotliDecompressionError"
        | "Malformed_HTTP_Response"
        | "ERR_MALFORMED" => FaultKind::Malformed,
        _ if code.starts_with("HPE_") => FaultKind::Malformed,
        _ if TLS_CODES.iter().any(|prefix| code.starts_with(prefix)) => FaultKind::Tls,
        _ => return None,
    })
}

/// The error that a failed fetch ends the run with when it is not repeated, or was in vain.
#[inline(never)]
pub fn error(kind: FaultKind, fault: &Fault, request: &Request) -> Error {
    let host = super::url::shown_host(&request.url);
    let words = if fault.message.is_empty() { &fault.code } else { &fault.message };
    let via = if request.proxy.is_some() { " through the proxy" } else { "" };
    let seconds = seconds(request.timeout_milliseconds);
    match kind {
        FaultKind::Refused => Error::new(Code::ConnectionRefused, format!("cannot connect to {host}{via}: {words}")),
        FaultKind::UnknownHost => Error::new(Code::UnknownHost, format!("no such host: {host}: {words}"))
            .hint("check the organization, the region and the URL, and whether a proxy is needed (HTTPS_PROXY)"),
        FaultKind::LookupFailed => Error::new(Code::UnknownHost, format!("cannot look up {host}: {words}")),
        FaultKind::Tls => Error::new(Code::TlsFailed, format!("no secure connection to {host}{via}: {words}{}", trusted(request))).hint(
            "if a proxy inspects TLS, name its CA certificates (a PEM file) in SSL_CERT_FILE or REQUESTS_CA_BUNDLE",
        ),
        FaultKind::Reset => Error::new(Code::ConnectionReset, format!("the connection to {host}{via} broke: {words}")),
        FaultKind::Timeout => Error::new(Code::Timeout, format!("no answer from {host}{via} within {seconds} seconds"))
            .hint("if Dagster+ needs longer, raise --request-timeout"),
        FaultKind::TooLarge => Error::new(
            Code::ResponseTooLarge,
            format!("the answer of {host} is larger than {} MiB", request.max_body_bytes >> 20),
        ),
        FaultKind::Malformed => {
            Error::new(Code::UnexpectedResponse, format!("the answer of {host} cannot be read: {words}"))
        }
        FaultKind::Proxy => Error::new(Code::InvalidProxy, format!("the proxy refused to connect to {host}: {words}"))
            .hint(format!("check {} and its credentials", super::proxy::variable_of(&request.url))),
        FaultKind::CaFile => Error::new(
            Code::InvalidConfig,
            format!("cannot read the CA certificates in {words}"),
        )
        .hint(format!("it is named by one of {}", super::CA_VARIABLES.join(", "))),
        FaultKind::Forbidden => Error::new(
            Code::NetworkFailed,
            format!("this runtime does not let the request to {host}{via} out: {words}"),
        ),
        FaultKind::Unknown => Error::new(Code::NetworkFailed, format!("the request to {host}{via} failed: {words}")),
    }
}

/// Names the files whose certificates were trusted.
fn trusted(request: &Request) -> String {
    match request.ca.is_empty() {
        true => String::new(),
        false => format!(
            " (trusted are the runtime's own certificates and those in {})",
            request.ca.join(", ")
        ),
    }
}

/// Milliseconds as seconds, `1.5` or `60`.
fn seconds(milliseconds: u32) -> String {
    let seconds = python_float::digits(f64::from(milliseconds) / 1000.0);
    seconds.strip_suffix(".0").unwrap_or(&seconds).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_every_runtime_find_their_kind() {
        for (code, message, wanted) in [
            ("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:9", FaultKind::Refused),
            (
                "ConnectionRefused",
                "Unable to connect. Is the computer able to access the url?",
                FaultKind::Refused,
            ),
            ("ENOTFOUND", "getaddrinfo ENOTFOUND x.invalid", FaultKind::UnknownHost),
            ("EAI_AGAIN", "getaddrinfo EAI_AGAIN x", FaultKind::LookupFailed),
            ("DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate", FaultKind::Tls),
            ("ERR_TLS_CERT_ALTNAME_INVALID", "", FaultKind::Tls),
            ("ECONNRESET", "socket hang up", FaultKind::Reset),
            ("ERR_TIMEOUT", "", FaultKind::Timeout),
            ("HPE_HEADER_OVERFLOW", "Parse Error: Header overflow", FaultKind::Malformed),
            ("Z_DATA_ERROR", "incorrect header check", FaultKind::Malformed),
            ("Error", "Network connection lost.", FaultKind::Reset),
            (
                "NotCapable",
                "Requires net access to \"h:443\", run again with the --allow-net flag",
                FaultKind::Forbidden,
            ),
            ("Error", "internal error", FaultKind::Unknown),
        ] {
            let fault = Fault { code: code.into(), message: message.into() };
            assert_eq!(kind(&fault), wanted, "{code} {message}");
        }
    }
}
