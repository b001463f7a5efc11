//! The commands `job launch` and `run status`, and their flags, once. Names, letters and the variable are those of
//! `dagster-cloud`, but for `--tags-file`, `--config-json-file`, `--wait-timeout`, `--launch-retries` and `--run-id`,
//! which it does not have as flags.

use super::definitions::DEPLOYMENT;
use super::groups::{CONNECTION, RUN};
use super::{Action, Command, Flag, Positional, ValueKind, Words};

pub(crate) const JOB_LOCATION: Flag = Flag {
    short: Some('l'),
    value_name: Words::new("NAME"),
    ..Flag::new("location", "Code location that has the job.")
};
pub(crate) const JOB: Flag = Flag {
    short: Some('j'),
    value_name: Words::new("NAME"),
    ..Flag::new("job", "Job to launch; __ASSET_JOB launches assets.")
};
pub(crate) const REPOSITORY: Flag = Flag {
    short: Some('r'),
    value_name: Words::new("NAME"),
    default: Some("__repository__"),
    ..Flag::new("repository", "Repository of the code location that has the job.")
};
pub(crate) const TAGS: Flag = Flag {
    kind: ValueKind::Object,
    value_name: Words::new("JSON"),
    ..Flag::new(
        "tags",
        "Tags of the run, a JSON object. Values are texts; of other values the JSON is the text.",
    )
};
pub(crate) const CONFIG_JSON: Flag = Flag {
    kind: ValueKind::Object,
    value_name: Words::new("JSON"),
    ..Flag::new("config-json", "Configuration of the run, a JSON object.")
};
pub(crate) const TAGS_FILE: Flag = Flag {
    kind: ValueKind::Path,
    value_name: Words::new("FILE"),
    command_line_only: true,
    ..Flag::new("tags-file", "File to read the tags from, in place of --tags.")
};
pub(crate) const CONFIG_JSON_FILE: Flag = Flag {
    kind: ValueKind::Path,
    value_name: Words::new("FILE"),
    command_line_only: true,
    ..Flag::new(
        "config-json-file",
        "File to read the configuration of the run from, in place of --config-json.",
    )
};
pub(crate) const ASSET_KEY: Flag = Flag {
    kind: ValueKind::List,
    value_name: Words::new("KEY"),
    ..Flag::new(
        "asset-key",
        "Asset to materialize, its parts joined by slashes; may be given several times.",
    )
};
pub(crate) const WAIT: Flag = Flag {
    short: Some('w'),
    kind: ValueKind::Switch,
    ..Flag::new(
        "wait",
        "Wait until the run has finished; one that fails or is canceled fails the command.",
    )
};
pub(crate) const INTERVAL: Flag = Flag {
    short: Some('i'),
    kind: ValueKind::DecimalSeconds,
    value_name: Words::new("SECONDS"),
    default: Some("30"),
    ..Flag::new(
        "interval",
        "How long to wait before each look at the run's status; at least a second.",
    )
};
pub(crate) const WAIT_TIMEOUT: Flag = Flag {
    kind: ValueKind::DecimalSeconds,
    value_name: Words::new("SECONDS"),
    ..Flag::new(
        "wait-timeout",
        "How long to wait for the run before giving up, which does not stop it; without it, as long as it takes.",
    )
};
pub(crate) const LAUNCH_RETRIES: Flag = Flag {
    kind: ValueKind::Whole,
    value_name: Words::new("COUNT"),
    env: Some("DAGSTER_CLOUD_JOB_LAUNCH_RETRIES"),
    default: Some("5"),
    ..Flag::new(
        "launch-retries",
        "How often to try again to launch the job; a key sent along keeps it from being launched twice.",
    )
};
pub(crate) const RUN_ID: Flag = Flag {
    value_name: Words::new("RUN"),
    ..Flag::new("run-id", "The run: the id that job launch printed.")
};

/// Launches a run of a job.
pub const JOB_LAUNCH: Command = Command {
    group: "job",
    hidden_groups: &[],
    name: "launch",
    action: Action::LaunchJob,
    summary: Words::new("Launch a run of a job, and wait for it if that is asked for."),
    details: Words::new(
        "Prints the run's id; with --wait how it goes instead, and fails if the run fails or is canceled.",
    ),
    positional: None,
    flags: &[
        &[
            &JOB_LOCATION,
            &JOB,
            &REPOSITORY,
            &TAGS,
            &TAGS_FILE,
            &CONFIG_JSON,
            &CONFIG_JSON_FILE,
            &ASSET_KEY,
        ],
        &[&WAIT, &INTERVAL, &WAIT_TIMEOUT, &LAUNCH_RETRIES],
        &[&DEPLOYMENT],
        CONNECTION,
        RUN,
    ],
    required: &["location", "job"],
    reads_change: false,
    prints_document: false,
};

/// Tells how far a run is.
pub(super) const RUN_STATUS: Command = Command {
    group: "run",
    name: "status",
    action: Action::RunStatus,
    summary: Words::new("Print the status of a run."),
    details: Words::new(
        "QUEUED, STARTING, STARTED, SUCCESS, FAILURE, CANCELED and others. Fails only if the status cannot be had.",
    ),
    positional: Some(Positional {
        name: "run_id",
        is_path: false,
        help: Words::new("The run: the id that job launch printed; --run-id says the same."),
    }),
    flags: &[&[&RUN_ID, &DEPLOYMENT], CONNECTION, RUN],
    required: &[],
    ..JOB_LAUNCH
};
