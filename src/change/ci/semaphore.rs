//! semaphore.

use super::Provider;

/// semaphore.
pub(super) const PROVIDER: Provider = Provider::new("semaphore");
