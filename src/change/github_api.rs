//! Reads a commit from GitHub's REST API, the last source
//! (<https://docs.github.com/en/rest/commits/commits#get-a-commit>).
//!
//! One request, one try, a few seconds; whatever goes wrong is a note. Not here: how the API is asked (`github/`).

use serde_json::Value;

use super::{Change, Field, Rules, field};
use crate::github::Api;
use crate::host::{Host, Variables};
use crate::http::Settings;
use crate::payload::Payload;
use crate::secrets::Secrets;

const RULES: Rules = &[
    (Field::CommitMessage, "commit.message"),
    (Field::Timestamp, "commit.committer.date"),
    (Field::Timestamp, "commit.author.date"),
    (Field::AuthorName, "commit.author.name"),
    (Field::AuthorName, "author.login"),
    (Field::AuthorEmail, "commit.author.email"),
    (Field::AuthorAvatarUrl, "author.avatar_url"),
    (Field::CommitUrl, "html_url"),
];

/// Asks for the commit of the change, if the runner names an API and there is a token to ask it with.
pub async fn ask<H: Host>(
    host: &H,
    env: &Variables,
    (settings, secrets): (&Settings, &Secrets),
    change: &mut Change,
) {
    let Some(api) = Api::new(host, secrets, settings, env) else { return };
    let commit = change.text(Field::CommitHash).filter(|hash| field::is_full_hash(hash));
    let Some(hash) = commit else { return };
    let address = api.address(&format!("/commits/{hash}"));
    let reply = api.once(&address).await;
    let problem = match reply {
        Ok(reply) if reply.status == 200 => match serde_json::from_slice::<Value>(&reply.body) {
            Ok(answer) => {
                return change.take(RULES, "api", &|path| Payload(&answer).text(path));
            }
            Err(_) => "it answered with no JSON".to_owned(),
        },
        Ok(reply) => api.refusal(&reply).reason,
        Err(refused) => refused.reason,
    };
    change.note(&format!("GitHub's API could not tell the commit: {problem}"));
}
