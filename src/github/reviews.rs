//! A pull request as it is now (<https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request>).

use serde_json::Value;

use super::{Api, Refused, refused, text};
use crate::host::Host;

/// A pull request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The hash of its head.
    pub head: String,
    /// Whether it is neither closed nor merged.
    pub is_open: bool,
    /// Whether its branch is in another repository, if known.
    pub is_fork: Option<bool>,
}

/// Reads the pull request of that number.
pub async fn read<H: Host>(api: &Api<'_, H>, number: &str) -> Result<Review, Refused> {
    let address = api.address(&format!("/pulls/{number}"));
    let answer = api.json("GET", &address, None).await?;
    match text(&answer, "/state").as_str() {
        state @ ("open" | "closed") => {
            let (head, is_open) = (text(&answer, "/head/sha"), state == "open");
            Ok(Review { head, is_open, is_fork: is_fork(&answer, api.repository) })
        }
        // Not to be taken for closed: nothing would be deployed, and the job would be green.
        _ => Err(refused(None, "it answered without the pull request's state")),
    }
}

/// A repository that is gone was a fork.
fn is_fork(answer: &Value, repository: &str) -> Option<bool> {
    match answer.pointer("/head/repo")? {
        Value::Null => Some(true),
        home => Some(!home.get("full_name")?.as_str()?.eq_ignore_ascii_case(repository)),
    }
}

#[cfg(test)]
mod tests {
    use super::is_fork;
    use serde_json::json;

    #[test]
    fn a_branch_of_another_repository_or_of_one_that_is_gone_is_a_forks() {
        let is_fork_of =
            |repository| is_fork(&json!({ "head": { "repo": repository } }), "acme/Shop");
        assert_eq!(is_fork_of(json!({ "full_name": "Acme/shop" })), Some(false));
        assert_eq!(is_fork_of(json!({ "full_name": "ada/shop" })), Some(true));
        assert_eq!(is_fork_of(json!(null)), Some(true));
        assert_eq!([is_fork_of(json!({})), is_fork_of(json!("acme/shop"))], [None, None]);
        assert_eq!(is_fork(&json!({ "head": {} }), "acme/shop"), None);
    }
}
