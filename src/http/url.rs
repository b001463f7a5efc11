//! URLs: which ones a token may be sent to, and where a redirect may lead.

use fluent_uri::{Uri, UriRef};

use super::address;
use crate::error::{Code, Error};

/// Checks a URL that requests are to be sent to: absolute, `http` or `https`, with a host, without
/// credentials. The text itself is used as it is.
///
/// `origin` is the source, for the message.
pub fn check(text: &str, origin: &str) -> Result<(), Error> {
    let invalid = |problem: &str| {
        Error::new(Code::InvalidEndpoint, format!("invalid value for {origin}: {problem}"))
            .hint("a URL looks like https://acme.dagster.cloud/prod")
    };
    // The text is not shown where it may hold a password.
    let holds_credentials =
        || text.split(['/', '?', '#']).nth(2).is_some_and(|authority| authority.contains('@'));
    let shown = match text.contains('@') {
        true => "the text (not shown, for it may hold a password)".to_owned(),
        false => format!("{text:?}"),
    };
    if text.contains('@') && holds_credentials() {
        return Err(invalid(
            "it holds credentials before the `@`; the token goes into --api-token",
        ));
    }
    Uri::parse(text).map_err(|_| invalid(&format!("{shown} is not a URL")))?;
    if !is_http(text) {
        return Err(invalid(&format!("{shown} begins with neither http:// nor https://")));
    }
    if host_and_port(text).is_none_or(|(host, _)| host.is_empty()) {
        return Err(invalid(&format!("{shown} has no host")));
    }
    Ok(())
}

/// Whether it is an absolute `http` or `https` URL.
pub fn is_http(text: &str) -> bool {
    let known = |uri: Uri<&str>| {
        matches!(uri.scheme().as_str().to_ascii_lowercase().as_str(), "http" | "https")
    };
    Uri::parse(text).is_ok_and(|uri| uri.authority().is_some() && known(uri))
}

/// Whether it is an `https` URL.
pub fn is_secure(text: &str) -> bool {
    text.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"))
}

/// Host and port, the port by the scheme where it is not written.
pub fn host_and_port(text: &str) -> Option<(String, u16)> {
    let uri = Uri::parse(text).ok()?;
    let authority = uri.authority()?;
    let usual = if is_secure(text) { 443 } else { 80 };
    let port = match authority.port().map(fluent_uri::pct_enc::EStr::as_str) {
        Some(port) if !port.is_empty() => port.parse().ok()?,
        _ => usual,
    };
    Some((authority.host().to_owned(), port))
}

/// How messages name the server: host, and port where it is unusual.
pub fn shown_host(text: &str) -> String {
    match host_and_port(text) {
        Some((host, 80 | 443)) => host,
        Some((host, port)) => format!("{host}:{port}"),
        None => text.to_owned(),
    }
}

/// Whether a token sent there could be read on the way.
pub fn is_exposed(text: &str) -> bool {
    if is_secure(text) {
        return false;
    }
    let Some((host, _)) = host_and_port(text) else { return false };
    !host.eq_ignore_ascii_case("localhost") && !is_loopback(&host)
}

#[inline(never)]
fn is_loopback(host: &str) -> bool {
    address::read(host).is_some_and(|address| address.is_loopback())
}

/// Where a redirected request goes. The token goes along, so only to the same host, and never from
/// `https` back to `http`. `dagster-cloud` follows anywhere and hands its token over.
#[inline(never)]
pub fn redirect(from: &str, location: &str) -> Result<String, Error> {
    let refused = |problem: &str| {
        Error::new(Code::Redirect, format!("Dagster+ redirects to {location}: {problem}"))
            .hint("if that is where your Dagster+ is, name it with --url or DAGSTER_CLOUD_URL")
    };
    let base = Uri::parse(from).map_err(|_| refused("that cannot be resolved"))?;
    let reference = UriRef::parse(location).map_err(|_| refused("that is no URL"))?;
    let to = reference.resolve_against(&base).map_err(|_| refused("that cannot be resolved"))?;
    let to = to.as_str().to_owned();
    check(&to, "").map_err(|_| refused("a request cannot be sent there"))?;
    let (Some((old_host, old_port)), Some((new_host, new_port))) =
        (host_and_port(from), host_and_port(&to))
    else {
        return Err(refused("it has no host"));
    };
    if is_secure(from) && !is_secure(&to) {
        return Err(refused("the token is not sent unencrypted"));
    }
    let upgraded = !is_secure(from) && is_secure(&to);
    if !old_host.eq_ignore_ascii_case(&new_host) || old_port != new_port && !upgraded {
        return Err(refused("the token is not sent to another host"));
    }
    Ok(to)
}

/// Escapes what cannot stand in a URL's path, and what would end the path; slashes stay.
pub fn path_segment(text: &str) -> String {
    encoded(text, "/:@!$&'()*+,;=")
}

/// Percent-encodes what would end a part of a URL or is no ASCII; `unescaped` stays as it is.
pub fn encoded(text: &str, unescaped: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        let character = char::from(byte);
        let is_plain = byte.is_ascii_alphanumeric() || "-._~".contains(character);
        if is_plain || byte.is_ascii() && unescaped.contains(character) {
            encoded.push(character);
        } else {
            encoded.push('%');
            encoded.extend(
                [byte >> 4, byte & 15]
                    .map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)])),
            );
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_without_host_or_with_credentials_or_of_other_schemes_are_refused() {
        for good in [
            "https://acme.dagster.cloud",
            "http://127.0.0.1:80/prod?x=1",
            "https://[::1]:8/x",
            "HTTP://h",
        ] {
            assert_eq!(check(good, "--url"), Ok(()), "{good}");
        }
        for bad in [
            "acme.dagster.cloud",
            "127.0.0.1:80/x",
            "ftp://h/x",
            "not a url",
            "http://",
            "https://h\nx",
            "",
            "http:///x",
            "http://ü.de",
        ] {
            assert_eq!(
                check(bad, "--url").map_err(|e| e.code),
                Err(Code::InvalidEndpoint),
                "{bad}"
            );
        }
        let error = check("https://me:secret@h/x", "--url").expect_err("credentials");
        assert!(!error.message.contains("secret"), "{}", error.message);
    }

    #[test]
    fn a_url_that_may_hold_a_password_is_never_shown() {
        for text in [
            "https://user:secretpw@h/x",
            "user:secretpw@h/x",
            "https:user:secretpw@h",
            "https:\\\\user:secretpw@h",
            "https:///user:secretpw@h",
            "ftp://user:secretpw@h",
        ] {
            let error = check(text, "--url").expect_err(text);
            assert!(!error.message.contains("secretpw"), "{}", error.message);
        }
    }

    #[test]
    fn a_redirect_stays_on_its_host_and_encrypted() {
        let from = "https://h/graphql";
        assert_eq!(redirect(from, "/moved?x=1").as_deref(), Ok("https://h/moved?x=1"));
        assert_eq!(redirect("http://h:80/a", "https://h/b").as_deref(), Ok("https://h/b"));
        assert_eq!(redirect(from, "https://H:443/b").as_deref(), Ok("https://H:443/b"));
        for to in [
            "https://evil/x",
            "http://h/x",
            "https://h:444/x",
            "file:///etc/passwd",
            "//evil/x",
            "https://u:p@h/x",
            "\u{0}",
        ] {
            assert_eq!(redirect(from, to).map_err(|e| e.code), Err(Code::Redirect), "{to}");
        }
    }

    #[test]
    fn a_token_is_exposed_by_plain_http_except_on_this_machine() {
        assert!(is_exposed("http://dagster.corp/x"));
        assert!(!is_exposed("https://dagster.corp/x"));
        assert!(
            !is_exposed("http://127.0.0.1:9/x")
                && !is_exposed("http://localhost/x")
                && !is_exposed("http://[::1]/x")
        );
    }

    #[test]
    fn a_path_cannot_be_ended_by_a_name() {
        assert_eq!(path_segment("prod"), "prod");
        assert_eq!(path_segment("a b?#ü"), "a%20b%3F%23%C3%BC");
    }
}
