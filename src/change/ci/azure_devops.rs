//! Azure Pipelines (<https://learn.microsoft.com/en-us/azure/devops/pipelines/build/variables>), for Azure Repos and
//! for repositories at GitHub, Bitbucket and elsewhere.
//!
//! A pull request is built at a commit that merges it for a test: BUILD_SOURCEVERSION, its message and its author are
//! about that commit. SYSTEM_PULLREQUEST_PULLREQUESTID is the number of the pull request but on GitHub, where it is
//! an id of the database. BUILD_SOURCEBRANCHNAME is only the last part of the branch and is not read. Who asked for a
//! build is `GitHub` for forks and a service for schedules, then without an email address. A variable that does not
//! exist stays as `$(Name)` where a pipeline passes it on.

use super::{Ci, Provider};
use crate::change::{Change, Field, FieldSource, url};

/// Azure Pipelines.
pub(super) const PROVIDER: Provider = Provider {
    detected_by: &[("TF_BUILD", None), ("BUILD_BUILDURI", None)],
    forge_variable: Some(HOST),
    review_signs: &[
        ("SYSTEM_PULLREQUEST_SOURCECOMMITID", ""),
        ("SYSTEM_PULLREQUEST_PULLREQUESTID", ""),
    ],
    on_review: &[
        (Field::BranchName, BRANCH),
        (Field::BaseBranch, "SYSTEM_PULLREQUEST_TARGETBRANCH"),
        (Field::CommitHash, "SYSTEM_PULLREQUEST_SOURCECOMMITID"),
        (Field::MergeCommit, "BUILD_SOURCEVERSION"),
        (Field::MergeMessage, MESSAGE),
        (Field::HeadRepo, "SYSTEM_PULLREQUEST_SOURCEREPOSITORYURI"),
    ],
    otherwise: &[
        (Field::BranchName, REF),
        (Field::CommitHash, "BUILD_SOURCEVERSION"),
        (Field::AuthorName, AUTHOR),
    ],
    always: &[(Field::GitUrl, REPOSITORY)],
    special: Some(special),
    special_variables: &[
        "SYSTEM_PULLREQUEST_PULLREQUESTNUMBER",
        "SYSTEM_PULLREQUEST_PULLREQUESTID",
        "SYSTEM_PULLREQUEST_ISFORK",
        MERGED,
        "SYSTEM_TEAMPROJECT",
        NAME,
        REQUESTER,
        REQUESTER_EMAIL,
    ],
    ..Provider::new("azure-devops")
};

const HOST: &str = "BUILD_REPOSITORY_PROVIDER";
const REF: &str = "BUILD_SOURCEBRANCH";
const REPOSITORY: &str = "BUILD_REPOSITORY_URI";
const NAME: &str = "BUILD_REPOSITORY_NAME";
const BRANCH: &str = "SYSTEM_PULLREQUEST_SOURCEBRANCH";
const MESSAGE: &str = "BUILD_SOURCEVERSIONMESSAGE";
const AUTHOR: &str = "BUILD_SOURCEVERSIONAUTHOR";
const REQUESTER: &str = "BUILD_REQUESTEDFOR";
const REQUESTER_EMAIL: &str = "BUILD_REQUESTEDFOREMAIL";
const MERGED: &str = "SYSTEM_PULLREQUEST_MERGEDAT";

fn special(ci: &Ci<'_>, change: &mut Change) {
    let host = ci.get(HOST).unwrap_or_default().to_ascii_lowercase();
    ci.offer(change, Field::PullRequestNumber, "SYSTEM_PULLREQUEST_PULLREQUESTNUMBER");
    if !host.starts_with("github") {
        ci.offer(change, Field::PullRequestNumber, "SYSTEM_PULLREQUEST_PULLREQUESTID");
    }
    // A run that someone starts for `refs/pull/7/merge` has no variables of the pull request.
    ci.offer_review(change, REF);
    ci.offer_tag(change, REF);
    // Said of pushes, too, and then false.
    if ci.get(BRANCH).is_some() {
        ci.offer(change, Field::IsFork, "SYSTEM_PULLREQUEST_ISFORK");
    }
    if ci.get(MERGED).is_some() {
        change.offer(Field::PullRequestStatus, Some("MERGED"), FieldSource::env(MERGED));
    }
    if host == "tfsgit" {
        offer_own_name(ci, change);
    }
    offer_people(ci, change);
}

/// The message is cut to its first line. On a pull request it and its author are the merge's.
fn offer_people(ci: &Ci<'_>, change: &mut Change) {
    let is_commit = !change.is_review();
    if is_commit {
        ci.offer_fallback(change, Field::CommitMessage, MESSAGE);
    }
    let author = ci.get(AUTHOR).filter(|_| is_commit);
    let is_person = ci.get(REQUESTER_EMAIL).is_some();
    if is_person && author.is_none_or(|author| ci.get(REQUESTER) == Some(author)) {
        ci.offer_fallback(change, Field::AuthorName, REQUESTER);
        ci.offer_fallback(change, Field::AuthorEmail, REQUESTER_EMAIL);
    }
}

/// The URLs of Azure DevOps Server do not tell where the project begins; those of the service do, and also tell if the
/// repository is in another project than the pipeline.
fn offer_own_name(ci: &Ci<'_>, change: &mut Change) {
    let remote = ci.get(REPOSITORY).and_then(url::remote);
    let is_service = remote.is_some_and(|remote| remote.host == "dev.azure.com");
    let names = ci.get("SYSTEM_TEAMPROJECT").zip(ci.get(NAME));
    if let Some((project, repository)) = names.filter(|_| !is_service) {
        let path = format!("{project}/{repository}");
        change.offer(Field::RepoName, Some(&path), FieldSource::env(NAME));
    }
}
