//! Reads the change of a command if it needs one, and fills the flags that were not given.
//!
//! From then on a command asks its flags, wherever their values came from. Not here: how the change is read (`change/`).

use super::Session;
use crate::change::collect::{self, Question};
use crate::change::{Change, Field, FieldSource as From};
use crate::command::optional;
use crate::error::Error;
use crate::flags;
use crate::flags::{Given, Source};
use crate::host::Host;

/// Reads the change, and fills the flags of a command that reads it.
pub async fn read<H: Host>(session: &Session<'_, H>, given: &mut Given) -> Result<Change, Error> {
    let settings = super::settings(session, given)?;
    let folder = optional::project_folder(given).map(str::to_owned);
    let question = Question {
        host: session.host,
        env: &session.job.env,
        folder: folder.as_deref(),
        given_fields: given_fields(given)?,
        settings: &settings,
        secrets: &session.output.secrets,
        asks: given.reads_change(),
    };
    let change = collect::collect(question).await;
    for note in &change.notes {
        session.output.warn(note);
    }
    // What sends nothing has no use for flags that say what to send.
    if given.reads_change() && given.takes(&flags::ORGANIZATION) {
        fill(session, given, &change);
    }
    Ok(change)
}

/// Returns the fields of the change that the user gave.
fn given_fields(given: &Given) -> Result<Vec<(Field, String, From)>, Error> {
    if given.takes(&flags::TIMESTAMP) {
        given.number(&flags::TIMESTAMP)?;
    }
    let flags = given.command.flags().filter_map(|flag| Some((flag, flag.change?)));
    let given_fields = flags.filter_map(|(flag, field)| {
        let value = given.value(flag).filter(|value| !value.text.is_empty())?;
        let source = match value.source {
            Source::Env(name) => From::new("env", name),
            Source::Option => From::new("option", flag.option_name()),
            Source::Input => From::new("input", flag.name),
            _ => From::new("flag", format!("--{}", flag.name)),
        };
        Some((field, value.text.clone(), source))
    });
    Ok(given_fields.collect::<Vec<_>>())
}

/// Fills the flags that were not given.
pub fn fill<H: Host>(session: &Session<'_, H>, given: &mut Given, change: &Change) {
    for flag in given.command.flags() {
        let Some(field) = flag.change.filter(|_| given.filled(flag).is_none()) else {
            continue;
        };
        let text = match field {
            Field::RepoName => sent_name(session, given, change),
            // As dagster-cloud, which asks git for the subject only.
            Field::CommitMessage => change.subject(),
            _ => change.text(field).map(str::to_owned),
        };
        if let Some(text) = text {
            given.set(flag, &text, Source::Change);
        }
    }
}

/// Returns the repository's name as Dagster+ receives it; with the branch it identifies the branch deployment.
fn sent_name<H: Host>(session: &Session<'_, H>, given: &Given, change: &Change) -> Option<String> {
    let full = change.text(Field::RepoName)?;
    let style = given.choice(&flags::REPO_NAME_STYLE);
    let sent = change.sent_name(style.map(|style| style == "short"))?;
    if style.is_none() && sent != full {
        session.output.warn(&format!(
            "the repository is sent as {sent}, as dagster-cloud does for GitLab: another project of that name would share \
             its branch deployments with {full}; --repo-name-style (DAGSTER_DEPLOY_REPO_NAME_STYLE) full parts them, short \
             keeps them without this warning"
        ));
    }
    Some(sent.to_owned())
}
