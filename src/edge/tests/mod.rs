//! Deliveries in, requests to Dagster+ out: the router, the objects and the directory together, on a host that is played.
//!
//! Not here: runtimes and their storage (`tests/edge-*.test.js`).

mod at;
mod attacks;
mod dagster;
mod echo;
mod ends;
mod images;
mod lost;
mod world;

use serde_json::{Value, json};

use super::http::HttpAnswer;
use world::{CONFIG, World};

fn review(action: &str, number: u64, more: Value) -> Value {
    let mut body = json!({
        "action": action,
        "number": number,
        "repository": {
            "full_name": "acme/app", "clone_url": "https://github.com/acme/app.git", "default_branch": "main",
        },
        "pull_request": {
            "number": number, "state": "open", "merged": false, "title": "Add it", "updated_at": "2026-11-23T10:00:00Z",
            "html_url": format!("https://github.com/acme/app/pull/{number}"),
            "user": { "login": "ada" },
            "head": { "ref": "feat", "sha": "a1".repeat(20), "repo": { "full_name": "acme/app" } },
            "base": { "ref": "main" },
        },
    });
    for (key, value) in more.as_object().into_iter().flatten() {
        body["pull_request"][key] = value.clone();
    }
    body
}

fn image(tag: &str) -> Value {
    json!({
        "action": "published",
        "registry_package": {
            "name": "etl", "namespace": "acme", "package_type": "CONTAINER",
            "package_version": {
                "package_url": format!("ghcr.io/acme/etl:{tag}"),
                "container_metadata": { "tag": { "name": tag, "digest": format!("sha256:{}", "ab".repeat(32)) } },
            },
        },
    })
}

fn outcome(answer: &HttpAnswer) -> (u16, String) {
    let body: Value = serde_json::from_slice(answer.body.as_bytes()).expect("JSON");
    (answer.status, body["events"][0]["outcome"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_pull_request_and_its_end_are_sent_once_each() {
    let world = World::new(CONFIG);
    assert_eq!(
        outcome(&world.github("pull_request", "1", &review("opened", 7, json!({})))),
        (202, "accepted".to_owned())
    );
    let again = world.github("pull_request", "1", &review("opened", 7, json!({})));
    assert_eq!(outcome(&again), (200, "passed over".to_owned()));
    world.work();
    let merged = json!({ "state": "closed", "merged": true, "updated_at": "2026-11-23T11:00:00Z" });
    world.github("pull_request", "2", &review("closed", 7, merged));
    world.work();
    assert_eq!(world.applied_states(), ["feat OPEN", "feat MERGED"]);
}

#[test]
fn an_ignored_delivery_is_answered_and_changes_nothing() {
    let world = World::new(CONFIG);
    let mut other = review("opened", 7, json!({}));
    other["repository"]["full_name"] = "elsewhere/app".into();
    assert_eq!(outcome(&world.github("pull_request", "1", &other)), (200, "ignored".to_owned()));
    let base = review("opened", 7, json!({ "base": { "ref": "release" } }));
    assert_eq!(outcome(&world.github("pull_request", "2", &base)), (200, "ignored".to_owned()));
    assert_eq!(
        outcome(&world.github("ping", "3", &json!({ "zen": "x" }))),
        (200, "ignored".to_owned())
    );
    world.work();
    assert!(world.applied_states().is_empty());
}

#[test]
fn the_end_of_a_review_that_was_given_another_base_is_known_all_the_same() {
    let world = World::new(CONFIG);
    world.github("pull_request", "1", &review("opened", 7, json!({})));
    world.work();
    let closed = json!({ "state": "closed", "base": { "ref": "release" }, "updated_at": "2026-11-23T11:00:00Z" });
    world.github("pull_request", "2", &review("closed", 7, closed.clone()));
    let unknown = review(
        "closed",
        8,
        json!({ "state": "closed", "base": { "ref": "release" }, "head": { "ref": "other", "sha": "b2".repeat(20), "repo": { "full_name": "acme/app" } } }),
    );
    assert_eq!(
        outcome(&world.github("pull_request", "3", &unknown)),
        (200, "passed over".to_owned())
    );
    world.work();
    assert_eq!(world.applied_states(), ["feat OPEN", "feat CLOSED"]);
}

#[test]
fn the_end_of_a_review_that_was_never_taken_changes_nothing() {
    let world = World::new(CONFIG);
    let at = |time: &str| json!({ "state": "closed", "updated_at": time });
    world.github("pull_request", "1", &review("opened", 7, json!({})));
    world.work();
    let mut merged = at("2026-11-23T11:00:00Z");
    merged["merged"] = true.into();
    world.github("pull_request", "2", &review("closed", 7, merged));
    world.work();
    let mut other = at("2026-11-23T12:00:00Z");
    other["base"] = json!({ "ref": "release" });
    let answer = world.github("pull_request", "3", &review("closed", 8, other));
    assert_eq!(outcome(&answer), (200, "passed over".to_owned()));
    world.work();
    assert_eq!(world.applied_states(), ["feat OPEN", "feat MERGED"]);
}

#[test]
fn a_fork_has_a_branch_deployment_of_its_own_and_none_of_its_images() {
    let world = World::new(CONFIG);
    world.github("pull_request", "1", &review("opened", 7, json!({})));
    let head = json!({ "head": { "ref": "feat", "sha": "c3".repeat(20), "repo": { "full_name": "mallory/app" } } });
    world.github("pull_request", "2", &review("opened", 8, head));
    world.work();
    let mut applied_states = world.applied_states();
    applied_states.sort();
    assert_eq!(applied_states, ["feat OPEN", "fork-8:feat OPEN"]);
    world.ghcr("3", &image(&format!("pr-8-{}", "c3".repeat(6))));
    world.ghcr("4", &image(&format!("pr-7-{}", "a1".repeat(6))));
    world.work();
    assert_eq!(
        world.deployed(),
        [
            "etl ghcr.io/acme/etl@sha256:abababababababababababababababababababababababababababababababab"
        ]
    );
}

#[test]
fn an_image_waits_for_its_review() {
    let world = World::new(CONFIG);
    let tag = format!("pr-7-{}", "a1".repeat(6));
    assert_eq!(outcome(&world.ghcr("1", &image(&tag))), (202, "accepted".to_owned()));
    assert_eq!(outcome(&world.ghcr("1", &image(&tag))), (200, "passed over".to_owned()));
    assert_eq!(outcome(&world.ghcr("2", &image("latest"))), (200, "ignored".to_owned()));
    world.work();
    assert!(world.deployed().is_empty());
    world.github("pull_request", "3", &review("opened", 7, json!({})));
    world.work();
    assert_eq!(world.deployed().len(), 1);
}

#[test]
fn nobody_who_does_not_know_the_secret_is_let_in() {
    let world = World::new(CONFIG);
    let body = review("opened", 7, json!({})).to_string();
    for signature in ["", "sha256=", "sha256=00", &format!("sha256={}", "0".repeat(64))] {
        let headers = [("X-GitHub-Event", "pull_request"), ("X-Hub-Signature-256", signature)];
        assert_eq!(
            world.post("/webhooks/github", &headers, body.as_bytes()).status,
            401,
            "{signature}"
        );
    }
    assert_eq!(world.post("/webhooks/docker-hub?secret=wrong", &[], b"{}").status, 401);
    assert_eq!(world.post("/webhooks/docker-hub?secret=hub%2Dsecret", &[], b"{}").status, 400);
    assert_eq!(world.post("/webhooks/gitlab", &[], b"{}").status, 404);
    assert_eq!(world.post("/webhooks/github/x", &[], b"{}").status, 404);
    let unset = World::new(CONFIG);
    unset.set("GITHUB_SECRET", None);
    assert_eq!(unset.github("ping", "1", &json!({ "zen": "x" })).status, 503);
}

#[test]
fn what_is_over_for_a_month_is_forgotten_and_what_is_open_is_not() {
    let world = World::new(CONFIG);
    let (open, over) = ("branch:acme/app#feat", "branch:acme/app#old");
    let old = json!({ "ref": "old", "sha": "b2".repeat(20), "repo": { "full_name": "acme/app" } });
    world.github("pull_request", "1", &review("opened", 7, json!({})));
    world.github("pull_request", "2", &review("opened", 8, json!({ "head": old })));
    let closed = json!({ "head": old, "state": "closed", "updated_at": "2026-11-23T11:00:00Z" });
    world.github("pull_request", "3", &review("closed", 8, closed));
    let day = 86_400_000;
    world.work_for(29 * day);
    assert!(world.keeps(open) && world.keeps(over));
    world.work_for(2 * day);
    assert!(world.keeps(open) && !world.keeps(over));
    let again = json!({ "head": old, "updated_at": "2027-01-23T11:00:00Z" });
    world.github("pull_request", "4", &review("reopened", 8, again));
    world.work();
    assert!(world.keeps(over) && world.applied_states().contains(&"old OPEN".to_owned()));
}

#[test]
fn reports_to_a_failing_directory_back_off_and_arrive_in_the_end() {
    let world = World::new(CONFIG);
    world.is_deaf.set(true);
    world.github("pull_request", "1", &review("opened", 7, json!({})));
    world.work_for(86_400_000);
    let tries = world.log().matches("report failed").count();
    assert!((100..250).contains(&tries), "{tries} tries in a day");
    world.is_deaf.set(false);
    world.work();
    assert_eq!(world.status()["branches"][0]["state"], "open");
}

#[test]
fn a_delivery_that_could_not_be_stored_is_refused_so_that_it_is_sent_again() {
    let world = World::new(CONFIG);
    world.fails_to_save.set(true);
    assert_eq!(world.github("pull_request", "1", &review("opened", 7, json!({}))).status, 503);
    world.fails_to_save.set(false);
    assert_eq!(world.github("pull_request", "1", &review("opened", 7, json!({}))).status, 202);
}

#[test]
fn a_broken_configuration_is_logged_and_senders_retry() {
    let world = World::new("senders: {}");
    let answer = world.get("/health", &[]);
    assert_eq!(answer.status, 503);
    assert!(!answer.body.contains("senders") && world.log().contains("senders"));
}

#[test]
fn only_an_operator_sees_the_status_and_has_tried_again_what_was_given_up() {
    let world = World::new(CONFIG);
    for wrong in [&[][..], &[("Authorization", "Bearer wrong")], &[("Authorization", "Basic eDp5")]]
    {
        assert_eq!(world.get("/status.json", wrong).status, 401);
    }
    world.refuses.set(true);
    world.github("pull_request", "1", &review("opened", 7, json!({})));
    world.work();
    let status = world.status();
    assert_eq!(status["branches"][0]["tasks"][0]["isDead"], true, "{status}");
    assert_eq!(status["counts"]["accepted"], 1);
    world.refuses.set(false);
    let form = b"object=branch%3Aacme%2Fapp%23feat";
    let token = ("Authorization", "Basic eDpvcGVyYXRvci10b2tlbi0xMjM0");
    let foreign = [token, ("Sec-Fetch-Site", "cross-site")];
    assert_eq!(world.post("/replay", &foreign, form).status, 403);
    let foreign = [token, ("Origin", "https://evil.example"), ("Host", "edge.example")];
    assert_eq!(world.post("/replay", &foreign, form).status, 403);
    assert_eq!(world.post("/replay", &[token], b"object=directory").status, 400);
    assert!(world.applied_states().is_empty());
    assert_eq!(
        world.post("/replay", &[token, ("Sec-Fetch-Site", "same-origin")], form).status,
        303
    );
    world.work();
    assert_eq!(world.applied_states(), ["feat OPEN"]);
    assert_eq!(world.status()["branches"][0]["tasks"], json!([]));
}

#[test]
fn no_secret_is_in_a_line_of_the_log_nor_in_what_operators_see() {
    let world = World::new(CONFIG);
    world.refuses.set(true);
    world.github("pull_request", "1", &review("opened", 7, json!({})));
    world.post("/webhooks/docker-hub?secret=hub-secret", &[], b"{}");
    world.work();
    let seen = world.log() + &world.status().to_string();
    for secret in ["webhook-secret", "hub-secret", "api-token-1234", "operator-token"] {
        assert!(!seen.contains(secret), "{secret} in {seen}");
    }
    assert!(seen.contains("here"), "the refusal is told: {seen}");
}

#[test]
fn other_paths_and_methods_get_the_list_of_paths() {
    let world = World::new(CONFIG);
    assert_eq!(world.get("/", &[]).status, 404);
    assert_eq!(world.get("/health", &[]).status, 200);
    let answer = world.get("/webhooks/github", &[]);
    assert_eq!(answer.status, 405);
    assert!(answer.headers.contains(&("Allow", "POST".to_owned())));
    world.set("DAGSTER_DEPLOY_OPERATOR_TOKEN", Some("short"));
    assert_eq!(world.get("/status", &[]).status, 503);
}

#[test]
fn an_image_reaches_its_branch_when_the_directory_crashes_while_it_receives() {
    let world = World::new(CONFIG);
    world.github("pull_request", "1", &review("opened", 7, json!({})));
    world.work();
    world.crashes.set(true);
    world.ghcr("2", &image(&format!("pr-7-{}", "a1".repeat(6))));
    world.work();
    assert!(!world.crashes.get(), "it has sent something");
    assert_eq!(world.deployed().len(), 1);
}
