//! The id of a delivery: the same when it is sent once more, and another one for every other.
//!
//! Not here: remembering which ones have come.

use std::borrow::Cow;

use serde_json::Value;

use super::headers::Headers;
use crate::fingerprint;
use crate::payload::Payload;

/// Where a sender puts the id.
#[derive(Debug, Clone, Copy)]
pub(super) enum IdPlace {
    /// A header.
    Header(&'static str),
    /// A path into the body.
    Body(&'static str),
}

/// A longer id is stored as its hash.
const MAX_BYTES: usize = 200;

/// The id that stands at the first of these places that has one, or else one made of the body's bytes.
pub(super) fn find(
    places: &[IdPlace],
    headers: &Headers,
    body: Option<&Value>,
    bytes: &[u8],
) -> String {
    let candidates = places.iter().filter_map(|place| match place {
        IdPlace::Header(name) => headers.get(name).map(Cow::Borrowed),
        IdPlace::Body(path) => Payload(body?).text(path),
    });
    let candidates = candidates.collect::<Vec<_>>().into_iter().find(|id| is_id(id.trim()));
    match candidates.as_deref().map(str::trim) {
        None => ["body:", &fingerprint::text(bytes)].concat(),
        Some(id) if id.len() > MAX_BYTES => ["id:", &fingerprint::text(id.as_bytes())].concat(),
        Some(id) => id.to_owned(),
    }
}

/// Whether it can be one. The UUID of zeros is none.
fn is_id(text: &str) -> bool {
    !text.bytes().all(|byte| matches!(byte, b'0' | b'-')) && !text.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webhook::sender;

    /// The id of a delivery with these headers and this body.
    fn id(sender: &str, headers: &[(&str, &str)], body: &str) -> String {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let headers = Headers::new(headers.iter().map(pair).collect());
        sender::find(sender).expect("a sender").reading(&headers, body.as_bytes()).id
    }

    #[test]
    fn each_sender_tells_the_id_where_it_stays_the_same_when_it_tries_again() {
        for (sender, headers, body, wanted) in [
            ("github", &[("X-GitHub-Delivery", "g-1")][..], "{}", "g-1"),
            ("ghcr", &[("x-github-delivery", " g-2 ")], "{}", "g-2"),
            ("gitea", &[("X-GitHub-Delivery", "no"), ("X-Gitea-Delivery", "t-1")], "{}", "t-1"),
            ("forgejo", &[("X-Gitea-Delivery", "t-1"), ("X-Forgejo-Delivery", "f-1")], "{}", "f-1"),
            ("forgejo", &[("X-Gitea-Delivery", "t-1")], "{}", "t-1"),
            ("gitlab", &[("X-Gitlab-Event-UUID", "no"), ("Idempotency-Key", "l-1")], "{}", "l-1"),
            ("gitlab", &[("X-Gitlab-Event-UUID", "no"), ("webhook-id", "l-2")], "{}", "l-2"),
            ("bitbucket", &[("X-Hook-UUID", "no"), ("X-Request-UUID", "b-1")], "{}", "b-1"),
            ("azure-devops", &[], r#"{"id":"a-1","notificationId":7,"resource":{}}"#, "a-1"),
            ("standard-webhooks", &[("webhook-id", "msg_1")], "{}", "msg_1"),
            ("artifact-registry", &[], r#"{"message":{"messageId":"123"}}"#, "123"),
            ("artifact-registry", &[], r#"{"message":{"message_id":"124"}}"#, "124"),
            ("artifact-registry", &[("x-goog-pubsub-message-id", "125")], "{}", "125"),
            ("ecr", &[], r#"{"id":"e-1"}"#, "e-1"),
            ("acr", &[], r#"{"id":"c-1"}"#, "c-1"),
        ] {
            assert_eq!(id(sender, headers, body), wanted, "{sender}");
        }
    }

    #[test]
    fn what_has_no_id_is_known_by_its_body() {
        // The vectors of the draft.
        assert_eq!(id("docker-hub", &[], ""), "body:cbf29ce484222325");
        assert_eq!(id("docker-hub", &[], "foobar"), "body:85944171f73967e8");
        let nil = r#"{"id":"00000000-0000-0000-0000-000000000000"}"#;
        let unknown = [
            id("azure-devops", &[], nil),
            id("github", &[("X-GitHub-Delivery", "")], "{}"),
            id("github", &[("X-GitHub-Delivery", "a\u{7}b")], "{}"),
            id("ecr", &[], "{\"id\":[\"e-1\"]}"),
            id("ecr", &[], "no json"),
        ];
        assert!(unknown.iter().all(|id| id.starts_with("body:") && id.len() == 21), "{unknown:?}");
        assert_eq!(id("gitlab", &[("Idempotency-Key", "\t"), ("webhook-id", "l-2")], "{}"), "l-2");
    }

    #[test]
    fn a_long_id_is_shortened_and_stays_unique() {
        let github = |value: &str| id("github", &[("X-GitHub-Delivery", value)], "{}");
        let (longest, long) = ("x".repeat(200), "x".repeat(201));
        assert_eq!(github(&longest), longest);
        assert_eq!(github(&long).len(), 19);
        assert_ne!(github(&long), github(&long.replacen('x', "y", 1)));
    }
}
