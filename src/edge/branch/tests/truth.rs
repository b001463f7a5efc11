//! A git host and a Dagster+ to play with: one tells what happens to a branch, as GitHub does; the other knows what it
//! was told. Not here: what must be true of both.

use fastrand::Rng;
use std::collections::BTreeMap;

use super::super::{Done, Step};
use crate::change::{Change, Field, FieldSource};
use crate::webhook::{EventAction, Order};

#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) id: String,
    pub(super) action: EventAction,
    pub(super) change: Change,
    pub(super) order: Order,
}

/// A git host with one branch and its pull requests, which tells what happens as GitHub does.
pub(super) struct Truth {
    pub(super) hash: usize,
    pub(super) clock: i64,
    pub(super) number: usize,
    /// `OPEN`, `CLOSED`, `MERGED`; nothing before the first pull request.
    pub(super) status: Option<&'static str>,
    pub(super) events: Vec<Event>,
}

pub(super) fn hash(number: usize) -> String {
    let mark = crate::fingerprint::text(&number.to_le_bytes());
    [&mark, &mark, &mark[..8]].concat()
}

impl Truth {
    pub(super) fn new() -> Self {
        let mut truth = Self { hash: 1, clock: 100, number: 1, status: None, events: Vec::new() };
        truth.tell_push(None);
        truth
    }

    pub(super) fn change(&self, facts: &[(Field, &str)]) -> Change {
        let mut change = Change::default();
        let mut offer =
            |field, text: &str| change.offer(field, Some(text), FieldSource::new("event", "x"));
        offer(Field::RepoName, "acme/etl");
        offer(Field::BranchName, "feat");
        facts.iter().for_each(|(field, text)| offer(*field, text));
        change
    }

    pub(super) fn admit(&mut self, action: EventAction, change: Change, order: Order) {
        let id = format!("delivery {}", self.events.len());
        self.events.push(Event { id, action, change, order });
    }

    pub(super) fn tell_push(&mut self, before: Option<String>) {
        let (whole, message) = (hash(self.hash), format!("Commit {}", self.hash));
        let change = self.change(&[
            (Field::CommitHash, &whole),
            (Field::CommitMessage, &message),
            (Field::Timestamp, "1700000000"),
            (Field::AuthorName, "Ada"),
            (Field::AuthorEmail, "ada@example.com"),
        ]);
        let begins = before.is_none();
        self.admit(EventAction::PushFacts, change, Order { before, updated: None, begins });
    }

    pub(super) fn tell_review(&mut self, begins: bool, before: Option<String>) {
        self.clock += 1;
        let status = self.status.unwrap_or_default();
        let (whole, number) = (hash(self.hash), self.number.to_string());
        let change = self.change(&[
            (Field::CommitHash, &whole),
            (Field::PullRequestNumber, &number),
            (Field::PullRequestStatus, status),
        ]);
        let action = if status == "OPEN" { EventAction::Update } else { EventAction::Close };
        self.admit(action, change, Order { before, updated: Some(self.clock), begins });
    }

    pub(super) fn step(&mut self, random: &mut Rng) {
        let is_open = self.status == Some("OPEN");
        match random.usize(..10) {
            0..4 => {
                let before = hash(self.hash);
                self.hash += 1;
                self.tell_push(Some(before.clone()));
                if is_open {
                    self.tell_review(false, Some(before));
                }
            }
            4 | 5 if is_open => self.tell_review(false, None),
            6..9 if is_open => {
                self.status = Some(if random.usize(..2) == 0 { "CLOSED" } else { "MERGED" });
                self.tell_review(false, None);
            }
            _ if self.status == Some("CLOSED") => {
                self.status = Some("OPEN");
                self.tell_review(true, None);
            }
            _ if !is_open => {
                self.number += usize::from(self.status.is_some());
                self.status = Some("OPEN");
                self.tell_review(true, None);
            }
            _ => {}
        }
    }

    /// The branch is deleted, which also closes its pull request.
    pub(super) fn delete(&mut self) {
        let mut change = self.change(&[]);
        change.is_deleted = true;
        let before = Some(hash(self.hash));
        self.admit(EventAction::Close, change, Order { before, updated: None, begins: false });
        if self.status == Some("OPEN") {
            self.status = Some("CLOSED");
            self.tell_review(false, None);
        }
    }
}

/// Dagster+, as far as it was told.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FakeDagster {
    pub(super) calls: usize,
    pub(super) status: Option<String>,
    pub(super) hash: Option<String>,
    pub(super) message: Option<String>,
    /// The image of each location.
    pub(super) images: BTreeMap<String, String>,
}

impl FakeDagster {
    fn open(&mut self, change: &Change) {
        let text = |field| change.text(field).map(str::to_owned);
        self.status = Some("OPEN".to_owned());
        self.hash = text(Field::CommitHash);
        self.message = text(Field::CommitMessage);
    }

    pub(super) fn take(&mut self, step: &Step) -> Done {
        let text = |change: &Change, field| change.text(field).map(str::to_owned);
        if *step != Step::Report {
            self.calls += 1;
        }
        match step {
            Step::Tell(change) => self.open(change),
            Step::Deploy(change, images) => {
                self.open(change);
                self.images.extend(images.iter().cloned());
            }
            Step::Mark(change) => {
                self.status = text(change, Field::PullRequestStatus);
                self.hash = text(change, Field::CommitHash);
            }
            Step::Close(change) if self.status.as_deref() == Some("OPEN") => {
                let status = text(change, Field::PullRequestStatus);
                let is_merged = status.as_deref() == Some("MERGED");
                self.status = Some(if is_merged { "MERGED" } else { "CLOSED" }.to_owned());
            }
            Step::Delete(_) => *self = Self { calls: self.calls, ..Self::default() },
            _ => {}
        }
        let deployment = self.status.as_ref().map(|_| "d1".to_owned());
        Done { deployment, learned: None }
    }
}
