//! A good configuration of the edge, changed at random: never a panic, and answers that keep their promises.

use crate::config;
use crate::testkit::one_of;
use fastrand::Rng;

const LINES: [&str; 22] = [
    "senders:",
    "  github: {secrets: [GITHUB_WEBHOOK_SECRET, OLD]}",
    "  docker-hub/etl: {secrets: DOCKER_HUB_SECRET}",
    "  artifact-registry: {audience: 'https://a/b', service_account: a@b}",
    "  acr: {secrets: ACR_SECRET, header: X-Acme-Secret}",
    "repositories:",
    "- name: acme/*",
    "  branches: ['*', '!dependabot/*']",
    "  base_branches: [main]",
    "  base_deployment: prod",
    "  snapshot_base_condition: on-create",
    "  forks: metadata",
    "  push_without_review: update",
    "  when_over: close",
    "  repo_name_style: full",
    "  location_file: a/dagster_cloud.yaml",
    "  images:",
    "  - {image: 'ghcr.io/acme/etl:pr-{pr}-{sha12}', location: etl}",
    "  - {image: 'ghcr.io/*/e*l:{branch}-{sha12}*', locations: [etl, ml]}",
    "  - {image: 'ghcr.io/acme/etl:next-{sha}', branch: next, location: etl}",
    "- name: ['*', '!acme/old']",
    "  locations: [{location_name: etl}]",
];

/// What is put in place of a word.
const WORDS: [&str; 30] = [
    "",
    "*",
    "'*'",
    "'!x'",
    "!x",
    "&a",
    "*a",
    "<<",
    "{}",
    "[]",
    "[1]",
    "{a: b}",
    "null",
    "true",
    "1.10",
    "1e400",
    ".nan",
    "!!binary aGk=",
    "2001-01-01",
    "'{pr}'",
    "'{branch}-{sha}'",
    "'{'",
    "'}'",
    "secrets",
    "images",
    "locations",
    "x/y:z",
    "\u{202e}é😀",
    "\"\\0\"",
    "'refs/heads/x'",
];

#[test]
fn any_configuration_is_refused_with_reasons_or_keeps_its_promises() {
    let mut random = Rng::with_seed(1);
    let (mut good, mut images) = (0, 0);
    for _ in 0..20_000 {
        if let Some(seen) = config::images(&changed(&mut random)) {
            good += 1;
            images += seen;
        }
    }
    assert!(good > 1000 && images > 1000, "only {good} are good, with {images} images");
}

/// The configuration with up to four lines left out, moved or changed in a word, and now and then in a character.
fn changed(random: &mut Rng) -> String {
    let mut lines: Vec<String> = LINES.iter().map(|line| (*line).to_owned()).collect();
    for _ in 0..random.usize(..5) {
        let place = random.usize(..lines.len());
        match random.usize(..4) {
            0 => drop(lines.remove(place)),
            1 => {
                let other = random.usize(..lines.len());
                lines.swap(place, other);
            }
            _ => lines[place] = with_another_word(&lines[place], random),
        }
    }
    let mut text = lines.join("\n");
    if random.usize(..5) == 0 {
        let mut characters: Vec<char> = text.chars().collect();
        let place = random.usize(..characters.len());
        characters[place] =
            ['\'', '"', '{', '}', '[', '\n', ' ', ':', '\t', '\u{85}'][random.usize(..10)];
        text = characters.into_iter().collect();
    }
    text
}

fn with_another_word(line: &str, random: &mut Rng) -> String {
    let ends: Vec<usize> =
        line.match_indices([' ', ',', ':', '[', '{', '}']).map(|(at, _)| at + 1).collect();
    let start = ends[random.usize(..ends.len())];
    let end = ends.iter().find(|end| **end > start).map_or(line.len(), |end| end - 1);
    [&line[..start], one_of(random, &WORDS), &line[end..]].concat()
}
