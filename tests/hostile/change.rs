//! What holds of the Change record whatever the variables and the event say. Used by the fuzz targets too.

use std::task::{Context, Poll, Waker};

use dagster_deploy::change::collect::{Question, collect};
use dagster_deploy::change::{Change, FIELDS, Field, image_tag};
use dagster_deploy::host::{Fault, GitReply, Host, Reply, Request, Serving, Stream, Variables};
use dagster_deploy::http::Settings;
use dagster_deploy::secrets::Secrets;
use serde_json::Value;

/// A machine with one file, the event's, and neither git nor a network.
struct Machine<'a> {
    event: Option<&'a str>,
}

fn missing<T>() -> Result<T, Fault> {
    Err(Fault { code: "ENOENT".to_owned(), message: "there is none".to_owned() })
}

impl Host for Machine<'_> {
    async fn fetch(&self, _: &Request) -> Result<Reply, Fault> {
        missing()
    }
    async fn sleep(&self, _: u32) {}
    fn now(&self) -> f64 {
        0.0
    }
    fn random(&self) -> f64 {
        0.0
    }
    async fn append_file(&self, _: &str, _: &str) -> Result<(), Fault> {
        unreachable!("reading a change writes no file")
    }

    async fn hmac_sha256(&self, _key: &[u8], _message: &[u8]) -> Result<Vec<u8>, Fault> {
        unreachable!("nothing is signed here")
    }

    async fn verify_rs256(&self, _: &str, _: &[u8], _: &[u8]) -> Result<bool, Fault> {
        unreachable!("nothing is signed here")
    }

    async fn read_file(&self, _: &str, _: u32) -> Result<Vec<u8>, Fault> {
        self.event.map_or_else(missing, |event| Ok(event.as_bytes().to_vec()))
    }
    async fn run_git(&self, _: &[&str]) -> Result<GitReply, Fault> {
        missing()
    }
    async fn serve(&self, _: &Serving) -> Result<(), Fault> {
        unreachable!("it serves nothing")
    }

    async fn own_text(&self, _: &str) -> String {
        String::new()
    }
    fn print(&self, _: Stream, _: &str) {}
}

/// The record of these variables and this event file, checked.
pub(crate) fn record(env: &Variables, event: Option<&str>) -> Change {
    let settings =
        Settings { try_milliseconds: 1.0, deadline_milliseconds: 1.0, env: Variables::default() };
    let host = &Machine { event };
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
    let mut reading = Box::pin(collect(question));
    let Poll::Ready(change) = reading.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("nothing has to be waited for");
    };
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
