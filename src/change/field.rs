//! The fields of a Change, and what each takes for a value: one place where text from outside is put in order.
//!
//! Not here: where values come from. A user's explicit values do not pass through here, they are taken unchanged.

use super::{git_ref, time, url};

/// A field of the Change record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Full path of the repository at its host, such as `acme/etl` or `acme/data/etl`.
    RepoName,
    /// Branch; of a pull request, the one that is to be merged.
    BranchName,
    /// Page of the branch.
    BranchUrl,
    /// Branch that a pull request is to be merged into.
    BaseBranch,
    /// The repository's default branch.
    DefaultBranch,
    /// Tag that is built.
    Tag,
    /// Hash of the commit; of a pull request its head, never the commit that merges it for a test.
    CommitHash,
    /// Message of the commit.
    CommitMessage,
    /// Page of the commit.
    CommitUrl,
    /// Time of the commit, in seconds since the Unix epoch.
    Timestamp,
    /// Name of the commit's author.
    AuthorName,
    /// Email address of the commit's author.
    AuthorEmail,
    /// Picture of the commit's author.
    AuthorAvatarUrl,
    /// Number of the pull request.
    PullRequestNumber,
    /// Page of the pull request.
    PullRequestUrl,
    /// Title of the pull request.
    PullRequestTitle,
    /// `OPEN`, `CLOSED` or `MERGED`.
    PullRequestStatus,
    /// Where the repository can be cloned from, without credentials.
    GitUrl,
    /// `true` if the pull request comes from another repository.
    IsFork,
    /// Not in the record: the repository that a pull request comes from, by path or URL.
    HeadRepo,
    /// Not in the record: a commit that merges a pull request for a test, from which its head can be found.
    MergeCommit,
    /// Not in the record: the message of such a commit.
    MergeMessage,
}

/// The fields of the record with their names, in the record's order.
pub const FIELDS: [(Field, &str); 19] = [
    (Field::RepoName, "repoName"),
    (Field::BranchName, "branchName"),
    (Field::BranchUrl, "branchUrl"),
    (Field::BaseBranch, "baseBranch"),
    (Field::DefaultBranch, "defaultBranch"),
    (Field::Tag, "tag"),
    (Field::CommitHash, "commitHash"),
    (Field::CommitMessage, "commitMessage"),
    (Field::CommitUrl, "commitUrl"),
    (Field::Timestamp, "timestamp"),
    (Field::AuthorName, "authorName"),
    (Field::AuthorEmail, "authorEmail"),
    (Field::AuthorAvatarUrl, "authorAvatarUrl"),
    (Field::PullRequestNumber, "pullRequestNumber"),
    (Field::PullRequestUrl, "pullRequestUrl"),
    (Field::PullRequestTitle, "pullRequestTitle"),
    (Field::PullRequestStatus, "pullRequestStatus"),
    (Field::GitUrl, "gitUrl"),
    (Field::IsFork, "isFork"),
];

/// The fields that describe one commit and are wrong for every other.
pub(super) const OF_COMMIT: [Field; 9] = [
    Field::CommitHash,
    Field::CommitMessage,
    Field::CommitUrl,
    Field::Timestamp,
    Field::AuthorName,
    Field::AuthorEmail,
    Field::AuthorAvatarUrl,
    Field::MergeCommit,
    Field::MergeMessage,
];

/// No name of a branch, a repository or a person is longer.
const MAX_NAME_BYTES: usize = 1024;

impl Field {
    /// The value as the record holds it; nothing for what cannot be one.
    pub fn clean(self, text: &str) -> Option<String> {
        // A message keeps the blanks that its first line may begin with.
        let value = if self == Field::CommitMessage { text.trim_end() } else { text.trim() };
        let is_long = value.len() > MAX_NAME_BYTES && self != Field::CommitMessage;
        let is_broken = |c: char| c == '\0' || c.is_control() && self != Field::CommitMessage;
        if value.trim().is_empty() || is_long || value.contains(is_broken) {
            return None;
        }
        match self {
            Field::BranchName | Field::BaseBranch | Field::DefaultBranch => git_ref::branch(value),
            Field::Tag => {
                let value = value.strip_prefix("refs/heads/").unwrap_or(value);
                Some(git_ref::tag(value).unwrap_or(value).to_owned())
            }
            Field::RepoName => url::repository_path(value),
            Field::CommitHash | Field::MergeCommit => commit_hash(value),
            Field::Timestamp => time::seconds(value).map(crate::python_float::digits),
            Field::PullRequestNumber => number(value),
            Field::PullRequestStatus => status(value),
            Field::GitUrl => url::without_credentials(value).filter(|url| !url.is_empty()),
            Field::BranchUrl
            | Field::CommitUrl
            | Field::PullRequestUrl
            | Field::AuthorAvatarUrl => url::page(value),
            Field::IsFork => is_true(value).map(|yes| yes.to_string()),
            _ => Some(value.to_owned()),
        }
    }
}

/// A hash in full or in part; not the word `HEAD`, and not the zeros that mean "no commit".
fn commit_hash(value: &str) -> Option<String> {
    let is_hash = value.bytes().all(|byte| byte.is_ascii_alphanumeric()) && value.len() <= 64;
    let is_nothing = value == "HEAD" || value.bytes().all(|digit| digit == b'0');
    (is_hash && !is_nothing).then(|| value.to_owned())
}

/// Whether it is a whole SHA-1 or SHA-256.
pub fn is_full_hash(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A pull request's number, also out of `PR-12`, `pull/12` and the URL of its page. `false` and `0` are none.
fn number(value: &str) -> Option<String> {
    let digits = value.trim_end_matches('/').rsplit(['/', '-']).next()?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let digits = digits.trim_start_matches('0');
    (is_number && !digits.is_empty()).then(|| digits.to_owned())
}

/// The state of a pull request in the API's words, out of its state or of what was just done to it: `opened`, `sync`,
/// `PULL_REQUEST_MERGED`, `pullreq_closed`.
fn status(value: &str) -> Option<String> {
    let words = [
        (
            "OPEN",
            &["open", "opened", "reopen", "reopened", "active", "locked", "created", "updated"][..],
        ),
        ("OPEN", &["sync", "synchronize", "synchronized", "update"]),
        ("CLOSED", &["close", "closed", "declined", "abandoned", "superseded"]),
        ("MERGED", &["merge", "merged", "completed", "fulfilled"]),
    ];
    let lower = value.to_ascii_lowercase();
    let word = lower.rsplit('_').next().unwrap_or_default();
    let found = words.iter().find(|(_, known)| known.contains(&word));
    found.map(|(status, _)| (*status).to_owned())
}

/// A truth as CI systems write it.
pub fn is_true(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" => Some(true),
        "false" | "0" | "no" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(field: Field, values: &[&str]) -> Vec<Option<String>> {
        values.iter().map(|value| field.clean(value)).collect()
    }

    #[test]
    fn nothing_is_made_of_what_means_nothing() {
        let hash = Field::CommitHash;
        let zeros = "0".repeat(40);
        assert_eq!(
            cleaned(hash, &["", " ", "HEAD", &zeros, "a b", "a\0", "--output=x", &"a".repeat(65)]),
            [const { None }; 8]
        );
        assert_eq!(Field::GitUrl.clean("user:secret@"), None);
        let number = Field::PullRequestNumber;
        assert_eq!(cleaned(number, &["false", "0", "", "true", "abc", "12a"]), [const { None }; 6]);
    }

    #[test]
    fn a_number_is_read_from_every_form_it_has() {
        let forms = ["12", "PR-12", "MR-12", "pull/12", "https://x/acme/etl/-/merge_requests/12/"];
        assert_eq!(
            cleaned(Field::PullRequestNumber, &forms),
            [const { "12" }; 5].map(|number| Some(number.to_owned()))
        );
    }

    #[test]
    fn a_message_may_be_long_and_have_lines_and_a_name_may_not() {
        let long = "x".repeat(1 << 20);
        assert_eq!(Field::CommitMessage.clean(&long).map(|text| text.len()), Some(1 << 20));
        assert_eq!(Field::BranchName.clean(&long), None);
        assert_eq!(Field::CommitMessage.clean(" a\n\nb\n").as_deref(), Some(" a\n\nb"));
        assert_eq!(cleaned(Field::AuthorName, &["a\nb", "a\u{1b}[31m"]), [None, None]);
    }

    #[test]
    fn statuses_of_pull_requests_are_those_of_the_api() {
        assert_eq!(Field::PullRequestStatus.clean("opened").as_deref(), Some("OPEN"));
        assert_eq!(Field::PullRequestStatus.clean("DECLINED").as_deref(), Some("CLOSED"));
        assert_eq!(Field::PullRequestStatus.clean("merged").as_deref(), Some("MERGED"));
        assert_eq!(Field::PullRequestStatus.clean("draft"), None);
    }

    #[test]
    fn an_action_implies_the_status_of_a_pull_request() {
        let actions = ["sync", "PULL_REQUEST_UPDATED", "pullreq_branch_updated", "reopen"];
        assert_eq!(
            cleaned(Field::PullRequestStatus, &actions),
            [const { "OPEN" }; 4].map(|word| Some(word.to_owned()))
        );
        let status = |text| Field::PullRequestStatus.clean(text);
        assert_eq!(status("pull_request_closed").as_deref(), Some("CLOSED"));
        assert_eq!(status("PULL_REQUEST_MERGED").as_deref(), Some("MERGED"));
        assert_eq!(
            cleaned(Field::PullRequestStatus, &["pull_request", "_", "push"]),
            [const { None }; 3]
        );
    }
}
