//! Every command, once, and which flags it takes.
//!
//! Not here: what a flag is; that is in `definitions.rs`.

use super::definitions::*;
use super::{Action, Command, Flag, Positional};

/// Every command, in the order of help.
pub const COMMANDS: &[&Command] =
    &[&CREATE_OR_UPDATE, &DELETE_BRANCH_DEPLOYMENT, &ADD_LOCATION, &UPDATE_LOCATION];

/// The command of that group, listed there or not, and name.
pub fn find(group: &str, name: &str) -> Option<&'static Command> {
    COMMANDS.iter().copied().find(|command| command.is_in(group) && command.name == name)
}

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
        &DELETED_DEPLOYMENT,
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

#[cfg(test)]
mod tests {
    use super::super::Kind;
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
