//! The flags of the `webhook` commands, once.

use super::{Flag, Kind, Words};

pub(super) const PROVIDER: Flag = Flag {
    value_name: Words::new("NAME"),
    kind: Kind::Choice(&[
        "github",
        "gitlab",
        "bitbucket",
        "gitea",
        "forgejo",
        "azure-devops",
        "standard-webhooks",
        "ghcr",
        "docker-hub",
        "ecr",
        "artifact-registry",
        "acr",
    ]),
    ..Flag::new("provider", "Who sent it.")
};
pub(super) const HEADERS: Flag = Flag {
    value_name: Words::new("FILE"),
    ..Flag::new(
        "headers",
        "File with the headers: a JSON object, or lines `Name: value`. Without it the body must tell what it is.",
    )
};
pub(super) const EVENT: Flag = Flag {
    value_name: Words::new("NAME"),
    ..Flag::new(
        "event",
        "Event, as the sender names it in its header; without it, that of a change.",
    )
};
pub(super) const SECRET: Flag = Flag {
    value_name: Words::new("SECRET"),
    env: Some("DAGSTER_DEPLOY_WEBHOOK_SECRET"),
    ..Flag::new("secret", "Secret that deliveries are signed with.")
};
pub(super) const BODY: Flag = Flag {
    value_name: Words::new("FILE"),
    ..Flag::new("body", "File with the body, as it was sent.")
};
