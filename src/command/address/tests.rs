//! Tests of the addresses that requests go to.

use super::*;
use crate::flags;
use crate::flags::{Command, Source, table};

fn given(command: &'static Command, flags: &[(&'static str, &str)]) -> Given {
    let mut given = Given::new(command);
    for (name, text) in flags {
        given.set(given.command.flag(name).expect("a flag of the command"), text, Source::Flag);
    }
    given
}

fn base(flags: &[(&'static str, &str)], scope: Scope) -> Result<String, String> {
    let given = given(&table::ADD_LOCATION, flags);
    let url = given.text(&flags::URL).expect("a URL").to_owned();
    of_url(&url, &given, scope).map(|address| address.base).map_err(|error| error.message.clone())
}

#[test]
fn of_a_url_of_dagster_each_command_takes_what_it_needs() {
    use Scope::{Deployment, DeploymentUrl, Organization};
    for domain in ["dagster.cloud", "eu.dagster.cloud", "dagster.plus", "DAGSTER.Cloud"] {
        let org = format!("https://acme.{domain}");
        let prod = format!("{org}/prod");
        for (path, deployment, expected) in [
            ("", "prod", [&org, &prod]),
            ("/", "prod", [&org, &prod]),
            ("/prod", "", [&org, &prod]),
            ("/prod/", "prod", [&org, &prod]),
            ("/graphql", "prod", [&org, &prod]),
            ("/prod/graphql/", "prod", [&org, &prod]),
            ("//prod//graphql", "", [&org, &prod]),
        ] {
            for scheme in ["https", "http"] {
                let url = format!("{scheme}://acme.{domain}{path}");
                let flags = [("url", url.as_str()), ("deployment", deployment)];
                for (scope, expected) in [
                    (Organization, expected[0]),
                    (Deployment, expected[1]),
                    (DeploymentUrl, expected[1]),
                ] {
                    assert_eq!(base(&flags, scope).as_ref(), Ok(expected), "{flags:?}");
                }
            }
        }
    }
}

#[test]
fn what_a_url_of_dagster_cannot_mean_is_refused() {
    for (url, deployment) in [
        ("https://acme.dagster.cloud/prod", "staging"),
        ("https://acme.dagster.cloud/prod/locations", ""),
        ("https://acme.dagster.cloud/../graphql/x", ""),
        ("https://acme.dagster.cloud/..", ""),
        ("https://acme.dagster.cloud/pr%2fod", ""),
        ("https://acme.dagster.cloud?x=1", ""),
        ("https://acme.dagster.cloud/prod#x", ""),
        ("https://acme.dagster.cloud/prod?x=1", "prod"),
    ] {
        let flags = [("url", url), ("deployment", deployment)];
        for scope in [Scope::Organization, Scope::Deployment] {
            assert!(base(&flags, scope).is_err(), "{url} {deployment}");
        }
    }
    let missing = base(&[("url", "https://acme.dagster.cloud")], Scope::Deployment);
    assert!(missing.is_err_and(|message| message.contains("must be specified")));
}

#[test]
fn any_other_url_is_used_as_given_except_for_its_end() {
    for (url, expected) in [
        ("https://dagster.acme.example", "https://dagster.acme.example"),
        ("https://dagster.acme.example/plus//", "https://dagster.acme.example/plus"),
        ("https://dagster.acme.example/a/b/graphql", "https://dagster.acme.example/a/b"),
        ("https://h?q=1", "https://h?q=1"),
        ("https://graphql", "https://graphql"),
        ("https://dagster.cloud/acme/prod", "https://dagster.cloud/acme/prod"),
        (
            "https://acme.dagster.cloud.evil.example/x/y",
            "https://acme.dagster.cloud.evil.example/x/y",
        ),
        ("https://notdagster.cloud/x/y", "https://notdagster.cloud/x/y"),
        ("http://127.0.0.1:8/x/graphql", "http://127.0.0.1:8/x"),
        ("http://localhost:8", "http://localhost:8"),
        ("http://[::1]:8/x", "http://[::1]:8/x"),
    ] {
        let flags = [("url", url), ("deployment", "prod")];
        for scope in [Scope::Organization, Scope::Deployment] {
            assert_eq!(base(&flags, scope).as_deref(), Ok(expected));
        }
    }
}

#[test]
fn plain_http_leaves_this_machine_only_if_that_is_allowed() {
    for url in [
        "http://dagster.acme.example",
        "HTTP://10.0.0.1/x",
        "http://0.0.0.0:3000",
        "http://localhost.evil.example",
        "http://dagster.cloud/acme",
        "http://acme.dagster.cloud.evil.example",
    ] {
        assert!(base(&[("url", url)], Scope::Organization).is_err(), "{url}");
        let allowed = base(&[("url", url), ("allow-http", "true")], Scope::Organization);
        assert_eq!(allowed.as_deref(), Ok(url));
    }
    for (url, expected) in [
        ("http://acme.dagster.cloud:80/prod", "https://acme.dagster.cloud"),
        ("HTTP://acme.dagster.plus:8080", "https://acme.dagster.plus:8080"),
    ] {
        for allows in ["true", "false"] {
            let seen = base(&[("url", url), ("allow-http", allows)], Scope::Organization);
            assert_eq!(seen.as_deref(), Ok(expected));
        }
    }
}

#[test]
fn changes_are_reported() {
    let given = given(&table::ADD_LOCATION, &[("url", "http://acme.dagster.cloud/prod/graphql")]);
    let address = of_url("http://acme.dagster.cloud/prod/graphql", &given, Scope::Deployment);
    assert_eq!(
        address.map(|address| address.notes),
        Ok(vec![
            "--url: using http://acme.dagster.cloud/prod, because /graphql is added by itself"
                .to_owned(),
            "--url: using https://acme.dagster.cloud/prod, because Dagster+ is reached by https only"
                .to_owned(),
        ])
    );
}

#[test]
fn a_name_cannot_lead_elsewhere() {
    let check = |flag, name| check_names(&given(&table::ADD_LOCATION, &[(flag, name)]));
    for good in ["prod", "a1b2c3", "Data-Eng_2", "v1.2", "...", "a~b", ""] {
        assert_eq!(check("deployment", good), Ok(()), "{good}");
    }
    for bad in [
        ".",
        "..",
        "../graphql",
        "a/b",
        "/",
        "a?b",
        "a#b",
        "a@b",
        "a:b",
        "a%2fb",
        "%2e%2e",
        "a b",
        " ",
        "a\\b",
        "a\nb",
        "a\0",
        "ü",
        ";",
    ] {
        assert_eq!(
            check("deployment", bad).map_err(|e| e.code),
            Err(Code::InvalidValue),
            "{bad:?}"
        );
    }
    for flag in ["organization", "dagster-env"] {
        for good in ["acme", "acme-2", "acme.eu", "a_b", ""] {
            assert_eq!(check(flag, good), Ok(()), "{good}");
        }
        for bad in [
            "..", ".", "acme.", ".acme", "a..b", "a/b", "a@b", "a:8", "a?", "a#", "a%2e", "ü",
            "a b", "a\n",
        ] {
            assert_eq!(check(flag, bad).map_err(|e| e.code), Err(Code::InvalidValue), "{bad:?}");
        }
    }
}
