//! codebuild.

use super::Provider;

/// codebuild.
pub(super) const PROVIDER: Provider = Provider::new("codebuild");
