//! GitHub's container registry, whose webhooks are GitHub's events `package` and `registry_package`
//! (<https://docs.github.com/en/webhooks/webhook-events-and-payloads#registry_package>).
//!
//! An image for two platforms comes as three events, one per manifest; only the last has a tag. Names come as the owner
//! writes them, and images have them in lower case. Not here: packages of other kinds.

use std::borrow::Cow;

use super::Sender;
use crate::change::image_tag::is_digest;
use crate::payload::Payload;
use crate::webhook::id::IdPlace;
use crate::webhook::image::Pushed;
use crate::webhook::signature::Scheme;
use crate::webhook::{Delivery, Event};

pub(super) const SENDER: Sender = Sender {
    schemes: &[Scheme::Hex { header: "X-Hub-Signature-256", prefix: "sha256=" }],
    event: Some(("X-GitHub-Event", "registry_package")),
    ids: &[IdPlace::Header("X-GitHub-Delivery")],
    ..Sender::new("ghcr", read)
};

/// The events of packages, which are also the keys that hold the package.
const EVENTS: [&str; 2] = ["registry_package", "package"];

/// The events of a pushed image; `create` came before GitHub documented the event.
const PUSHES: [&str; 3] = ["published", "updated", "create"];

const DIGESTS: [&str; 3] = [
    "package_version.container_metadata.tag.digest",
    "package_version.version",
    "package_version.name",
];

fn read(delivery: Delivery<'_>) -> Vec<Event> {
    let payload = delivery.payload();
    let Some(event) = delivery.headers.get("x-github-event").or_else(|| guess(payload)) else {
        return vec![Event::rejected("", "there is no header X-GitHub-Event")];
    };
    vec![match event {
        "ping" => Event::ignored(event, "it tests the webhook"),
        _ => of_package(payload, event)
            .unwrap_or_else(|| Event::ignored(event, "it pushes no image")),
    }]
}

/// Which event it is, where the header is not known.
pub(super) fn guess(payload: Payload<'_>) -> Option<&'static str> {
    let of_package = EVENTS.into_iter().find(|key| payload.has(&format!("{key}.package_version")));
    of_package.or_else(|| payload.has("zen").then_some("ping"))
}

/// Returns the event of a package, if it is a push.
pub(super) fn of_package(payload: Payload<'_>, event: &str) -> Option<Event> {
    let key = EVENTS.into_iter().find(|known| *known == event)?;
    let action = payload.text("action").unwrap_or_default();
    let name = if action.is_empty() { key.to_owned() } else { format!("{key}.{action}") };
    Some(match payload.at(key).map(Payload) {
        None => Event::rejected(&name, "it tells of no package"),
        Some(_) if !PUSHES.contains(&action.as_ref()) => {
            Event::ignored(&name, "it pushes no image")
        }
        Some(package) if !is_container(package) => {
            Event::ignored(&name, "the package is no container")
        }
        Some(package) => of_container(package, &name),
    })
}

fn is_container(package: Payload<'_>) -> bool {
    let kinds = ["package_type", "ecosystem"].map(|path| package.text(path).unwrap_or_default());
    kinds
        .iter()
        .any(|kind| kind.eq_ignore_ascii_case("container") || kind.eq_ignore_ascii_case("docker"))
}

fn of_container(package: Payload<'_>, name: &str) -> Event {
    let text = |path| package.text(path).filter(|text| !text.is_empty());
    let url = text("package_version.package_url").unwrap_or_default();
    let (image, url_tag) = parts(&url);
    let (registry, repository) = match image.split_once('/') {
        Some((registry, repository)) => (registry, repository.to_ascii_lowercase()),
        None => ("ghcr.io", repository(package).to_ascii_lowercase()),
    };
    let tag = text("package_version.container_metadata.tag.name");
    let digest = DIGESTS.into_iter().filter_map(text).find(|digest| is_digest(digest));
    let tag = tag.as_deref().unwrap_or(url_tag);
    let pushed = Pushed { registry, repository: &repository, tag, digest: digest.as_deref() };
    Event::of_push(name, &pushed)
}

/// The name and the tag of an image, such as `ghcr.io/acme/etl:v1`.
fn parts(url: &str) -> (&str, &str) {
    url.rsplit_once(':').filter(|(_, tag)| !tag.contains('/')).unwrap_or((url, ""))
}

/// `acme/etl`. What is called the namespace is the owner, or one of his repositories.
fn repository(package: Payload<'_>) -> String {
    let paths = ["namespace", "owner.login"];
    let owner = paths.into_iter().find_map(|path| package.text(path)).unwrap_or_default();
    let owner = owner.split('/').next().unwrap_or_default();
    match package.text("name").unwrap_or(Cow::Borrowed("")) {
        name if owner.is_empty() || name.is_empty() => String::new(),
        name => format!("{owner}/{name}"),
    }
}
