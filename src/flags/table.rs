//! Every command and every flag, once.
//!
//! Names, aliases, letters, variables and configuration keys are those of `dagster-cloud`
//! (<https://docs.dagster.io/api/clis/dagster-cloud-cli>); what we add is in the section `Run`,
//! and `--dagster-env`, which `dagster-cloud` knows in its `ci` commands only.

use super::{Action, Command, Flag, Kind, Positional, Section};

/// Every command, in the order of help.
pub const COMMANDS: &[&Command] =
    &[&CREATE_OR_UPDATE, &DELETE_BRANCH_DEPLOYMENT, &ADD_LOCATION, &UPDATE_LOCATION];

/// A group of commands.
pub struct Group {
    /// Its name.
    pub name: &'static str,
    /// One sentence for help.
    pub summary: &'static str,
}

/// The groups that help lists.
pub const GROUPS: &[Group] = &[
    Group {
        name: "branch-deployment",
        summary: "Create, update and delete the branch deployment of a git branch.",
    },
    Group { name: "deployment", summary: "Change the code locations of a deployment." },
];

/// Creates the branch deployment of a git branch, or updates its metadata.
pub const CREATE_OR_UPDATE: Command = Command {
    group: "branch-deployment",
    hidden_groups: &[],
    name: "create-or-update",
    action: Action::CreateOrUpdateBranchDeployment,
    summary: "Create the branch deployment of a git branch, or update its metadata.",
    details: "Prints the deployment's name. Needs a commit: give --commit-hash and --timestamp, or \
              --read-git-state. To close a branch deployment, pass --pull-request-status CLOSED or MERGED.",
    positional: None,
    flags: &[
        &GIT_REPO_NAME,
        &BRANCH_NAME,
        &COMMIT_HASH,
        &TIMESTAMP,
        &COMMIT_MESSAGE,
        &AUTHOR_NAME,
        &AUTHOR_EMAIL,
        &AUTHOR_AVATAR_URL,
        &BRANCH_URL,
        &CODE_REVIEW_URL,
        &CODE_REVIEW_ID,
        &PULL_REQUEST_STATUS,
        &READ_GIT_STATE,
        &BASE_DEPLOYMENT_NAME,
        &SNAPSHOT_BASE_CONDITION,
        &ORGANIZATION,
        &API_TOKEN,
        &URL,
        &DAGSTER_ENV,
        &OUTPUT,
        &DRY_RUN,
        &REQUEST_TIMEOUT,
        &REQUEST_DEADLINE,
    ],
    required: &["git-repo-name", "branch-name"],
};

/// Deletes a branch deployment.
pub const DELETE_BRANCH_DEPLOYMENT: Command = Command {
    group: "branch-deployment",
    hidden_groups: &[],
    name: "delete",
    action: Action::DeleteBranchDeployment,
    summary: "Delete a branch deployment.",
    details: "Refuses to delete anything but a branch deployment. Prints nothing when it worked.",
    positional: None,
    flags: &[
        &DEPLOYMENT,
        &ORGANIZATION,
        &API_TOKEN,
        &URL,
        &DAGSTER_ENV,
        &OUTPUT,
        &DRY_RUN,
        &REQUEST_TIMEOUT,
        &REQUEST_DEADLINE,
    ],
    required: &[],
};

const LOCATION_DETAILS: &str = "The location is described by a file, by flags, or by both: flags override the \
                                file. Waits until the agent has loaded the new code, and fails when it does not load.";

const LOCATION_POSITIONAL: Option<Positional> = Some(Positional {
    name: "location",
    help: "The name of the code location; --location-name says the same.",
});

const LOCATION_FLAGS: &[&Flag] = &[
    &LOCATION_NAME,
    &LOCATION_FILE,
    &IMAGE,
    &COMMIT_HASH,
    &GIT_URL,
    &PYTHON_FILE,
    &PACKAGE_NAME,
    &MODULE_NAME,
    &AUTOLOAD_DEFS_MODULE_NAME,
    &ATTRIBUTE,
    &EXECUTABLE_PATH,
    &LOCATION_LOAD_TIMEOUT,
    &AGENT_HEARTBEAT_TIMEOUT,
    &SETTLE_TIMEOUT,
    &DEPLOYMENT,
    // After --deployment: `-d` is the working directory in these commands, as in dagster-cloud.
    &WORKING_DIRECTORY,
    &ORGANIZATION,
    &API_TOKEN,
    &URL,
    &DAGSTER_ENV,
    &OUTPUT,
    &DRY_RUN,
    &REQUEST_TIMEOUT,
    &REQUEST_DEADLINE,
];

/// Adds a code location or replaces it.
pub const ADD_LOCATION: Command = Command {
    group: "deployment",
    hidden_groups: &["workspace"],
    name: "add-location",
    action: Action::AddOrUpdateLocation,
    summary: "Add a code location to a deployment, or update it, and wait until it has loaded.",
    details: LOCATION_DETAILS,
    positional: LOCATION_POSITIONAL,
    flags: LOCATION_FLAGS,
    required: &[],
};

/// The same as [`ADD_LOCATION`] under another name, as in `dagster-cloud`.
pub const UPDATE_LOCATION: Command = Command {
    name: "update-location",
    summary: "Update a code location of a deployment, or add it, and wait until it has loaded.",
    ..ADD_LOCATION
};

// The branch, its commit and its review.

const GIT_REPO_NAME: Flag = Flag {
    aliases: &["repo-name"],
    ..Flag::new("git-repo-name", "Repository that the branch belongs to, such as acme/etl.")
};
const BRANCH_NAME: Flag = Flag::new("branch-name", "Branch; never rewritten.");
const COMMIT_HASH: Flag = Flag::new("commit-hash", "Hash of the commit that is deployed.");
const TIMESTAMP: Flag = Flag {
    kind: Kind::Number,
    value_name: "SECONDS",
    ..Flag::new("timestamp", "Time of the commit, in seconds since 1970-01-01 UTC.")
};
const COMMIT_MESSAGE: Flag = Flag::new("commit-message", "Message of the commit.");
const AUTHOR_NAME: Flag = Flag::new("author-name", "Name of the commit's author.");
const AUTHOR_EMAIL: Flag = Flag::new("author-email", "Email address of the commit's author.");
const AUTHOR_AVATAR_URL: Flag =
    Flag { value_name: "URL", ..Flag::new("author-avatar-url", "Picture of the commit's author.") };
const BRANCH_URL: Flag =
    Flag { value_name: "URL", ..Flag::new("branch-url", "Page of the branch at the git host.") };
const CODE_REVIEW_URL: Flag = Flag {
    aliases: &["pull-request-url"],
    value_name: "URL",
    ..Flag::new("code-review-url", "Page of the pull or merge request.")
};
const CODE_REVIEW_ID: Flag = Flag {
    aliases: &["pull-request-id"],
    value_name: "ID",
    ..Flag::new("code-review-id", "Number of the pull or merge request.")
};
const PULL_REQUEST_STATUS: Flag = Flag {
    value_name: "STATUS",
    ..Flag::new(
        "pull-request-status",
        "State of the pull or merge request: OPEN, CLOSED or MERGED.",
    )
};
const READ_GIT_STATE: Flag = Flag {
    kind: Kind::Toggle,
    ..Flag::new(
        "read-git-state",
        "Take hash, time, message and author of the checked-out commit from git; explicit flags win.",
    )
};
const BASE_DEPLOYMENT_NAME: Flag = Flag {
    value_name: "NAME",
    ..Flag::new(
        "base-deployment-name",
        "Full deployment to inherit variables from and to compare with. [server's default: prod]",
    )
};
const SNAPSHOT_BASE_CONDITION: Flag = Flag {
    kind: Kind::Choice(&["on-create", "on-update"]),
    value_name: "WHEN",
    ..Flag::new(
        "snapshot-base-condition",
        "When to take a snapshot of the base deployment to compare with; without it the base is \
         compared as it is now.",
    )
};

// The code location.

const LOCATION_NAME: Flag =
    Flag { value_name: "NAME", ..Flag::new("location-name", "Name of the code location.") };
const LOCATION_FILE: Flag = Flag {
    aliases: &["from"],
    kind: Kind::File,
    value_name: "FILE",
    ..Flag::new(
        "location-file",
        "YAML file that describes the location, or several of them (dagster_cloud.yaml).",
    )
};
const IMAGE: Flag = Flag::new("image", "Docker image that the location runs.");
const GIT_URL: Flag = Flag {
    value_name: "URL",
    ..Flag::new("git-url", "Page of the deployed code at the git host.")
};
const PYTHON_FILE: Flag = Flag {
    short: Some('f'),
    kind: Kind::Path,
    value_name: "PATH",
    ..Flag::new("python-file", "Python file with the definitions.")
};
const PACKAGE_NAME: Flag = Flag {
    short: Some('p'),
    value_name: "NAME",
    ..Flag::new("package-name", "Python package with the definitions.")
};
const MODULE_NAME: Flag = Flag {
    short: Some('m'),
    value_name: "NAME",
    ..Flag::new("module-name", "Python module with the definitions.")
};
const AUTOLOAD_DEFS_MODULE_NAME: Flag = Flag {
    value_name: "NAME",
    ..Flag::new(
        "autoload-defs-module-name",
        "Python module whose definitions are found by themselves.",
    )
};
const ATTRIBUTE: Flag = Flag {
    short: Some('a'),
    value_name: "NAME",
    ..Flag::new("attribute", "Attribute of the module that holds the definitions.")
};
const EXECUTABLE_PATH: Flag = Flag {
    value_name: "PATH",
    ..Flag::new("executable-path", "Python interpreter to load the code with.")
};
const WORKING_DIRECTORY: Flag = Flag {
    short: Some('d'),
    value_name: "PATH",
    ..Flag::new("working-directory", "Directory to load the code from.")
};
const LOCATION_LOAD_TIMEOUT: Flag = Flag {
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
const AGENT_HEARTBEAT_TIMEOUT: Flag = Flag {
    // dagster-cloud declares the alias on both timeouts; there as here it sets this one.
    aliases: &["agent-timeout"],
    kind: Kind::Seconds,
    value_name: "SECONDS",
    env: Some("DAGSTER_CLOUD_AGENT_HEARTBEAT_TIMEOUT"),
    ..Flag::new(
        "agent-heartbeat-timeout",
        "How long to wait for an agent to be alive, within the load timeout; without it, as long as that.",
    )
};
const SETTLE_TIMEOUT: Flag = Flag {
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

const ORGANIZATION: Flag = Flag {
    short: Some('o'),
    value_name: "NAME",
    env: Some("DAGSTER_CLOUD_ORGANIZATION"),
    config: Some("organization"),
    section: Section::Connection,
    ..Flag::new("organization", "Dagster+ organization, as in https://NAME.dagster.cloud.")
};
const DEPLOYMENT: Flag = Flag {
    short: Some('d'),
    value_name: "NAME",
    env: Some("DAGSTER_CLOUD_DEPLOYMENT"),
    config: Some("default_deployment"),
    section: Section::Connection,
    ..Flag::new("deployment", "Full deployment, or the name that create-or-update printed.")
};
const API_TOKEN: Flag = Flag {
    aliases: &["user-token"],
    short: Some('u'),
    value_name: "TOKEN",
    env: Some("DAGSTER_CLOUD_API_TOKEN"),
    config: Some("user_token"),
    section: Section::Connection,
    ..Flag::new(
        "api-token",
        "Agent or user token; better given by its variable than on the command line.",
    )
};
const URL: Flag = Flag {
    env: Some("DAGSTER_CLOUD_URL"),
    value_name: "URL",
    section: Section::Connection,
    ..Flag::new("url", "Where Dagster+ is, instead of the URL built from the organization.")
};
const DAGSTER_ENV: Flag = Flag {
    env: Some("DAGSTER_CLOUD_ENV"),
    value_name: "REGION",
    section: Section::Connection,
    ..Flag::new("dagster-env", "Region of the organization, such as eu.")
};

// How the run behaves.

const OUTPUT: Flag = Flag {
    kind: Kind::Choice(&["text", "json"]),
    value_name: "FORMAT",
    default: Some("text"),
    section: Section::Run,
    ..Flag::new("output", "json prints one JSON document on standard output, errors included.")
};
const DRY_RUN: Flag = Flag {
    kind: Kind::Switch,
    section: Section::Run,
    ..Flag::new("dry-run", "Print the requests that would be sent, as JSON, and send nothing.")
};
const REQUEST_TIMEOUT: Flag = Flag {
    kind: Kind::DecimalSeconds,
    value_name: "SECONDS",
    default: Some("60"),
    section: Section::Run,
    ..Flag::new("request-timeout", "How long one try of a request may take.")
};
const REQUEST_DEADLINE: Flag = Flag {
    kind: Kind::DecimalSeconds,
    value_name: "SECONDS",
    default: Some("300"),
    section: Section::Run,
    ..Flag::new("request-deadline", "How long all tries of a request may take together.")
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_aliases_are_unique_within_a_command() {
        for command in COMMANDS {
            let mut names: Vec<_> = command.flags.iter().flat_map(|flag| flag.names()).collect();
            names.extend(["help", "version"]);
            let toggles = command.flags.iter().filter(|flag| flag.kind == Kind::Toggle);
            let negations: Vec<_> = toggles.map(|flag| format!("no-{}", flag.name)).collect();
            names.extend(negations.iter().map(String::as_str));
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{}", command.path());
        }
    }

    #[test]
    fn required_flags_are_flags_of_the_command() {
        for command in COMMANDS {
            for name in command.required {
                assert!(command.flag(name).is_some(), "{} --{name}", command.path());
            }
        }
    }

    #[test]
    fn every_command_belongs_to_a_listed_group() {
        for command in COMMANDS {
            assert!(GROUPS.iter().any(|group| group.name == command.group), "{}", command.path());
        }
    }

    #[test]
    fn defaults_and_names_have_the_form_they_promise() {
        for flag in COMMANDS.iter().flat_map(|command| command.flags) {
            let plain = |name: &str| name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            assert!(flag.names().all(plain), "--{}", flag.name);
            assert!(flag.help.ends_with(['.', ']']), "--{}: {}", flag.name, flag.help);
            if let (Kind::Choice(words), Some(default)) = (flag.kind, flag.default) {
                assert!(words.contains(&default), "--{}", flag.name);
            }
            assert!(!flag.kind.is_bare() || flag.default.is_none(), "--{}", flag.name);
        }
    }

    #[test]
    fn the_letter_d_is_the_working_directory_of_a_location_and_else_the_deployment() {
        let letter = |command: &Command| command.short('d').map(|flag| flag.name);
        assert_eq!(letter(&ADD_LOCATION), Some("working-directory"));
        assert_eq!(letter(&DELETE_BRANCH_DEPLOYMENT), Some("deployment"));
    }
}
