//! harness.

use super::Provider;

/// harness.
pub(super) const PROVIDER: Provider = Provider::new("harness");
