//! jenkins.

use super::Provider;

/// jenkins.
pub(super) const PROVIDER: Provider = Provider::new("jenkins");
