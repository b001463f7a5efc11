//! Ends a branch or its pull request without a commit: marks its branch deployment, if it is still open, as closed or
//! merged, with all other metadata unchanged. A merged pull request stays merged.

use super::super::problems::Failed;
use super::super::{Session, branch_deployment, dry_run};
use super::{Deployment, result};
use crate::command::optional;
use crate::dagster::branch_deployment as branches;
use crate::dagster::branch_state::{self, State};
use crate::dagster::client::Client;
use crate::flags;
use crate::flags::Given;
use crate::host::Host;
use crate::json::Json;

/// The end of a branch or of its pull request.
pub(super) struct End<'g> {
    repository: &'g str,
    branch: &'g str,
    /// `CLOSED` or `MERGED`.
    status: &'static str,
    is_deleted: bool,
}

impl<'g> End<'g> {
    /// Creates the end of a branch that was deleted, or whose pull request has the status that was given.
    pub(super) fn new(
        given: &Given,
        repository: &'g str,
        branch: &'g str,
        is_deleted: bool,
    ) -> Self {
        let status = given.text(&flags::PULL_REQUEST_STATUS).unwrap_or_default();
        let is_merged = status.eq_ignore_ascii_case("MERGED") && !optional::marks_closed(given);
        let status = if is_merged { "MERGED" } else { "CLOSED" };
        Self { repository, branch, status, is_deleted }
    }

    /// Says what has ended, for the log.
    fn words(&self) -> &'static str {
        if self.is_deleted { "The branch was deleted" } else { "The review is over" }
    }
}

/// Marks the branch deployment of that branch closed or merged.
pub(super) async fn close<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    client: &Client<'_, H>,
    end: &End<'_>,
) -> Result<Json, Failed> {
    let End { repository, branch, status, .. } = *end;
    let name = branches::name_of_branch(client, repository, branch).await?;
    let state = branch_state::read(client, &name).await?;
    let ended = state.as_ref().and_then(|state: &State| state.ended(repository, branch, status));
    let Some(metadata) = ended else {
        let words = end.words();
        session.output.say(&format!("{words}, and no branch deployment of it is open."));
        return Ok(result(given, None, &[]));
    };
    let closed = branch_deployment::send(client, &metadata).await?;
    let (name, words) = (&closed.name, end.words());
    session.output.say(&format!("{words}: marked branch deployment {name} as {status}."));
    let page = client.of_deployment(&closed.name).endpoint.base;
    session.output.say(&page);
    let status = metadata.pull_request_status;
    let deployment = Deployment { name: closed.name, id: closed.id, page, status };
    Ok(result(given, Some(&deployment), &[]))
}

/// The requests for `--dry-run`; the last is sent if the deployment is open.
pub(super) fn planned<H: Host>(client: &Client<'_, H>, end: &End<'_>) -> Json {
    let name = client.plan(
        &branches::GET_BRANCH_DEPLOYMENT_NAME,
        branches::of_branch(end.repository, end.branch),
        "ask for the branch deployment's name",
    );
    let purpose =
        ["see what it was told; if it is open, the same is sent with the status ", end.status];
    let state = client.plan(
        &branch_state::STATE,
        branches::named("<name from the request before>"),
        &purpose.concat(),
    );
    dry_run(&[name, state])
}
