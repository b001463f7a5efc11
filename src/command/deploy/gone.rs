//! The branch of the change was deleted: its branch deployment, if there is one that is still open, is marked closed, with
//! all else that it was told before. One whose review was merged stays merged.

use super::super::problems::Failed;
use super::super::{Session, branch_deployment};
use super::{Deployment, dry_run, result};
use crate::dagster::branch_deployment as branches;
use crate::dagster::branch_state::{self, State};
use crate::dagster::client::Client;
use crate::flags::Given;
use crate::host::Host;
use crate::json::Json;

/// Marks the branch deployment of that branch closed.
pub(super) async fn close<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    client: &Client<'_, H>,
    repository: &str,
    branch: &str,
) -> Result<Json, Failed> {
    let name = branches::name_of_branch(client, repository, branch).await?;
    let state = branch_state::read(client, &name).await?;
    let Some(metadata) = state.as_ref().and_then(|state: &State| state.closed(repository, branch))
    else {
        let words = "The branch was deleted, and no branch deployment of it is open.";
        session.output.say_with(|| words.to_owned());
        return Ok(result(given, None, &[]));
    };
    let closed = branch_deployment::send(client, &metadata).await?;
    session.output.say_with(|| {
        let name = &closed.name;
        format!("The branch was deleted: marked branch deployment {name} as CLOSED.")
    });
    let page = client.of_deployment(&closed.name).endpoint.base;
    session.output.say_with(|| page.clone());
    let status = metadata.pull_request_status;
    let deployment = Deployment { name: closed.name, id: closed.id, page, status };
    Ok(result(given, Some(&deployment), &[]))
}

/// The requests for `--dry-run`; the last is sent if the deployment is open.
pub(super) fn planned<H: Host>(client: &Client<'_, H>, repository: &str, branch: &str) -> Json {
    let name = client.plan(
        &branches::GET_BRANCH_DEPLOYMENT_NAME,
        branches::of_branch(repository, branch),
        "ask for the branch deployment's name",
    );
    let state = client.plan(
        &branch_state::STATE,
        branches::named("<name from the request before>"),
        "see what it was told; if it is open, the same is sent with the status CLOSED",
    );
    dry_run(&[name, state])
}
