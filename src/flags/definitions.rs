//! Every flag, once.
//!
//! Names, aliases, letters, variables and configuration keys are those of `dagster-cloud`
//! (<https://docs.dagster.io/api/clis/dagster-cloud-cli>); what we add is in the section `Run`,
//! `--settle-timeout`, and `--dagster-env`, which `dagster-cloud` knows in its `ci` commands only. Which command takes which
//! flag is in `table.rs`.

use super::{Flag, Kind, Section};

// The branch, its commit and its review.

pub(super) const GIT_REPO_NAME: Flag = Flag {
    aliases: &["repo-name"],
    value_name: "OWNER/NAME",
    ..Flag::new("git-repo-name", "Repository that the branch belongs to, such as acme/etl.")
};
pub(super) const BRANCH_NAME: Flag =
    Flag { value_name: "NAME", ..Flag::new("branch-name", "Git branch; sent as it is.") };
pub(super) const COMMIT_HASH: Flag =
    Flag { value_name: "HASH", ..Flag::new("commit-hash", "Hash of the commit that is deployed.") };
pub(super) const TIMESTAMP: Flag = Flag {
    kind: Kind::Number,
    value_name: "SECONDS",
    ..Flag::new("timestamp", "Time of the commit, in seconds since 1970-01-01 UTC.")
};
pub(super) const COMMIT_MESSAGE: Flag = Flag::new("commit-message", "Message of the commit.");
pub(super) const AUTHOR_NAME: Flag =
    Flag { value_name: "NAME", ..Flag::new("author-name", "Name of the commit's author.") };
pub(super) const AUTHOR_EMAIL: Flag = Flag {
    value_name: "EMAIL",
    ..Flag::new("author-email", "Email address of the commit's author.")
};
pub(super) const AUTHOR_AVATAR_URL: Flag =
    Flag { value_name: "URL", ..Flag::new("author-avatar-url", "Picture of the commit's author.") };
pub(super) const BRANCH_URL: Flag =
    Flag { value_name: "URL", ..Flag::new("branch-url", "Page of the branch at the git host.") };
pub(super) const CODE_REVIEW_URL: Flag = Flag {
    aliases: &["pull-request-url"],
    value_name: "URL",
    ..Flag::new("code-review-url", "Page of the pull or merge request.")
};
pub(super) const CODE_REVIEW_ID: Flag = Flag {
    aliases: &["pull-request-id"],
    value_name: "ID",
    ..Flag::new("code-review-id", "Number of the pull or merge request.")
};
pub(super) const PULL_REQUEST_STATUS: Flag = Flag {
    value_name: "STATUS",
    ..Flag::new(
        "pull-request-status",
        "State of the pull or merge request: OPEN, CLOSED or MERGED.",
    )
};
pub(super) const READ_GIT_STATE: Flag = Flag {
    kind: Kind::Toggle,
    ..Flag::new(
        "read-git-state",
        "Take hash, time, message and author of the checked-out commit from git; explicit flags win.",
    )
};
pub(super) const BASE_DEPLOYMENT_NAME: Flag = Flag {
    value_name: "NAME",
    ..Flag::new(
        "base-deployment-name",
        "Full deployment to inherit variables from and to compare with; the server's default is prod.",
    )
};
pub(super) const SNAPSHOT_BASE_CONDITION: Flag = Flag {
    kind: Kind::Choice(&["on-create", "on-update"]),
    value_name: "WHEN",
    ..Flag::new(
        "snapshot-base-condition",
        "When to take a snapshot of the base deployment to compare with; without it the base is \
         compared as it is now.",
    )
};

// The code location.

pub(super) const LOCATION_NAME: Flag =
    Flag { value_name: "NAME", ..Flag::new("location-name", "Name of the code location.") };
pub(super) const LOCATION_FILE: Flag = Flag {
    aliases: &["from"],
    kind: Kind::File,
    value_name: "FILE",
    ..Flag::new(
        "location-file",
        "YAML file that describes the location, or several of them (dagster_cloud.yaml).",
    )
};
pub(super) const IMAGE: Flag =
    Flag { value_name: "IMAGE", ..Flag::new("image", "Docker image that the location runs.") };
pub(super) const GIT_URL: Flag = Flag {
    value_name: "URL",
    ..Flag::new("git-url", "Page of the deployed code at the git host.")
};
pub(super) const PYTHON_FILE: Flag = Flag {
    short: Some('f'),
    kind: Kind::Path,
    value_name: "PATH",
    ..Flag::new("python-file", "Python file with the definitions.")
};
pub(super) const PACKAGE_NAME: Flag = Flag {
    short: Some('p'),
    value_name: "NAME",
    ..Flag::new("package-name", "Python package with the definitions.")
};
pub(super) const MODULE_NAME: Flag = Flag {
    short: Some('m'),
    value_name: "NAME",
    ..Flag::new("module-name", "Python module with the definitions.")
};
pub(super) const AUTOLOAD_DEFS_MODULE_NAME: Flag = Flag {
    value_name: "NAME",
    ..Flag::new(
        "autoload-defs-module-name",
        "Python module whose definitions are found by themselves.",
    )
};
pub(super) const ATTRIBUTE: Flag = Flag {
    short: Some('a'),
    value_name: "NAME",
    ..Flag::new("attribute", "Attribute of the module that holds the definitions.")
};
pub(super) const EXECUTABLE_PATH: Flag = Flag {
    value_name: "PATH",
    ..Flag::new("executable-path", "Python interpreter to load the code with.")
};
pub(super) const WORKING_DIRECTORY: Flag = Flag {
    short: Some('d'),
    value_name: "PATH",
    ..Flag::new("working-directory", "Directory to load the code from.")
};
pub(super) const LOCATION_LOAD_TIMEOUT: Flag = Flag {
    kind: Kind::Seconds,
    value_name: "SECONDS",
    env: Some("DAGSTER_CLOUD_LOCATION_LOAD_TIMEOUT"),
    config: Some("agent_timeout"),
    default: Some("3600"),
    ..Flag::new(
        "location-load-timeout",
        "How long to wait for the location to load; 0 does not wait.",
    )
};
pub(super) const AGENT_HEARTBEAT_TIMEOUT: Flag = Flag {
    // dagster-cloud declares the alias on both timeouts; there as here it sets this one.
    aliases: &["agent-timeout"],
    kind: Kind::Seconds,
    value_name: "SECONDS",
    env: Some("DAGSTER_CLOUD_AGENT_HEARTBEAT_TIMEOUT"),
    ..Flag::new(
        "agent-heartbeat-timeout",
        "How long to wait for a running agent before giving up; without it, as long as the load timeout.",
    )
};
pub(super) const SETTLE_TIMEOUT: Flag = Flag {
    kind: Kind::DecimalSeconds,
    value_name: "SECONDS",
    default: Some("15"),
    ..Flag::new(
        "settle-timeout",
        "How long a location may stay loaded without any sign of the new version before that is \
         accepted as the result.",
    )
};

// Where Dagster+ is and who asks.

pub(super) const ORGANIZATION: Flag = Flag {
    short: Some('o'),
    value_name: "NAME",
    env: Some("DAGSTER_CLOUD_ORGANIZATION"),
    config: Some("organization"),
    section: Section::Connection,
    ..Flag::new("organization", "Dagster+ organization, as in https://NAME.dagster.cloud.")
};
pub(super) const DEPLOYMENT: Flag = Flag {
    short: Some('d'),
    value_name: "NAME",
    env: Some("DAGSTER_CLOUD_DEPLOYMENT"),
    config: Some("default_deployment"),
    section: Section::Connection,
    ..Flag::new("deployment", "Full deployment, or the name that create-or-update printed.")
};
/// [`DEPLOYMENT`] where it names what is deleted.
pub(super) const DELETED_DEPLOYMENT: Flag = Flag {
    help: "Branch deployment to delete: the name that create-or-update printed.",
    section: Section::Main,
    ..DEPLOYMENT
};
pub(super) const API_TOKEN: Flag = Flag {
    aliases: &["user-token"],
    short: Some('u'),
    value_name: "TOKEN",
    env: Some("DAGSTER_CLOUD_API_TOKEN"),
    config: Some("user_token"),
    section: Section::Connection,
    ..Flag::new("api-token", "Agent token or user token.")
};
pub(super) const URL: Flag = Flag {
    env: Some("DAGSTER_CLOUD_URL"),
    value_name: "URL",
    section: Section::Connection,
    ..Flag::new("url", "Where Dagster+ is, instead of the URL built from the organization.")
};
pub(super) const DAGSTER_ENV: Flag = Flag {
    env: Some("DAGSTER_CLOUD_ENV"),
    value_name: "REGION",
    section: Section::Connection,
    ..Flag::new(
        "dagster-env",
        "Region of the organization: eu for Europe; leave it out for the United States.",
    )
};

// How the run behaves.

pub(super) const OUTPUT: Flag = Flag {
    kind: Kind::Choice(&["text", "json"]),
    value_name: "FORMAT",
    default: Some("text"),
    section: Section::Run,
    command_line_only: true,
    ..Flag::new(
        "output",
        "Form of the result: json is one JSON document on standard output, errors included.",
    )
};
pub(super) const DRY_RUN: Flag = Flag {
    kind: Kind::Switch,
    section: Section::Run,
    ..Flag::new("dry-run", "Print the requests that would be sent, as JSON, and send nothing.")
};
pub(super) const REQUEST_TIMEOUT: Flag = Flag {
    kind: Kind::DecimalSeconds,
    value_name: "SECONDS",
    default: Some("60"),
    section: Section::Run,
    ..Flag::new("request-timeout", "How long one try of a request may take.")
};
pub(super) const REQUEST_DEADLINE: Flag = Flag {
    kind: Kind::DecimalSeconds,
    value_name: "SECONDS",
    default: Some("300"),
    section: Section::Run,
    ..Flag::new("request-deadline", "How long all tries of a request may take together.")
};
