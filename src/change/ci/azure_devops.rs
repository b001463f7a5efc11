//! azure-devops.

use super::Provider;

/// azure-devops.
pub(super) const PROVIDER: Provider = Provider::new("azure-devops");
