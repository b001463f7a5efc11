//! URLs of repositories and pages: without credentials, and taken apart into host and repository.
//!
//! Not here: which pages a git host has (`forge.rs`), and the URLs of requests (`http/url.rs`).

use percent_encoding::percent_decode_str;

use crate::http::url::encoded;

/// A repository as its URL names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remote {
    /// Full path, such as `acme/etl`; of Azure Repos `project/repository`.
    pub path: String,
    /// Its page, if it is known how that is built from the URL.
    pub page: String,
    /// Host in lower case, without port.
    pub host: String,
}

/// The URL without user name, password, query and fragment. `git@host:path` is an address, not a credential. What has a
/// colon where none belongs is no URL that git understands, and may be a password.
pub(super) fn without_credentials(text: &str) -> Option<String> {
    let Some((scheme, rest)) = text.split_once("://") else {
        let (before, _) = text.split_once('@').unwrap_or_default();
        return (!before.contains(':')).then(|| text.to_owned());
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (authority, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let (_, port) = host.rsplit_once(':').unwrap_or_default();
    if !port.bytes().all(|byte| byte.is_ascii_digit() || byte == b']') {
        return None;
    }
    // With ssh the user is part of the address, a password is not.
    let user = if scheme.contains("ssh") { user.split(':').next().unwrap_or_default() } else { "" };
    let at = if user.is_empty() { "" } else { "@" };
    Some(format!("{scheme}://{user}{at}{host}{path}"))
}

/// The address of a page, if it is one for a browser.
pub(super) fn page(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    let is_page = matches!(scheme, "http" | "https") && !rest.is_empty();
    if !is_page || text.contains(char::is_whitespace) {
        return None;
    }
    let end = rest.find('/').unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next().unwrap_or_default();
    Some(format!("{scheme}://{host}{}", &rest[end..]))
}

/// A repository's path in order: no slashes around it, no `.git` behind it.
pub(super) fn repository_path(text: &str) -> Option<String> {
    let path = text.trim_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let is_path = !path.is_empty() && !path.contains("://");
    is_path.then(|| path.to_owned())
}

/// Takes a clone URL apart: `https://host/path.git`, `ssh://git@host:7999/path.git`, `git@host:path.git`.
pub(super) fn remote(text: &str) -> Option<Remote> {
    let text = text.trim();
    let (scheme, authority, path) = match text.split_once("://") {
        Some((scheme, rest)) => {
            let (authority, path) = rest.split_once('/')?;
            (scheme, authority, path)
        }
        // As git reads it: a slash before the colon makes it a path on this disk.
        None => {
            let (authority, path) = text.split_once(':')?;
            if authority.contains(['/', '\\']) || path.starts_with('\\') || authority.len() < 2 {
                return None;
            }
            ("ssh", authority, path)
        }
    };
    if !matches!(scheme, "http" | "https" | "ssh" | "git" | "git+ssh" | "git+https") {
        return None;
    }
    let place = authority.rsplit('@').next().unwrap_or_default();
    let host = place.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = repository_path(&decoded(path))?;
    if host.is_empty() {
        return None;
    }
    if let Some(remote) = azure(&host, &path) {
        return Some(remote);
    }
    // Bitbucket Data Center puts `scm` before the project, AWS CodeCommit a version before the repository.
    let is_web = matches!(scheme, "http" | "https");
    let path = match path.strip_prefix("scm/").or(path.strip_prefix("v1/repos/")) {
        Some(path) if is_web => path.to_owned(),
        _ => path,
    };
    // The port of ssh is not that of the pages.
    let (scheme, place) =
        if is_web { (scheme, place.to_ascii_lowercase()) } else { ("https", host.clone()) };
    Some(Remote { page: format!("{scheme}://{place}/{}", encoded(&path, "/")), path, host })
}

/// Azure Repos: `dev.azure.com/org/project/_git/repo`, `ssh.dev.azure.com:v3/org/project/repo`, and the older
/// `org.visualstudio.com/project/_git/repo`
/// (<https://learn.microsoft.com/en-us/azure/devops/repos/git/clone>).
fn azure(host: &str, path: &str) -> Option<Remote> {
    let old = host.strip_suffix(".visualstudio.com");
    let parts: Vec<_> =
        path.split('/').filter(|part| *part != "DefaultCollection").collect::<Vec<_>>();
    let (organization, project, repository) = match (host, old, parts.as_slice()) {
        (_, Some(organization), [project, "_git", repository]) => {
            (organization, *project, *repository)
        }
        (_, Some(organization), ["_git", repository]) => (organization, *repository, *repository),
        ("dev.azure.com", _, [organization, project, "_git", repository])
        | (
            "ssh.dev.azure.com" | "vs-ssh.visualstudio.com",
            _,
            ["v3", organization, project, repository],
        ) => (*organization, *project, *repository),
        ("dev.azure.com", _, [organization, "_git", repository]) => {
            (*organization, *repository, *repository)
        }
        _ => return None,
    };
    let [o, p, r] = [organization, project, repository].map(|part| encoded(part, ""));
    Some(Remote {
        path: format!("{project}/{repository}"),
        page: format!("https://dev.azure.com/{o}/{p}/_git/{r}"),
        host: "dev.azure.com".to_owned(),
    })
}

/// Undoes percent-encoding; what is none stays as it is.
fn decoded(text: &str) -> String {
    let bytes = percent_decode_str(text).collect();
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_never_stay_in_a_url() {
        for (text, wanted) in [
            ("https://gitlab-ci-token:t0k@gitlab.com/a/b.git", "https://gitlab.com/a/b.git"),
            ("https://org@dev.azure.com/org/p/_git/r", "https://dev.azure.com/org/p/_git/r"),
            ("https://u:p@ss@host/a?private_token=x#y", "https://host/a"),
            ("ssh://git:secret@host:7999/p/r.git", "ssh://git@host:7999/p/r.git"),
            ("git@github.com:a/b.git", "git@github.com:a/b.git"),
            ("https://tok@host", "https://host"),
        ] {
            assert_eq!(without_credentials(text).as_deref(), Some(wanted));
        }
        for text in
            ["https://u:p/w@host/a", "https://u:p#w@host/a", "u:p@host:a/b", "https:/u:p@host/a"]
        {
            assert_eq!(without_credentials(text), None, "{text}");
        }
        assert_eq!(page("https://u:p@host/x?y=1").as_deref(), Some("https://host/x?y=1"));
        assert_eq!(
            [page("javascript:alert(1)"), page("file:///etc"), page("https://a b")],
            [const { None }; 3]
        );
    }

    #[test]
    fn every_form_of_a_remote_tells_the_full_path_and_the_page() {
        for (text, path, page) in [
            (
                "https://github.com/acme/foo.github.io.git",
                "acme/foo.github.io",
                "https://github.com/acme/foo.github.io",
            ),
            ("git@github.com:acme/etl.git", "acme/etl", "https://github.com/acme/etl"),
            ("github.com:acme/etl", "acme/etl", "https://github.com/acme/etl"),
            (
                "ssh://git@host.example:7999/PROJ/etl.git",
                "PROJ/etl",
                "https://host.example/PROJ/etl",
            ),
            ("git@gitlab.com:a/b/c/etl.git", "a/b/c/etl", "https://gitlab.com/a/b/c/etl"),
            ("https://x:y@git.acme.dev:8443/a/b/", "a/b", "https://git.acme.dev:8443/a/b"),
            ("https://bb.acme.dev/scm/PROJ/etl.git", "PROJ/etl", "https://bb.acme.dev/PROJ/etl"),
            (
                "https://acme@dev.azure.com/acme/My%20Data/_git/etl",
                "My Data/etl",
                "https://dev.azure.com/acme/My%20Data/_git/etl",
            ),
            (
                "git@ssh.dev.azure.com:v3/acme/data/etl",
                "data/etl",
                "https://dev.azure.com/acme/data/_git/etl",
            ),
            (
                "https://acme.visualstudio.com/DefaultCollection/data/_git/etl",
                "data/etl",
                "https://dev.azure.com/acme/data/_git/etl",
            ),
            (
                "https://dev.azure.com/acme/_git/etl",
                "etl/etl",
                "https://dev.azure.com/acme/etl/_git/etl",
            ),
        ] {
            let remote = remote(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((remote.path.as_str(), remote.page.as_str()), (path, page), "{text}");
        }
    }

    #[test]
    fn a_path_on_this_disk_is_no_remote() {
        for text in [
            "/srv/git/etl.git",
            "../etl",
            "file:///srv/etl",
            r"C:\etl",
            "C:/etl",
            "",
            "https://",
            "https://host/",
            ":",
        ] {
            assert_eq!(remote(text), None, "{text}");
        }
    }
}
