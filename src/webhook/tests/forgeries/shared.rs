//! Forged secrets where the secret itself is sent: GitLab's token, Azure DevOps, ECR, ACR in a header; Docker Hub and
//! Artifact Registry in the URL.

use base16ct::lower::encode_string;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use pollster::block_on;

use super::codes::{hmac, wrong};
use super::{BODY, Forger, NAMES, SECRET, secrets_like, texts_like};
use crate::webhook::expected::Expected;
use crate::webhook::headers::Headers;
use crate::webhook::sender::{SENDERS, Sender};
use crate::webhook::signature::Scheme;
use crate::webhook::tests::fake_host;

#[test]
fn no_forged_secret_in_a_header_is_believed() {
    let mut senders = Vec::new();
    for sender in SENDERS {
        for scheme in sender.schemes {
            if let Scheme::Shared { header } = *scheme {
                forgeries(sender, *scheme, header).assert_refused(sender, 150);
                senders.push(sender.name);
            }
        }
    }
    assert_eq!(senders, ["gitlab", "azure-devops", "ecr", "acr"]);
}

fn forgeries(sender: &Sender, scheme: Scheme, header: &str) -> Forger {
    let mut forger = Forger::new(scheme);
    forger.replace("no header", header, &[]);
    for value in guesses() {
        forger.replace("a guess", header, &[&value]);
    }
    forger.several(header, "guess");
    forger.joined(header, "guess");
    forger.other_headers(sender, header);
    // The secret alone is no code of Standard Webhooks, and neither is a code the secret.
    let mut headers = forger.good.clone();
    headers.retain(|(name, _)| name != header);
    headers.push(("webhook-signature".to_owned(), format!("v1,{SECRET}")));
    forger.send("the secret for a code", headers, BODY);
    forger
}

/// Returns texts that resemble the secret or are made of it.
fn guesses() -> Vec<String> {
    let mut guesses: Vec<_> = texts_like(SECRET, 0).into_iter().map(|(_, text)| text).collect();
    guesses.extend(secrets_like(SECRET));
    guesses.extend(
        ["Basic ", "Bearer ", "basic ", "Token ", "secret="].map(|kind| format!("{kind}{SECRET}")),
    );
    let user = STANDARD.encode(format!("user:{SECRET}"));
    guesses.extend([
        STANDARD.encode(SECRET),
        user,
        encode_string(SECRET.as_bytes()),
        SECRET.replace('_', "%5F"),
    ]);
    guesses.push(encode_string(&hmac(SECRET.as_bytes(), BODY)));
    guesses
        .extend(wrong(SECRET.as_bytes(), BODY).into_iter().map(|(_, code)| encode_string(&code)));
    guesses
}

#[test]
fn no_forged_secret_in_a_url_is_believed() {
    let alone: Vec<_> = SENDERS.iter().filter(|sender| sender.schemes.is_empty()).collect();
    let names: Vec<_> = alone.iter().map(|sender| sender.name).collect();
    assert_eq!(names, ["docker-hub", "artifact-registry"]);
    for sender in alone {
        assert!(is_believed(sender, Some(SECRET), &Headers::default()));
        let guesses = guesses();
        assert!(guesses.len() > 150, "only {}", guesses.len());
        for guess in &guesses {
            assert!(
                !is_believed(sender, Some(guess), &Headers::default()),
                "{}: {guess:?}",
                sender.name
            );
        }
        // Elsewhere than in the URL the secret counts for nothing.
        for name in NAMES {
            let headers = Headers::new(vec![(name.to_owned(), SECRET.to_owned())]);
            for url_secret in [None, Some(""), Some("guess")] {
                assert!(!is_believed(sender, url_secret, &headers), "{} by {name}", sender.name);
            }
        }
    }
}

fn is_believed(sender: &Sender, url_secret: Option<&str>, headers: &Headers) -> bool {
    let expected = Expected { secrets: &["another", SECRET], url_secret, ..Expected::default() };
    block_on(sender.checked(&fake_host(), (headers, BODY), &expected)).is_ok()
}
