//! GitHub's REST API as the last one to be asked of a commit
//! (<https://docs.github.com/en/rest/commits/commits#get-a-commit>).
//!
//! One request, one try, a few seconds; whatever goes wrong is a note. The token goes to the host that the runner names
//! as its API and to no other: a redirect is not followed.

use serde_json::Value;

use super::ci::Ci;
use super::event::Payload;
use super::{Change, Field, Rules, field, url};
use crate::host::{Host, Reply, Request};
use crate::http::url::{is_exposed, is_http};
use crate::http::{Settings, proxy};

/// The variables that say where the API is and who asks.
pub(super) const VARIABLES: [&str; 2] = ["GITHUB_API_URL", "GITHUB_TOKEN"];

/// How long to wait for an answer that is not essential.
const TRY_MILLISECONDS: u32 = 10_000;
/// A commit that changes hundreds of files is a few megabytes.
const MAX_BODY_BYTES: u32 = 16 * 1024 * 1024;

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
pub(super) async fn ask<H: Host>(host: &H, ci: &Ci<'_>, settings: &Settings, change: &mut Change) {
    let Some((token, api)) = ci.get("GITHUB_TOKEN").zip(ci.get("GITHUB_API_URL")) else { return };
    let commit = change.text(Field::CommitHash).filter(|hash| field::is_full_hash(hash));
    let Some((repository, hash)) = change.text(Field::RepoName).zip(commit) else { return };
    let address = format!(
        "{}/repos/{}/commits/{hash}",
        api.trim_end_matches('/'),
        url::encoded(repository, "/")
    );
    let problem = match fetch(host, &address, token, settings).await {
        Ok(reply) if reply.status == 200 => match serde_json::from_slice::<Value>(&reply.body) {
            Ok(answer) => {
                return change.take(RULES, "api", &|path| Payload(&answer).text(path));
            }
            Err(_) => "answered with no JSON".to_owned(),
        },
        Ok(reply) => format!("answered {}{}", reply.status, reason(&reply)),
        Err(problem) => problem,
    };
    change.note(&format!("GitHub's API could not tell the commit: {problem}"));
}

async fn fetch<H: Host>(
    host: &H,
    address: &str,
    token: &str,
    settings: &Settings,
) -> Result<Reply, String> {
    if !is_http(address) || is_exposed(address) {
        return Err("GITHUB_API_URL is no https address, so the token is not sent there".to_owned());
    }
    if token.chars().any(|c| c.is_control() || !c.is_ascii()) {
        return Err("GITHUB_TOKEN holds what a header cannot".to_owned());
    }
    let request = Request {
        url: address.to_owned(),
        method: "GET",
        headers: vec![
            ("Accept", "application/vnd.github+json".to_owned()),
            ("Authorization", format!("Bearer {token}")),
            ("User-Agent", format!("dagster-deploy/{}", crate::VERSION)),
            ("X-GitHub-Api-Version", "2022-11-28".to_owned()),
        ],
        body: None,
        timeout_milliseconds: TRY_MILLISECONDS.min(settings.try_milliseconds as u32),
        max_body_bytes: MAX_BODY_BYTES,
        proxy: proxy::choose(address, &settings.env).map_err(|error| error.message)?,
        ca: settings.ca().cloned(),
    };
    host.fetch(&request).await.map_err(|fault| fault.message)
}

/// What GitHub says of its refusal.
fn reason(reply: &Reply) -> String {
    let answer = serde_json::from_slice::<Value>(&reply.body).unwrap_or_default();
    let message =
        Payload(&answer).text("message").map(|text| text.chars().take(200).collect::<String>());
    message.map(|message| format!(" ({message})")).unwrap_or_default()
}
