//! forgejo.

use super::Provider;

/// forgejo.
pub(super) const PROVIDER: Provider = Provider::new("forgejo");
