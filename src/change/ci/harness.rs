//! Harness CI
//! (<https://developer.harness.io/continuous-integration/troubleshooting-and-resources/troubleshoot-harness-ci/ci-env-var>).
//!
//! It sets Drone's variables, and Drone's rules hold. Branches of a tag's build are the tag's full ref. The commit of
//! a pull request on Bitbucket is short, git completes it. A manual build without a codebase has neither branch nor
//! commit.

use super::{Provider, drone};

/// Harness CI.
pub(super) const PROVIDER: Provider =
    Provider { name: "harness", detected_by: &[("HARNESS_BUILD_ID", None)], ..drone::PROVIDER };
