//! Who may send: the routes of the configuration, and what shows that a delivery comes from whom it should.
//!
//! Not here: the values of secrets, and checking them (`webhook/`).

use super::reading::{ConfigReader, unknown};
use crate::location::get;
use crate::webhook::sender::{self, NAMES, Sender};
use crate::webhook::signature::Scheme;
use crate::yaml::{PathStep, Value};

/// A sender at its route, `/webhooks/PROVIDER` or `/webhooks/PROVIDER/NAME`.
#[derive(Debug, Clone)]
pub struct Route {
    /// The sender's name, such as `github`.
    pub provider: &'static str,
    /// The rest of the route.
    pub name: Option<String>,
    /// The variables that hold its secrets, any of which counts; none if Google's tokens are required.
    pub secrets: Vec<String>,
    /// The header that holds the secret, where that is not the sender's usual one.
    pub header: Option<String>,
    /// The claims that Google's token must have.
    pub google: Option<GoogleRoute>,
}

/// Whose tokens Pub/Sub sends, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoogleRoute {
    /// The audience.
    pub audience: String,
    /// The email address of the service account.
    pub service_account: String,
}

const SECRETS: &str = "secrets";
const HEADER: &str = "header";
const AUDIENCE: &str = "audience";
const SERVICE_ACCOUNT: &str = "service_account";
/// The one sender that Google's tokens come from.
const OF_GOOGLE: &str = "artifact-registry";

/// Reads the value of `senders`.
pub(super) fn read(reading: &mut ConfigReader, senders: &Value) -> Vec<Route> {
    let entries = reading.mapping(senders);
    if matches!(senders, Value::Map(_)) && entries.is_empty() {
        reading.wrong("it is empty");
    }
    let mut routes = Vec::new();
    for (key, value) in entries {
        routes.extend(
            reading.within(PathStep::Key(key.to_owned()), |reading| route(reading, key, value)),
        );
    }
    routes
}

fn route(reading: &mut ConfigReader, key: &str, value: &Value) -> Option<Route> {
    let (provider, name) = match key.split_once('/') {
        Some((provider, name)) => (provider, Some(name)),
        None => (key, None),
    };
    if name.is_some_and(|name| !is_name(name)) {
        reading.wrong(
            "the name behind the / is 1 to 64 letters, digits, dots, dashes and underscores",
        );
    }
    let Some(sender) = sender::find(provider) else {
        reading.wrong(&unknown("sender", provider, &NAMES));
        return None;
    };
    if !reading.keys(value, keys_of(sender)) {
        return None;
    }
    let secrets = reading.texts(value, SECRETS, variable);
    let google = google(reading, value);
    check_proof(reading, sender, secrets.is_some(), google.is_some());
    Some(Route {
        provider: sender.name,
        name: name.map(str::to_owned),
        secrets: secrets.unwrap_or_default(),
        header: reading.text(value, HEADER, header),
        google: google.flatten(),
    })
}

/// A route without a proof would let anybody in, and of two it would not be clear which counts.
fn check_proof(reading: &mut ConfigReader, sender: &Sender, has_secrets: bool, has_google: bool) {
    match (has_secrets, has_google) {
        (false, false) if sender.name == OF_GOOGLE => {
            reading.wrong("it needs `audience` and `service_account`, or else `secrets`");
        }
        (false, false) => {
            reading.wrong("it has no `secrets`, the names of the variables that hold them");
        }
        (true, true) => {
            reading.wrong("it has `secrets` and what a token must say; take one of them away");
        }
        _ => {}
    }
}

/// The keys that a sender may have: a header of its own where the sender lets its user choose it.
fn keys_of(sender: &Sender) -> &'static [&'static str] {
    let is_shared = |scheme: &Scheme| matches!(scheme, Scheme::Shared { .. });
    if sender.name == OF_GOOGLE {
        &[SECRETS, AUDIENCE, SERVICE_ACCOUNT]
    } else if !sender.schemes.is_empty() && sender.schemes.iter().all(is_shared) {
        &[SECRETS, HEADER]
    } else {
        &[SECRETS]
    }
}

/// `None` if neither is given; `Some(None)` if one of them is missing or wrong.
fn google(reading: &mut ConfigReader, value: &Value) -> Option<Option<GoogleRoute>> {
    let is_given = |key| get(value, key).is_some();
    let has = (is_given(AUDIENCE), is_given(SERVICE_ACCOUNT));
    match has {
        (false, false) => return None,
        (true, false) => reading.wrong("it has an `audience`, but no `service_account`"),
        (false, true) => reading.wrong("it has a `service_account`, but no `audience`"),
        (true, true) => {}
    }
    let audience = reading.text(value, AUDIENCE, word);
    let service_account = reading.text(value, SERVICE_ACCOUNT, email);
    Some(
        audience
            .zip(service_account)
            .map(|(audience, service_account)| GoogleRoute { audience, service_account }),
    )
}

fn is_name(text: &str) -> bool {
    // Dots alone are taken out of the paths of URLs.
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
        && text.bytes().any(|byte| byte != b'.')
}

/// The name of a variable. What is none may be the secret itself, and is not shown.
fn variable(text: &str) -> Result<String, String> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_good =
        !text.is_empty() && !text.as_bytes()[0].is_ascii_digit() && text.bytes().all(is_word);
    if !is_good {
        return Err("it must be the name of the variable that holds the secret, not the secret: letters, digits and \
                    underscores"
            .to_owned());
    }
    Ok(text.to_owned())
}

fn header(text: &str) -> Result<String, String> {
    let is_good = (1..=100).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    match is_good {
        true => Ok(text.to_owned()),
        false => {
            Err("it must be the name of a header: letters, digits, dashes and underscores"
                .to_owned())
        }
    }
}

fn word(text: &str) -> Result<String, String> {
    match !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        true => Ok(text.to_owned()),
        false => Err("it must be a text of visible ASCII characters without blanks".to_owned()),
    }
}

fn email(text: &str) -> Result<String, String> {
    let text = word(text)?;
    match text.contains('@') {
        true => Ok(text),
        false => Err("it must be the email address of the service account".to_owned()),
    }
}
