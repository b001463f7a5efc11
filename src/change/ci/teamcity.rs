//! teamcity.

use super::Provider;

/// teamcity.
pub(super) const PROVIDER: Provider = Provider::new("teamcity");
