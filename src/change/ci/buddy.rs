//! buddy.

use super::Provider;

/// buddy.
pub(super) const PROVIDER: Provider = Provider::new("buddy");
