//! The inputs that only the GitHub Action has: which command it runs, and what it posts on GitHub.
//!
//! They are flags of a command that no command line knows. All other inputs are flags of the commands (`inputs.rs`).

use super::{Action, Command, Flag, ValueKind, Words};

pub(crate) const COMMAND: Flag = Flag {
    value_name: Words::new("COMMAND"),
    default: Some("deploy"),
    ..Flag::new(
        "command",
        "What to do: deploy, branch-deployment (only create or update it), add-location, close (mark the branch \
         deployment closed), launch-job, or the words of any command line, such as `deployment update-location prices`.",
    )
};
pub(crate) const GITHUB_TOKEN: Flag = Flag {
    is_secret: true,
    ..Flag::new(
        "github-token",
        "Token for GitHub's API: comment, GitHub deployment, facts of the commit, and the location file where nothing is \
         checked out. Empty leaves GitHub's API alone.",
    )
};
pub(crate) const COMMENT: Flag = toggle(
    "comment",
    "true",
    "Keep one comment on the pull request that tells the state of its deployment (needs `pull-requests: write`).",
);
pub(crate) const SUMMARY: Flag = toggle("summary", "true", "Write a job summary.");
pub(crate) const GITHUB_DEPLOYMENT: Flag = toggle(
    "github-deployment",
    "true",
    "Keep a GitHub deployment with the address of the Dagster+ deployment (needs `deployments: write`).",
);
pub(crate) const GITHUB_ENVIRONMENT: Flag = Flag {
    value_name: Words::new("NAME"),
    ..Flag::new(
        "github-environment",
        "Environment of the GitHub deployment; without it dagster/pr-7, dagster/BRANCH or dagster/DEPLOYMENT.",
    )
};
pub(crate) const ALLOW_FORKS: Flag = toggle(
    "allow-forks",
    "false",
    "Deploy pull requests from forks, too: code and location file of somebody from outside, into the branch deployment \
     that a branch of the same name has. Otherwise nothing is done for them.",
);
pub(crate) const ONLY_LATEST: Flag = toggle(
    "only-latest",
    "true",
    "Deploy nothing when the pull request has a newer commit, or is closed, by now, or a newer run has begun to.",
);

const fn toggle(name: &'static str, default: &'static str, help: &'static str) -> Flag {
    Flag { kind: ValueKind::Toggle, default: Some(default), ..Flag::new(name, help) }
}

/// The Action, as if it were a command.
pub const ACTION: Command = Command {
    group: "",
    hidden_groups: &[],
    name: "action",
    action: Action::InspectChange,
    summary: Words::new("Deploy to Dagster+ from GitHub Actions."),
    details: Words::new(""),
    positional: None,
    flags: &[&[
        &COMMAND,
        &GITHUB_TOKEN,
        &COMMENT,
        &SUMMARY,
        &GITHUB_DEPLOYMENT,
        &GITHUB_ENVIRONMENT,
        &ALLOW_FORKS,
        &ONLY_LATEST,
    ]],
    required: &[],
    reads_change: false,
    prints_document: false,
};
