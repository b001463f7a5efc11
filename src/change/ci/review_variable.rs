//! A variable that indicates a pull request, of whatever CI system: the last guard before a full deployment that nobody
//! requested.
//!
//! The CI system may not be recognised, because a container was given some of its variables only, or be another's. So
//! each provider reads the variables as if the job were its own, by the tables that it has anyway.

use std::borrow::Cow;

use super::{Ci, PROVIDERS, Provider};
use crate::change::{Change, Field, url};

/// A variable that indicates a pull request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewVariable {
    /// Its name.
    pub name: Cow<'static, str>,
    /// Its value for an error text, without credentials; of a long one, which is no pull request's number, the length.
    pub value: String,
}

/// Returns the first variable that indicates a pull request.
pub fn review_variable(ci: &Ci<'_>) -> Option<Box<ReviewVariable>> {
    PROVIDERS.into_iter().find_map(|provider| {
        let name = provider.listed(ci).or_else(|| provider.found(ci))?;
        let value = shown(ci.get(&name)?);
        Some(Box::new(ReviewVariable { name, value }))
    })
}

fn shown(value: &str) -> String {
    const MAX_CHARACTERS: usize = 100;
    let count = value.chars().count();
    let value = match value.contains('@') {
        true => url::without_credentials(value),
        false => Some(value.to_owned()),
    };
    match value.filter(|value| count <= MAX_CHARACTERS && !value.contains('@')) {
        Some(value) => format!("{value:?}"),
        None => format!("a text of {count} characters"),
    }
}

impl Provider {
    /// Returns the first variable of the tables that indicates a pull request. CI systems set some to `false` or `0` on
    /// other builds.
    fn listed(&self, ci: &Ci<'_>) -> Option<Cow<'static, str>> {
        let numbers = self.review.iter().map(|name| (*name, ""));
        let mut signs = numbers.chain(self.review_signs.iter().copied());
        let is_no =
            |value: &str| ["false", "0", "null"].iter().any(|no| value.eq_ignore_ascii_case(no));
        let found = signs.find(|sign| ci.has_sign(*sign) && !ci.get(sign.0).is_some_and(is_no));
        found.map(|(name, _)| name.into())
    }

    /// Returns the variable that makes a pull request of the job in some other way.
    fn found(&self, ci: &Ci<'_>) -> Option<Cow<'static, str>> {
        let mut change = Change::default();
        self.read(ci, &mut change);
        let fork = Some(Field::IsFork).filter(|_| change.is_fork() == Some(true));
        let mut fields = [Field::PullRequestNumber, Field::PullRequestUrl].into_iter().chain(fork);
        fields.find_map(|field| Some(change.source(field)?.name.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::Variables;

    fn found(pairs: &[(&str, &str)]) -> Option<(String, String)> {
        let env: Variables =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        review_variable(&Ci::new(&env)).map(|found| (found.name.to_string(), found.value))
    }

    #[test]
    fn each_variable_of_each_provider_tells_of_a_review_by_itself() {
        for provider in PROVIDERS {
            let numbers = provider.review.iter().map(|name| (*name, ""));
            let signs: Vec<_> = numbers.chain(provider.review_signs.iter().copied()).collect();
            // TeamCity names pull requests in its properties only.
            assert_eq!(signs.is_empty(), provider.name == "teamcity", "{}", provider.name);
            for (name, beginning) in signs {
                let value = format!("{beginning}7");
                let wanted = Some((name.to_owned(), format!("{value:?}")));
                assert_eq!(found(&[(name, &value)]), wanted, "{}", provider.name);
                for no in ["", " ", "false", "False", "0", "null", "$X", "$(X)"] {
                    assert_eq!(found(&[(name, no)]), None, "{name}={no}");
                }
            }
        }
    }

    #[test]
    fn what_only_a_special_rule_knows_tells_of_a_review_too() {
        for (name, value) in [
            ("GITHUB_REF", "refs/pull/7/merge"),
            ("CIRCLE_PULL_REQUEST", "https://github.com/acme/etl/pull/7"),
            ("CIRCLE_BRANCH", "pull/7"),
            ("BUILD_SOURCEBRANCH", "refs/pull/7/merge"),
            ("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER", "7"),
            ("DRONE_COMMIT_REF", "refs/pull/7/head"),
            ("CI_COMMIT_REF", "refs/pull/7/head"),
            ("CHANGE_FORK", "mallory"),
        ] {
            assert_eq!(found(&[(name, value)]), Some((name.to_owned(), format!("{value:?}"))));
        }
    }

    #[test]
    fn the_variables_of_a_push_tell_of_no_review() {
        for pairs in [
            &[("GITHUB_EVENT_NAME", "push"), ("GITHUB_REF", "refs/heads/main")][..],
            &[("CI_PIPELINE_SOURCE", "push"), ("CI_COMMIT_BRANCH", "main")],
            &[("CI_PIPELINE_EVENT", "push"), ("CI_COMMIT_BRANCH", "main")],
            &[("TRAVIS_PULL_REQUEST", "false"), ("TRAVIS_BRANCH", "main")],
            &[("SYSTEM_PULLREQUEST_ISFORK", "False"), ("BUILD_SOURCEBRANCH", "refs/heads/main")],
            &[("CODEBUILD_WEBHOOK_EVENT", "PUSH"), ("CODEBUILD_SOURCE_VERSION", "main")],
        ] {
            assert_eq!(found(pairs), None, "{pairs:?}");
        }
    }

    #[test]
    fn a_value_is_shown_without_credentials_and_never_a_long_one() {
        let value = |value: &str| found(&[("CHANGE_ID", value)]).map(|(_, shown)| shown);
        assert_eq!(value("https://u:secret@x/pull/7").as_deref(), Some("\"https://x/pull/7\""));
        assert_eq!(value("secret@").as_deref(), Some("a text of 7 characters"));
        assert_eq!(value(&"x".repeat(101)).as_deref(), Some("a text of 101 characters"));
        assert_eq!(value("a\n\u{1b}[31m").as_deref(), Some("\"a\\n\\u{1b}[31m\""));
    }
}
