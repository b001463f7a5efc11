//! Events, deliveries, variables, location files and configurations that nobody would write: never a panic, and never
//! what the record and the documents promise not to hold. The texts are put together from pieces and are the same on each
//! run; `npm run fuzz` looks for others.

mod change;
mod config;
mod configurations;
mod deliveries;
mod delivery;
mod project;
mod proof;
mod proofs;
#[path = "../testkit/mod.rs"]
mod testkit;

use dagster_deploy::change::Field;
use dagster_deploy::change::ci::{Ci, detect};
use dagster_deploy::change::collect::variables;
use dagster_deploy::host::Variables;
use fastrand::Rng;
use serde_json::{Value, json};
use testkit::one_of;

/// Values that mean something to one reader or another, and some that hurt.
const VALUES: [&str; 40] = [
    "",
    "0",
    "7",
    "-1",
    "true",
    "false",
    "HEAD",
    "main",
    "feat/x",
    "refs/heads/main",
    "refs/heads/HEAD",
    "refs/heads/refs/heads/x",
    "refs/remotes/origin/HEAD",
    "refs/tags/v1",
    "refs/pull/7/merge",
    "refs/pull/7/head",
    "refs/merge-requests/7/head",
    "refs/heads/gh-readonly-queue/main/pr-7-0123456789abcdef0123456789abcdef01234567",
    "pull/7",
    "PR-7",
    "origin/HEAD",
    "<default>",
    "0123456789abcdef0123456789abcdef01234567",
    "0000000000000000000000000000000000000000",
    "abc1234",
    "pull_request",
    "merged",
    "2023-11-14T22:13:20Z",
    "1700000000000",
    "1e400",
    "Ada <ada@example.com>",
    "acme/etl",
    "https://user:secret@github.com/acme/etl.git",
    "https://github.com/acme/etl/pull/7",
    "ssh://git:secret@host:7999/a/b.git",
    "user:secret@github.com/acme/etl.git",
    "https://github.com/%0aacme/etl%00",
    "git@github.com:acme/etl.git",
    "a\nb\u{1b}[31m\0",
    "\u{202e}é😀",
];

/// Variables of which each list tells of a review.
const REVIEWS: [&[(&str, &str)]; 21] = [
    &[("GITHUB_ACTIONS", "true"), ("GITHUB_HEAD_REF", "feat")],
    &[("GITHUB_ACTIONS", "true"), ("GITHUB_EVENT_NAME", "pull_request")],
    &[("GITHUB_ACTIONS", "true"), ("GITEA_ACTIONS", "true"), ("GITHUB_REF", "refs/pull/7/head")],
    &[("GITLAB_CI", "true"), ("CI_MERGE_REQUEST_IID", "7")],
    &[("GITLAB_CI", "true"), ("CI_PIPELINE_SOURCE", "merge_request_event")],
    &[("HARNESS_BUILD_ID", "1"), ("DRONE_PULL_REQUEST", "7")],
    &[("CI", "woodpecker"), ("CI_COMMIT_PULL_REQUEST", "7")],
    &[("DRONE", "true"), ("DRONE_PULL_REQUEST", "7")],
    &[("BUILDKITE", "true"), ("BUILDKITE_PULL_REQUEST", "7")],
    &[("CIRCLECI", "true"), ("CIRCLE_PR_NUMBER", "7")],
    &[("TF_BUILD", "True"), ("SYSTEM_PULLREQUEST_SOURCECOMMITID", "abc")],
    &[("BITBUCKET_BUILD_NUMBER", "1"), ("BITBUCKET_PR_ID", "7")],
    &[("CODEBUILD_CI", "true"), ("CODEBUILD_WEBHOOK_TRIGGER", "pr/7")],
    &[("CF_BUILD_ID", "1"), ("CF_PULL_REQUEST_NUMBER", "7")],
    &[("APPVEYOR", "True"), ("APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH", "feat")],
    &[("SEMAPHORE", "true"), ("SEMAPHORE_GIT_PR_NUMBER", "7")],
    &[("CIRRUS_CI", "true"), ("CIRRUS_PR", "7")],
    &[("BUDDY", "true"), ("BUDDY_RUN_PR_NO", "7")],
    &[("TRAVIS", "true"), ("TRAVIS_PULL_REQUEST_BRANCH", "feat")],
    &[("BUILDER_OUTPUT", "/x"), ("_PR_NUMBER", "7")],
    &[("JENKINS_URL", "https://ci"), ("CHANGE_ID", "7")],
];

fn env(pairs: impl IntoIterator<Item = (&'static str, &'static str)>) -> Variables {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The variables that can be set beside others without another CI system being taken for the one.
fn harmless_variables() -> Vec<&'static str> {
    let tells = |name: &'static str| detect(&Ci::new(&env([(name, "true")]))).is_some();
    let together = ["PROJECT_NUMBER", "CI", "CI_SYSTEM_NAME"];
    let mut names: Vec<_> =
        variables().into_iter().filter(|name| !together.contains(name)).collect();
    names.retain(|name| !tells(name));
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn any_variables_make_a_record_that_keeps_its_promises() {
    let names: Vec<_> = variables();
    let mut random = Rng::with_seed(1);
    let mut branches = 0;
    for _ in 0..10_000 {
        let [system, _] = REVIEWS[random.usize(..REVIEWS.len())] else {
            continue;
        };
        let noise = (0..random.usize(..60))
            .map(|_| (one_of(&mut random, &names), one_of(&mut random, &VALUES)));
        let pairs: Vec<_> = noise.chain([*system]).collect();
        branches += usize::from(change::record(&env(pairs), None).has(Field::BranchName));
    }
    assert!(branches > 500, "only {branches} records have a branch");
}

#[test]
fn a_review_stays_one_whatever_else_is_set() {
    let names = harmless_variables();
    let mut random = Rng::with_seed(1);
    for review in REVIEWS {
        for _ in 0..300 {
            let noise = (0..random.usize(..80))
                .map(|_| (one_of(&mut random, &names), one_of(&mut random, &VALUES)));
            // The first of two variables of a name is the one that is read.
            let pairs: Vec<_> = review.iter().copied().chain(noise).collect();
            let event = random.usize(..2) == 0;
            let payload = payload(&mut random, 3).to_string();
            let seen = change::record(&env(pairs.clone()), event.then_some(payload.as_str()));
            assert!(seen.is_review(), "{pairs:?} {payload}");
        }
    }
}

/// Any JSON with keys that mean something.
fn payload(random: &mut Rng, depth: usize) -> Value {
    const KEYS: [&str; 36] = [
        "action",
        "after",
        "author",
        "base",
        "before",
        "clone_url",
        "commits",
        "default_branch",
        "deleted",
        "event",
        "full_name",
        "head",
        "head_branch",
        "head_commit",
        "head_ref",
        "head_repository",
        "head_sha",
        "html_url",
        "id",
        "issue",
        "merge_group",
        "merged",
        "merged_at",
        "message",
        "number",
        "pull_request",
        "pull_requests",
        "ref",
        "ref_type",
        "release",
        "repo",
        "repository",
        "sha",
        "state",
        "title",
        "workflow_run",
    ];
    match random.usize(..if depth == 0 { 5 } else { 12 }) {
        0 => Value::Null,
        1 => json!(random.usize(..2) == 0),
        2 => json!(random.usize(..10)),
        3 | 4 => json!(one_of(random, &VALUES)),
        5 => (0..random.usize(..4)).map(|_| payload(random, depth - 1)).collect(),
        _ => (0..random.usize(..12))
            .map(|_| (one_of(random, &KEYS).to_owned(), payload(random, depth - 1)))
            .collect(),
    }
}

#[test]
fn any_event_makes_a_record_that_keeps_its_promises() {
    let events = ["", "push", "pull_request", "pull_request_target", "workflow_run", "delete", "x"];
    let mut random = Rng::with_seed(1);
    let mut reviews = 0;
    for _ in 0..10_000 {
        let name = one_of(&mut random, &events);
        let mut payload = payload(&mut random, 4);
        if !payload.is_object() {
            payload =
                json!({ one_of(&mut random, &["pull_request", "workflow_run", "ref"]): payload });
        }
        let env = env([
            ("GITHUB_ACTIONS", "true"),
            ("GITHUB_EVENT_PATH", "event.json"),
            ("GITHUB_EVENT_NAME", name),
            ("GITHUB_REPOSITORY", "acme/etl"),
        ]);
        let seen = change::record(&env, Some(&payload.to_string()));
        if matches!(name, "" | "pull_request") && !payload["pull_request"].is_null() {
            assert!(seen.is_review(), "{name} {payload}");
            reviews += 1;
        }
    }
    assert!(reviews > 250, "only {reviews} reviews");
}

#[test]
fn any_location_file_makes_documents_that_keep_their_promises() {
    const LINES: [&str; 24] = [
        "location_name: a",
        "image: x",
        "image: [1]",
        "build: {directory: d, registry: r}",
        "build: no",
        "build:",
        "code_source: text",
        "code_source: {module_name: m}",
        "git: 1",
        "git: {url: u, commit_hash: old}",
        "1: x",
        "? [k]\n: v",
        "number: .nan",
        "bytes: !!binary aGk=",
        "set: !!set {a, b}",
        "container_context: {k8s: {env_vars: [A=1, B]}}",
        "container_context: {k8s: {env_vars: {}}}",
        "container_context: {ecs: {secrets: [{name: n}, {name: n, x: 1}]}}",
        "container_context: {ecs: {secrets: [x]}}",
        "container_context:",
        "agent_queue: &a q",
        "? &b {<<: {x: 1}}",
        "-",
        "defaults: {}",
    ];
    let mut random = Rng::with_seed(1);
    let mut good = 0;
    for _ in 0..10_000 {
        let mut text = String::new();
        if random.usize(..2) == 0 {
            text.push_str("defaults:\n");
            for _ in 0..random.usize(..4) {
                text.push_str(&indented(one_of(&mut random, &LINES)));
            }
        }
        text.push_str("locations:\n");
        for index in 0..random.usize(..4) {
            text.push_str(&format!("- location_name: {}\n", ["a", "b", "c c"][index]));
            for _ in 0..random.usize(..4) {
                text.push_str(&indented(one_of(&mut random, &LINES[1..])));
            }
        }
        good += usize::from(project::locations(&text).is_some());
    }
    assert!(good > 1000, "only {good} were read");
}

fn indented(lines: &str) -> String {
    lines.lines().map(|line| format!("  {line}\n")).collect()
}
