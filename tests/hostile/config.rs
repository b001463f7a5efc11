//! What holds of any configuration of the edge that is read, and of its answers. Used by the fuzz target too.

use dagster_deploy::change::{Change, Field, FieldSource};
use dagster_deploy::location::project;
use dagster_deploy::location::sent::MAX_BYTES;
use dagster_deploy::policy::{Locations, Policy, Route, Rule};
use dagster_deploy::webhook::image::Image;
use dagster_deploy::webhook::sender;

/// The names of repositories and branches that are asked for.
const NAMES: [&str; 5] = ["acme/etl", "Acme/old", "main", "feat/x", "\u{202e}é😀"];
const HASH: &str = "0123456789abcdef0123456789abcdef01234567";
const TAGS: [&str; 5] =
    ["pr-7-0123456789ab", "feat-x", "next-0123456", "x---------------", "0123456"];

/// How many images the configuration takes of a few, if it is a good one.
pub(crate) fn images(text: &str) -> Option<usize> {
    let policy = match Policy::parse(text) {
        Ok(policy) => policy,
        Err(problems) => {
            assert!(!problems.is_empty());
            assert!(problems.iter().all(|one| one.starts_with("line ")), "{problems:?}");
            return None;
        }
    };
    assert!(!policy.routes().is_empty());
    policy.routes().iter().for_each(check_route);
    let is_word =
        |name: &&str| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    assert!(policy.variables().iter().all(is_word), "{:?}", policy.variables());
    NAMES.iter().filter_map(|name| policy.rule(name)).for_each(check_rule);
    Some(TAGS.iter().map(|tag| wanted(&policy, tag)).sum())
}

fn check_route(route: &Route) {
    assert!(sender::find(route.provider).is_some(), "{route:?}");
    // Nobody is let in who shows nothing, and it is clear what is to be shown.
    assert!(route.secrets.is_empty() != route.google.is_none(), "{route:?}");
    assert!(route.header.is_none() || route.google.is_none(), "{route:?}");
    let path =
        [Some(route.provider), route.name.as_deref()].map(Option::unwrap_or_default).concat();
    assert!(
        path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)),
        "{route:?}"
    );
}

fn check_rule(rule: &Rule) {
    for branch in NAMES {
        let mut change = Change::default();
        change.say(Field::BranchName, branch.to_owned(), FieldSource::new("event", "test"));
        let verdict = rule.takes(&change);
        assert_eq!(verdict.is_ok(), rule.branches.take(branch), "{branch}: {verdict:?}");
    }
    match &rule.locations {
        Locations::File(path) => assert!(!path.is_empty() && !path.starts_with('/')),
        Locations::Here(file) => {
            let project = project::read(file.clone()).expect("locations that were read before");
            assert!(project.locations.iter().all(|one| one.document(None, &[], MAX_BYTES).is_ok()));
        }
    }
}

fn wanted(policy: &Policy, tag: &str) -> usize {
    let image = Image::new("ghcr.io", "acme/etl", tag, None).expect("an image");
    let wanted = policy.images(&image);
    for one in &wanted {
        assert!(!one.locations.is_empty(), "{one:?}");
        let has_fact = |fact: &Option<String>| fact.as_ref().is_some_and(|text| !text.is_empty());
        let captured = &one.captured;
        let facts = [&captured.branch, &captured.slug, &captured.pr, &captured.sha];
        assert!(facts.into_iter().any(has_fact), "{one:?}");
        // No pattern fits a branch of which nothing is in the tag.
        assert!(
            captured.branch.is_some() || !captured.fits("q/q", None, &["f".repeat(40)]),
            "{one:?}"
        );
        captured.fits("feat/x", Some("7"), &[HASH]);
    }
    wanted.len()
}
