//! The flags of `job launch` and `run status`, once. Names, letters and the variable are those of `dagster-cloud`, but for
//! `--wait-timeout`, `--launch-retries` and `--run-id`, which it does not have as flags.

use super::{Flag, Kind, Words};

pub(super) const JOB_LOCATION: Flag = Flag {
    short: Some('l'),
    value_name: Words::new("NAME"),
    ..Flag::new("location", "Code location that has the job.")
};
pub(super) const JOB: Flag = Flag {
    short: Some('j'),
    value_name: Words::new("NAME"),
    ..Flag::new("job", "Job to launch; __ASSET_JOB launches assets.")
};
pub(super) const REPOSITORY: Flag = Flag {
    short: Some('r'),
    value_name: Words::new("NAME"),
    default: Some("__repository__"),
    ..Flag::new("repository", "Repository of the code location that has the job.")
};
pub(super) const TAGS: Flag = Flag {
    kind: Kind::Object,
    value_name: Words::new("JSON"),
    ..Flag::new(
        "tags",
        "Tags of the run, a JSON object. Values are texts; of other values the JSON is the text.",
    )
};
pub(super) const CONFIG_JSON: Flag = Flag {
    kind: Kind::Object,
    value_name: Words::new("JSON"),
    ..Flag::new("config-json", "Configuration of the run, a JSON object.")
};
pub(super) const ASSET_KEY: Flag = Flag {
    kind: Kind::List,
    value_name: Words::new("KEY"),
    ..Flag::new(
        "asset-key",
        "Asset to materialize, its parts joined by slashes; may be given several times.",
    )
};
pub(super) const WAIT: Flag = Flag {
    short: Some('w'),
    kind: Kind::Switch,
    ..Flag::new(
        "wait",
        "Wait until the run has finished; one that fails or is canceled fails the command.",
    )
};
pub(super) const INTERVAL: Flag = Flag {
    short: Some('i'),
    kind: Kind::DecimalSeconds,
    value_name: Words::new("SECONDS"),
    default: Some("30"),
    ..Flag::new(
        "interval",
        "How long to wait before each look at the run's status; at least a second.",
    )
};
pub(super) const WAIT_TIMEOUT: Flag = Flag {
    kind: Kind::DecimalSeconds,
    value_name: Words::new("SECONDS"),
    ..Flag::new(
        "wait-timeout",
        "How long to wait for the run before giving up, which does not stop it; without it, as long as it takes.",
    )
};
pub(super) const LAUNCH_RETRIES: Flag = Flag {
    kind: Kind::Whole,
    value_name: Words::new("COUNT"),
    env: Some("DAGSTER_CLOUD_JOB_LAUNCH_RETRIES"),
    default: Some("5"),
    ..Flag::new(
        "launch-retries",
        "How often to try again to launch the job; a key sent along keeps it from being launched twice.",
    )
};
pub(super) const RUN_ID: Flag = Flag {
    value_name: Words::new("RUN"),
    ..Flag::new("run-id", "The run: the id that job launch printed.")
};
