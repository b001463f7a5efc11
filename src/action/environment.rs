//! The GitHub deployment of a run and its states, in the environment that stands for the deployment of Dagster+.

use serde_json::Value;

use super::about::About;
use super::line::{DEPLOYMENT, Line};
use crate::change::field;
use crate::github::Refused;
use crate::github::deployments::{self, DeploymentStatus, GithubDeployment, Listed};
use crate::host::Host;

/// Creates the deployment of this run. There is none without a full hash, of which GitHub knows the commit.
pub(super) async fn begin<H: Host>(
    line: &Line<'_, H>,
    about: &About,
    page: Option<&str>,
) -> Option<i64> {
    let run = &about.run;
    if !about.deploys || !field::is_full_hash(&run.commit) {
        return None;
    }
    let deployment = GithubDeployment {
        commit: &run.commit,
        environment: &about.environment,
        is_transient: about.is_branch,
        payload: run.to_payload(&about.place, &about.locations),
    };
    match deployments::create(line.api, deployment).await {
        Ok(id) => {
            let status = status("in_progress", "Deploying to Dagster+", None, page);
            post_status(line, id, &status).await;
            Some(id)
        }
        Err(refused) => {
            line.refused(DEPLOYMENT, &refused);
            None
        }
    }
}

/// A state with the pages that belong to it, where these are pages.
pub(super) fn status<'a>(
    state: &'static str,
    description: &'a str,
    url: Option<&'a str>,
    page: Option<&'a str>,
) -> DeploymentStatus<'a> {
    let is_link = |url: &&str| crate::http::url::is_http(url);
    let [environment_url, log_url] = [url, page].map(|url| url.filter(is_link));
    DeploymentStatus { state, description, environment_url, log_url }
}

/// Tells the state of this run's deployment.
pub(super) async fn post_status<H: Host>(
    line: &Line<'_, H>,
    id: i64,
    status: &DeploymentStatus<'_>,
) {
    if let Err(refused) = deployments::post_status(line.api, id, status).await {
        line.refused(("The state of the GitHub deployment", DEPLOYMENT.1), &refused);
    }
}

/// Ends the deployment that a cancelled run has left in progress.
pub(super) async fn end_cancelled<H: Host>(line: &Line<'_, H>, id: i64, page: Option<&str>) {
    post_status(line, id, &status("failure", "the run was cancelled", None, page)).await;
}

/// Marks all deployments of what is closed inactive: of a transient environment GitHub does not do it by itself.
pub(super) async fn retire<H: Host>(line: &Line<'_, H>, about: &About) {
    if let Err(refused) = retire_all(line, about).await {
        line.refused(("The end of the GitHub deployments", DEPLOYMENT.1), &refused);
    }
}

async fn retire_all<H: Host>(line: &Line<'_, H>, about: &About) -> Result<(), Refused> {
    let status = status("inactive", "the branch deployment is closed", None, None);
    for one in deployments::list(line.api, &about.environment).await? {
        if is_of(about, &one) {
            deployments::post_status(line.api, one.id, &status).await?;
        }
    }
    Ok(())
}

/// Whether a deployment is of what the run is about. In an environment of its own one that does not say so is, too.
pub(super) fn is_of(about: &About, one: &Listed) -> bool {
    let place = one.payload.get("place").and_then(Value::as_str);
    place.map_or(!about.is_shared, |place| place == about.place)
}
