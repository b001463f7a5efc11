//! Which images are deployed: patterns of their names and tags, and the locations that run them.
//!
//! A tag refers to its branch as `ci image-tag` writes it (`change/image_tag.rs`). Not here: which branches exist.

use std::collections::BTreeMap;

use super::pattern::{Fact, Pattern, is_of_tag};
use super::reading::{ConfigReader, unknown};
use crate::change::image_tag;
use crate::location::get;
use crate::webhook::image::Image;
use crate::yaml::Value;

/// Images of a repository, and the locations that run them.
#[derive(Debug, Clone)]
pub(super) struct ImageRule {
    name: Name,
    branch: Option<String>,
    /// The names of the locations.
    pub(super) locations: Vec<String>,
}

/// The pattern of an image's name.
#[derive(Debug, Clone)]
struct Name {
    registry: String,
    repository: Pattern,
    tag: Pattern,
}

/// The branch, pull request or commit that an image's name and tag refer to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Captured {
    /// The branch, as the configuration names it.
    pub branch: Option<String>,
    /// The branch, as the tag has it.
    pub slug: Option<String>,
    /// The number of the pull request.
    pub pr: Option<String>,
    /// The hash of the commit, or seven digits of its beginning at least.
    pub sha: Option<String>,
}

impl Captured {
    /// Whether an image belongs to a branch, of which these are hashes of commits.
    pub fn fits<S: AsRef<str>>(&self, branch: &str, pr: Option<&str>, shas: &[S]) -> bool {
        let is_commit = |sha: &str| shas.iter().any(|known| begins(known.as_ref(), sha));
        *self != Self::default()
            && self.branch.as_deref().is_none_or(|given| given == branch)
            && self.slug.as_deref().is_none_or(|slug| slug == image_tag::of_name(branch))
            && self.pr.as_deref().is_none_or(|number| pr == Some(number))
            && self.sha.as_deref().is_none_or(is_commit)
    }
}

/// Whether a hash begins so, in any case.
fn begins(hash: &str, start: &str) -> bool {
    hash.get(..start.len()).is_some_and(|known| known.eq_ignore_ascii_case(start))
        && start.len() >= 7
}

impl ImageRule {
    /// Returns what the image refers to, if it matches.
    pub(super) fn captured(&self, image: &Image) -> Option<Captured> {
        let Name { registry, repository, tag } = &self.name;
        if !registry.eq_ignore_ascii_case(&image.registry) || !repository.fits(&image.repository) {
            return None;
        }
        let mut captured = Captured { branch: self.branch.clone(), ..Captured::default() };
        for (fact, text) in tag.read(&image.tag)? {
            let place = match fact {
                Fact::Slug => &mut captured.slug,
                Fact::Review => &mut captured.pr,
                Fact::Hash => &mut captured.sha,
            };
            *place = Some(text.to_owned());
        }
        Some(captured)
    }
}

const IMAGE: &str = "image";
const BRANCH: &str = "branch";
const LOCATION: &str = "location";
const LOCATIONS: &str = "locations";

/// Reads an entry of `images`; the names of locations are known if the configuration describes them itself. Several
/// repositories may each have a pull request of that number, and a branch of that name: only the commit distinguishes
/// them.
pub(super) fn read(
    reading: &mut ConfigReader,
    value: &Value,
    known: &BTreeMap<String, usize>,
    is_of_one_repository: bool,
) -> Option<ImageRule> {
    if !reading.keys(value, &[IMAGE, BRANCH, LOCATION, LOCATIONS]) {
        return None;
    }
    reading.needed(value, IMAGE);
    let name = reading.text(value, IMAGE, name);
    let branch = reading.text(value, BRANCH, branch);
    if let Some(name) = name.as_ref().filter(|name| name.tag.facts().next().is_none())
        && get(value, BRANCH).is_none()
    {
        let example = if name.tag.has_wildcard() { "pr-{pr} instead of pr-*" } else { "pr-{pr}" };
        let way = [
            "nothing tells which branch it belongs to; write a tag such as ",
            example,
            ", or beside it `branch: NAME`",
        ];
        reading.wrong_at(IMAGE, &way.concat());
    } else if !is_of_one_repository
        && name.as_ref().is_some_and(|name| !name.tag.facts().any(|fact| fact == Fact::Hash))
    {
        let way = "`name` takes several repositories, and nothing tells which one it belongs to; write a tag such as \
                   pr-{pr}-{sha12}, or give the repository an entry of its own";
        reading.wrong_at(IMAGE, way);
    }
    let locations = locations(reading, value, known);
    Some(ImageRule { name: name?, branch, locations })
}

fn locations(
    reading: &mut ConfigReader,
    value: &Value,
    known: &BTreeMap<String, usize>,
) -> Vec<String> {
    let one = reading.text(value, LOCATION, filled);
    let several = reading.texts(value, LOCATIONS, filled);
    if get(value, LOCATION).is_some() == get(value, LOCATIONS).is_some() {
        reading.wrong(
            "it must have either `location` or `locations`, the names of those that run the image",
        );
    }
    let names: Vec<String> = several.unwrap_or_default().into_iter().chain(one).collect::<Vec<_>>();
    let is_unknown = |name: &&String| !known.is_empty() && !known.contains_key(*name);
    for name in names.iter().filter(is_unknown) {
        let known = known.keys().map(String::as_str).collect::<Vec<_>>();
        reading.wrong(&unknown("location", name, &known));
    }
    names
}

fn filled(text: &str) -> Result<String, String> {
    if text.is_empty() { Err("it is empty".to_owned()) } else { Ok(text.to_owned()) }
}

fn branch(text: &str) -> Result<String, String> {
    match text {
        "" => Err("it is empty".to_owned()),
        _ if text.starts_with("refs/") => Err("branches are named without refs/heads/".to_owned()),
        _ if text.contains(['*', '{']) => {
            Err("it must be the name of one branch; placeholders stand in the image's tag"
                .to_owned())
        }
        _ => Ok(text.to_owned()),
    }
}

/// Reads `registry/repository:tag`.
fn name(text: &str) -> Result<Name, String> {
    if text.contains('@') {
        return Err("an image is told by its tag here, not by a digest".to_owned());
    }
    let (registry, rest) = text.split_once('/').unwrap_or_default();
    if !(registry.contains(['.', ':']) || registry == "localhost") {
        return Err([
            "it does not begin with a registry, such as ghcr.io/",
            text,
            " or docker.io/",
            text,
        ]
        .concat());
    }
    if registry.contains(['*', '{']) {
        return Err("the registry must be written out".to_owned());
    }
    let Some((repository, tag)) = rest.rsplit_once(':') else {
        return Err(["it has no tag; write such as ", text, ":pr-{pr}"].concat());
    };
    if !repository.split('/').all(is_component) {
        return Err("the repository is small letters, digits, dots, dashes, underscores and *; placeholders stand in \
                    the tag"
            .to_owned());
    }
    let tag = Pattern::with_placeholders(tag)?;
    if !tag.bytes().all(is_of_tag) {
        return Err(
            "the tag is letters, digits, dots, dashes, underscores, * and placeholders".to_owned()
        );
    }
    Ok(Name { registry: registry.to_owned(), repository: Pattern::plain(repository)?, tag })
}

fn is_component(text: &str) -> bool {
    let takes =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-*".contains(&byte);
    !text.is_empty() && text.bytes().all(takes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;

    const HASH: &str = "0123456789abcdef0123456789abcdef01234567";

    /// Returns what an image refers to by a pattern.
    fn captured(pattern: &str, image: &str) -> Option<Captured> {
        let rule =
            ImageRule { name: name(pattern).expect(pattern), branch: None, locations: Vec::new() };
        rule.captured(&Image::of_reference(image, None).expect(image))
    }

    #[test]
    fn registry_repository_and_tag_must_fit() {
        let pattern = "ghcr.io/acme/*:pr-{pr}";
        for image in ["ghcr.io/acme/etl:pr-7", "GHCR.io/acme/etl:pr-7", "ghcr.io/acme/a/b:pr-7"] {
            let pr = captured(pattern, image).and_then(|captured| captured.pr);
            assert_eq!(pr.as_deref(), Some("7"), "{image}");
        }
        for image in
            ["ghcr.io:443/acme/etl:pr-7", "ghcr.io/acme2/etl:pr-7", "ghcr.io/acme/etl:pr-7x"]
        {
            assert_eq!(captured(pattern, image), None, "{image}");
        }
        assert!(captured("localhost:5000/etl:{branch}", "localhost:5000/etl:x").is_some());
    }

    #[test]
    fn an_image_belongs_to_the_branch_that_its_tag_was_written_for() {
        let image = ["ghcr.io/acme/etl:feat-n-1-", &HASH[..12]].concat();
        let captured = captured("ghcr.io/acme/etl:{branch}-{sha12}", &image).expect("it fits");
        assert!(captured.fits("feat/Ünï#1", None, &["f".repeat(40).as_str(), HASH]));
        assert!(captured.fits("feat/Ünï#1", Some("7"), &[HASH.to_uppercase()]));
        assert!(!captured.fits("feat/Ünï#2", None, &[HASH]));
        assert!(!captured.fits("feat/Ünï#1", None, &["f".repeat(40)]));
        assert!(!captured.fits::<&str>("feat/Ünï#1", None, &[]));
    }

    #[test]
    fn a_long_branch_is_cut_as_its_tag_is() {
        let branch = "x".repeat(300);
        let image = ["ghcr.io/acme/etl:", &image_tag::of_name(&branch)].concat();
        let captured = captured("ghcr.io/acme/etl:{branch}", &image).expect("it fits");
        assert!(
            captured.fits::<&str>(&branch, None, &[]) && !captured.fits::<&str>("x", None, &[])
        );
    }

    #[test]
    fn an_image_of_a_review_belongs_to_no_branch_without_that_review() {
        let captured = Captured { pr: Some("7".to_owned()), ..Captured::default() };
        assert!(captured.fits::<&str>("any", Some("7"), &[]));
        assert!(!captured.fits::<&str>("any", Some("77"), &[]));
        assert!(!captured.fits::<&str>("any", None, &[]));
    }

    #[test]
    fn a_given_branch_matches_exactly() {
        let captured = Captured { branch: Some("feat/x".to_owned()), ..Captured::default() };
        assert!(
            captured.fits::<&str>("feat/x", None, &[])
                && !captured.fits::<&str>("feat-x", None, &[])
        );
    }

    #[test]
    fn what_tells_nothing_belongs_to_no_branch() {
        let of_hash = |sha: &str| Captured { sha: Some(sha.to_owned()), ..Captured::default() };
        assert!(of_hash(&HASH[..7]).fits("any", None, &[HASH]));
        assert!(!of_hash(&HASH[..6]).fits("any", None, &[HASH]));
        assert!(!of_hash("").fits("any", None, &[HASH]));
        assert!(!Captured::default().fits("any", Some("7"), &[HASH]));
    }

    #[test]
    fn names_that_no_image_has_are_refused() {
        for (text, problem) in [
            ("acme/etl:pr-{pr}", "such as ghcr.io/acme/etl:pr-{pr} or docker.io/acme"),
            ("etl:pr-{pr}", "it does not begin with a registry"),
            ("*.io/acme/etl:pr-{pr}", "the registry must be written out"),
            ("ghcr.io/acme/etl", "it has no tag; write such as ghcr.io/acme/etl:pr-{pr}"),
            ("ghcr.io/acme/etl:", "it is empty"),
            ("ghcr.io/acme/etl@sha256:00", "not by a digest"),
            ("ghcr.io/acme/{branch}:x", "placeholders stand in the tag"),
            ("ghcr.io/Acme/etl:{pr}", "the repository is small letters"),
            ("ghcr.io//etl:{pr}", "the repository is small letters"),
            ("ghcr.io/acme/etl:{pr}/x", "the tag is letters"),
            ("ghcr.io/acme/etl:{pr} ", "the tag is letters"),
            ("ghcr.io/acme/etl:{tag}", "there is no placeholder"),
        ] {
            let seen = name(text).expect_err(text);
            assert!(seen.contains(problem), "{text}: {seen}");
        }
    }

    /// The mistakes in an entry of `repositories`, which is the fourth line of its configuration.
    fn in_rule(entry: &str) -> Vec<String> {
        let start = "senders: {github: {secrets: A}}\nrepositories:\n\n- {name: x, ";
        Policy::parse(&[start, entry, "}\n"].concat()).err().unwrap_or_default()
    }

    #[test]
    fn an_image_needs_a_branch_and_locations() {
        let image = "ghcr.io/acme/etl:pr-{pr}";
        for (entry, wanted) in [
            ("{location: a}", ": it has no `image`"),
            ("{image: 1, location: a}", ".image: it must be a text"),
            ("{image: IMAGE}", ": it must have either `location` or `locations`"),
            ("{image: IMAGE, location: a, locations: [b]}", ": it must have either"),
            ("{image: IMAGE, location: ''}", ".location: it is empty"),
            ("{image: IMAGE, locations: []}", ".locations: it is empty"),
            ("{image: IMAGE, locations: [a, 1]}", ".locations[1]: it must be a text"),
            (
                "{image: IMAGE, location: a, branch: 'x*'}",
                ".branch: it must be the name of one branch",
            ),
            (
                "{image: IMAGE, location: a, branch: refs/heads/x}",
                ".branch: branches are named without",
            ),
            (
                "{image: 'ghcr.io/acme/etl:latest', location: a}",
                "write a tag such as pr-{pr}, or beside it",
            ),
            (
                "{image: 'ghcr.io/acme/etl:pr-*', location: a}",
                "write a tag such as pr-{pr} instead of pr-*",
            ),
            (
                "{image: IMAGE, location: a, tag: x}",
                "there is no key \"tag\"; there are image, branch",
            ),
        ] {
            let entry = entry.replace("IMAGE", &["'", image, "'"].concat());
            let seen = in_rule(&["images: [", &entry, "]"].concat());
            let is_there = |one: &String| {
                one.starts_with("line 4: repositories[0].images[0]") && one.contains(wanted)
            };
            assert!(seen.len() == 1 && is_there(&seen[0]), "{entry}: {seen:?}");
        }
    }

    #[test]
    fn an_image_that_does_not_tell_its_commit_is_of_one_repository_only() {
        let problems = |names: &str, image: &str| {
            let start = "senders: {github: {secrets: A}}\nrepositories:\n- {name: ";
            let image = ["'ghcr.io/acme/etl:", image, ", location: a}]}\n"].concat();
            let text = [start, names, ", images: [{image: ", &image].concat();
            Policy::parse(&text).err().unwrap_or_default()
        };
        for names in ["acme/*", "[acme/a, acme/b]", "'!acme/a'"] {
            for image in ["pr-{pr}'", "{branch}'", "latest', branch: main"] {
                let seen = problems(names, image);
                let is_reported = |one: &String| {
                    one.starts_with("line 3: repositories[0].images[0].image: `name` takes several")
                };
                assert!(
                    seen.len() == 1 && seen.iter().all(is_reported),
                    "{names} {image}: {seen:?}"
                );
            }
            assert_eq!(problems(names, "pr-{pr}-{sha12}'"), [""; 0], "{names}");
        }
        assert_eq!(problems("acme/app", "pr-{pr}'"), [""; 0]);
        assert_eq!(problems("[acme/app, '!acme/*-old']", "{branch}'"), [""; 0]);
    }

    #[test]
    fn a_location_of_an_image_must_be_one_that_is_described_here() {
        let image = "images: [{image: 'ghcr.io/acme/etl:{pr}', locations: [etl, mll]}]";
        assert_eq!(in_rule(image), [""; 0]);
        let here = "locations: [{location_name: etl}, {location_name: ml}], ";
        let seen = in_rule(&[here, image].concat());
        let wanted =
            "line 4: repositories[0].images[0]: there is no location \"mll\"; did you mean ml?";
        assert_eq!(seen, [wanted]);
    }
}
