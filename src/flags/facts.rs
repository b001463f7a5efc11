//! The flags that say a fact of the change: one for each field of its record.
//!
//! The variable of each is `DAGSTER_DEPLOY_` and the field's name, less `NAME`, `HASH` and `NUMBER`. All other flags
//! are in `definitions.rs`.

use super::{Flag, Section, ValueKind, Words};
use crate::change::Field;

/// A flag that holds a field of the change.
const fn fact(name: &'static str, field: Field, env: &'static str, help: &'static str) -> Flag {
    Flag { change: Some(field), env: Some(env), section: Section::Change, ..Flag::new(name, help) }
}

pub(crate) const GIT_REPO_NAME: Flag = Flag {
    aliases: &["repo-name"],
    value_name: Words::new("OWNER/NAME"),
    ..fact(
        "git-repo-name",
        Field::RepoName,
        "DAGSTER_DEPLOY_REPO",
        "Repository that the branch belongs to, such as acme/etl.",
    )
};
pub(crate) const BRANCH_NAME: Flag = Flag {
    value_name: Words::new("NAME"),
    ..fact("branch-name", Field::BranchName, "DAGSTER_DEPLOY_BRANCH", "Git branch; sent as it is.")
};
pub(crate) const BRANCH_URL: Flag = Flag {
    value_name: Words::new("URL"),
    ..fact(
        "branch-url",
        Field::BranchUrl,
        "DAGSTER_DEPLOY_BRANCH_URL",
        "Page of the branch at the git host.",
    )
};
pub(crate) const BASE_BRANCH: Flag = Flag {
    value_name: Words::new("NAME"),
    ..fact(
        "base-branch",
        Field::BaseBranch,
        "DAGSTER_DEPLOY_BASE_BRANCH",
        "Branch that the pull or merge request is to be merged into.",
    )
};
pub(crate) const DEFAULT_BRANCH: Flag = Flag {
    value_name: Words::new("NAME"),
    ..fact(
        "default-branch",
        Field::DefaultBranch,
        "DAGSTER_DEPLOY_DEFAULT_BRANCH",
        "The repository's default branch, such as main.",
    )
};
pub(crate) const TAG: Flag = Flag {
    value_name: Words::new("NAME"),
    ..fact("tag", Field::Tag, "DAGSTER_DEPLOY_TAG", "Git tag that is built.")
};
pub(crate) const COMMIT_HASH: Flag = Flag {
    value_name: Words::new("HASH"),
    ..fact(
        "commit-hash",
        Field::CommitHash,
        "DAGSTER_DEPLOY_COMMIT",
        "Hash of the commit that is deployed.",
    )
};
pub(crate) const TIMESTAMP: Flag = Flag {
    kind: ValueKind::Number,
    value_name: Words::new("SECONDS"),
    ..fact(
        "timestamp",
        Field::Timestamp,
        "DAGSTER_DEPLOY_TIMESTAMP",
        "Time of the commit, in seconds since 1970-01-01 UTC.",
    )
};
pub(crate) const COMMIT_MESSAGE: Flag = fact(
    "commit-message",
    Field::CommitMessage,
    "DAGSTER_DEPLOY_COMMIT_MESSAGE",
    "Message of the commit.",
);
pub(crate) const COMMIT_URL: Flag = Flag {
    value_name: Words::new("URL"),
    ..fact(
        "commit-url",
        Field::CommitUrl,
        "DAGSTER_DEPLOY_COMMIT_URL",
        "Page of the commit at the git host.",
    )
};
pub(crate) const AUTHOR_NAME: Flag = Flag {
    value_name: Words::new("NAME"),
    ..fact(
        "author-name",
        Field::AuthorName,
        "DAGSTER_DEPLOY_AUTHOR_NAME",
        "Name of the commit's author.",
    )
};
pub(crate) const AUTHOR_EMAIL: Flag = Flag {
    value_name: Words::new("EMAIL"),
    ..fact(
        "author-email",
        Field::AuthorEmail,
        "DAGSTER_DEPLOY_AUTHOR_EMAIL",
        "Email address of the commit's author.",
    )
};
pub(crate) const AUTHOR_AVATAR_URL: Flag = Flag {
    value_name: Words::new("URL"),
    ..fact(
        "author-avatar-url",
        Field::AuthorAvatarUrl,
        "DAGSTER_DEPLOY_AUTHOR_AVATAR_URL",
        "Picture of the commit's author.",
    )
};
pub(crate) const CODE_REVIEW_URL: Flag = Flag {
    aliases: &["pull-request-url"],
    value_name: Words::new("URL"),
    ..fact(
        "code-review-url",
        Field::PullRequestUrl,
        "DAGSTER_DEPLOY_PULL_REQUEST_URL",
        "Page of the pull or merge request.",
    )
};
pub(crate) const CODE_REVIEW_ID: Flag = Flag {
    aliases: &["pull-request-id"],
    value_name: Words::new("ID"),
    ..fact(
        "code-review-id",
        Field::PullRequestNumber,
        "DAGSTER_DEPLOY_PULL_REQUEST",
        "Number of the pull or merge request.",
    )
};
pub(crate) const PULL_REQUEST_TITLE: Flag = fact(
    "pull-request-title",
    Field::PullRequestTitle,
    "DAGSTER_DEPLOY_PULL_REQUEST_TITLE",
    "Title of the pull or merge request.",
);
pub(crate) const PULL_REQUEST_STATUS: Flag = Flag {
    value_name: Words::new("STATUS"),
    ..fact(
        "pull-request-status",
        Field::PullRequestStatus,
        "DAGSTER_DEPLOY_PULL_REQUEST_STATUS",
        "State of the pull or merge request: OPEN, CLOSED or MERGED.",
    )
};
pub(crate) const CLONE_URL: Flag = Flag {
    value_name: Words::new("URL"),
    ..fact(
        "clone-url",
        Field::GitUrl,
        "DAGSTER_DEPLOY_CLONE_URL",
        "Where the repository can be cloned from, without credentials.",
    )
};
pub(crate) const IS_FORK: Flag = Flag {
    kind: ValueKind::Choice(&["true", "false"]),
    value_name: Words::new("BOOLEAN"),
    ..fact(
        "is-fork",
        Field::IsFork,
        "DAGSTER_DEPLOY_IS_FORK",
        "Whether the pull or merge request comes from another repository.",
    )
};
pub(crate) const REPO_NAME_STYLE: Flag = Flag {
    kind: ValueKind::Choice(&["short", "full"]),
    value_name: Words::new("STYLE"),
    env: Some("DAGSTER_DEPLOY_REPO_NAME_STYLE"),
    section: Section::Change,
    ..Flag::new(
        "repo-name-style",
        "How a repository that was read is sent: acme/data/etl is etl in short. With the branch it identifies the \
         branch deployment; without this, GitLab's are short, as in dagster-cloud, and all others full.",
    )
};
