//! codefresh.

use super::Provider;

/// codefresh.
pub(super) const PROVIDER: Provider = Provider::new("codefresh");
