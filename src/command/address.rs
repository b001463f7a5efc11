//! Returns the URL of a command's requests: a pure function of the given flags. The token goes where it leads, so every
//! name in it is checked, and plain `http` leaves this machine only if the user allowed it.
//!
//! Not here: headers and the token (`connection.rs`).

use crate::command::optional;
use crate::error::{Code, Error};
use crate::flags;
use crate::flags::{Flag, Given};
use crate::http::url;

/// Selects what the requests of a command are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The organization: the URL needs no deployment.
    Organization,
    /// The URL belongs to a deployment, but requests do not name it.
    DeploymentUrl,
    /// The URL belongs to a deployment and requests name it.
    Deployment,
}

/// The domains of Dagster+ itself. Only of their URLs the form is known: `https://ORGANIZATION/DEPLOYMENT`.
const DOMAINS: [&str; 2] = [".dagster.cloud", ".dagster.plus"];
/// The path that requests go to; people copy it with the URL.
const GRAPHQL: &str = "/graphql";

/// A URL without `/graphql`, and the warning about it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Address {
    pub(super) base: String,
    pub(super) notes: Vec<String>,
}

/// Checks the names that become part of a URL or a header.
pub(super) fn check_names(given: &Given) -> Result<(), Error> {
    let refused = |flag: &Flag, name: &str, hint: &str| {
        let problem = format!("{name:?} cannot be part of a URL");
        given
            .value(flag)
            .map_or(Ok(()), |value| Err(given.invalid(flag, value, &problem).hint(hint)))
    };
    for flag in [flags::ORGANIZATION, flags::DAGSTER_ENV] {
        if let Some(name) = given.filled(&flag).filter(|name| !is_host_label(name)) {
            return refused(
                &flag,
                name,
                "the organization is the NAME in https://NAME.dagster.cloud; a whole URL goes into --url",
            );
        }
    }
    match optional::deployment(given).filter(|name| !is_segment(name)) {
        Some(name) => refused(
            &flags::DEPLOYMENT,
            name,
            "a deployment goes by its name, such as prod, or by the name that create-or-update printed",
        ),
        None => Ok(()),
    }
}

/// Returns true if a name is one label of a host, or several with dots between.
fn is_host_label(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    name.split('.').all(|label| !label.is_empty() && label.chars().all(is_plain))
}

/// Returns true if a name is a segment of a path that leads neither up nor elsewhere.
fn is_segment(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~');
    !name.is_empty() && !matches!(name, "." | "..") && name.chars().all(is_plain)
}

/// Returns the deployment that a URL of Dagster+ names.
pub(super) fn deployment_in(text: &str) -> Option<&str> {
    let (_, segments) = parted(without_graphql(text.trim_end_matches('/')))?;
    segments.first().copied().filter(|segment| segments.len() == 1 && is_segment(segment))
}

/// Returns the address for a command with this scope from the URL that the user gave.
pub(super) fn of_url(text: &str, given: &Given, scope: Scope) -> Result<Address, Error> {
    let origin = given.origin(&flags::URL);
    url::check(text, &origin)?;
    let mut address = Address::default();
    let url = text.trim_end_matches('/');
    let plain = without_graphql(url);
    if plain != url {
        address
            .notes
            .push(format!("{origin}: using {plain}, because {GRAPHQL} is added by itself"));
    }
    let mut base = plain.to_owned();
    if url::is_exposed(&base) {
        if parted(&base).is_some() {
            base = secure(&base);
            address
                .notes
                .push(format!("{origin}: using {base}, because Dagster+ is reached by https only"));
        } else if !given.is_on(&flags::ALLOW_HTTP) {
            return Err(exposed(&base, &origin, given));
        }
    }
    address.base = match parted(&base) {
        Some((organization, segments)) => {
            within(organization, &segments, (&base, &origin), given, scope)?
        }
        None => base,
    };
    Ok(address)
}

/// Returns the URL that requests need within an organization of Dagster+.
fn within(
    organization: &str,
    segments: &[&str],
    (base, origin): (&str, &str),
    given: &Given,
    scope: Scope,
) -> Result<String, Error> {
    let refused = |problem: String| {
        let error =
            Error::new(Code::InvalidEndpoint, format!("invalid value for {origin}: {problem}"));
        error.hint(format!(
            "{organization} is the organization, and {organization}/NAME its deployment NAME"
        ))
    };
    let named = match segments {
        [] => None,
        [one] if is_segment(one) => Some(*one),
        _ => return Err(refused(format!("{base} leads to more than a deployment"))),
    };
    let given_name = optional::deployment(given);
    if let (Some(named), Some(given_name)) = (named, given_name)
        && named != given_name
    {
        let other = given.origin(&flags::DEPLOYMENT);
        return Err(refused(format!("{base} leads to {named}, but {other} says {given_name}")));
    }
    match (scope, given_name.or(named)) {
        (Scope::Organization, _) => Ok(organization.to_owned()),
        (_, Some(deployment)) => Ok(format!("{organization}/{deployment}")),
        (_, None) => {
            let words = "A Dagster Cloud deployment must be specified for this command.";
            let hint = format!(
                "{}, or add its name to the URL: {organization}/prod",
                given.advice(&flags::DEPLOYMENT)
            );
            Err(Error::new(Code::MissingEndpoint, words).hint(hint))
        }
    }
}

/// Returns the error for a URL by which anybody on the way could read the token.
fn exposed(base: &str, origin: &str, given: &Given) -> Error {
    let host = url::shown_host(base);
    let message = format!(
        "invalid value for {origin}: plain http would send everything to {host} unencrypted"
    );
    Error::new(Code::InvalidEndpoint, message).hint(format!(
        "use https; or, where the way there is safe, {}",
        given.advice(&flags::ALLOW_HTTP)
    ))
}

/// Returns a URL without `/graphql` at its end.
fn without_graphql(text: &str) -> &str {
    let cut = text.strip_suffix(GRAPHQL).map(|cut| cut.trim_end_matches('/'));
    cut.filter(|cut| url::host_and_port(cut).is_some()).unwrap_or(text)
}

/// Returns a URL of Dagster+ with `https`, and without the port of `http`.
fn secure(base: &str) -> String {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    format!("https://{}{path}", authority.trim_end_matches(":80"))
}

/// Returns organization and path segments of a URL of Dagster+. A query or a fragment is part of the last segment.
fn parted(base: &str) -> Option<(&str, Vec<&str>)> {
    let (host, _) = url::host_and_port(base)?;
    let host = host.to_ascii_lowercase();
    if !DOMAINS.iter().any(|domain| host.ends_with(domain)) {
        return None;
    }
    let start = base.find("://")? + 3;
    let end = base[start..].find(['/', '?', '#']).map_or(base.len(), |length| start + length);
    let (organization, path) = base.split_at(end);
    Some((organization, path.split('/').filter(|segment| !segment.is_empty()).collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests;
