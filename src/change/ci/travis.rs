//! travis.

use super::Provider;

/// travis.
pub(super) const PROVIDER: Provider = Provider::new("travis");
