//! cirrus.

use super::Provider;

/// cirrus.
pub(super) const PROVIDER: Provider = Provider::new("cirrus");
