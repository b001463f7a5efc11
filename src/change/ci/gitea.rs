//! Gitea Actions (<https://docs.gitea.com/usage/actions/comparison>): GitHub's variables and events, Gitea's pages.
//!
//! GITHUB_SHA of a pull request is its head or a merge of it, by version; the event file has the head.

use super::{Provider, github};
use crate::change::Forge;

/// Gitea Actions.
pub(super) const PROVIDER: Provider = Provider {
    name: "gitea",
    detected_by: &[("GITEA_ACTIONS", None)],
    forge: Some(Forge::Gitea),
    ..github::PROVIDER
};
