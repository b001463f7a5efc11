//! The `webhook` commands and their flags, once.

use super::definitions::OUTPUT;
use super::{Action, Command, Flag, ValueKind, Words};
use crate::webhook::sender;

pub(crate) const PROVIDER: Flag = Flag {
    value_name: Words::new("NAME"),
    kind: ValueKind::Choice(&sender::NAMES),
    ..Flag::new("provider", "Who sent it.")
};
pub(crate) const HEADERS: Flag = Flag {
    value_name: Words::new("FILE"),
    ..Flag::new(
        "headers",
        "File with the headers: a JSON object, or lines `Name: value`. Without it the body must tell what it is.",
    )
};
pub(crate) const EVENT: Flag = Flag {
    value_name: Words::new("NAME"),
    ..Flag::new(
        "event",
        "Event, as the sender names it in its header; without it, that of a change.",
    )
};
pub(crate) const SECRET: Flag = Flag {
    value_name: Words::new("SECRET"),
    env: Some("DAGSTER_DEPLOY_WEBHOOK_SECRET"),
    is_secret: true,
    ..Flag::new("secret", "Secret that deliveries are signed with.")
};
pub(crate) const BODY: Flag = Flag {
    value_name: Words::new("FILE"),
    ..Flag::new("body", "File with the body, as it was sent.")
};

/// The group of the commands here.
pub const GROUP_OF_EDGE: &str = "webhook";

pub(crate) const CONFIG: Flag = Flag {
    value_name: Words::new("FILE"),
    env: Some("DAGSTER_DEPLOY_WEBHOOK_CONFIG"),
    ..Flag::new(
        "config",
        "File with the configuration; DAGSTER_DEPLOY_WEBHOOKS may hold its text instead.",
    )
};
pub(crate) const PORT: Flag = Flag {
    value_name: Words::new("PORT"),
    kind: ValueKind::Whole,
    default: Some("8787"),
    ..Flag::new("port", "Port to listen on; 0 is any that is free.")
};
pub(crate) const HOSTNAME: Flag = Flag {
    value_name: Words::new("ADDRESS"),
    default: Some("127.0.0.1"),
    ..Flag::new("hostname", "Address to listen on; 0.0.0.0 is all there are.")
};
pub(crate) const DATA: Flag = Flag {
    value_name: Words::new("FOLDER"),
    default: Some(".dagster-deploy"),
    ..Flag::new("data", "Folder that keeps what has come in until it has had its effect.")
};

/// Tells what a webhook's delivery means.
pub(super) const WEBHOOK_EXPLAIN: Command = Command {
    group: GROUP_OF_EDGE,
    hidden_groups: &[],
    name: "explain",
    action: Action::ExplainDelivery,
    summary: Words::new("Print what a webhook's delivery means, as JSON; sends nothing."),
    details: Words::new(
        "For deliveries that were kept: what happened (action, with the reason), to which change or image, and what would \
              be done about it (target). Without a configuration every repository is allowed. The signature is checked only if \
              there is a secret, whatever the delivery's age. Where a delivery tells of several branches, the others stand under more.",
    ),
    positional: None,
    flags: &[&[&PROVIDER, &HEADERS, &BODY, &CONFIG, &SECRET], &[&OUTPUT]],
    required: &["provider", "body"],
    reads_change: false,
    prints_document: true,
};

/// Signs a delivery.
pub(super) const WEBHOOK_SIGN: Command = Command {
    group: GROUP_OF_EDGE,
    hidden_groups: &[],
    name: "sign",
    action: Action::SignDelivery,
    summary: Words::new("Print the headers that a sender would send with a body; sends nothing."),
    details: Words::new(
        "To try a receiver: put the lines into a file and send both, such as with \
              `curl -H @headers.txt --data-binary @body.json URL`.",
    ),
    positional: None,
    flags: &[&[&PROVIDER, &BODY, &EVENT, &SECRET], &[&OUTPUT]],
    required: &["provider", "body", "secret"],
    reads_change: false,
    prints_document: false,
};

/// Checks a configuration.
pub(super) const WEBHOOK_CHECK: Command = Command {
    name: "check",
    action: Action::CheckConfiguration,
    summary: Words::new("Check the configuration of webhooks; sends nothing."),
    details: Words::new(
        "All that is wrong with it is told at once. The values of secrets are not looked at.",
    ),
    flags: &[&[&CONFIG], &[&OUTPUT]],
    required: &[],
    ..WEBHOOK_SIGN
};

/// Serves webhooks.
pub(super) const WEBHOOK_SERVE: Command = Command {
    name: "serve",
    action: Action::ServeWebhooks,
    summary: Words::new(
        "Take deliveries of webhooks, and create, update and deploy what they are about.",
    ),
    details: Words::new(
        "Deliveries go to /webhooks/PROVIDER. Each is answered when it is kept on disk, and has its effect afterwards, also \
              if the server is stopped or crashes before. Operators see /status with the token that is in \
              DAGSTER_DEPLOY_OPERATOR_TOKEN; /health is for whoever watches. The log, in JSON, goes to standard output. \
              SIGTERM ends the server when what has begun is done.",
    ),
    flags: &[&[&CONFIG, &PORT, &HOSTNAME, &DATA]],
    required: &[],
    ..WEBHOOK_SIGN
};
