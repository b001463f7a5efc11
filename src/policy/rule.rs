//! The rule of some repositories: which of their changes count, and what happens to them.
//!
//! Not here: doing it.

use std::collections::BTreeMap;

use super::images::{self, ImageRule};
use super::names::{self, Names};
use super::reading::ConfigReader;
use crate::change::{Change, Field};
use crate::error::{Error, Place};
use crate::location::{get, project, sent};
use crate::yaml::{PathStep, Value};

/// The handling of pull requests from forks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forks {
    /// It has a branch deployment, but none of its images is run.
    Metadata,
    /// Nothing.
    Ignore,
    /// The same as of every other pull request.
    Images,
}

/// Where the locations of a repository are described.
#[derive(Debug, Clone, PartialEq)]
pub enum Locations {
    /// In a file of the repository, by its path.
    File(String),
    /// Here: what such a file would hold, `{locations: …}`, which was read without a mistake.
    Here(Value),
}

/// An entry of `repositories`.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The repositories, in lower case.
    pub names: Names,
    /// Their branches that count.
    pub branches: Names,
    /// The branches whose pull requests count.
    pub base_branches: Names,
    /// The full deployment that branch deployments inherit from.
    pub base_deployment: Option<String>,
    /// When to take a snapshot of it, as in the flag `--snapshot-base-condition`.
    pub snapshot_base_condition: Option<&'static str>,
    /// The handling of pull requests from forks.
    pub forks: Forks,
    /// Whether a branch without a pull request has a branch deployment, too.
    pub updates_without_review: bool,
    /// Whether a branch deployment is deleted when it is over, and not just closed.
    pub deletes_when_over: bool,
    /// As in the flag `--repo-name-style`.
    pub repo_name_style: Option<&'static str>,
    /// Where the locations are described.
    pub locations: Locations,
    pub(super) images: Vec<ImageRule>,
}

const FILE: &str = "dagster_cloud.yaml";
const KEYS: [&str; 12] = [
    "name",
    "branches",
    "base_branches",
    "base_deployment",
    "snapshot_base_condition",
    "forks",
    "push_without_review",
    "when_over",
    "repo_name_style",
    "location_file",
    "locations",
    "images",
];

impl Rule {
    /// Rejects a change that the rule excludes.
    ///
    /// # Errors
    ///
    /// Why not, in a few words.
    pub fn takes(&self, change: &Change) -> Result<(), String> {
        let branch = change.text(Field::BranchName).ok_or("its branch is not known")?;
        if !self.branches.take(branch) {
            return Err("`branches` does not take its branch".to_owned());
        }
        if !change.is_review() {
            return Ok(());
        }
        let base = change.text(Field::BaseBranch);
        match (self.forks, change.is_fork()) {
            (Forks::Ignore, Some(true)) => Err("it comes from a fork".to_owned()),
            (Forks::Ignore, None) => Err("it may come from a fork".to_owned()),
            _ if self.base_branches.take(base.unwrap_or_default()) => Ok(()),
            _ if base.is_none() => Err("its base branch is not known".to_owned()),
            _ => Err("`base_branches` does not take its base branch".to_owned()),
        }
    }

    /// Whether images of a change may be run. Where it is not known whether a pull request comes from a fork, it may.
    pub fn runs_images(&self, change: &Change) -> bool {
        self.forks == Forks::Images || !change.may_be_of_fork()
    }
}

/// Reads an entry of `repositories`.
pub(super) fn read(reading: &mut ConfigReader, value: &Value) -> Option<Rule> {
    if !reading.keys(value, &KEYS) {
        return None;
    }
    reading.needed(value, "name");
    let names = reading.texts(value, "name", names::of_repositories);
    let is_of_one = names.as_deref().is_none_or(names::are_one);
    let branches = reading.texts(value, "branches", names::of_branches);
    let base_branches = reading.texts(value, "base_branches", names::of_branches);
    let (locations, known) = locations(reading, value);
    let mut choice = |key, words| reading.choice(value, key, words);
    let mut rule = Rule {
        names: Names::new(names.unwrap_or_default()),
        branches: Names::new(branches.unwrap_or_default()),
        base_branches: Names::new(base_branches.unwrap_or_default()),
        snapshot_base_condition: choice("snapshot_base_condition", &["on-create", "on-update"]),
        forks: match choice("forks", &["metadata", "ignore", "images"]) {
            Some("ignore") => Forks::Ignore,
            Some("images") => Forks::Images,
            _ => Forks::Metadata,
        },
        updates_without_review: choice("push_without_review", &["ignore", "update"])
            == Some("update"),
        deletes_when_over: choice("when_over", &["close", "delete"]) == Some("delete"),
        repo_name_style: choice("repo_name_style", &["full", "short"]),
        base_deployment: reading.text(value, "base_deployment", deployment),
        locations,
        images: Vec::new(),
    };
    reading.list(value, "images", &mut |reading, value| {
        rule.images.extend(images::read(reading, value, &known, is_of_one));
    });
    Some(rule)
}

/// Where the locations are described, and their names if that is here.
fn locations(reading: &mut ConfigReader, value: &Value) -> (Locations, BTreeMap<String, usize>) {
    let file = reading.text(value, "location_file", path);
    let Some(list) = get(value, "locations") else {
        return (Locations::File(file.unwrap_or_else(|| FILE.to_owned())), BTreeMap::new());
    };
    if get(value, "location_file").is_some() {
        reading.wrong("it has both `location_file` and `locations`; take one of them away");
    }
    let here = Value::Map(vec![(Value::Str("locations".to_owned()), list.clone())]);
    let known = reading.within(PathStep::Key("locations".to_owned()), |reading| {
        let mut known = BTreeMap::new();
        match project::read(here.clone()) {
            Ok(project) => {
                for (index, location) in project.locations.into_iter().enumerate() {
                    if let Err(error) = location.document(None, &[], sent::MAX_BYTES) {
                        wrong_location(reading, error.at(Place::Entry(index)));
                    }
                    known.insert(location.name, index);
                }
            }
            Err(errors) => {
                errors.into_iter().for_each(|error| wrong_location(reading, error));
            }
        }
        known
    });
    (Locations::Here(here), known)
}

fn wrong_location(reading: &mut ConfigReader, error: Error) {
    let mut message = error.message.clone();
    if let Some(hint) = &error.hint {
        message.push_str("; ");
        message.push_str(hint);
    }
    match error.place {
        Some(Place::Entry(index)) => {
            reading.within(PathStep::Entry(index), |reading| reading.wrong(&message));
        }
        _ => reading.wrong(&message),
    }
}

fn deployment(text: &str) -> Result<String, String> {
    match text.is_empty() || text.contains(|seen: char| seen.is_whitespace() || seen.is_control()) {
        true => Err("it must be the name of a full deployment, such as prod".to_owned()),
        false => Ok(text.to_owned()),
    }
}

/// A path in a repository. Its host would not take another.
fn path(text: &str) -> Result<String, String> {
    let is_step = |step: &str| !matches!(step, "" | "." | "..");
    match text.len() <= 1024
        && text.split('/').all(is_step)
        && !text.contains(|seen: char| seen == '\\' || seen.is_control())
    {
        true => Ok(text.to_owned()),
        false => {
            Err("it must be the path of a file in the repository, such as etl/dagster_cloud.yaml"
                .to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::FieldSource;
    use crate::policy::Policy;

    const BRANCH: (Field, &str) = (Field::BranchName, "feat/x");
    const REVIEW: (Field, &str) = (Field::PullRequestNumber, "7");
    const BASE: (Field, &str) = (Field::BaseBranch, "main");
    const FORK: (Field, &str) = (Field::IsFork, "true");
    const OWN: (Field, &str) = (Field::IsFork, "false");

    fn change(facts: &[(Field, &str)]) -> Change {
        let mut change = Change::default();
        for (field, value) in facts {
            change.offer(*field, Some(value), FieldSource::new("event", "test"));
        }
        change
    }

    fn policy(entry: &str) -> Policy {
        let text = ["{senders: {github: {secrets: A}}, repositories: [{name: x, ", entry, "}]}"];
        Policy::parse(&text.concat()).expect(entry)
    }

    fn verdict(entry: &str, facts: &[(Field, &str)]) -> Result<(), String> {
        policy(entry).rule("x").expect("an entry").takes(&change(facts))
    }

    #[test]
    fn without_conditions_any_branch_and_any_review_counts() {
        let all: [&[_]; 4] =
            [&[BRANCH], &[BRANCH, REVIEW], &[BRANCH, REVIEW, BASE, FORK], &[BRANCH, REVIEW, OWN]];
        for facts in all {
            assert_eq!(verdict("", facts), Ok(()), "{facts:?}");
        }
        assert_eq!(verdict("", &[REVIEW]), Err("its branch is not known".to_owned()));
    }

    #[test]
    fn a_branch_must_match_a_given_pattern() {
        assert_eq!(verdict("branches: ['feat/*']", &[BRANCH]), Ok(()));
        let no = Err("`branches` does not take its branch".to_owned());
        assert_eq!(verdict("branches: 'fix/*'", &[BRANCH]), no);
        assert_eq!(verdict("branches: ['*', '!feat/*']", &[BRANCH, REVIEW, BASE]), no);
        assert_eq!(verdict("branches: 'FEAT/*'", &[BRANCH]), no);
    }

    #[test]
    fn base_branches_are_those_of_reviews_only() {
        assert_eq!(verdict("base_branches: [main]", &[BRANCH, REVIEW, BASE]), Ok(()));
        assert_eq!(verdict("base_branches: [main]", &[BRANCH]), Ok(()));
        let no = Err("`base_branches` does not take its base branch".to_owned());
        assert_eq!(verdict("base_branches: [next]", &[BRANCH, REVIEW, BASE]), no);
        assert_eq!(verdict("base_branches: '!main'", &[BRANCH, REVIEW, BASE]), no);
        let unknown = Err("its base branch is not known".to_owned());
        assert_eq!(verdict("base_branches: [main]", &[BRANCH, REVIEW]), unknown);
    }

    #[test]
    fn pull_requests_from_forks_are_ignored_if_configured_even_if_the_fork_is_unknown() {
        let entry = "forks: ignore";
        let reason = |why: &str| Err(why.to_owned());
        assert_eq!(verdict(entry, &[BRANCH, REVIEW, FORK]), reason("it comes from a fork"));
        assert_eq!(verdict(entry, &[BRANCH, REVIEW]), reason("it may come from a fork"));
        assert_eq!(verdict(entry, &[BRANCH, REVIEW, OWN]), Ok(()));
        assert_eq!(verdict(entry, &[BRANCH]), Ok(()));
    }

    #[test]
    fn images_of_forks_run_only_if_configured() {
        for (entry, fork, unknown) in
            [("forks: metadata", false, false), ("forks: images", true, true)]
        {
            let policy = policy(entry);
            let runs =
                |facts| policy.rule("x").is_some_and(|rule| rule.runs_images(&change(facts)));
            assert_eq!(runs(&[BRANCH, REVIEW, FORK]), fork, "{entry}");
            assert_eq!(runs(&[BRANCH, REVIEW]), unknown, "{entry}");
            assert!(runs(&[BRANCH, REVIEW, OWN]) && runs(&[BRANCH]), "{entry}");
        }
    }

    #[test]
    fn images_need_locations_that_are_described_here_where_no_reviews_come_from_github() {
        let problems = |sender: &str, more: &str| {
            let image = "images: [{image: 'ghcr.io/acme/etl:pr-{pr}', location: etl}]";
            let start = ["senders: {", sender, ": {secrets: A}}\nrepositories:\n- {name: a/b, "];
            let text = [&start.concat(), more, image, "}\n"].concat();
            Policy::parse(&text).err().unwrap_or_default()
        };
        let wanted = "line 3: repositories[0].images: only GitHub is asked for a location file, and `senders` has no \
                      github; write the `locations` here";
        assert_eq!(problems("gitlab", ""), [wanted]);
        assert_eq!(problems("gitlab", "locations: [{location_name: etl}], "), [""; 0]);
        assert_eq!(problems("github/other", ""), [""; 0]);
    }
}
