//! A pull request as it is now (<https://docs.github.com/en/rest/pulls/pulls#get-a-pull-request>).

use super::{Api, Refused, refused, text};
use crate::host::Host;

/// A pull request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The hash of its head.
    pub head: String,
    /// Whether it is neither closed nor merged.
    pub is_open: bool,
}

/// Reads the pull request of that number.
pub async fn read<H: Host>(
    api: &Api<'_, H>,
    repository: &str,
    number: &str,
) -> Result<Review, Refused> {
    let address = api.address(repository, &format!("/pulls/{number}"));
    let answer = api.json("GET", &address, None).await?;
    match text(&answer, "/state").as_str() {
        state @ ("open" | "closed") => {
            Ok(Review { head: text(&answer, "/head/sha"), is_open: state == "open" })
        }
        // Not to be taken for closed: nothing would be deployed, and the job would be green.
        _ => Err(refused(None, "answered without the pull request's state")),
    }
}
