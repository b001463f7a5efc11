//! Files of the repository at a commit, where nothing is checked out
//! (<https://docs.github.com/en/rest/repos/contents#get-repository-content>).

use super::{Api, FILE, Refused};
use crate::host::Host;
use crate::http::url::encoded;

/// The bytes of a file at a commit; none if there is no such file.
pub async fn read<H: Host>(
    api: &Api<'_, H>,
    path: &str,
    commit: &str,
) -> Result<Option<Vec<u8>>, Refused> {
    let (path, commit) = (encoded(path, "/"), encoded(commit, ""));
    let address = api.address(&format!("/contents/{path}?ref={commit}"));
    match api.ask("GET", &address, None, FILE).await {
        Ok(reply) => Ok(Some(reply.body)),
        Err(refused) if refused.status == Some(404) => Ok(None),
        Err(refused) => Err(refused),
    }
}
