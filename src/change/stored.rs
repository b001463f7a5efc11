//! A change in its stored form, as JSON text; and the facts of its commit, which may come later.
//!
//! Not here: the record for people (`Change::to_json`), which names the source of each field.

use serde_json::Value;

use super::field::OF_COMMIT;
use super::{Change, FIELDS, Field, FieldSource, Forge};
use crate::json::Json;
use crate::payload::Payload;

/// The repository of the head, which is not a field of the result but decides where a change belongs.
const HEAD_REPO: (Field, &str) = (Field::HeadRepo, "headRepo");

const FORGES: [(Forge, &str); 5] = [
    (Forge::GitHub, "github"),
    (Forge::GitLab, "gitlab"),
    (Forge::Bitbucket, "bitbucket"),
    (Forge::Gitea, "gitea"),
    (Forge::Azure, "azure"),
];

/// The stored fields of a commit, except its hash.
const COMMIT_FIELDS: [Field; 4] =
    [Field::CommitMessage, Field::Timestamp, Field::AuthorName, Field::AuthorEmail];

/// A message may be a book, and only its subject is ever sent.
const MAX_CHARACTERS: usize = 1_000;

fn stored(text: &str) -> &str {
    text.char_indices().nth(MAX_CHARACTERS).map_or(text, |(end, _)| &text[..end])
}

fn fields() -> impl Iterator<Item = &'static (Field, &'static str)> {
    FIELDS.iter().chain([&HEAD_REPO])
}

impl Change {
    /// Returns the text that [`Change::from_stored`] reads. Sources are not stored.
    pub fn to_stored(&self) -> Json {
        let forge = FORGES.iter().find(|(forge, _)| Some(*forge) == self.forge);
        let mut facts = vec![("forge", Json::optional(forge.map(|(_, name)| *name)))];
        let mut fallbacks = Vec::new();
        for (field, name) in fields() {
            let Some(fact) = self.fact(*field) else { continue };
            facts.push((name, Json::text(stored(&fact.value))));
            if fact.is_fallback {
                fallbacks.push(Json::text(name));
            }
        }
        for (name, is_so) in [("isDeleted", self.is_deleted), ("isOfReview", self.is_of_review)] {
            if is_so {
                facts.push((name, Json::bool(true)));
            }
        }
        if !fallbacks.is_empty() {
            facts.push(("standIns", Json::list(&fallbacks)));
        }
        Json::object(&facts)
    }

    /// Reads the text of a stored change; an empty change if it is not one.
    pub fn from_stored_text(text: &str) -> Self {
        Self::from_stored(&serde_json::from_slice(text.as_bytes()).unwrap_or_default())
    }

    /// Reads a stored change.
    pub fn from_stored(stored: &Value) -> Self {
        let payload = Payload(stored);
        let forge = payload.text("forge");
        let forge = FORGES.iter().find(|(_, name)| Some(*name) == forge.as_deref());
        let mut change = Change {
            provider: "webhook",
            forge: forge.map(|(forge, _)| *forge),
            is_elsewhere: true,
            is_deleted: payload.is("isDeleted"),
            is_of_review: payload.is("isOfReview"),
            ..Change::default()
        };
        let fallbacks = payload.at("standIns").and_then(Value::as_array);
        let is_fallback =
            |name: &str| fallbacks.is_some_and(|fallbacks| fallbacks.iter().any(|one| one == name));
        for (field, name) in fields() {
            let text = payload.text(name);
            match is_fallback(name) {
                true => {
                    change.offer_fallback(
                        *field,
                        text.as_deref(),
                        FieldSource::new("event", *name),
                    );
                }
                false => change.offer(*field, text.as_deref(), FieldSource::new("event", *name)),
            }
        }
        change.settle_for_poor(None);
        change
    }

    /// Returns true if facts of the commit are missing or fallbacks.
    pub fn lacks_commit(&self) -> bool {
        COMMIT_FIELDS.iter().any(|field| self.fact(*field).is_none_or(|fact| fact.is_fallback))
    }

    /// Has `read` offer what is known of the commit; what stood in for it goes on to do so only for the rest.
    pub fn with_commit_as_fallback(&mut self, read: impl FnOnce(&mut Self)) {
        let (fallbacks, good) = std::mem::take(&mut self.facts)
            .into_iter()
            .partition(|fact| fact.is_fallback && OF_COMMIT.contains(&fact.field));
        self.facts = good;
        read(self);
        self.fallbacks = fallbacks;
        self.settle_for_poor(None);
    }

    /// Takes another change's facts of the same commit.
    pub fn take_commit(&mut self, other: &Change) {
        self.with_commit_as_fallback(|change| {
            for fact in other.facts.iter().filter(|fact| OF_COMMIT.contains(&fact.field)) {
                change.offer(fact.field, Some(&fact.value), fact.source.clone());
            }
        });
    }

    /// Returns the fields of the commit only, in the stored form.
    pub fn commit_to_stored(&self) -> Json {
        let is_stored = |(field, _): &&(Field, &str)| OF_COMMIT.contains(field);
        let fact = |(field, name): &(Field, &'static str)| {
            let fact = self.fact(*field).filter(|fact| !fact.is_fallback)?;
            Some((*name, Json::text(stored(&fact.value))))
        };
        Json::object(&FIELDS.iter().filter(is_stored).filter_map(fact).collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn review() -> Change {
        let mut change = Change { forge: Some(Forge::GitHub), ..Change::default() };
        let mut offer =
            |field, text| change.offer(field, Some(text), FieldSource::new("event", "x"));
        offer(Field::RepoName, "acme/etl");
        offer(Field::BranchName, "feat/é \"x\"");
        offer(Field::CommitHash, "abc123");
        offer(Field::HeadRepo, "acme/etl");
        change.is_of_review = true;
        let mut fallbacks =
            |field, text| change.offer_fallback(field, Some(text), FieldSource::new("event", "y"));
        fallbacks(Field::CommitMessage, "Title");
        fallbacks(Field::AuthorName, "ada");
        fallbacks(Field::AuthorAvatarUrl, "https://example.com/ada.png");
        change.settle_for_poor(None);
        change
    }

    fn read(stored: &Json) -> Change {
        Change::from_stored(&serde_json::from_slice(stored.as_str().as_bytes()).expect("JSON"))
    }

    #[test]
    fn stored_changes_are_read_again_with_their_fallbacks() {
        let stored = review().to_stored();
        let again = read(&stored);
        assert_eq!(again.to_stored(), stored);
        assert_eq!(again.text(Field::HeadRepo), Some("acme/etl"));
        assert!(again.is_of_review && !again.is_deleted && again.lacks_commit());
    }

    #[test]
    fn later_values_replace_fallbacks_even_of_another_author() {
        let mut push = Change::default();
        for (field, text) in [
            (Field::CommitHash, "abc123"),
            (Field::CommitMessage, "Fix it"),
            (Field::Timestamp, "1700000000"),
            (Field::AuthorName, "Grace"),
            (Field::AuthorEmail, "grace@example.com"),
            (Field::BranchName, "another"),
        ] {
            push.offer(field, Some(text), FieldSource::new("event", "x"));
        }
        let stored_commit = read(&push.commit_to_stored());
        assert_eq!(stored_commit.text(Field::BranchName), None);
        let mut change = review();
        change.take_commit(&stored_commit);
        assert!(!change.lacks_commit());
        assert_eq!(change.text(Field::CommitMessage), Some("Fix it"));
        assert_eq!(change.text(Field::AuthorAvatarUrl), None, "the picture is of somebody else");
        assert_eq!(change.text(Field::BranchName), Some("feat/é \"x\""));
    }

    #[test]
    fn only_the_beginning_of_a_very_long_message_is_stored() {
        let mut change = Change::default();
        let book = "é".repeat(100_000);
        change.offer(Field::CommitMessage, Some(&book), FieldSource::new("event", "x"));
        assert!(change.to_stored().as_str().len() < 4 * MAX_CHARACTERS);
        assert!(change.commit_to_stored().as_str().len() < 4 * MAX_CHARACTERS);
    }

    #[test]
    fn fallbacks_stay_without_better_values() {
        let mut change = review();
        let before = change.to_stored();
        change.take_commit(&Change::default());
        assert_eq!(read(&change.to_stored()).to_stored(), read(&before).to_stored());
    }
}
