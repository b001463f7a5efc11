//! Every flag, once.
//!
//! Names, aliases, letters, variables and configuration keys are those of `dagster-cloud`
//! (<https://docs.dagster.io/api/clis/dagster-cloud-cli>); what we add is in the section `Run`, the flags of `deploy`,
//! the variables `DAGSTER_DEPLOY_*`, `--settle-timeout`, and `--dagster-env`, which `dagster-cloud` knows in its `ci`
//! commands only. Which command takes which flag is in `table.rs`; the flags that say a fact of the change are in
//! `facts.rs`.

use super::{Flag, Section, ValueKind, Words};

// How the branch and its commit are known.

pub(crate) const READ_CI_STATE: Flag = Flag {
    kind: ValueKind::Toggle,
    ..Flag::new(
        "read-ci-state",
        "Take repository, branch, commit and review from the CI system's variables, its event file and git; explicit \
         flags win.",
    )
};
pub(crate) const READ_GIT_STATE: Flag = Flag {
    kind: ValueKind::Toggle,
    ..Flag::new(
        "read-git-state",
        "Take hash, time, message and author of the checked-out commit from git; explicit flags win.",
    )
};
pub(crate) const BASE_DEPLOYMENT_NAME: Flag = Flag {
    value_name: Words::new("NAME"),
    ..Flag::new(
        "base-deployment-name",
        "Full deployment to inherit variables from and to compare with; the server's default is prod.",
    )
};
pub(crate) const SNAPSHOT_BASE_CONDITION: Flag = Flag {
    kind: ValueKind::Choice(&["on-create", "on-update"]),
    value_name: Words::new("WHEN"),
    ..Flag::new(
        "snapshot-base-condition",
        "When to take a snapshot of the base deployment to compare with; without it the base is \
         compared as it is now.",
    )
};

// The code location.

pub(crate) const LOCATION_NAME: Flag = Flag {
    value_name: Words::new("NAME"),
    ..Flag::new("location-name", "Name of the code location.")
};
pub(crate) const LOCATION_FILE: Flag = Flag {
    aliases: &["from"],
    kind: ValueKind::File,
    value_name: Words::new("FILE"),
    ..Flag::new(
        "location-file",
        "YAML file that describes the location, or several of them (dagster_cloud.yaml).",
    )
};
/// The commit where it describes a location: that is the user's to say, as in `dagster-cloud`.
pub(crate) const LOCATION_COMMIT_HASH: Flag = Flag {
    value_name: Words::new("HASH"),
    ..Flag::new("commit-hash", "Hash of the commit that is deployed.")
};
pub(crate) const IMAGE: Flag = Flag {
    value_name: Words::new("IMAGE"),
    ..Flag::new("image", "Docker image that the location runs.")
};
pub(crate) const GIT_URL: Flag = Flag {
    value_name: Words::new("URL"),
    ..Flag::new("git-url", "Page of the deployed code at the git host.")
};
pub(crate) const PYTHON_FILE: Flag = Flag {
    short: Some('f'),
    kind: ValueKind::Path,
    value_name: Words::new("PATH"),
    ..Flag::new("python-file", "Python file with the definitions.")
};
pub(crate) const PACKAGE_NAME: Flag = Flag {
    short: Some('p'),
    value_name: Words::new("NAME"),
    ..Flag::new("package-name", "Python package with the definitions.")
};
pub(crate) const MODULE_NAME: Flag = Flag {
    short: Some('m'),
    value_name: Words::new("NAME"),
    ..Flag::new("module-name", "Python module with the definitions.")
};
pub(crate) const AUTOLOAD_DEFS_MODULE_NAME: Flag = Flag {
    value_name: Words::new("NAME"),
    ..Flag::new(
        "autoload-defs-module-name",
        "Python module whose definitions are found by themselves.",
    )
};
pub(crate) const ATTRIBUTE: Flag = Flag {
    short: Some('a'),
    value_name: Words::new("NAME"),
    ..Flag::new("attribute", "Attribute of the module that holds the definitions.")
};
pub(crate) const EXECUTABLE_PATH: Flag = Flag {
    value_name: Words::new("PATH"),
    ..Flag::new("executable-path", "Python interpreter to load the code with.")
};
pub(crate) const WORKING_DIRECTORY: Flag = Flag {
    short: Some('d'),
    value_name: Words::new("PATH"),
    ..Flag::new("working-directory", "Directory to load the code from.")
};
pub(crate) const LOCATION_LOAD_TIMEOUT: Flag = Flag {
    kind: ValueKind::Whole,
    value_name: Words::new("SECONDS"),
    env: Some("DAGSTER_CLOUD_LOCATION_LOAD_TIMEOUT"),
    config: Some("agent_timeout"),
    default: Some("3600"),
    ..Flag::new(
        "location-load-timeout",
        "How long to wait for the location to load; 0 does not wait.",
    )
};
pub(crate) const AGENT_HEARTBEAT_TIMEOUT: Flag = Flag {
    // dagster-cloud declares the alias on both timeouts; there as here it sets this one.
    aliases: &["agent-timeout"],
    kind: ValueKind::Whole,
    value_name: Words::new("SECONDS"),
    env: Some("DAGSTER_CLOUD_AGENT_HEARTBEAT_TIMEOUT"),
    ..Flag::new(
        "agent-heartbeat-timeout",
        "How long to wait for a running agent before giving up; without it, as long as the load timeout.",
    )
};
pub(crate) const SETTLE_TIMEOUT: Flag = Flag {
    kind: ValueKind::DecimalSeconds,
    value_name: Words::new("SECONDS"),
    default: Some("15"),
    ..Flag::new(
        "settle-timeout",
        "How long a location may stay loaded without any sign of the new version before that is \
         accepted as the result.",
    )
};

// `deploy` and `ci`.

pub(crate) const PROJECT_DIR: Flag = Flag {
    kind: ValueKind::Path,
    value_name: Words::new("PATH"),
    ..Flag::new(
        "project-dir",
        "The checkout: there git is asked, and `deploy` looks for dagster_cloud.yaml; without it the working directory.",
    )
};
pub(crate) const DEPLOYED_FILE: Flag = Flag {
    help: Words::new(
        "YAML file that describes the locations; without it dagster_cloud.yaml or dagster_cloud.yml.",
    ),
    ..LOCATION_FILE
};
pub(crate) const DEPLOYED_LOCATIONS: Flag = Flag {
    kind: ValueKind::List,
    value_name: Words::new("NAME"),
    ..Flag::new(
        "location-name",
        "Deploy only this location of the file; may be given several times.",
    )
};
pub(crate) const IMAGES: Flag = Flag {
    kind: ValueKind::List,
    value_name: Words::new("[NAME=]IMAGE"),
    ..Flag::new(
        "image",
        "Docker image of the location NAME, or without NAME= of all; may be given several times.",
    )
};
pub(crate) const IMAGE_TAG: Flag = Flag {
    value_name: Words::new("TAG"),
    ..Flag::new(
        "image-tag",
        "Tag of the images: each location runs REGISTRY:TAG, where the registry is build.registry in the file or else \
         the variable LOCATION_REGISTRY_URL.",
    )
};
pub(crate) const ALLOW_NO_IMAGE: Flag = Flag {
    kind: ValueKind::Toggle,
    ..Flag::new(
        "allow-no-image",
        "Deploy locations that have no image, too, as agents that run processes want them; without it they are refused.",
    )
};
pub(crate) const FULL_DEPLOYMENT: Flag = Flag {
    help: Words::new(
        "Full deployment, such as prod: the default branch is deployed to it, and branch deployments are based on it.",
    ),
    section: Section::Main,
    ..DEPLOYMENT
};
pub(crate) const DEPLOYMENT_TYPE: Flag = Flag {
    kind: ValueKind::Choice(&["full", "branch"]),
    value_name: Words::new("TYPE"),
    env: Some("DAGSTER_DEPLOY_DEPLOYMENT_TYPE"),
    ..Flag::new(
        "deployment-type",
        "Deploy to the full deployment, or to the branch deployment, whatever is built.",
    )
};
pub(crate) const CHANGED_SINCE: Flag = Flag {
    value_name: Words::new("REF"),
    ..Flag::new(
        "changed-since",
        "Deploy only locations whose build.directory differs from where this branch or commit was left, such as \
         origin/main; a change of the location file is one of all locations.",
    )
};
pub(crate) const MARK_CLOSED: Flag = Flag {
    kind: ValueKind::Toggle,
    ..Flag::new(
        "mark-closed",
        "Mark the branch deployment closed, whatever state the pull or merge request is in.",
    )
};
pub(crate) const READ_ONLY: Flag = Flag {
    kind: ValueKind::Toggle,
    ..Flag::new("read-only", "Only print the branch deployment's name; create and update nothing.")
};
pub(crate) const FORMAT: Flag = Flag {
    value_name: Words::new("FORMAT"),
    ..Flag::new(
        "format",
        "The pattern of the tag: {branch}, {pr}, {tag}, {sha} and {sha12} stand for what was read. Without it \
         pr-{pr}-{sha12} for a pull or merge request, {tag} for a tag, else {branch}-{sha12}.",
    )
};

// Where Dagster+ is and who asks.

pub(crate) const ORGANIZATION: Flag = Flag {
    short: Some('o'),
    value_name: Words::new("NAME"),
    env: Some("DAGSTER_CLOUD_ORGANIZATION"),
    config: Some("organization"),
    section: Section::Connection,
    ..Flag::new("organization", "Dagster+ organization, as in https://NAME.dagster.cloud.")
};
pub(crate) const DEPLOYMENT: Flag = Flag {
    short: Some('d'),
    value_name: Words::new("NAME"),
    env: Some("DAGSTER_CLOUD_DEPLOYMENT"),
    config: Some("default_deployment"),
    section: Section::Connection,
    ..Flag::new("deployment", "Full deployment, or the name that create-or-update printed.")
};
/// [`DEPLOYMENT`] where it names what is deleted.
pub(crate) const DELETED_DEPLOYMENT: Flag = Flag {
    help: Words::new("Branch deployment to delete: the name that create-or-update printed."),
    section: Section::Main,
    ..DEPLOYMENT
};
pub(crate) const API_TOKEN: Flag = Flag {
    aliases: &["user-token"],
    short: Some('u'),
    value_name: Words::new("TOKEN"),
    env: Some("DAGSTER_CLOUD_API_TOKEN"),
    config: Some("user_token"),
    is_secret: true,
    section: Section::Connection,
    ..Flag::new("api-token", "Agent token or user token.")
};
pub(crate) const URL: Flag = Flag {
    env: Some("DAGSTER_CLOUD_URL"),
    value_name: Words::new("URL"),
    section: Section::Connection,
    ..Flag::new("url", "Where Dagster+ is, instead of the URL built from the organization.")
};
pub(crate) const ALLOW_HTTP: Flag = Flag {
    kind: ValueKind::Switch,
    env: Some("DAGSTER_DEPLOY_ALLOW_HTTP"),
    section: Section::Connection,
    ..Flag::new(
        "allow-http",
        "Send the token by plain http to a --url that is not this machine: anybody on the way can read it.",
    )
};
pub(crate) const DAGSTER_ENV: Flag = Flag {
    env: Some("DAGSTER_CLOUD_ENV"),
    value_name: Words::new("REGION"),
    section: Section::Connection,
    ..Flag::new(
        "dagster-env",
        "Region of the organization: eu for Europe; leave it out for the United States.",
    )
};

// How the run behaves.

pub(crate) const OUTPUT: Flag = Flag {
    kind: ValueKind::Choice(&["text", "json"]),
    value_name: Words::new("FORMAT"),
    default: Some("text"),
    section: Section::Run,
    command_line_only: true,
    ..Flag::new(
        "output",
        "Form of the result: json is one JSON document on standard output, errors included.",
    )
};
pub(crate) const DRY_RUN: Flag = Flag {
    kind: ValueKind::Switch,
    section: Section::Run,
    ..Flag::new("dry-run", "Print the requests that would be sent, as JSON, and send nothing.")
};
pub(crate) const REQUEST_TIMEOUT: Flag = Flag {
    kind: ValueKind::DecimalSeconds,
    value_name: Words::new("SECONDS"),
    default: Some("60"),
    section: Section::Run,
    ..Flag::new("request-timeout", "How long one try of a request may take.")
};
pub(crate) const REQUEST_DEADLINE: Flag = Flag {
    kind: ValueKind::DecimalSeconds,
    value_name: Words::new("SECONDS"),
    default: Some("300"),
    section: Section::Run,
    ..Flag::new("request-deadline", "How long all tries of a request may take together.")
};
