//! gitea.

use super::Provider;

/// gitea.
pub(super) const PROVIDER: Provider = Provider::new("gitea");
