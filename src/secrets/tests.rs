//! Tests of blotting.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::*;

fn of(tokens: &[&str]) -> Secrets {
    let secrets = Secrets::default();
    tokens.iter().for_each(|token| secrets.add_token(token));
    secrets
}

fn cleaned(secrets: &Secrets, body: &str) -> String {
    let mut reply = Reply { status: 403, headers: vec![], body: body.as_bytes().to_vec() };
    secrets.clean(&mut reply, false);
    String::from_utf8(reply.body).expect("UTF-8")
}

#[test]
fn a_reply_loses_whole_tokens_in_every_spelling_and_nothing_else() {
    let secrets = of(&["user:a/b\"c+d=é~0123456789", "second-token"]);
    for (body, expected) in [
        ("", ""),
        ("{\"data\":{}}", "{\"data\":{}}"),
        ("<user:a/b\"c+d=é~0123456789>", "<***>"),
        ("\"user:a/b\\\"c+d=é~0123456789\"", "\"***\""),
        ("\"user:a\\/b\\\"c+d=\\u00e9~0123456789\"", "\"***\""),
        ("?t=user%3Aa%2Fb%22c%2Bd%3D%C3%A9~0123456789&", "?t=***&"),
        ("?t=user%3aa%2fb%22c%2bd%3d%c3%a9~0123456789&", "?t=***&"),
        ("?t=user:a/b%22c+d=%C3%A9~0123456789&", "?t=***&"),
        ("second-tokensecond-token", "******"),
        ("second-toke", "second-toke"),
        ("econd-token", "econd-token"),
        ("user:a/b\"c+d=é~012345678", "user:a/b\"c+d=é~012345678"),
    ] {
        assert_eq!(cleaned(&secrets, body), expected);
    }
}

#[test]
fn base64_is_found_wherever_the_token_stands_in_what_was_encoded() {
    let secrets = of(&["agent:acme:0123>>>456789"]);
    for before in 0..6 {
        let text = "x".repeat(before) + "agent:acme:0123>>>456789" + " and more";
        let encoded = BASE64_STANDARD.encode(text);
        for spelling in [encoded.replace('+', "-").replace('/', "_"), encoded] {
            let clean = cleaned(&secrets, &spelling);
            assert!(clean.contains("***") && clean.len() < 30, "{spelling} {clean}");
        }
    }
}

#[test]
fn what_a_server_wrote_loses_every_eight_characters_of_a_token() {
    let secrets = of(&["agent:acme:0123456789"]);
    for (text, expected) in [
        ("agent:acme:01234567… cut", "***… cut"),
        ("cut …me:0123456789 off", "cut …*** off"),
        ("agent:a and 3456789", "agent:a and 3456789"),
        ("gent:acm and 23456789", "*** and ***"),
    ] {
        assert_eq!(secrets.blot_quoted(text), expected);
        assert_eq!(secrets.blot(text), text, "our own text stays");
    }
}

#[test]
fn a_part_cuts_no_character() {
    let token = "päßwörter-aus-ümläuten";
    let secrets = of(&[token]);
    for (start, _) in token.char_indices() {
        for end in (start..=token.len()).filter(|end| token.is_char_boundary(*end)) {
            let seen = secrets.blot_quoted(&format!("<{}>", &token[start..end]));
            let expected = if end - start < PART { &token[start..end] } else { "***" };
            assert_eq!(seen, format!("<{expected}>"), "{start}..{end}");
        }
    }
}

#[test]
fn what_is_public_stays_visible_and_what_is_more_than_that_does_not() {
    let secrets = of(&["agent:acme-data-platform:0123456789"]);
    secrets.add_public("https://acme-data-platform.dagster.cloud/prod");
    for (text, expected) in [
        ("redirects to https://acme-data-platform.dagster.cloud/login", None),
        ("agent:acme-data-platform", Some("***")),
        ("acme-data-platform:0", Some("***")),
    ] {
        assert_eq!(secrets.blot_quoted(text), expected.unwrap_or(text));
    }
}

#[test]
fn a_short_token_and_a_password_are_blotted_whole_and_out_of_messages_only() {
    let secrets = of(&["t0p\"s", "abc"]);
    secrets.add_text("hunter2-of-the-proxy");
    assert_eq!(secrets.blot("t0p\"s t0p\\\"s abc hunter2-of-the-proxy"), "*** *** abc ***");
    let text = "t0p\"s hunter2-of-the-proxy";
    assert_eq!(cleaned(&secrets, text), text);
    assert_eq!(secrets.blot_quoted("hunter2-of-the-prox"), "hunter2-of-the-prox");
}

#[test]
fn a_file_that_is_there_stays_as_it_is() {
    let secrets = of(&["agent:acme:0123456789"]);
    let body = b"agent:acme:0123456789".to_vec();
    for (status, expected) in [(200, &body[..]), (404, b"***")] {
        let headers = vec![("X".to_owned(), "agent:acme:0123456789".to_owned())];
        let mut reply = Reply { status, headers, body: body.clone() };
        secrets.clean(&mut reply, true);
        assert_eq!((&reply.body[..], reply.headers[0].1.as_str()), (expected, "***"));
    }
}
