//! The change that is deployed: its repository, branch, commit and pull request, in one record, each field with its
//! source.
//!
//! `ci/` reads what CI systems say, `event/` the bodies of webhooks and event files, `git.rs` the checkout,
//! `github_api.rs` the last resort; [`collect`] asks them in order, the first good answer to a field stays, and
//! `derive.rs` adds what follows.
//! Not here: what a command makes of it.

pub mod ci;
pub mod collect;
mod derive;
pub mod event;
pub mod field;
pub mod forge;
pub mod git;
mod git_ref;
mod github_api;
pub mod image_tag;
mod person;
mod stored;
mod teamcity_properties;
pub mod time;
mod url;

use std::borrow::Cow;

pub use field::{FIELDS, Field};
pub use forge::Forge;
pub use github_api::ask as ask_github;

use crate::json::Json;

/// Where a fact came from, written `env:CI_COMMIT_SHA`, `event:pull_request.head.sha`, `git:log` …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSource {
    kind: &'static str,
    name: Cow<'static, str>,
}

impl FieldSource {
    /// A source of some kind and its name there.
    #[inline(never)]
    pub fn new(kind: &'static str, name: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, name: name.into() }
    }

    /// A variable.
    #[inline(never)]
    pub fn env(name: &'static str) -> Self {
        Self::new("env", name)
    }

    /// Whether it is the user.
    pub fn is_given(&self) -> bool {
        matches!(self.kind, "flag" | "option" | "input") || self.name.starts_with("DAGSTER_DEPLOY_")
    }

    /// As the record shows it.
    pub fn shown(&self) -> String {
        format!("{}:{}", self.kind, self.name)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Fact {
    field: Field,
    value: String,
    source: FieldSource,
    /// It is a fallback.
    is_fallback: bool,
}

/// Which names hold a field; of several the first that holds something good counts. The names are variables, or paths
/// into a document.
pub type Rules = &'static [(Field, &'static str)];

/// A run of a workflow that another one follows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Followed {
    /// Its workflow's file or name.
    pub workflow: String,
    /// Its number in that workflow.
    pub number: u64,
    /// Which attempt of it, from 1.
    pub attempt: u64,
    /// Whether it has succeeded.
    pub has_succeeded: bool,
}

/// The Change record.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Change {
    /// Who was read: a CI system, a git host, or `git`.
    pub provider: &'static str,
    facts: Vec<Fact>,
    /// Facts of a lesser kind, such as a pull request's title for want of the commit's message.
    fallbacks: Vec<Fact>,
    /// Notes for the user about how the change was read.
    pub notes: Vec<String>,
    /// How the git host builds the addresses of its pages.
    pub forge: Option<Forge>,
    /// `true` if the checkout is of another commit, such as the default branch's when a comment or a deletion is
    /// handled.
    pub is_elsewhere: bool,
    /// `true` if the checkout of a pull request counts as its head, also when it is a test merge.
    pub is_head: bool,
    /// The branch was deleted.
    pub is_deleted: bool,
    /// It is what a merge queue tests: branches that are merged for the test only.
    pub is_queued: bool,
    /// Its branch is one of this repository, also if a pull request is named.
    pub is_home: bool,
    /// The run of another workflow that it follows.
    pub follows: Option<Followed>,
    /// It is a pull request, also if neither its number nor its page is known.
    pub is_of_review: bool,
    /// A variable of any CI system that indicates a pull request, also if that system was not recognized. Boxed, for a
    /// change is moved often and seldom has one.
    pub review_variable: Option<Box<ci::ReviewVariable>>,
}

impl Change {
    /// The value of a field.
    pub fn text(&self, field: Field) -> Option<&str> {
        self.fact(field).map(|fact| fact.value.as_str())
    }

    fn fact(&self, field: Field) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.field == field)
    }

    /// Whether a field is known.
    pub fn has(&self, field: Field) -> bool {
        self.fact(field).is_some()
    }

    /// Where the value of a field came from.
    pub fn source(&self, field: Field) -> Option<&FieldSource> {
        self.fact(field).map(|fact| &fact.source)
    }

    /// Time of the commit, in seconds since the Unix epoch.
    pub fn timestamp(&self) -> Option<f64> {
        self.text(Field::Timestamp)?.parse().ok().filter(|seconds: &f64| seconds.is_finite())
    }

    /// `true` if the pull request comes from another repository.
    pub fn is_fork(&self) -> Option<bool> {
        self.text(Field::IsFork).map(|text| text == "true")
    }

    /// The first line of the commit's message, which is what `git log` calls the subject: the lines before the
    /// first empty one, joined.
    pub fn subject(&self) -> Option<String> {
        let message = self.text(Field::CommitMessage)?;
        let lines: Vec<_> =
            message.lines().take_while(|line| !line.trim().is_empty()).collect::<Vec<_>>();
        Some(lines.join(" "))
    }

    /// Returns the repository's name as Dagster+ receives it: in short only its last part. By default it is short for
    /// GitLab, as in `dagster-cloud`, so that its branch deployments stay the same. Every face of the program asks
    /// here, or two of them would create two branch deployments for one branch.
    pub fn sent_name(&self, short: Option<bool>) -> Option<&str> {
        let full = self.text(Field::RepoName)?;
        let is_short = short.unwrap_or(self.forge == Some(Forge::GitLab));
        Some(if is_short { full.rsplit('/').next().unwrap_or(full) } else { full })
    }

    /// The page of the code at the commit.
    pub fn code_page(&self) -> Option<String> {
        let hash = self.text(Field::CommitHash).filter(|hash| field::is_full_hash(hash))?;
        let repository = self.text(Field::GitUrl).and_then(url::remote)?;
        Some(self.forge?.tree(&repository.page, hash))
    }

    /// Takes a value for a field that has none yet; what the field cannot hold is passed over.
    pub fn offer(&mut self, field: Field, value: Option<&str>, source: FieldSource) {
        if let Some(value) = value.filter(|_| !self.has(field)).and_then(|value| field.clean(value))
        {
            self.facts.push(Fact { field, value, source, is_fallback: false });
        }
    }

    /// Takes the branch or the tag that a ref names; that of a merge queue names the pull request that is merged.
    pub fn offer_ref(&mut self, text: Option<&str>, source: &FieldSource) {
        self.is_queued |= text.is_some_and(|text| git_ref::queued_number(text).is_some());
        let tag = text.and_then(git_ref::tag);
        self.offer(Field::Tag, tag, source.clone());
        self.offer(Field::BranchName, text, source.clone());
        self.offer(Field::PullRequestNumber, text.and_then(git_ref::queued_number), source.clone());
    }

    /// Takes a user's value unchanged, except for credentials. It wins over all other sources.
    pub fn say(&mut self, field: Field, value: String, source: FieldSource) {
        self.forget(field);
        if field == Field::GitUrl {
            return self.offer(field, Some(&value), source);
        }
        self.facts.push(Fact { field, value, source, is_fallback: false });
    }

    /// Forgets a field that turned out to be about something else.
    pub fn forget(&mut self, field: Field) {
        self.facts.retain(|fact| fact.field != field);
    }

    /// Forgets what was read of a commit, for it is another one that counts.
    fn forget_commit(&mut self) {
        let stays = |fact: &Fact| fact.source.is_given() || !field::OF_COMMIT.contains(&fact.field);
        self.facts.retain(stays);
        self.fallbacks.retain(stays);
    }

    /// Keeps a value of a lesser kind for a field, in case nothing better is found.
    pub fn offer_fallback(&mut self, field: Field, value: Option<&str>, source: FieldSource) {
        if let Some(value) = value.and_then(|value| field.clean(value)) {
            self.fallbacks.push(Fact { field, value, source, is_fallback: true });
        }
    }

    /// Takes each field from the first of its names that holds something good.
    pub fn take<'v>(
        &mut self,
        rules: Rules,
        kind: &'static str,
        value: &dyn Fn(&'static str) -> Option<Cow<'v, str>>,
    ) {
        for (field, name) in rules {
            self.offer(*field, value(name).as_deref(), FieldSource::new(kind, *name));
        }
    }

    /// The same with values of a lesser kind.
    pub fn take_poor<'v>(
        &mut self,
        rules: Rules,
        kind: &'static str,
        value: &dyn Fn(&'static str) -> Option<Cow<'v, str>>,
    ) {
        for (field, name) in rules {
            self.offer_fallback(*field, value(name).as_deref(), FieldSource::new(kind, *name));
        }
    }

    /// Fills what is still missing, or only this field, with the values of a lesser kind. Address and picture are of the
    /// author that is named beside them, who may be another than the one that is known by now.
    fn settle_for_poor(&mut self, only: Option<Field>) {
        let is_same = |field| {
            let beside = self.fallbacks.iter().find(|fact| fact.field == field);
            beside.is_some_and(|fact| self.text(field) == Some(fact.value.as_str()))
        };
        let is_other = self.has(Field::AuthorName)
            && !is_same(Field::AuthorName)
            && !is_same(Field::AuthorEmail);
        for fact in std::mem::take(&mut self.fallbacks) {
            let is_of_another =
                is_other && matches!(fact.field, Field::AuthorEmail | Field::AuthorAvatarUrl);
            if only.is_some_and(|only| only != fact.field) {
                self.fallbacks.push(fact);
            } else if !self.has(fact.field) && !is_of_another {
                self.facts.push(fact);
            }
        }
    }

    /// Adds a line for the user.
    #[inline(never)]
    pub fn note(&mut self, note: &str) {
        self.notes.push(note.to_owned());
    }

    /// Whether it is about a pull request. What comes from another repository is never a branch of this one.
    pub fn is_review(&self) -> bool {
        self.has(Field::PullRequestNumber)
            || self.has(Field::PullRequestUrl)
            || self.is_of_review
            || self.is_fork() == Some(true)
    }

    /// Whether it is a pull request that comes from a fork, or may.
    pub fn may_be_of_fork(&self) -> bool {
        self.is_review() && self.is_fork() != Some(false)
    }

    /// Whether the pull request was closed or merged.
    pub fn is_over(&self) -> bool {
        matches!(self.text(Field::PullRequestStatus), Some("CLOSED" | "MERGED"))
    }

    /// Whether the branch is that of the checkout only, although the CI system should know it.
    pub fn is_checked_out_only(&self) -> bool {
        let source = self.source(Field::BranchName);
        self.provider != "git" && source.is_some_and(|source| source.kind == "git")
    }

    /// The record: every field, null where it is not known, with the sources beside them.
    pub fn to_json(&self) -> Json {
        let value = |(field, name): &(Field, &'static str)| {
            let value = match (field, self.text(*field)) {
                (Field::Timestamp, _) => self.timestamp().map_or_else(Json::null, Json::float),
                (Field::IsFork, Some(text)) => Json::written(text.to_owned()),
                (_, text) => Json::optional(text),
            };
            (*name, value)
        };
        let source = |(field, name): &(Field, &'static str)| {
            Some((*name, Json::text(&self.source(*field)?.shown())))
        };
        let sources: Vec<_> = FIELDS.iter().filter_map(source).collect::<Vec<_>>();
        let mut fields = vec![("provider", Json::text(self.provider))];
        fields.extend(FIELDS.iter().map(value));
        fields.push(("sources", Json::object(&sources)));
        Json::object(&fields)
    }
}
