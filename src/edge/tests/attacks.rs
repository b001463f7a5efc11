//! Attacks the router: secrets in URLs, pages of other sites, and texts that would forge a line of the log.

use serde_json::{Value, json};

use super::review;
use super::world::{CONFIG, World};
use crate::output::acts;

const TOKEN: (&str, &str) = ("Authorization", "Bearer operator-token-1234");

#[test]
fn no_query_that_is_only_like_the_right_one_proves_a_delivery() {
    let world = World::new(CONFIG);
    let status =
        |query: &str| world.post(&format!("/webhooks/docker-hub{query}"), &[], b"{}").status;
    let good = [
        "?secret=hub-secret",
        "?a=b&secret=hub-secret",
        "?secret=hub%2Dsecret",
        "?secret=hub-secret&secret=x",
    ];
    assert!(good.iter().all(|query| status(query) == 400), "what is proved and no push gets 400");
    for query in [
        "",
        "?",
        "?secret",
        "?secret=",
        "?=hub-secret",
        "?hub-secret",
        "?Secret=hub-secret",
        "?SECRET=hub-secret",
        "?secret=Hub-Secret",
        "?secret =hub-secret",
        "?secret=hub-secret%00",
        "?secret=hub-secret%20",
        "?secret=+hub-secret",
        "?secret=hub-secre",
        "?secret=hub-secret1",
        "?secret=hub%252Dsecret",
        "?secret=x&secret=hub-secret",
        "?secret=&secret=hub-secret",
        "?secret[]=hub-secret",
        "?secret.x=hub-secret",
        "?xsecret=hub-secret",
        "?%73ecret=hub-secret",
        "?a=b;secret=hub-secret",
        "?a=b?secret=hub-secret",
        "#?secret=hub-secret",
        "?#secret=hub-secret",
        "?secret=webhook-secret",
        "?secret=HUB_SECRET",
        "?secret=%68%75",
        "?secret=hub-secret,hub-secret",
        "?secret=\"hub-secret\"",
    ] {
        assert_eq!(status(query), 401, "{query}");
    }
    // Who signs is believed by its signature alone.
    assert_eq!(world.post("/webhooks/github?secret=webhook-secret", &[], b"{}").status, 401);
}

#[test]
fn no_page_of_another_site_has_anything_tried_again() {
    let world = World::new(CONFIG);
    let form = b"object=branch%3Aacme%2Fapp%23feat";
    let status = |headers: &[(&str, &str)]| {
        let headers = [&[TOKEN, ("Host", "edge.example")], headers].concat();
        world.post("/replay", &headers, form).status
    };
    for site in
        ["cross-site", "same-site", "", "Same-Origin", "same-origin, cross-site", "null", "x"]
    {
        assert_eq!(status(&[("Sec-Fetch-Site", site)]), 403, "{site}");
        // A browser that says both is not believed by the other.
        assert_eq!(
            status(&[("Sec-Fetch-Site", site), ("Origin", "https://edge.example")]),
            403,
            "{site}"
        );
    }
    for origin in [
        "https://evil.example",
        "https://edge.example.evil.example",
        "https://evil.example/edge.example",
        "https://evil-edge.example",
        "https://sub.edge.example",
        "https://edge.example:8443",
        "https://edge.example@evil.example",
        "https://edge.example.",
        "https://edge.example/",
        "https://Edge.Example.evil",
        "edge.example",
        "//edge.example",
        "null",
        "",
        "https://",
        "https://edge.example, https://evil.example",
    ] {
        assert_eq!(status(&[("Origin", origin)]), 403, "{origin}");
    }
    assert!(!world.log().contains("\"what\":\"replay\""), "{}", world.log());
    for method in [world.get("/replay", &[TOKEN]), world.get("/replay?object=branch%3Aa", &[TOKEN])]
    {
        assert_eq!(method.status, 405, "nothing is tried again by a link");
    }
    let own = [("Sec-Fetch-Site", "same-origin"), ("Origin", "https://edge.example")];
    assert_eq!(own.map(|header| status(&[header])), [303, 303]);
}

#[test]
fn nobody_is_an_operator_who_does_not_say_the_token() {
    let world = World::new(CONFIG);
    for value in [
        "",
        "Bearer",
        "Bearer ",
        "operator-token-1234",
        "Bearer operator-token-123",
        "Bearer operator-token-12345",
        "Bearer Operator-Token-1234",
        "Bearer \"operator-token-1234\"",
        "Bearer operator-token-1234, Bearer x",
        "Bearer operator-token-1234 x",
        "Token operator-token-1234",
        "Digest operator-token-1234",
        "Basic operator-token-1234",
        "Basic b3BlcmF0b3ItdG9rZW4tMTIzNA==",
        "Basic b3BlcmF0b3ItdG9rZW4tMTIzNDo=",
        "Basic Og==",
        "Basic eDo=",
        "Basic !",
        "Bearer api-token-1234",
        "Bearer webhook-secret",
    ] {
        for path in ["/status", "/status.json", "/replay"] {
            assert_eq!(world.get(path, &[("Authorization", value)]).status, 401, "{path} {value}");
        }
        assert_eq!(world.post("/replay", &[("Authorization", value)], b"").status, 401, "{value}");
    }
    for (name, value) in [("X-Authorization", TOKEN.1), ("Cookie", "token=operator-token-1234")] {
        assert_eq!(world.get("/status", &[(name, value)]).status, 401, "{name}");
    }
    assert_eq!(world.get("/status?token=operator-token-1234", &[]).status, 401);
    assert_eq!(world.get("/status", &[TOKEN]).status, 200);
}

/// Characters that end a line, steer a terminal, or begin a command of a runner that shows the log.
const HOSTILE: [&str; 12] = [
    "a\n{\"time\":1,\"what\":\"forged\"}",
    "a\r\n{\"what\":\"forged\"}\r\n",
    "a\r{\"what\":\"forged\"}",
    "a\u{2028}{\"what\":\"forged\"}\u{2029}",
    "a\u{85}{\"what\":\"forged\"}",
    "\"},\"what\":\"forged\",\"x\":{\"",
    "\\\",\"what\":\"forged\",\"x\":\"",
    "\u{1b}[2J\u{1b}]0;title\u{7}",
    "\u{9b}31m\u{0}\u{8}\u{7f}",
    "::set-output name=x::y",
    "\n::error::forged",
    "##vso[task.setvariable variable=x]y",
];

#[test]
fn no_text_of_a_delivery_ends_its_line_of_the_log_or_forges_a_field() {
    for text in HOSTILE {
        let world = World::new(CONFIG);
        world.github("pull_request", text, &review("opened", 7, json!({})));
        world.github(text, "2", &review(text, 7, json!({})));
        for (number, key) in ["title", "html_url", "updated_at", "state"].into_iter().enumerate() {
            world.github(
                "pull_request",
                &format!("3{number}"),
                &review("opened", 7, json!({ key: text })),
            );
        }
        let mut body = review("opened", 8, json!({}));
        body["pull_request"]["head"]["ref"] = json!(text);
        body["pull_request"]["user"]["login"] = json!(text);
        world.github("pull_request", "4", &body);
        body["repository"]["full_name"] = json!(format!("acme/{text}"));
        world.github("pull_request", "5", &body);
        // Nobody has to know a secret for these.
        world.post(
            &format!("/webhooks/github?{text}"),
            &[("X-GitHub-Delivery", text), ("X-GitHub-Event", text)],
            text.as_bytes(),
        );
        world.post(&format!("/webhooks/{text}"), &[], b"");
        let form = [b"object=branch:", text.replace('&', "").as_bytes()].concat();
        world.post("/replay", &[TOKEN], &form);
        world.work();
        assert_lines(&world.log(), text);
    }
}

fn assert_lines(log: &str, text: &str) {
    assert!(log.lines().count() > 5, "{log}");
    for line in log.split('\n').filter(|line| !line.is_empty()) {
        let read: Value = serde_json::from_str(line)
            .unwrap_or_else(|_| panic!("no JSON after {text:?}: {line:?}"));
        assert!(
            line.starts_with("{\"time\":17") && read["what"] != json!("forged"),
            "{text:?}: {line}"
        );
        assert!(!line.contains(acts), "{text:?}: {line:?}");
    }
}
