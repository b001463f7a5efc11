//! Decides what an HTTP answer means. The rules and their order are those of `dagster-cloud` (a body with `data` is a
//! success whatever the status is), except that redirects are not followed blindly.

use serde_json::{Map, Value as Json};

use super::outcome::{FailedTry, Maintenance};
use crate::error::{Code, Error};
use crate::host::Reply;

/// How much of an unexpected body a message shows.
const EXCERPT_CHARACTERS: usize = 300;

/// The next step after an answer.
#[derive(Debug, PartialEq)]
pub enum AnswerKind {
    /// The operation was executed; its result may still be a typed error.
    Data(Map<String, Json>),
    /// The same request belongs elsewhere.
    Redirect {
        /// The Location header.
        location: String,
    },
    /// The server is down on purpose.
    Maintenance(Maintenance),
    /// No, and asking again will not help.
    Refused(Error),
    /// No, but asking again may help.
    Failed(FailedTry),
}

/// Classifies an answer.
pub fn classify(reply: &Reply) -> AnswerKind {
    if matches!(reply.status, 301 | 302 | 303 | 307 | 308)
        && let Some(location) = reply.header("location")
    {
        return redirect(reply.status, location);
    }
    let Some(mut body) = object(&reply.body) else { return classify_status(reply) };
    if let Some(notice) = body.get("maintenance") {
        return maintenance(notice);
    }
    if let Some(errors) = body.get("errors") {
        return graphql_errors(reply, errors);
    }
    // Not `remove`: taking an entry out of the map would cost 3 KB of the WASM.
    match body.get_mut("data").map(Json::take) {
        Some(Json::Object(data)) => AnswerKind::Data(data),
        Some(_) => AnswerKind::Refused(unexpected(reply)),
        None => classify_status(reply),
    }
}

fn object(body: &[u8]) -> Option<Map<String, Json>> {
    match serde_json::from_slice(body) {
        Ok(Json::Object(object)) => Some(object),
        _ => None,
    }
}

#[inline(never)]
fn redirect(status: u16, location: &str) -> AnswerKind {
    if matches!(status, 307 | 308) {
        return AnswerKind::Redirect { location: location.to_owned() };
    }
    // 301, 302 and 303 turn a POST into a GET, which is no GraphQL request any more. Dagster+ answers so
    // when the deployment in the URL does not exist: it sends a browser to a page.
    AnswerKind::Refused(
        Error::new(
            Code::Redirect,
            format!("HTTP {status}: Dagster+ redirects to {location} instead of answering"),
        )
        .hint(
            "check the organization and the deployment: a branch deployment goes by the name that \
             `branch-deployment create-or-update` prints, not by its branch",
        ),
    )
}

#[inline(never)]
fn classify_status(reply: &Reply) -> AnswerKind {
    let status = reply.status;
    if status < 400 {
        return AnswerKind::Refused(unexpected(reply));
    }
    let seen = excerpt(&reply.body);
    let message = format!(
        "HTTP {status}{}{}",
        reason(status),
        if seen.is_empty() { seen } else { format!(": {seen}") }
    );
    let error = match status {
        401 | 403 => unauthorized(message),
        404 => Error::new(Code::HttpStatus, message).hint(
            "check the organization, the region (DAGSTER_CLOUD_ENV=eu for Europe) and the URL",
        ),
        _ => Error::new(Code::HttpStatus, message),
    };
    if !is_passing(status) {
        return AnswerKind::Refused(error);
    }
    AnswerKind::Failed(FailedTry::of_status(reply, error))
}

/// Whether a status may go away by itself.
fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 409 | 425 | 429 | 500 | 502 | 503 | 504)
}

#[inline(never)]
fn graphql_errors(reply: &Reply, errors: &Json) -> AnswerKind {
    let message = match errors.as_array() {
        Some(list) => {
            let messages =
                list.iter().map(|error| match error.get("message").and_then(Json::as_str) {
                    Some(message) => message.to_owned(),
                    None => "an error without a message".to_owned(),
                });
            messages.take(5).collect::<Vec<_>>().join("; ")
        }
        None => excerpt(&reply.body),
    };
    let message = if message.is_empty() { "the server gave no reason".to_owned() } else { message };
    let message = format!("Dagster+ answered with GraphQL errors: {message}");
    if matches!(reply.status, 401 | 403) {
        return AnswerKind::Refused(unauthorized(message));
    }
    let error = Error::new(Code::GraphqlErrors, message);
    // A gateway that is overloaded may say so in GraphQL's words.
    if matches!(reply.status, 429 | 502 | 503 | 504) {
        return AnswerKind::Failed(FailedTry::of_status(reply, error));
    }
    AnswerKind::Refused(error)
}

/// The error for a token that was refused, with the roles that would do
/// (<https://docs.dagster.io/deployment/dagster-plus/authentication-and-access-control/rbac/user-roles-permissions>).
pub fn unauthorized(message: String) -> Error {
    Error::new(Code::Unauthorized, message).hint(
        "check the token: it must be an agent token, or a user token with the role Editor or higher for \
         this deployment and for branch deployments (an Organization Admin makes agent tokens under \
         Organization settings > Tokens); a token belongs to one organization and one region",
    )
}

#[inline(never)]
fn maintenance(notice: &Json) -> AnswerKind {
    let Some(notice) = notice.as_object() else {
        return AnswerKind::Refused(Error::new(
            Code::Maintenance,
            "Dagster+ is unavailable due to maintenance and does not say for how long",
        ));
    };
    let positive =
        |key: &str| notice.get(key).and_then(Json::as_f64).filter(|number| *number > 0.0);
    AnswerKind::Maintenance(Maintenance {
        message: notice
            .get("message")
            .and_then(Json::as_str)
            .unwrap_or("no reason given")
            .to_owned(),
        timeout: positive("timeout"),
        interval: positive("retry_interval"),
    })
}

#[inline(never)]
fn unexpected(reply: &Reply) -> Error {
    let seen = excerpt(&reply.body);
    let seen = if seen.is_empty() { "an empty body".to_owned() } else { seen };
    Error::new(
        Code::UnexpectedResponse,
        format!("HTTP {}: this is no GraphQL answer: {seen}", reply.status),
    )
    .hint("check the URL: is a proxy or a login page in between?")
}

/// The beginning of a body on one line.
fn excerpt(body: &[u8]) -> String {
    // Lossy on purpose: this is only shown.
    let text = String::from_utf8_lossy(&body[..body.len().min(EXCERPT_CHARACTERS * 4)]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(EXCERPT_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The usual words for a status, a blank before them.
fn reason(status: u16) -> &'static str {
    match status {
        400 => " Bad Request",
        401 => " Unauthorized",
        403 => " Forbidden",
        404 => " Not Found",
        408 => " Request Timeout",
        409 => " Conflict",
        425 => " Too Early",
        429 => " Too Many Requests",
        500 => " Internal Server Error",
        502 => " Bad Gateway",
        503 => " Service Unavailable",
        504 => " Gateway Timeout",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(status: u16, body: &str) -> AnswerKind {
        classify(&Reply { status, headers: vec![], body: body.as_bytes().to_vec() })
    }

    fn code(status: u16, body: &str) -> &'static str {
        match verdict(status, body) {
            AnswerKind::Refused(error) => error.code.as_str(),
            AnswerKind::Failed(_) => "passing",
            AnswerKind::Data(_) => "data",
            AnswerKind::Maintenance(_) => "maintenance",
            AnswerKind::Redirect { .. } => "redirect",
        }
    }

    #[test]
    fn a_body_with_data_is_a_success_whatever_the_status() {
        assert_eq!(code(500, r#"{"data":{"a":1}}"#), "data");
        assert_eq!(code(200, r#"{"data":{"a":1,"a":2}}"#), "data");
    }

    #[test]
    fn bodies_that_are_no_graphql_answer_are_refused() {
        let bodies = [
            "",
            "null",
            "[]",
            "{}",
            "\"x\"",
            "<html></html>",
            "{\"data\":null}",
            "\u{feff}{\"data\":{}}",
            "{\"data\":{\"n\":NaN}}",
        ];
        for body in bodies {
            assert_eq!(code(200, body), "api/unexpected-response", "{body}");
        }
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(code(200, &format!("{{\"data\":{{\"a\":{deep}}}}}")), "api/unexpected-response");
        assert_eq!(code(200, r#"{"data":{"name":"\ud800"}}"#), "api/unexpected-response");
        assert!(
            matches!(classify(&Reply { status: 200, headers: vec![], body: b"{\"data\":{\"a\":\"\xff\"}}".to_vec() }),
            AnswerKind::Refused(error) if error.code == Code::UnexpectedResponse)
        );
    }

    #[test]
    fn statuses_are_passing_or_final() {
        for status in [408, 409, 425, 429, 500, 502, 503, 504] {
            assert_eq!(code(status, "x"), "passing", "{status}");
        }
        for (status, wanted) in [
            (400, "api/http-status"),
            (401, "auth/unauthorized"),
            (403, "auth/unauthorized"),
            (404, "api/http-status"),
            (501, "api/http-status"),
        ] {
            assert_eq!(code(status, "x"), wanted, "{status}");
        }
    }

    #[test]
    fn graphql_errors_show_their_messages_and_are_final_unless_the_gateway_is_overloaded() {
        let body = r#"{"errors":[{"message":"one"},{"message":"two"}],"data":{"a":1}}"#;
        match verdict(200, body) {
            AnswerKind::Refused(error) => {
                assert!(error.message.ends_with("one; two"), "{}", error.message);
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(code(200, r#"{"errors":[]}"#), "api/graphql-errors");
        assert_eq!(code(200, r#"{"errors":"x"}"#), "api/graphql-errors");
        assert_eq!(code(500, body), "api/graphql-errors");
        assert_eq!(code(503, body), "passing");
    }

    #[test]
    fn maintenance_is_read_leniently() {
        assert_eq!(code(503, r#"{"maintenance":true}"#), "api/maintenance");
        let nulls =
            verdict(503, r#"{"maintenance":{"message":null,"timeout":null,"retry_interval":0}}"#);
        let expected =
            Maintenance { message: "no reason given".into(), timeout: None, interval: None };
        assert_eq!(nulls, AnswerKind::Maintenance(expected));
    }

    #[test]
    fn only_redirects_that_keep_the_post_are_followed() {
        let reply = |status| Reply {
            status,
            headers: vec![("Location".into(), "/x".into())],
            body: vec![],
        };
        assert_eq!(classify(&reply(308)), AnswerKind::Redirect { location: "/x".into() });
        assert!(
            matches!(classify(&reply(302)), AnswerKind::Refused(error) if error.code == Code::Redirect)
        );
    }

    #[test]
    fn a_long_body_is_shown_in_part() {
        assert!(excerpt(&[b'x'; 100_000]).chars().count() <= EXCERPT_CHARACTERS + 1);
        assert_eq!(excerpt("ü".repeat(10).as_bytes()), "ü".repeat(10));
    }
}
