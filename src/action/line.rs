//! The connection to GitHub for one run: the API, and the notice for each post that fails.
//!
//! No failure of it fails a run: what the token may not do is listed in a notice.

use crate::change::Change;
use crate::command::Session;
use crate::github::reviews::{self, Review};
use crate::github::{Api, Refused};
use crate::host::Host;

/// The posts that can fail, each with the permission it needs.
pub(super) const COMMENT: (&str, &str) = ("The comment", "pull-requests: write");
pub(super) const DEPLOYMENT: (&str, &str) = ("The GitHub deployment", "deployments: write");

/// The line to GitHub.
pub(super) struct Line<'a, H: Host> {
    pub(super) session: &'a Session<'a, H>,
    pub(super) api: &'a Api<'a, H>,
    is_fork: bool,
}

impl<'a, H: Host> Line<'a, H> {
    /// The line of a run; none without a token.
    pub(super) fn new(session: &'a Session<'a, H>, change: &Change) -> Option<Self> {
        Some(Self { session, api: session.github?, is_fork: change.is_fork() == Some(true) })
    }

    /// The pull request as it is now, or why that is not known.
    pub(super) async fn review(&self, number: &str) -> Result<Review, String> {
        reviews::read(self.api, number).await.map_err(unknown)
    }

    pub(super) fn now(&self) -> f64 {
        self.session.host.now()
    }

    pub(super) fn say(&self, text: &str) {
        self.session.output.notice(text);
    }

    /// Says what GitHub did not do, and what it wants for it.
    #[inline(never)]
    pub(super) fn refused(&self, (what, permission): (&str, &str), refused: &Refused) {
        // A limit, or a conversation that is locked, is a 403, too.
        let is_denied = match refused.status {
            Some(403) => refused.reason.contains("Resource not accessible"),
            status => status == Some(404),
        };
        let advice = match is_denied {
            true if self.is_fork => "; the token of a fork's run can only read".to_owned(),
            true => format!("; the job needs `permissions: {permission}`"),
            false => String::new(),
        };
        let reason = &refused.reason;
        let text = format!("{what} was not written. GitHub's API: {reason}{advice}");
        self.session.output.command("notice", &[("title", "dagster-deploy")], &text);
    }
}

/// Why something is not known.
pub(super) fn unknown(refused: Refused) -> String {
    format!("GitHub's API: {}", refused.reason)
}
