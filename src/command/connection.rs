//! Where Dagster+ is and who asks: from flags, variables and configuration to an endpoint.

use super::Session;
use super::address::{self, Scope};
use super::problems::Problems;
use crate::command::optional;
use crate::dagster::client::{Endpoint, TOKEN_HEADER};
use crate::error::{Code, Error};
use crate::flags;
use crate::flags::Given;
use crate::host::Host;
use crate::http::url;

/// The release of `dagster-cloud` whose requests these are; the server may look at it.
const PEER_VERSION: &str = "1.13.29";

/// Finds the endpoint; what is missing or unusable is added to the problems.
pub(super) fn endpoint<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    scope: Scope,
    problems: &mut Problems,
) -> Option<Endpoint> {
    problems.check(address::check_names(given));
    let base = match given.filled(&flags::URL) {
        Some(url) => problems.check(address::of_url(url, given, scope)).map(|address| {
            for note in address.notes {
                session.output.notice(&note);
            }
            address.base
        }),
        None => built_url(given, scope, problems),
    };
    let token = given
        .text(&flags::API_TOKEN)
        .and_then(|token| problems.check(header_token(session, token)));
    let deployment = optional::deployment(given).filter(|_| scope == Scope::Deployment);
    let base = base?;
    session.output.secrets.add_public(&base);
    // Where the URL was built from a deployment, a missing token has been reported as an error.
    if scope == Scope::Organization || given.filled(&flags::URL).is_some() {
        warn_without_token(session, given);
    }
    if token.is_some() && url::is_exposed(&base) {
        session.output.warn(&format!(
            "the token is sent unencrypted to {}: use https",
            url::shown_host(&base)
        ));
    }
    let mut headers = vec![
        ("Content-Type", "application/json".to_owned()),
        ("User-Agent", format!("dagster-deploy/{} ({})", crate::VERSION, session.job.runtime)),
        ("Dagster-Cloud-Version", PEER_VERSION.to_owned()),
        ("Dagster-Cloud-Scope", "deployment".to_owned()),
    ];
    headers.extend(token.map(|token| (TOKEN_HEADER, token)));
    headers.extend(deployment.map(|name| ("Dagster-Cloud-Deployment", name.to_owned())));
    Some(Endpoint { url: format!("{base}/graphql"), base, headers })
}

/// A request without a token is sent as it is, as in `dagster-cloud`; but it is hardly meant.
fn warn_without_token<H: Host>(session: &Session<'_, H>, given: &Given) {
    match given.text(&flags::API_TOKEN) {
        None => {
            session
                .output
                .warn(&format!("no API token was given: {}", given.advice(&flags::API_TOKEN)));
        }
        // What a CI system gives for a secret that is not set, or not shown to a fork.
        Some("") => session.output.warn(&format!("{} is empty", given.origin(&flags::API_TOKEN))),
        Some(_) => {}
    }
}

/// The URL of an organization or a deployment.
#[inline(never)]
fn built_url(given: &Given, scope: Scope, problems: &mut Problems) -> Option<String> {
    let organization = given.filled(&flags::ORGANIZATION);
    let deployment = optional::deployment(given);
    if scope == Scope::Organization {
        let Some(organization) = organization else {
            problems.add(
                Error::new(Code::MissingEndpoint, "Must provide either organization name or URL.")
                    .hint(given.advice(&flags::ORGANIZATION)),
            );
            return None;
        };
        return Some(organization_url(organization, given));
    }
    for (value, what, flag) in [
        (given.text(&flags::API_TOKEN), "user token", flags::API_TOKEN),
        (organization, "organization", flags::ORGANIZATION),
        (deployment, "deployment", flags::DEPLOYMENT),
    ] {
        if value.is_none() {
            let code = if flag.is_secret { Code::MissingToken } else { Code::MissingEndpoint };
            let message = format!("A Dagster Cloud {what} must be specified for this command.");
            problems.add(Error::new(code, message).hint(given.advice(&flag)));
        }
    }
    Some(format!("{}/{}", organization_url(organization?, given), deployment?))
}

/// `https://ORGANIZATION[.REGION].dagster.cloud`.
fn organization_url(organization: &str, given: &Given) -> String {
    let region =
        given.filled(&flags::DAGSTER_ENV).map(|region| format!(".{region}")).unwrap_or_default();
    format!("https://{organization}{region}.dagster.cloud")
}

/// The token as it goes into the header. A newline at its end is the usual slip of copying and is cut
/// off; anything else that cannot be sent is refused without being shown.
fn header_token<H: Host>(session: &Session<'_, H>, token: &str) -> Result<String, Error> {
    let cut = token.strip_suffix('\n').map(|token| token.strip_suffix('\r').unwrap_or(token));
    if cut.is_some() {
        session.output.warn("the API token ends with a newline, which is cut off");
    }
    let token = cut.unwrap_or(token);
    if token.trim() != token {
        return Err(unsendable("there is white space before or after it"));
    }
    if token.chars().any(char::is_control) {
        return Err(unsendable("there is a newline or another control character in it"));
    }
    if token.chars().any(|character| u32::from(character) > 0xff) {
        return Err(unsendable("there is a character in it that a header cannot hold"));
    }
    Ok(token.to_owned())
}

fn unsendable(problem: &str) -> Error {
    Error::new(Code::InvalidToken, format!("the API token cannot be sent: {problem}"))
        .hint("look at how it was stored, in the secret or the file that it comes from; it is not shown here")
}
