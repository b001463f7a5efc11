//! Which secrets are good for which deliveries.

use pollster::block_on;

use super::{NOW, fake_host, headers};
use crate::webhook::expected::Expected;
use crate::webhook::headers::Headers;
use crate::webhook::sender::{self, SENDERS, Sender};
use crate::webhook::signature::{self, Scheme};

const BODY: &[u8] = b"{}";
const OLD: &str = "whsec_b2xk";
const NEW: &str = "whsec_bmV3";

/// A delivery that is signed with the old secret.
fn signed(scheme: Scheme) -> Headers {
    let host = fake_host();
    let pairs =
        block_on(signature::sign(&host, scheme, "msg_1", BODY, OLD)).expect("a good secret");
    Headers::new(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn checked(sender: &Sender, headers: &Headers, expected: &Expected<'_>) -> Result<(), String> {
    let host = fake_host();
    block_on(sender.checked(&host, (headers, BODY), expected)).map(drop)
}

#[test]
fn any_of_several_secrets_is_good_in_every_scheme_and_one_that_was_removed_is_not() {
    let mut schemes = 0;
    for sender in SENDERS {
        for scheme in sender.schemes {
            let headers = signed(*scheme);
            let is_good = |secrets: &[&str]| {
                let expected = Expected { secrets, now: Some(NOW), ..Expected::default() };
                checked(sender, &headers, &expected).is_ok()
            };
            let name = sender.name;
            assert!(is_good(&[OLD]) && is_good(&[OLD, NEW]) && is_good(&[NEW, OLD]), "{name}");
            assert!(!is_good(&[NEW]) && !is_good(&[]) && !is_good(&[""]), "{name}");
            schemes += 1;
        }
    }
    assert!(schemes >= 10, "only {schemes} schemes were tried");
}

#[test]
fn an_empty_secret_is_good_for_no_scheme() {
    for sender in SENDERS {
        for name in ["Authorization", "X-Gitlab-Token", "X-Hub-Signature-256", "X-Gitea-Signature"]
        {
            let expected = Expected { secrets: &[""], url_secret: Some(""), ..Expected::default() };
            assert!(checked(sender, &headers(&[(name, "")]), &expected).is_err());
        }
    }
}

#[test]
fn a_header_of_the_users_choice_holds_the_secret_where_it_is_sent_as_it_is() {
    let azure = sender::find("azure-devops").expect("a sender");
    let expected = Expected { secrets: &[NEW, OLD], ..Expected::default() };
    let named = Expected { header: Some("X-Secret"), ..expected };
    assert_eq!(checked(azure, &headers(&[("x-secret", OLD)]), &named), Ok(()));
    assert_eq!(checked(azure, &headers(&[("Authorization", OLD)]), &expected), Ok(()));
    let missing = |name| Err(format!("it is not signed: there is no header {name}"));
    assert_eq!(checked(azure, &headers(&[("Authorization", OLD)]), &named), missing("X-Secret"));
    assert_eq!(checked(azure, &headers(&[("x-secret", OLD)]), &expected), missing("Authorization"));
    let wrong = Err("its X-Secret fits none of the secrets".to_owned());
    assert_eq!(checked(azure, &headers(&[("X-Secret", "whsec_")]), &named), wrong);
}

#[test]
fn the_name_of_a_header_changes_nothing_for_who_signs() {
    let github = sender::find("github").expect("a sender");
    let expected = Expected { secrets: &[OLD], header: Some("X-Secret"), ..Expected::default() };
    assert_eq!(checked(github, &signed(github.schemes[0]), &expected), Ok(()));
    assert!(checked(github, &headers(&[("X-Secret", OLD)]), &expected).is_err());
}

#[test]
fn the_secret_in_the_url_is_for_those_alone_who_have_no_other_way() {
    for sender in SENDERS {
        let proof = |url_secret, secrets: &[&str]| {
            let expected = Expected { secrets, url_secret, ..Expected::default() };
            checked(sender, &Headers::default(), &expected)
        };
        let is_alone = matches!(sender.name, "docker-hub" | "artifact-registry");
        assert_eq!(proof(Some(OLD), &[NEW, OLD]).is_ok(), is_alone, "{}", sender.name);
        for bad in [Some(NEW), Some(""), Some("whsec_"), None] {
            assert!(proof(bad, &[OLD, ""]).is_err(), "{bad:?} for {}", sender.name);
        }
        assert!(proof(Some(OLD), &[]).is_err() && proof(Some(""), &[]).is_err());
        if is_alone {
            assert_eq!(proof(None, &[OLD]), Err("this sender signs nothing".to_owned()));
        }
    }
}

#[test]
fn a_signature_of_another_time_is_refused_where_the_time_is_known() {
    let sender = sender::find("standard-webhooks").expect("a sender");
    let headers = signed(Scheme::Standard);
    let is_good = |now| {
        let expected = Expected { secrets: &[OLD], now, ..Expected::default() };
        checked(sender, &headers, &expected).is_ok()
    };
    assert!(is_good(Some(NOW + 299.0)) && is_good(None));
    assert!(!is_good(Some(NOW + 301.0)) && !is_good(Some(NOW - 301.0)));
}
