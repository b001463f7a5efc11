//! drone.

use super::Provider;

/// drone.
pub(super) const PROVIDER: Provider = Provider::new("drone");
