//! CI systems: one file each, mostly a table of which variable holds which field.
//!
//! Names and traps of the variables are from each vendor's page, which the file names. Not here: reading event files
//! (`event/`) and git (`git.rs`).

mod appveyor;
mod azure_devops;
mod bitbucket;
mod buddy;
mod buildkite;
mod circleci;
mod cirrus;
mod cloud_build;
mod codebuild;
mod codefresh;
mod drone;
mod forgejo;
mod gitea;
mod github;
mod gitlab;
mod harness;
mod jenkins;
mod review_variable;
mod semaphore;
mod teamcity;
mod travis;
mod woodpecker;

use std::borrow::Cow;

pub use review_variable::{ReviewVariable, review_variable};

use super::{Change, Field, FieldSource, Forge, Rules, field, git_ref};
use crate::host::Variables;

/// The CI systems in the order they are looked for: one that sets another's variables as well comes before it,
/// and Jenkins, whose variables leak into what its agents run, comes last.
pub(super) const PROVIDERS: [&Provider; 21] = [
    &forgejo::PROVIDER,
    &gitea::PROVIDER,
    &github::PROVIDER,
    &gitlab::PROVIDER,
    &harness::PROVIDER,
    &woodpecker::PROVIDER,
    &drone::PROVIDER,
    &buildkite::PROVIDER,
    &circleci::PROVIDER,
    &azure_devops::PROVIDER,
    &bitbucket::PROVIDER,
    &teamcity::PROVIDER,
    &codebuild::PROVIDER,
    &codefresh::PROVIDER,
    &appveyor::PROVIDER,
    &semaphore::PROVIDER,
    &cirrus::PROVIDER,
    &buddy::PROVIDER,
    &travis::PROVIDER,
    &cloud_build::PROVIDER,
    &jenkins::PROVIDER,
];

/// A CI system: how it is recognized, and which variables hold which fields.
#[derive(Debug)]
pub struct Provider {
    /// Its name in the record.
    pub name: &'static str,
    /// Variables that identify the system: one of them is set and not false or, if a word is given, has this word.
    pub detected_by: &'static [(&'static str, Option<&'static str>)],
    /// Variables that identify the system only together.
    pub detected_by_all: &'static [&'static str],
    /// How its pages are built, where that is known without looking at the host's name.
    pub forge: Option<Forge>,
    /// The variable that names the kind of git host, where it may be one or another.
    pub forge_variable: Option<&'static str>,
    /// The variable that names a file with the event, which is the body of the host's webhook.
    pub event_file: Option<&'static str>,
    /// Variables of which one holds the number of the pull request, if it is one that is built.
    pub review: &'static [&'static str],
    /// Variables of a pull request whose number may be missing, each with the beginning of its value; without one any
    /// value counts.
    pub review_signs: &'static [(&'static str, &'static str)],
    /// The variables of a pull request's fields …
    pub on_review: Rules,
    /// … of anything else …
    pub otherwise: Rules,
    /// … and of both.
    pub always: Rules,
    /// Fallbacks: values that are less exact, used only if no other source has the field.
    pub fallbacks: Rules,
    /// Sets the fields that no table can describe. Runs after the number and the sign of a pull request, before all
    /// other tables.
    pub special: Option<fn(&Ci<'_>, &mut Change)>,
    /// The variables that only `special` reads.
    pub special_variables: &'static [&'static str],
}

impl Provider {
    /// A CI system without variables; its file overrides fields with `..`.
    const fn new(name: &'static str) -> Self {
        Self {
            name,
            detected_by: &[],
            detected_by_all: &[],
            forge: None,
            forge_variable: None,
            event_file: None,
            review: &[],
            review_signs: &[],
            on_review: &[],
            otherwise: &[],
            always: &[],
            fallbacks: &[],
            special: None,
            special_variables: &[],
        }
    }

    /// Every variable that is read, once or more often.
    pub fn variables(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for (name, _) in self.detected_by {
            names.push(*name);
        }
        for (name, _) in self.review_signs {
            names.push(*name);
        }
        for single in [self.forge_variable, self.event_file] {
            names.extend(single);
        }
        for list in [self.detected_by_all, self.review, self.special_variables] {
            names.extend_from_slice(list);
        }
        for rules in [self.on_review, self.otherwise, self.always, self.fallbacks] {
            for (_, name) in rules {
                names.push(name);
            }
        }
        names
    }

    fn is_here(&self, ci: &Ci<'_>) -> bool {
        let all = self.detected_by_all;
        let has_all = !all.is_empty() && all.iter().all(|name| ci.get(name).is_some());
        has_all
            || self.detected_by.iter().any(|(name, word)| match (ci.get(name), word) {
                (Some(value), Some(word)) => value.eq_ignore_ascii_case(word),
                (Some(value), None) => field::is_true(value) != Some(false),
                (None, _) => false,
            })
    }

    /// Reads what the variables say into the record.
    pub fn read(&self, ci: &Ci<'_>, change: &mut Change) {
        let host = self.forge_variable.and_then(|name| ci.get(name)).and_then(Forge::of_name);
        change.forge = change.forge.or(self.forge).or(host);
        let is_branch_known = change.has(Field::BranchName);
        for name in self.review {
            ci.offer(change, Field::PullRequestNumber, name);
        }
        change.is_of_review |= self.review_signs.iter().any(|sign| ci.has_sign(*sign));
        if let Some(special) = self.special {
            special(ci, change);
        }
        let is_review = change.is_review();
        ci.take(change, if is_review { self.on_review } else { self.otherwise });
        ci.take(change, self.always);
        // A branch beside a tag is the tag's name once more, or where the tag was cut.
        if change.has(Field::Tag) && !is_review && !is_branch_known {
            change.forget(Field::BranchName);
        }
        ci.take_poor(change, self.fallbacks);
    }
}

/// Returns the CI system that the variables identify.
pub fn detect(ci: &Ci<'_>) -> Option<&'static Provider> {
    PROVIDERS.into_iter().find(|provider| provider.is_here(ci))
}

/// The variables of a CI job as they are meant: what is empty, or a placeholder that was never filled in, is not
/// there.
#[derive(Debug)]
pub struct Ci<'a> {
    env: &'a Variables,
    /// Properties that a CI system keeps in a file instead, under their own names.
    pub properties: Variables,
}

impl<'a> Ci<'a> {
    /// Of these variables.
    pub fn new(env: &'a Variables) -> Self {
        Self { env, properties: Variables::default() }
    }

    /// The value of a variable or property.
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.env.get(name).or_else(|| self.properties.get(name))?;
        let value = value.trim();
        (!value.is_empty() && !is_placeholder(value)).then_some(value)
    }

    /// Returns whether a variable has a value that begins so.
    fn has_sign(&self, (name, beginning): (&str, &str)) -> bool {
        self.get(name).is_some_and(|value| value.starts_with(beginning))
    }

    /// Returns true if a variable means yes.
    pub fn is_true(&self, name: &str) -> Option<bool> {
        self.get(name).and_then(field::is_true)
    }

    /// Offers a variable's value for a field.
    pub fn offer(&self, change: &mut Change, field: Field, name: &'static str) {
        change.offer(field, self.get(name), FieldSource::env(name));
    }

    /// Offers a variable's value in case nothing better is found.
    pub fn offer_fallback(&self, change: &mut Change, field: Field, name: &'static str) {
        change.offer_fallback(field, self.get(name), FieldSource::env(name));
    }

    /// Takes what the variables hold.
    pub fn take(&self, change: &mut Change, rules: Rules) {
        change.take(rules, "env", &|name| self.get(name).map(Cow::Borrowed));
    }

    /// Keeps what the variables hold in case nothing better is found.
    pub fn take_poor(&self, change: &mut Change, rules: Rules) {
        change.take_poor(rules, "env", &|name| self.get(name).map(Cow::Borrowed));
    }

    /// Offers the number of the pull request that a variable's value means, if it is the ref of one.
    pub fn offer_review(&self, change: &mut Change, name: &'static str) {
        let number = self.get(name).and_then(git_ref::review_number);
        change.offer(Field::PullRequestNumber, number, FieldSource::new("env", name));
    }

    /// Offers the tag that a variable's value means, if it is a tag's full ref.
    pub fn offer_tag(&self, change: &mut Change, name: &'static str) {
        let tag = self.get(name).and_then(git_ref::tag);
        change.offer(Field::Tag, tag, FieldSource::env(name));
    }
}

/// `$(Azure.Variable)`, `${{CODEFRESH}}`, `$CLOUD_BUILD`, `${X}`: the name of a value that was not there.
fn is_placeholder(value: &str) -> bool {
    let Some(rest) = value.strip_prefix('$') else { return false };
    let is_wrapped = rest.starts_with('(') && rest.ends_with(')')
        || rest.starts_with('{') && rest.ends_with('}');
    is_wrapped
        || rest
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn env(pairs: &[(&str, &str)]) -> Variables {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn detected(pairs: &[(&str, &str)]) -> Option<&'static str> {
        detect(&Ci::new(&env(pairs))).map(|provider| provider.name)
    }

    #[test]
    fn the_most_specific_system_is_found_first() {
        let gitea = [("GITHUB_ACTIONS", "true"), ("GITEA_ACTIONS", "true")];
        assert_eq!(detected(&gitea), Some("gitea"));
        let forgejo = [gitea[0], gitea[1], ("FORGEJO_ACTIONS", "true")];
        assert_eq!(detected(&forgejo), Some("forgejo"));
        let harness = [("DRONE", "true"), ("HARNESS_BUILD_ID", "1")];
        assert_eq!(detected(&harness), Some("harness"));
        let nested = [("JENKINS_URL", "https://ci"), ("GITHUB_ACTIONS", "true")];
        assert_eq!(detected(&nested), Some("github"));
        assert_eq!(detected(&[("CI", "woodpecker")]), Some("woodpecker"));
    }

    #[test]
    fn common_names_tell_a_system_only_together() {
        let mapped = [
            ("LOCATION", "global"),
            ("PROJECT_ID", "acme"),
            ("PROJECT_NUMBER", "1"),
            ("BUILD_ID", "b"),
        ];
        assert_eq!(detected(&mapped), Some("cloud-build"));
        assert_eq!(detected(&mapped[1..]), None);
        let unfilled = [mapped[0], mapped[1], mapped[2], ("BUILD_ID", "$BUILD_ID")];
        assert_eq!(detected(&unfilled), None);
    }

    #[test]
    fn a_variable_that_is_empty_false_or_unfilled_detects_nothing() {
        for value in ["", " ", "false", "0", "$(CIRCLECI)", "${CIRCLECI}", "$CIRCLECI"] {
            assert_eq!(detected(&[("CIRCLECI", value)]), None, "{value}");
        }
        assert_eq!(detected(&[("CI", "true")]), None);
        assert_eq!(detected(&[("CIRCLECI", "true")]), Some("circleci"));
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = PROVIDERS.iter().map(|provider| provider.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), PROVIDERS.len());
    }
}
