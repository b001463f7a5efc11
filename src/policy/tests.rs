//! The configuration as its users write it: what is read, and what is told of mistakes.

use super::*;

const USUAL: &str = r#"
senders:
  github: {secrets: [GITHUB_WEBHOOK_SECRET, OLD_SECRET]}
  docker-hub/etl: {secrets: DOCKER_HUB_SECRET}
  artifact-registry:
    audience: https://hooks.acme.com/webhooks/artifact-registry
    service_account: push@acme.iam.gserviceaccount.com
  artifact-registry/by-url: {secrets: OLD_SECRET}
  acr: {secrets: ACR_SECRET, header: X-Acme-Secret}
repositories:
  - name: [Acme/*, "!acme/old-*"]
    branches: ["*", "!dependabot/*"]
    base_branches: [main]
    base_deployment: prod
    snapshot_base_condition: on-create
    forks: ignore
    push_without_review: update
    when_over: delete
    repo_name_style: short
    location_file: etl/dagster_cloud.yaml
    images:
      - {image: "ghcr.io/acme/etl:pr-{pr}-{sha12}", location: etl}
      - {image: "ghcr.io/acme/*:next-{sha}", branch: next, locations: [etl, ml]}
  - name: "*"
    locations: [{location_name: ml, version: 1.10, image: x}]
    images:
      - {image: "localhost:5000/etl:{branch}-{sha12}", location: ml}
"#;

fn policy() -> Policy {
    Policy::parse(USUAL).expect("a good configuration")
}

fn problems(text: &str) -> Vec<String> {
    Policy::parse(text).err().unwrap_or_default()
}

/// The mistakes in an entry of `repositories`, which is the fourth line of its configuration.
fn in_rule(entry: &str) -> Vec<String> {
    problems(
        &["senders: {github: {secrets: A}}\nrepositories:\n\n- {name: x, ", entry, "}\n"].concat(),
    )
}

/// The mistakes in a sender, which is the second line of its configuration.
fn in_sender(entry: &str) -> Vec<String> {
    problems(&["senders:\n  ", entry, "\nrepositories: [{name: x}]\n"].concat())
}

#[test]
fn senders_are_read_with_what_shows_who_they_are() {
    let policy = policy();
    let names = policy.routes().iter().map(|route| (route.provider, route.name.as_deref()));
    let names: Vec<_> = names.collect();
    let wanted = [
        ("github", None),
        ("docker-hub", Some("etl")),
        ("artifact-registry", None),
        ("artifact-registry", Some("by-url")),
        ("acr", None),
    ];
    assert_eq!(names, wanted);
    let route = |provider, name| policy.route(provider, name).expect("a route");
    assert_eq!(route("github", None).secrets, ["GITHUB_WEBHOOK_SECRET", "OLD_SECRET"]);
    assert_eq!(route("docker-hub", Some("etl")).secrets, ["DOCKER_HUB_SECRET"]);
    assert_eq!(route("acr", None).header.as_deref(), Some("X-Acme-Secret"));
    let google = GoogleRoute {
        audience: "https://hooks.acme.com/webhooks/artifact-registry".to_owned(),
        service_account: "push@acme.iam.gserviceaccount.com".to_owned(),
    };
    assert_eq!(route("artifact-registry", None).google, Some(google));
    assert_eq!(route("artifact-registry", Some("by-url")).google, None);
    for (provider, name) in [("github", Some("etl")), ("docker-hub", None), ("gitlab", None)] {
        assert!(policy.route(provider, name).is_none(), "{provider} {name:?}");
    }
}

#[test]
fn each_variable_of_a_secret_is_listed_once() {
    let wanted = ["GITHUB_WEBHOOK_SECRET", "OLD_SECRET", "DOCKER_HUB_SECRET", "ACR_SECRET"];
    assert_eq!(policy().variables(), wanted);
}

#[test]
fn the_first_entry_counts_that_takes_a_repository_in_any_case() {
    let policy = policy();
    let base = |name| policy.rule(name).and_then(|rule| rule.base_deployment.as_deref());
    for of_acme in ["acme/etl", "ACME/etl", "acme/a/b"] {
        assert_eq!(base(of_acme), Some("prod"), "{of_acme}");
    }
    for other in ["acme/old-etl", "Acme/OLD-etl", "others/etl"] {
        assert!(policy.rule(other).is_some() && base(other).is_none(), "{other}");
    }
    let only = Policy::parse(&USUAL.replace("\"*\"\n", "only/this\n")).expect("a configuration");
    assert!(only.rule("only/this").is_some() && only.rule("only/that").is_none());
}

#[test]
fn what_an_entry_says_is_read_and_what_it_does_not_say_is_as_documented() {
    let policy = policy();
    let [given, usual] = ["acme/etl", "x/y"].map(|name| policy.rule(name).expect("an entry"));
    assert_eq!((given.forks, usual.forks), (Forks::Ignore, Forks::Metadata));
    assert_eq!((given.updates_without_review, usual.updates_without_review), (true, false));
    assert_eq!((given.deletes_when_over, usual.deletes_when_over), (true, false));
    assert_eq!((given.repo_name_style, usual.repo_name_style), (Some("short"), None));
    assert_eq!(given.snapshot_base_condition, Some("on-create"));
    assert_eq!((usual.snapshot_base_condition, &usual.base_deployment), (None, &None));
    assert_eq!(given.locations, Locations::File("etl/dagster_cloud.yaml".to_owned()));
    let text = "senders: {github: {secrets: A}}\nrepositories: [{name: x}]";
    let least = Policy::parse(text).expect("a configuration");
    let rule = least.rule("x").expect("an entry");
    assert_eq!(rule.locations, Locations::File("dagster_cloud.yaml".to_owned()));
    assert!(rule.branches.take("any") && rule.base_branches.take("any"));
}

#[test]
fn locations_that_are_described_here_are_those_of_a_file() {
    let policy = policy();
    let Some(Locations::Here(file)) = policy.rule("x/y").map(|rule| rule.locations.clone()) else {
        panic!("locations");
    };
    let project = crate::location::project::read(file).expect("a project");
    let names: Vec<_> = project.locations.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["ml"]);
    let warning = "line 25: 1.10 is read as the number 1.1; quote it to keep the text";
    assert_eq!(policy.warnings(), [warning]);
}

#[test]
fn json_is_read_too() {
    let text = r#"{"senders": {"github": {"secrets": "A"}}, "repositories": [{"name": "a/*"}]}"#;
    assert!(Policy::parse(text).is_ok_and(|policy| policy.rule("a/b").is_some()));
}

#[test]
fn all_mistakes_are_reported_at_once_with_their_lines() {
    let text = "\
senders:
  githb: {secrets: A}
  gitlab:
    secret: A
repositories:
  - name: acme/*
    branchs: x
    forks: images?
    images:
      - image: ghcr.io/acme/etl:pr-*
        location: etl
  - branches: [1]
sender: x
";
    let wanted = [
        "line 13: sender: there is no key \"sender\"; did you mean senders?",
        "line 2: senders.githb: there is no sender \"githb\"; did you mean github?",
        "line 4: senders.gitlab.secret: there is no key \"secret\"; did you mean secrets?",
        "line 3: senders.gitlab: it has no `secrets`, the names of the variables that hold them",
        "line 7: repositories[0].branchs: there is no key \"branchs\"; did you mean branches?",
        "line 8: repositories[0].forks: there is no value \"images?\"; did you mean images?",
        "line 10: repositories[0].images[0].image: nothing tells which branch it belongs to; write a tag such as \
         pr-{pr} instead of pr-*, or beside it `branch: NAME`",
        "line 12: repositories[1]: it has no `name`",
        "line 12: repositories[1].branches[0]: it must be a text, but it is a number; write it in quotes",
    ];
    assert_eq!(problems(text), wanted);
}

#[test]
fn a_file_that_is_not_a_configuration_is_reported() {
    for (text, wanted) in [
        ("", "line 1: the configuration: it must be a mapping, but it is null"),
        ("[]", "line 1: the configuration: it must be a mapping, but it is a list"),
        ("senders: {github: {secrets: A}}", "line 1: the configuration: it has no `repositories`"),
        ("repositories: [{name: x}]", "line 1: the configuration: it has no `senders`"),
        (
            "senders:\nrepositories: [{name: x}]",
            "line 1: senders: it must be a mapping, but it is null",
        ),
        ("senders: {}\nrepositories: [{name: x}]", "line 1: senders: it is empty"),
        ("senders: {github: {secrets: A}}\nrepositories: []", "line 2: repositories: it is empty"),
        (
            "senders: {github: {secrets: A}}\nrepositories: {}",
            "line 2: repositories: it must be a list, but it is a mapping",
        ),
        (
            "senders: {github: {secrets: A}}\nrepositories: [x]",
            "line 2: repositories[0]: it must be a mapping, but it is a text",
        ),
    ] {
        assert_eq!(problems(text), [wanted], "{text}");
    }
}

#[test]
fn an_unquoted_pattern_gets_its_own_error() {
    let hint = "write patterns that begin with * or ! in quotes";
    for text in [
        "repositories: [{name: *}]",
        "a:\n- *x\n",
        "a: *wip/x\n",
        "a: [!dependabot/*]",
        "a: !x/*\n",
    ] {
        let seen = problems(text);
        assert!(seen.len() == 1 && seen[0].ends_with(hint), "{text}: {seen:?}");
    }
    let seen = problems("senders: {\n");
    assert!(
        seen.len() == 1 && seen[0].starts_with("line 2: ") && !seen[0].contains(hint),
        "{seen:?}"
    );
}

#[test]
fn a_sender_must_show_who_it_is() {
    for (entry, wanted) in [
        ("github: {}", "it has no `secrets`"),
        ("github: A", "it must be a mapping, but it is a text"),
        ("github: {secrets: []}", ".secrets: it is empty"),
        (
            "github: {secrets: 1}",
            ".secrets: it must be a text or a list of texts, but it is a number",
        ),
        ("github: {secrets: [A, true]}", ".secrets[1]: it must be a text, but it is true or false"),
        ("github: {secrets: A, header: X}", "there is no key \"header\"; there are secrets"),
        ("gitlab: {secrets: A, header: X}", "there is no key \"header\""),
        ("docker-hub: {secrets: A, header: X}", "there is no key \"header\""),
        ("ecr: {secrets: A, header: 'X Y'}", ".header: it must be the name of a header"),
        ("ecr: {secrets: A, header: ''}", ".header: it must be the name of a header"),
        ("ecr: {secrets: A, header: Ä}", ".header: it must be the name of a header"),
        ("ecr: {secrets: A, audience: x}", "there is no key \"audience\""),
        ("artifact-registry: {header: X}", "there is no key \"header\""),
        ("artifact-registry: {}", "it needs `audience` and `service_account`, or else `secrets`"),
        ("artifact-registry: {audience: x}", "it has an `audience`, but no `service_account`"),
        (
            "artifact-registry: {service_account: a@b}",
            "it has a `service_account`, but no `audience`",
        ),
        (
            "artifact-registry: {audience: a b, service_account: a@b}",
            ".audience: it must be a text of visible",
        ),
        (
            "artifact-registry: {audience: x, service_account: a}",
            ".service_account: it must be the email",
        ),
        (
            "artifact-registry: {audience: x, service_account: a@b, secrets: A}",
            "take one of them away",
        ),
        (
            "? 1\n  : {secrets: A}",
            "it must be a key that is a text, but it is a number; write it in quotes",
        ),
        ("gihub: {secrets: A}", "there is no sender \"gihub\"; did you mean github?"),
        ("zzz: {secrets: A}", "there is no sender \"zzz\"; there are github, gitlab, "),
    ] {
        let seen = in_sender(entry);
        assert!(
            seen.iter().any(|one| one.starts_with("line 2: senders") && one.contains(wanted)),
            "{entry}: {seen:?}"
        );
    }
}

#[test]
fn the_name_of_a_route_is_a_step_of_a_path() {
    for name in ["a", "etl.v1_x-Y", &"x".repeat(64)] {
        assert_eq!(in_sender(&["ghcr/", name, ": {secrets: A}"].concat()), [""; 0], "{name}");
    }
    for name in ["", ".", "..", "a/b", "a b", "ä", "a%2f", &"x".repeat(65)] {
        let seen = in_sender(&["\"ghcr/", name, "\": {secrets: A}"].concat());
        assert!(seen.len() == 1 && seen[0].contains("the name behind the /"), "{name}: {seen:?}");
    }
}

#[test]
fn a_secret_that_stands_where_its_variable_should_is_not_shown() {
    for secret in ["hunter2-hunter2", "1f3870be274f6c49", "whsec_c2VjcmV0+/=", "s e c r e t"] {
        for entry in ["github: {secrets: \"", "github: {secrets: [A, \""] {
            let end = if entry.contains('[') { "\"]}" } else { "\"}" };
            let seen = in_sender(&[entry, secret, end].concat());
            assert!(seen.len() == 1 && seen[0].contains("not the secret"), "{seen:?}");
            assert!(!seen[0].contains(secret), "{seen:?}");
        }
    }
}

#[test]
fn unsupported_keys_of_an_entry_are_reported() {
    for (entry, wanted) in [
        ("branches: []", ".branches: it is empty"),
        ("branches: 'a b'", ".branches: no name has a blank"),
        (
            "base_branches: ['refs/heads/x']",
            ".base_branches[0]: branches are named without refs/heads/",
        ),
        ("base_deployment: ''", ".base_deployment: it must be the name of a full deployment"),
        (
            "base_deployment: on",
            ".base_deployment: it must be a text, but it is true or false; write it in quotes",
        ),
        (
            "snapshot_base_condition: on_create",
            "there is no value \"on_create\"; did you mean on-create?",
        ),
        ("forks: no", ".forks: it must be a text, but it is true or false"),
        ("push_without_review: close", "there is no value \"close\"; there are ignore, update"),
        ("when_over: ignore", "there is no value \"ignore\"; there are close, delete"),
        ("repo_name_style: long", "there is no value \"long\"; there are full, short"),
        (
            "location_file: /etc/passwd",
            ".location_file: it must be the path of a file in the repository",
        ),
        ("location_file: a/../../b", ".location_file: it must be the path"),
        ("location_file: ''", ".location_file: it must be the path"),
        (
            "location_file: x, locations: [{location_name: a}]",
            "it has both `location_file` and `locations`",
        ),
        ("locations: []", ".locations: `locations` is empty"),
        ("locations: [{image: x}]", ".locations[0]: entry 1 of `locations` has no location_name"),
        (
            "locations: [{location_name: 1}]",
            "must be a text, but it is a number; write it in quotes",
        ),
        (
            "locations: [{location_name: a, x: !!binary aGk=}]",
            ".locations[0]: location a cannot be sent",
        ),
        ("images: x", ".images: it must be a list, but it is a text"),
        ("images: [x]", ".images[0]: it must be a mapping, but it is a text"),
    ] {
        let seen = in_rule(entry);
        assert!(
            seen.len() == 1
                && seen[0].starts_with("line 4: repositories[0]")
                && seen[0].contains(wanted),
            "{entry}: {seen:?}"
        );
    }
}

#[test]
fn an_image_is_listed_with_its_locations() {
    let policy = policy();
    let image = |reference| Image::of_reference(reference, None).expect(reference);
    let wanted = policy.images(&image("ghcr.io/acme/etl:next-0123456"));
    assert_eq!(wanted.len(), 1);
    assert_eq!(wanted[0].locations, ["etl", "ml"]);
    assert_eq!(wanted[0].captured.branch.as_deref(), Some("next"));
    assert!(wanted[0].is_for(&policy, "ACME/etl"));
    // An earlier entry excludes it, so that it is a later one's.
    assert!(!wanted[0].is_for(&policy, "acme/old-etl"));
    let other = image("localhost:5000/etl:feat-x-0123456789ab");
    assert!(policy.images(&other).iter().all(|wanted| wanted.is_for(&policy, "acme/old-etl")));
    assert!(policy.images(&other).iter().all(|wanted| !wanted.is_for(&policy, "acme/etl")));
    assert!(policy.images(&image("ghcr.io/acme/etl:v1")).is_empty());
}

#[test]
fn an_entry_that_never_matches_is_reported() {
    let problems = |first: &str, second: &str| {
        let text = [
            "senders: {github: {secrets: A}}\nrepositories:\n- name: ",
            first,
            "\n- name: ",
            second,
            "\n",
        ];
        problems(&text.concat())
    };
    let seen = problems("acme/*", "acme/etl");
    let wanted = "line 4: repositories[1].name: an earlier entry takes all of these, so that this one never holds; put it \
                  before that one";
    assert_eq!(seen, [wanted]);
    assert_eq!(problems("acme/etl", "acme/*"), [""; 0]);
}
