//! Names what a run is about on GitHub: the environment of its deployments, the key of its comment.
//!
//! The one place that knows which commands deploy a change. Not here: what is posted on GitHub (`feedback.rs`).

use super::order::Run;
use super::report::Deployment;
use super::requested::Manners;
use crate::change::{Change, Field};
use crate::command::optional;
use crate::command::{Target, target};
use crate::flags;
use crate::flags::{Action, Given};

/// Longer lists of names are cut in the key of a comment, which has to fit into one.
const MAX_KEY_NAMES: usize = 1_000;

/// The subject of a run.
pub(super) struct About {
    /// The run, and its commit.
    pub(super) run: Run,
    /// The name of the environment.
    pub(super) environment: String,
    /// Whether others may deploy to the environment, because the user named it.
    pub(super) is_shared: bool,
    /// The deployment, and its locations if they were given: other runs may share the environment.
    pub(super) place: String,
    pub(super) locations: String,
    /// Whether only what has changed is deployed.
    pub(super) is_partial: bool,
    /// Whether it is a branch deployment, which goes away with its branch.
    pub(super) is_branch: bool,
    /// Whether locations are deployed.
    pub(super) deploys: bool,
    /// Whether a GitHub deployment is posted; Gitea and Forgejo have none.
    pub(super) has_environment: bool,
    /// The branch, where it is known.
    pub(super) branch: String,
    /// The number of the pull request.
    pub(super) number: Option<String>,
    /// The subject of the comment. Two deployments have two comments, and so have two parts of one.
    pub(super) key: String,
}

impl About {
    /// Returns the subject of a command, or `None` if it changes no deployment of a change.
    pub(super) fn of(manners: &Manners, given: &Given, change: &Change, run: Run) -> Option<Self> {
        let full = optional::deployment(given).unwrap_or_default();
        let (is_branch, deploys) = match given.command.action {
            _ if optional::is_dry_run(given) || optional::is_read_only(given) => return None,
            Action::AddOrUpdateLocation => (Deployment::is_branch_name(full), true),
            Action::Deploy => match target(given, change).ok()? {
                Target::Branch => (true, true),
                Target::Mark | Target::Close => (true, false),
                Target::Full(_) => (false, true),
            },
            Action::MarkBranchDeployment => (true, false),
            _ => return None,
        };
        let number = change.text(Field::PullRequestNumber);
        let place = match number {
            Some(number) if is_branch => format!("pr-{number}"),
            _ if is_branch => change.text(Field::BranchName)?.to_owned(),
            _ => full.to_owned(),
        };
        let organization =
            given.filled(&flags::ORGANIZATION).or(given.filled(&flags::URL)).unwrap_or_default();
        let mut locations = match given.takes(&flags::LOCATION_NAME) {
            true => given.texts(&flags::LOCATION_NAME),
            false => Vec::new(),
        };
        if given.command.action == Action::AddOrUpdateLocation {
            locations.extend(given.positional());
        }
        locations.sort_unstable();
        let scope = if is_branch { "" } else { full };
        let environment = manners.environment.clone();
        Some(Self {
            run,
            is_shared: environment.is_some(),
            environment: environment.unwrap_or_else(|| format!("dagster/{place}")),
            place: format!("{organization}/{place}"),
            key: key(organization, scope, &locations),
            locations: locations.join("\n"),
            is_partial: given.takes(&flags::CHANGED_SINCE)
                && given.filled(&flags::CHANGED_SINCE).is_some(),
            is_branch,
            deploys,
            has_environment: manners.github_deployment
                && !matches!(change.provider, "gitea" | "forgejo"),
            branch: change.text(Field::BranchName).unwrap_or_default().to_owned(),
            number: number.map(str::to_owned),
        })
    }
}

fn key(organization: &str, scope: &str, locations: &[&str]) -> String {
    let names: String = locations.join(",").chars().take(MAX_KEY_NAMES).collect();
    let slash = if names.is_empty() { "" } else { "/" };
    format!("{organization}/{scope}{slash}{names}")
}
