//! woodpecker.

use super::Provider;

/// woodpecker.
pub(super) const PROVIDER: Provider = Provider::new("woodpecker");
