//! Flags that several commands share, in groups.

use super::Flag;
use super::definitions::*;
use super::facts::*;

/// The metadata of a branch deployment: the branch, its commit and its pull request.
pub(super) const METADATA: &[&Flag] = &[
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
];

/// The other fields of a change.
pub(super) const OTHER_FACTS: &[&Flag] =
    &[&COMMIT_URL, &BASE_BRANCH, &DEFAULT_BRANCH, &TAG, &PULL_REQUEST_TITLE, &CLONE_URL, &IS_FORK];

pub(super) const BASE: &[&Flag] =
    &[&REPO_NAME_STYLE, &BASE_DEPLOYMENT_NAME, &SNAPSHOT_BASE_CONDITION];
pub(super) const WAITING: &[&Flag] =
    &[&LOCATION_LOAD_TIMEOUT, &AGENT_HEARTBEAT_TIMEOUT, &SETTLE_TIMEOUT];
pub(super) const CONNECTION: &[&Flag] =
    &[&ORGANIZATION, &API_TOKEN, &URL, &ALLOW_HTTP, &DAGSTER_ENV];
pub(super) const OFFLINE: &[&Flag] = &[&PROJECT_DIR, &OUTPUT, &REQUEST_TIMEOUT, &REQUEST_DEADLINE];
pub(super) const RUN: &[&Flag] = &[&OUTPUT, &DRY_RUN, &REQUEST_TIMEOUT, &REQUEST_DEADLINE];
