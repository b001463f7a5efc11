//! github.

use super::Provider;

/// github.
pub(super) const PROVIDER: Provider = Provider::new("github");
