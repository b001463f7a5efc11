//! Which proxy a URL goes through: the variables and rules of Python's requests, which `dagster-cloud` uses
//! (<https://requests.readthedocs.io/en/latest/user/advanced/#proxies>), plus address ranges in NO_PROXY.
//!
//! Not here: talking to a proxy; that is the host's.

use super::{address, url};
use crate::error::{Code, Error};
use crate::host::Variables;

/// The variables that are read. The lower-case one wins, as in Python and curl.
pub const VARIABLES: [&str; 8] = [
    "http_proxy",
    "HTTP_PROXY",
    "https_proxy",
    "HTTPS_PROXY",
    "all_proxy",
    "ALL_PROXY",
    "no_proxy",
    "NO_PROXY",
];

/// The proxy for a URL, if any. A socks proxy is refused rather than passed by.
pub fn choose(target: &str, env: &Variables) -> Result<Option<String>, Error> {
    let variable = |lower: &'static str, upper: &'static str| {
        let mut names = [lower, upper].into_iter();
        // The first that is set counts, also when it is empty: that means "no proxy".
        let set = names.find_map(|name| Some((name, env.get(name)?)));
        set.filter(|(_, value)| !value.trim().is_empty())
    };
    let upper = variable_of(target);
    let lower = if url::is_secure(target) { "https_proxy" } else { "http_proxy" };
    let Some((name, proxy)) = variable(lower, upper).or_else(|| variable("all_proxy", "ALL_PROXY"))
    else {
        return Ok(None);
    };
    let exceptions = variable("no_proxy", "NO_PROXY").map_or("", |(_, value)| value.as_str());
    through(target, name, proxy, exceptions)
}

/// Returns the variable that names the proxy of a URL, as it is usually written.
pub fn variable_of(target: &str) -> &'static str {
    if url::is_secure(target) { "HTTPS_PROXY" } else { "HTTP_PROXY" }
}

/// The proxy that a variable names, unless the target is excepted.
#[inline(never)]
fn through(
    target: &str,
    name: &str,
    proxy: &str,
    exceptions: &str,
) -> Result<Option<String>, Error> {
    if is_excepted(target, exceptions) {
        return Ok(None);
    }
    let proxy = proxy.trim();
    let proxy = if proxy.contains("://") { proxy.to_owned() } else { format!("http://{proxy}") };
    if url::is_http(&proxy) {
        return Ok(Some(proxy));
    }
    // The value may hold a password, so it is not shown.
    Err(Error::new(Code::InvalidProxy, format!("{name} is no http:// or https:// URL")).hint(
        "write special characters of a password as %XX; socks proxies are not supported: unset the \
             variable, or name the host in NO_PROXY",
    ))
}

/// Whether NO_PROXY names the host: itself, a domain above it, an address range, or `*`.
fn is_excepted(target: &str, exceptions: &str) -> bool {
    let Some((host, port)) = url::host_and_port(target) else { return false };
    let host = host.to_ascii_lowercase();
    let matches = |entry: &str| {
        let entry = entry.trim().to_ascii_lowercase();
        let (name, wanted_port) = match entry.rsplit_once(':') {
            Some((name, port)) if !name.contains(':') => (name, port.parse::<u16>().ok()),
            _ => (entry.as_str(), None),
        };
        if name.is_empty() || wanted_port.is_some_and(|wanted| wanted != port) {
            return false;
        }
        if name == "*" {
            return true;
        }
        if let Some(address) = address::read(&host) {
            return address::is_in(address, name);
        }
        let domain = name.strip_prefix("*.").unwrap_or(name).trim_start_matches('.');
        host == domain || host.strip_suffix(domain).is_some_and(|above| above.ends_with('.'))
    };
    exceptions.split(',').any(matches)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy(target: &str, env: &[(&str, &str)]) -> Option<String> {
        let env = env.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        choose(target, &env).expect("a usable proxy")
    }

    #[test]
    fn the_variable_of_the_scheme_is_read_and_the_lower_case_name_wins() {
        let env =
            [("HTTP_PROXY", "http://a"), ("https_proxy", "b:3128"), ("HTTPS_PROXY", "http://c")];
        assert_eq!(proxy("http://x/", &env).as_deref(), Some("http://a"));
        assert_eq!(proxy("https://x/", &env).as_deref(), Some("http://b:3128"));
        assert_eq!(proxy("https://x/", &[("ALL_PROXY", "http://d")]).as_deref(), Some("http://d"));
        assert_eq!(proxy("https://x/", &[("HTTPS_PROXY", "")]), None);
        // A variable that is set but empty means "none", also against the other spelling.
        assert_eq!(proxy("https://x/", &[("https_proxy", ""), ("HTTPS_PROXY", "http://c")]), None);
        assert_eq!(proxy("HTTPS://x/", &env).as_deref(), Some("http://b:3128"));
    }

    #[test]
    fn no_proxy_names_hosts_domains_ranges_and_ports() {
        let excepted = |target, exceptions| is_excepted(target, exceptions);
        assert!(excepted("https://acme.dagster.cloud/x", "localhost, dagster.cloud"));
        assert!(excepted("https://acme.dagster.cloud/x", ".dagster.cloud"));
        assert!(excepted("https://acme.dagster.cloud/x", "*"));
        assert!(excepted("http://127.0.0.1:99/x", "127.0.0.0/8"));
        assert!(excepted("http://127.0.0.1:99/x", "127.0.0.1"));
        assert!(excepted("http://[::1]:99/x", "::1"));
        assert!(excepted("http://h:99/x", "h:99"));
        assert!(!excepted("http://h:98/x", "h:99"));
        assert!(!excepted("https://notdagster.cloud/x", "dagster.cloud"));
        assert!(!excepted("http://128.0.0.1/", "127.0.0.0/8"));
        assert!(!excepted("http://h/", ""));
    }

    #[test]
    fn a_socks_proxy_is_an_error_that_does_not_show_its_password() {
        let env =
            [("ALL_PROXY".to_owned(), "socks5://me:secret@h:1".to_owned())].into_iter().collect();
        let error = choose("https://x/", &env).expect_err("socks");
        assert_eq!(error.code, Code::InvalidProxy);
        assert!(!error.message.contains("secret"));
    }
}
