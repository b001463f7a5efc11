//! Every command, once, and which flags it takes.
//!
//! Not here: what a flag is (`definitions.rs`), and the commands of `jobs.rs` and `webhooks.rs`.

use super::definitions::*;
use super::groups::*;
pub use super::jobs::JOB_LAUNCH;
use super::jobs::RUN_STATUS;
pub use super::webhooks::GROUP_OF_EDGE;
use super::webhooks::{WEBHOOK_CHECK, WEBHOOK_EXPLAIN, WEBHOOK_SERVE, WEBHOOK_SIGN};
use super::{Action, Command, Flag, Positional, Words};

/// The commands, in the order of help.
pub const COMMANDS: &[&Command] = &[
    &DEPLOY,
    &CREATE_OR_UPDATE,
    &DELETE_BRANCH_DEPLOYMENT,
    &ADD_LOCATION,
    &UPDATE_LOCATION,
    &JOB_LAUNCH,
    &RUN_STATUS,
    &CI_INSPECT,
    &CI_IMAGE_TAG,
    &CI_BRANCH_DEPLOYMENT,
    &WEBHOOK_SERVE,
    &WEBHOOK_CHECK,
    &WEBHOOK_EXPLAIN,
    &WEBHOOK_SIGN,
];

/// The commands that the Action has a word and inputs for.
pub const OF_ACTION: &[&Command] = &[&DEPLOY, &CI_BRANCH_DEPLOYMENT, &ADD_LOCATION, &JOB_LAUNCH];

/// The command of that group, listed there or not, and name.
pub fn find(group: &str, name: &str) -> Option<&'static Command> {
    COMMANDS.iter().copied().find(|command| command.is_in(group) && command.name == name)
}

/// A group of commands.
pub struct Group {
    /// Its name.
    pub name: &'static str,
    /// One sentence for help.
    pub summary: Words,
    /// Whether help and completions leave it out, as in `dagster-cloud`.
    pub hidden: bool,
}

impl Group {
    const fn new(name: &'static str, summary: &'static str) -> Self {
        Self { name, summary: Words::new(summary), hidden: false }
    }
}

/// All groups; the one without a name has the commands of their own.
pub const GROUPS: &[Group] = &[
    Group::new("", "Do all that a change needs."),
    Group::new(
        "branch-deployment",
        "Create, update and delete the branch deployment of a git branch.",
    ),
    Group::new("deployment", "Change the code locations of a deployment."),
    Group::new("job", "Run what was deployed."),
    Group { hidden: true, ..Group::new("run", "Tell of runs.") },
    Group::new("ci", "What the CI system and git tell of the change, and what follows."),
    Group::new(GROUP_OF_EDGE, "Webhooks of git hosts and registries."),
];

/// Creates the branch deployment of a git branch, or updates its metadata.
pub const CREATE_OR_UPDATE: Command = Command {
    group: "branch-deployment",
    hidden_groups: &[],
    name: "create-or-update",
    action: Action::CreateOrUpdateBranchDeployment,
    summary: Words::new("Create the branch deployment of a git branch, or update its metadata."),
    details: Words::new(
        "Prints the deployment's name. Needs a commit: give --commit-hash and --timestamp, or \
              --read-git-state; with --read-ci-state nothing need be given at all. To close a branch \
              deployment, pass --pull-request-status CLOSED or MERGED.",
    ),
    positional: None,
    flags: &[&[&READ_CI_STATE, &READ_GIT_STATE], METADATA, BASE, CONNECTION, RUN],
    required: &["git-repo-name", "branch-name"],
    reads_change: false,
    prints_document: false,
};

/// Deletes a branch deployment.
pub const DELETE_BRANCH_DEPLOYMENT: Command = Command {
    group: "branch-deployment",
    hidden_groups: &[],
    name: "delete",
    action: Action::DeleteBranchDeployment,
    summary: Words::new("Delete a branch deployment."),
    details: Words::new(
        "Refuses to delete anything but a branch deployment. Prints nothing when it worked.",
    ),
    positional: None,
    flags: &[&[&DELETED_DEPLOYMENT], CONNECTION, RUN],
    required: &[],
    reads_change: false,
    prints_document: false,
};

const LOCATION_FLAGS: &[&[&Flag]] = &[
    &[
        &LOCATION_NAME,
        &LOCATION_FILE,
        &IMAGE,
        &LOCATION_COMMIT_HASH,
        &GIT_URL,
        &PYTHON_FILE,
        &PACKAGE_NAME,
        &MODULE_NAME,
        &AUTOLOAD_DEFS_MODULE_NAME,
        &ATTRIBUTE,
        &EXECUTABLE_PATH,
    ],
    WAITING,
    // The letter `d` is the working directory in these commands, as in dagster-cloud.
    &[&DEPLOYMENT, &WORKING_DIRECTORY],
    CONNECTION,
    RUN,
];

/// Adds a code location or replaces it.
pub const ADD_LOCATION: Command = Command {
    group: "deployment",
    hidden_groups: &["workspace"],
    name: "add-location",
    action: Action::AddOrUpdateLocation,
    summary: Words::new(
        "Add a code location to a deployment, or update it, and wait until it has loaded.",
    ),
    details: Words::new(
        "The location is described by a file, by flags, or by both: flags override the file. Waits until \
              the agent has loaded the new code, and fails when it does not load.",
    ),
    positional: Some(Positional {
        name: "location",
        is_path: false,
        help: Words::new("The name of the code location; --location-name says the same."),
    }),
    flags: LOCATION_FLAGS,
    required: &[],
    reads_change: false,
    prints_document: false,
};

/// The same as [`ADD_LOCATION`] under another name, as in `dagster-cloud`.
pub const UPDATE_LOCATION: Command = Command {
    name: "update-location",
    summary: Words::new(
        "Update a code location of a deployment, or add it, and wait until it has loaded.",
    ),
    ..ADD_LOCATION
};

const PROJECT: Option<Positional> = Some(Positional {
    name: "project_dir",
    is_path: true,
    help: Words::new("The checkout; --project-dir says the same."),
});

/// Deploys the code locations of a change to where it belongs.
pub const DEPLOY: Command = Command {
    group: "",
    hidden_groups: &[],
    name: "deploy",
    action: Action::Deploy,
    summary: Words::new(
        "Deploy the locations of dagster_cloud.yaml to where the change belongs, and wait for them.",
    ),
    details: Words::new(
        "A pull or merge request, or a branch other than the default one, goes to its branch deployment, which is \
              created or updated; the default branch to the full deployment that --deployment names. If the request is \
              closed or merged, its branch deployment is marked so, and nothing is deployed; if the branch was deleted, \
              its branch deployment is marked closed, unless there is none that is open. What is unclear, such as a \
              tag, is refused: --deployment-type decides. The change is read from the CI system and git; \
              `ci inspect` shows it.",
    ),
    positional: PROJECT,
    flags: &[
        &[
            &IMAGES,
            &IMAGE_TAG,
            &ALLOW_NO_IMAGE,
            &DEPLOYED_LOCATIONS,
            &DEPLOYED_FILE,
            &CHANGED_SINCE,
            &FULL_DEPLOYMENT,
            &DEPLOYMENT_TYPE,
            &GIT_URL,
            &PROJECT_DIR,
        ],
        BASE,
        WAITING,
        METADATA,
        OTHER_FACTS,
        CONNECTION,
        RUN,
    ],
    required: &[],
    reads_change: true,
    prints_document: false,
};

/// Prints what is known of the change.
pub const CI_INSPECT: Command = Command {
    group: "ci",
    hidden_groups: &[],
    name: "inspect",
    action: Action::InspectChange,
    summary: Words::new("Print what the CI system and git tell of the change, as JSON."),
    details: Words::new(
        "Each field is null where it is not known; under sources stands where it came from. Sends nothing to \
              Dagster+.",
    ),
    positional: PROJECT,
    flags: &[METADATA, OTHER_FACTS, OFFLINE],
    required: &[],
    reads_change: true,
    prints_document: true,
};

/// Prints a tag for the image of the change.
pub const CI_IMAGE_TAG: Command = Command {
    name: "image-tag",
    action: Action::ImageTag,
    summary: Words::new(
        "Print a tag for the change's Docker image: valid, and the same for the same change.",
    ),
    details: Words::new(
        "Build and push the image with this tag, and give it to `deploy --image-tag`. A branch or tag is \
              written with the characters that a tag may have.",
    ),
    flags: &[&[&FORMAT], METADATA, OTHER_FACTS, OFFLINE],
    prints_document: false,
    ..CI_INSPECT
};

/// Creates or updates the branch deployment of the change.
pub const CI_BRANCH_DEPLOYMENT: Command = Command {
    name: "branch-deployment",
    action: Action::MarkBranchDeployment,
    summary: Words::new(
        "Create or update the branch deployment of the change, and print its name.",
    ),
    details: Words::new(
        "As branch-deployment create-or-update, with all that the CI system and git tell. The default branch \
              and a tag have no branch deployment and are refused.",
    ),
    flags: &[
        &[&MARK_CLOSED, &READ_ONLY, &PROJECT_DIR],
        BASE,
        METADATA,
        OTHER_FACTS,
        CONNECTION,
        RUN,
    ],
    prints_document: false,
    ..CI_INSPECT
};

#[cfg(test)]
mod tests {
    use super::super::ValueKind;
    use super::*;

    #[test]
    fn names_and_aliases_are_unique_within_a_command() {
        for command in COMMANDS {
            let mut names: Vec<_> = command.flags().flat_map(super::super::Flag::names).collect();
            names.extend(["help", "version"]);
            let toggles = command.flags().filter(|flag| flag.kind == ValueKind::Toggle);
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
    fn every_command_belongs_to_a_group() {
        for command in COMMANDS {
            assert!(GROUPS.iter().any(|group| group.name == command.group), "{}", command.path());
        }
    }

    #[test]
    fn defaults_and_names_have_the_form_they_promise() {
        for flag in COMMANDS.iter().flat_map(|command| command.flags()) {
            let plain = |name: &str| name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            assert!(flag.names().into_iter().all(plain), "--{}", flag.name);
            assert!(
                flag.help.as_str().ends_with(['.', ']']),
                "--{}: {}",
                flag.name,
                flag.help.as_str()
            );
            if let (ValueKind::Choice(words), Some(default)) = (flag.kind, flag.default) {
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
