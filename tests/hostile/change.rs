//! What holds of the Change record whatever the variables and the event say. Used by the fuzz targets too.

use dagster_deploy::change::collect::{Question, collect};
use dagster_deploy::change::{Change, FIELDS, Field, image_tag};
use dagster_deploy::host::Variables;
use dagster_deploy::http::Settings;
use dagster_deploy::secrets::Secrets;
use pollster::block_on;
use serde_json::Value;

use crate::testkit::FakeHost;

/// The record of these variables and this event file, checked.
pub(crate) fn record(env: &Variables, event: Option<&str>) -> Change {
    let settings =
        Settings { try_milliseconds: 1.0, deadline_milliseconds: 1.0, env: Variables::default() };
    // It has one file, the event's, whatever its path, and neither git nor a network.
    let file = |_: &str| event.map(|event| event.as_bytes().to_vec());
    let host = &FakeHost { file: Box::new(file), ..FakeHost::default() };
    let secrets = &Secrets::default();
    let given_fields = Vec::new();
    let question = Question {
        host,
        env,
        folder: None,
        given_fields,
        settings: &settings,
        secrets,
        asks: true,
    };
    let change = block_on(collect(question));
    check(&change);
    change
}

pub(crate) fn check(change: &Change) {
    for (field, name) in FIELDS {
        let Some(text) = change.text(field) else { continue };
        assert!(!text.trim().is_empty(), "{name} is empty");
        match field {
            Field::CommitMessage => assert!(!text.contains('\0'), "{name}: {text:?}"),
            _ => assert!(!text.contains(char::is_control), "{name}: {text:?}"),
        }
        match field {
            Field::BranchName | Field::BaseBranch | Field::DefaultBranch => {
                assert!(text != "HEAD" && !text.starts_with("refs/"), "{name}: {text:?}");
            }
            Field::GitUrl
            | Field::BranchUrl
            | Field::CommitUrl
            | Field::PullRequestUrl
            | Field::AuthorAvatarUrl => assert_no_credentials(name, text),
            Field::PullRequestNumber => {
                assert!(text.bytes().all(|byte| byte.is_ascii_digit()), "{name}: {text:?}");
            }
            _ => {}
        }
    }
    let json = change.to_json();
    assert!(serde_json::from_str::<Value>(json.as_str()).is_ok(), "{}", json.as_str());
    if let Ok(tag) = image_tag::write(change, None) {
        assert!(image_tag::is_tag(&tag), "{tag:?}");
    }
}

/// With ssh a user name is part of the address; a password is so nowhere.
fn assert_no_credentials(name: &str, url: &str) {
    let (scheme, rest) = url.split_once("://").unwrap_or(("ssh", url));
    let authority = rest.split('/').next().unwrap_or_default();
    let user = authority.rsplit_once('@').map(|(user, _)| user).unwrap_or_default();
    let is_name = user.is_empty() || scheme.contains("ssh") && !user.contains(':');
    assert!(is_name, "{name}: {url:?}");
}
