//! Names of branches and tags out of the refs that CI systems give, and the refs that name neither.
//!
//! Not here: what git itself knows of refs (`git.rs`).

/// The branch that a ref or a bare name means; nothing for tags, for `HEAD`, and for the synthetic refs of
/// pull requests, which are no branches of the repository.
pub(super) fn branch(text: &str) -> Option<String> {
    // What was no UTF-8 has come here with marks in place of its bytes: two such branches would be one.
    if tag(text).is_some() || text.contains('\u{fffd}') {
        return None;
    }
    let name = match text.strip_prefix("refs/heads/") {
        // A ref in full is a branch also where its name looks like a pull request's.
        Some(name) => Some(name).filter(|name| !is_none(name)),
        None => {
            let text = text.strip_prefix("refs/remotes/").unwrap_or(text);
            let name = text.strip_prefix("heads/").or(text.strip_prefix("origin/"));
            Some(name.unwrap_or(text)).filter(|name| !is_none(name) && !is_synthetic(name))
        }
    };
    name.map(str::to_owned)
}

/// The tag that a full ref means.
pub(super) fn tag(text: &str) -> Option<&str> {
    let tag = text.strip_prefix("refs/tags/").or(text.strip_prefix("tags/"));
    tag.or(text.strip_prefix("origin/tags/")).filter(|tag| !tag.is_empty())
}

/// The number of the pull request in a ref such as `refs/pull/7/merge`.
pub(super) fn review_number(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("refs/").unwrap_or(text);
    let (kind, rest) = rest.split_once('/')?;
    let is_review = matches!(kind, "pull" | "pull-requests" | "merge-requests");
    let number = rest.split('/').next().filter(|number| is_digits(number))?;
    is_review.then_some(number)
}

/// The number of the pull request in the ref of a merge queue's group, `gh-readonly-queue/main/pr-7-<sha>`
/// (<https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#merge_group>).
pub(super) fn queued_number(text: &str) -> Option<&str> {
    let name = text.strip_prefix("refs/heads/").filter(|name| is_queue(name))?;
    let rest = name.rsplit('/').next()?.strip_prefix("pr-")?;
    rest.split('-').next().filter(|number| is_digits(number))
}

fn is_queue(name: &str) -> bool {
    name.starts_with("gh-readonly-queue/")
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether no branch has this name: git creates none called `HEAD`, nobody one called like a ref, and that of a queue
/// is gone in a moment.
fn is_none(name: &str) -> bool {
    name.is_empty() || name == "HEAD" || name.starts_with("refs/") || is_queue(name)
}

/// Whether a name that is no ref in full stands for a pull request or a state of the checkout instead of a branch.
fn is_synthetic(name: &str) -> bool {
    let is_job = |prefix: &str| name.strip_prefix(prefix).is_some_and(is_digits);
    name == "<default>"
        || name == "merge"
        || name.strip_prefix("changes/").is_some_and(|rest| rest.split('/').all(is_digits))
        || is_job("PR-")
        || is_job("MR-")
        || name.strip_suffix("/merge").is_some_and(is_digits)
        || review_number(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_branch_keeps_its_slashes_and_loses_its_prefix() {
        for (text, wanted) in [
            ("refs/heads/feat/x", "feat/x"),
            ("heads/x", "x"),
            ("feat/pull/x", "feat/pull/x"),
            ("pull-me", "pull-me"),
            ("PR-fix", "PR-fix"),
            ("changes/7-new", "changes/7-new"),
            ("refs/heads/merge", "merge"),
            ("refs/heads/heads/x", "heads/x"),
            ("refs/heads/PR-7", "PR-7"),
            ("origin/x", "x"),
            ("refs/heads/origin/x", "origin/x"),
            ("refs/remotes/origin/x", "x"),
        ] {
            assert_eq!(branch(text).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn tags_reviews_queues_and_head_are_no_branches() {
        for text in [
            "refs/tags/v1",
            "tags/v1",
            "origin/tags/v1",
            "HEAD",
            "merge",
            "refs/pull/7/merge",
            "refs/pull/7/head",
            "pull/7",
            "7/merge",
            "PR-7",
            "MR-7",
            "refs/pull-requests/7/from",
            "refs/merge-requests/7/train",
            "refs/changes/34/1234/5",
            "refs/heads/gh-readonly-queue/main/pr-7-abc",
            "<default>",
            "caf\u{fffd}",
            "refs/heads/caf\u{fffd}",
            "refs/heads/HEAD",
            "refs/heads/refs/pull/7/head",
            "refs/remotes/origin/HEAD",
            "refs/stash",
            "refs/for/main",
        ] {
            assert_eq!(branch(text), None, "{text}");
        }
    }

    #[test]
    fn a_ref_of_a_review_or_a_queue_tells_its_number() {
        assert_eq!(review_number("refs/pull/7/merge"), Some("7"));
        assert_eq!(review_number("refs/merge-requests/12/head"), Some("12"));
        assert_eq!(review_number("refs/heads/pull/7"), None);
        assert_eq!(queued_number("refs/heads/gh-readonly-queue/feat/pr-1/pr-12-abc"), Some("12"));
        assert_eq!(queued_number("refs/heads/a/pr-12-abc"), None);
    }
}
