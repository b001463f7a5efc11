//! Amazon ECR, whose events EventBridge sends on
//! (<https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html>).
//!
//! Not here: events that an input transformer has written anew.

use super::Sender;
use crate::webhook::id::IdPlace;
use crate::webhook::image::{Pushed, is_of_images};
use crate::webhook::signature::Scheme;
use crate::webhook::{Delivery, Event};

pub(super) const SENDER: Sender = Sender {
    schemes: &[Scheme::Shared { header: "Authorization" }],
    ids: &[IdPlace::Body("id")],
    ..Sender::new("ecr", read)
};

fn read(delivery: Delivery<'_>) -> Vec<Event> {
    let payload = delivery.payload();
    let text = |path| payload.text(path).unwrap_or_default();
    let kind = text("detail-type");
    if text("source") != "aws.ecr" || kind.is_empty() {
        return vec![Event::rejected("", "it is no event of ECR as EventBridge sends it")];
    }
    let action = text("detail.action-type");
    let name = if action.is_empty() { kind.to_string() } else { format!("{kind}.{action}") };
    if kind != "ECR Image Action" || action != "PUSH" {
        return vec![Event::ignored(&name, "it pushes no image")];
    }
    if text("detail.result") != "SUCCESS" {
        return vec![Event::ignored(&name, "the push did not succeed")];
    }
    let types = ["detail.manifest-media-type", "detail.artifact-media-type"];
    if !types.into_iter().all(|path| is_of_images(&text(path))) {
        return vec![Event::ignored(&name, "what was pushed is no image")];
    }
    let Some(registry) = registry(&text("account"), &text("region")) else {
        return vec![Event::rejected(&name, "it does not tell the account and its region")];
    };
    vec![Event::of_push(
        &name,
        &Pushed {
            registry: &registry,
            repository: &text("detail.repository-name"),
            tag: &text("detail.image-tag"),
            digest: Some(&text("detail.image-digest")),
        },
    )]
}

/// The domain of each partition's regions (<https://docs.aws.amazon.com/general/latest/gr/rande.html>), by how these
/// begin.
const DOMAINS: [(&str, &str); 5] = [
    ("cn-", "amazonaws.com.cn"),
    ("eusc-", "amazonaws.eu"),
    ("us-isob-", "sc2s.sgov.gov"),
    ("us-iso-", "c2s.ic.gov"),
    ("", "amazonaws.com"),
];

/// The host of an account's registry in a region.
fn registry(account: &str, region: &str) -> Option<String> {
    let is_account = !account.is_empty() && account.bytes().all(|byte| byte.is_ascii_digit());
    let is_region = !region.is_empty()
        && region.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let (_, domain) = DOMAINS.iter().find(|(begin, _)| region.starts_with(begin))?;
    (is_account && is_region).then(|| format!("{account}.dkr.ecr.{region}.{domain}"))
}
