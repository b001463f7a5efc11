//! Refuses locations without an image: Dagster+ would take them, and where it runs images their working code would be
//! replaced with nothing.
//!
//! Not here: which image a location has (`location/images.rs`).

use super::Target;
use crate::command::optional;
use crate::command::optional::is_dry_run;
use crate::dagster::agent_type::{self, AgentType};
use crate::dagster::client::Client;
use crate::error::{Code, Error};
use crate::flags;
use crate::flags::Given;
use crate::host::Host;

/// Returns the error that names all these locations. The hint depends on who runs their agents, which the server knows.
pub(super) async fn refusal<H: Host>(
    given: &Given,
    client: Option<&Client<'_, H>>,
    target: Option<&Target<'_>>,
    names: &[String],
) -> Error {
    let message = match names {
        [name] => format!("location {name} has no image and no pex_metadata"),
        names => format!("locations {} have no image and no pex_metadata", names.join(", ")),
    };
    let agents = match client.zip(target).filter(|_| !is_dry_run(given)) {
        Some((client, target)) => agent_type(given, client, target).await,
        None => None,
    };
    Error::new(Code::NoImage, message).hint(hint(given, agents))
}

/// Asks who runs the agents. A branch deployment need not exist yet, and has the agents of its base.
async fn agent_type<H: Host>(
    given: &Given,
    client: &Client<'_, H>,
    target: &Target<'_>,
) -> Option<AgentType> {
    let base = given.filled(&flags::BASE_DEPLOYMENT_NAME).or(optional::deployment(given));
    let name = match target {
        Target::Full(name) => Some(*name),
        _ => base,
    };
    match name {
        Some(name) => agent_type::ask(&client.of_deployment(name)).await,
        None => agent_type::ask(client).await,
    }
}

fn hint(given: &Given, agents: Option<AgentType>) -> String {
    let allow = given.advice(&flags::ALLOW_NO_IMAGE);
    let image = format!("{}, or write image into the location file", given.advice(&flags::IMAGE));
    let serverless = "in Dagster+ Serverless deploy code without an image by \
                      `dagster-cloud serverless deploy-python-executable`";
    let hybrid = format!("for a hybrid agent that runs processes, {allow}");
    match agents {
        Some(AgentType::Serverless) => format!("{image}; {serverless}"),
        Some(AgentType::Hybrid) => format!("{image}; {hybrid}"),
        None => format!("{image}; {serverless}; {hybrid}"),
    }
}
