//! TeamCity (<https://www.jetbrains.com/help/teamcity/predefined-build-parameters.html>).
//!
//! Variables tell the commit only, and with several VCS roots not even that; the rest is in the properties that
//! `teamcity_properties.rs` reads, also those of the build feature Pull Requests
//! (<https://www.jetbrains.com/help/teamcity/pull-requests.html>). The branch may be `<default>`, and is without the
//! feature `pull/N` of a pull request. The source branch of a pull request is told only if it is not in a fork. Builds by
//! schedule look like those of a push.

use super::{Ci, Provider};
use crate::change::{Change, Field, FieldSource, Rules, git_ref};

/// TeamCity.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("TEAMCITY_VERSION", None)],
    special: Some(special),
    special_variables: &["TEAMCITY_BUILD_PROPERTIES_FILE", "BUILD_VCS_NUMBER"],
    ..Provider::new("teamcity")
};

const PROPERTIES: Rules = &[
    (Field::PullRequestNumber, "teamcity.pullRequest.number"),
    (Field::PullRequestTitle, "teamcity.pullRequest.title"),
    (Field::PullRequestUrl, "teamcity.pullRequest.url"),
    (Field::BaseBranch, "teamcity.pullRequest.target.branch"),
    (Field::GitUrl, "vcsroot.url"),
    (Field::DefaultBranch, "vcsroot.branch"),
];

const POOR: Rules = &[
    (Field::CommitMessage, "teamcity.pullRequest.title"),
    (Field::AuthorName, "teamcity.pullRequest.author"),
];

fn special(ci: &Ci<'_>, change: &mut Change) {
    let property = |name: &'static str| ci.get(name).map(Into::into);
    change.take(PROPERTIES, "property", &property);
    change.take_poor(POOR, "property", &property);
    let offer = |change: &mut Change, field, value, name: &'static str| {
        change.offer(field, value, FieldSource::new("property", name));
    };
    // The name in the repository; the other may be shortened by the branch specification.
    let names = ["teamcity.build.vcs.branch", "teamcity.build.branch"];
    let full = names.iter().find_map(|name| Some((*name, ci.get(name)?)));
    let (name, branch) = full.unwrap_or((names[1], "<default>"));
    offer(change, Field::PullRequestNumber, git_ref::review_number(branch), name);
    // Azure DevOps alone has pull requests built as they would be merged.
    let is_merge = change.is_review() && branch.ends_with("/merge");
    let hash = if is_merge { Field::MergeCommit } else { Field::CommitHash };
    ci.offer(change, hash, "BUILD_VCS_NUMBER");
    if change.is_review() {
        let source = "teamcity.pullRequest.source.branch";
        return offer(change, Field::BranchName, ci.get(source), source);
    }
    offer(change, Field::Tag, git_ref::tag(branch), name);
    if branch == "<default>" {
        offer(change, Field::BranchName, ci.get("vcsroot.branch"), "vcsroot.branch");
    } else {
        offer(change, Field::BranchName, Some(branch), name);
    }
}
