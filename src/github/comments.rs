//! The one comment on a pull request that is ours (<https://docs.github.com/en/rest/issues/comments>).
//!
//! It is known by a hidden mark. Anybody can write one, so only a comment of somebody who may write to the repository
//! counts, or of a bot.

use serde_json::Value;

use super::{Api, Refused, text};
use crate::host::Host;
use crate::json::Json;

/// How many pages of comments are looked through; ours is an early one.
const MAX_PAGES: u32 = 10;
const PAGE_SIZE: usize = 100;

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its number.
    pub id: i64,
    /// Its Markdown.
    pub body: String,
}

/// Finds the comment whose text begins with the mark.
pub async fn find<H: Host>(
    api: &Api<'_, H>,
    number: &str,
    mark: &str,
) -> Result<Option<Comment>, Refused> {
    for page in 1..=MAX_PAGES {
        let rest = format!("/issues/{number}/comments?per_page={PAGE_SIZE}&page={page}");
        let answer = api.json("GET", &api.address(&rest), None).await?;
        let comments = answer.as_array().map(Vec::as_slice).unwrap_or_default();
        let ours =
            comments.iter().find(|one| is_trusted(one) && text(one, "/body").starts_with(mark));
        if let Some(id) = ours.and_then(|one| one.get("id")).and_then(Value::as_i64) {
            let body = ours.map(|one| text(one, "/body")).unwrap_or_default();
            return Ok(Some(Comment { id, body }));
        }
        if comments.len() < PAGE_SIZE {
            break;
        }
    }
    Ok(None)
}

/// Whether nobody from outside can have written it: else its mark means nothing. Gitea and Forgejo do not say what an
/// author may do; there it is taken for ours.
fn is_trusted(comment: &Value) -> bool {
    let (kind, association) = (comment.pointer("/user/type"), comment.get("author_association"));
    if kind.is_none() && association.is_none() {
        return true;
    }
    let association = association.and_then(Value::as_str).unwrap_or_default();
    kind.and_then(Value::as_str) == Some("Bot")
        || ["OWNER", "MEMBER", "COLLABORATOR"].contains(&association)
}

/// Writes a comment.
pub async fn create<H: Host>(api: &Api<'_, H>, number: &str, body: &str) -> Result<(), Refused> {
    let address = api.address(&format!("/issues/{number}/comments"));
    api.json("POST", &address, Some(&written(body))).await.map(drop)
}

/// Replaces the text of a comment.
pub async fn update<H: Host>(api: &Api<'_, H>, id: i64, body: &str) -> Result<(), Refused> {
    let address = api.address(&format!("/issues/comments/{id}"));
    api.json("PATCH", &address, Some(&written(body))).await.map(drop)
}

fn written(body: &str) -> Json {
    Json::object(&[("body", Json::text(body))])
}

#[cfg(test)]
mod tests {
    use super::is_trusted;
    use serde_json::json;

    #[test]
    fn only_who_may_write_and_bots_are_trusted() {
        let by = |user, association: &str| {
            is_trusted(&json!({ "user": user, "author_association": association }))
        };
        assert!(by(json!({ "type": "Bot" }), "NONE") && by(json!({ "type": "User" }), "MEMBER"));
        assert!(!by(json!({ "type": "User" }), "CONTRIBUTOR"));
        // The account is gone, or is one that was imported.
        assert!(is_trusted(&json!({ "user": { "login": "ada" } })));
        assert!(!by(json!(null), "NONE") && !by(json!({ "type": "Mannequin" }), "NONE"));
    }
}
