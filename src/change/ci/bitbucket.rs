//! bitbucket.

use super::Provider;

/// bitbucket.
pub(super) const PROVIDER: Provider = Provider::new("bitbucket");
