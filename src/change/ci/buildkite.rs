//! buildkite.

use super::Provider;

/// buildkite.
pub(super) const PROVIDER: Provider = Provider::new("buildkite");
