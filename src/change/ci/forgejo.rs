//! Forgejo Actions (<https://forgejo.org/docs/latest/user/actions/reference/>): as Gitea's, whose variables its runner
//! sets as well.

use super::{Provider, gitea};

/// Forgejo Actions.
pub(super) const PROVIDER: Provider =
    Provider { name: "forgejo", detected_by: &[("FORGEJO_ACTIONS", None)], ..gitea::PROVIDER };
