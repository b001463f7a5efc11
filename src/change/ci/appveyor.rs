//! appveyor.

use super::Provider;

/// appveyor.
pub(super) const PROVIDER: Provider = Provider::new("appveyor");
