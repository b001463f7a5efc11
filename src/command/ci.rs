//! The `ci` commands: the change as CI system and git describe it, and its branch deployment.
//!
//! Not here: `deploy`, which does all at once.

use super::address::Scope;
use super::problems::{Failed, Problems};
use super::{Session, branch_deployment, client, deploy, metadata, result};
use crate::change::{Change, Field, image_tag};
use crate::command::optional;
use crate::dagster::branch_deployment as api;
use crate::error::{Code, Error};
use crate::flags;
use crate::flags::Given;
use crate::host::Host;
use crate::json::Json;

/// Says a tag for the change's image.
pub(super) fn tag<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    change: &Change,
) -> Result<Json, Failed> {
    let tag = image_tag::write(change, given.text(&flags::FORMAT)).map_err(|problem| {
        let (code, hint) = match given.text(&flags::FORMAT) {
            Some(_) => (Code::InvalidValue, "see --format in ci image-tag --help"),
            None => (
                Code::UnclearChange,
                "see what is known with `ci inspect`, and say the rest with flags",
            ),
        };
        Error::new(code, format!("no image tag can be made: {problem}")).hint(hint)
    })?;
    session.output.say(&tag);
    Ok(result(given, &[("imageTag", Json::text(&tag))]))
}

/// Creates or updates the branch deployment of the change, closes it, or only prints its name.
pub(super) async fn branch_deployment<H: Host>(
    session: &Session<'_, H>,
    given: &Given,
    change: &Change,
) -> Result<Json, Failed> {
    if deploy::closes_what_is_there(given, change) && !optional::is_read_only(given) {
        return deploy::deploy(session, given, change).await;
    }
    if let Some(reason) = no_branch_deployment(change) {
        let message = format!("cannot determine branch deployment: {reason}");
        let advice = given.advice(&flags::BRANCH_NAME);
        let hint = format!("see what is known with `ci inspect`; {advice}");
        return Err(Error::new(Code::UnclearChange, message).hint(hint).into());
    }
    match optional::is_read_only(given) {
        true => name(session, given).await,
        false => branch_deployment::of_change(session, given).await,
    }
}

/// Why the change has no branch deployment.
fn no_branch_deployment(change: &Change) -> Option<String> {
    let Some(branch) = change.text(Field::BranchName) else {
        return Some(match change.text(Field::Tag) {
            Some(tag) => format!("{tag} is a tag, and no branch is known"),
            None => "no branch is known".to_owned(),
        });
    };
    let is_default = change.text(Field::DefaultBranch) == Some(branch) && !change.is_review();
    is_default.then(|| format!("{branch} is the default branch"))
}

async fn name<H: Host>(session: &Session<'_, H>, given: &Given) -> Result<Json, Failed> {
    let mut problems = Problems::default();
    let client = client(session, given, Scope::Organization, &mut problems);
    let identity = metadata::identity(given, &mut problems);
    let (client, (repository, branch)) = problems.finish(client.zip(identity))?;
    if optional::is_dry_run(given) {
        let variables = api::of_branch(repository, branch);
        let purpose = "ask for the branch deployment's name";
        return Ok(super::dry_run(&[client.plan(
            &api::GET_BRANCH_DEPLOYMENT_NAME,
            variables,
            purpose,
        )]));
    }
    let name = api::name_of_branch(&client, repository, branch).await?;
    branch_deployment::check_tokenless(client.secrets(), "the deployment's name", &name)?;
    session.output.say(&name);
    Ok(branch_deployment::document(given, &client.endpoint, &name, None))
}
