//! cloud-build.

use super::Provider;

/// cloud-build.
pub(super) const PROVIDER: Provider = Provider::new("cloud-build");
