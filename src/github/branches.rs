//! Branches of the repository (<https://docs.github.com/en/rest/git/refs#get-a-reference>).

use super::{Api, Refused};
use crate::host::Host;
use crate::http::url::encoded;

/// Whether there is a branch of that name now.
pub async fn exists<H: Host>(api: &Api<'_, H>, branch: &str) -> Result<bool, Refused> {
    let address = api.address(&format!("/git/ref/heads/{}", encoded(branch, "/")));
    match api.json("GET", &address, None).await {
        // GitHub returns a list of all refs that begin with the name.
        Ok(answer) => Ok(answer.is_object()),
        Err(refused) if refused.status == Some(404) => Ok(false),
        Err(refused) => Err(refused),
    }
}
