//! gitlab.

use super::Provider;

/// gitlab.
pub(super) const PROVIDER: Provider = Provider::new("gitlab");
