//! Executes a step for a branch: runs the same commands as a command line, for a change from webhooks.
//!
//! Not here: which step is next, and what becomes of a failure (`branch/`).

use super::branch::task::TaskFailure;
use super::branch::{Branch, Done, Step};
use super::host::EdgeHost;
use crate::change::{self, Change, Field, Forge};
use crate::command::{self, Failed, Session};
use crate::error::Code;
use crate::flags;
use crate::flags::{Command, Given, Source, table};
use crate::github;
use crate::host::{Job, Variables};
use crate::http::{self, Settings};
use crate::json::Json;
use crate::output::{Output, Style};
use crate::policy::{Locations, Rule};

/// The flags that variables of the server may say; all else comes from the event and the configuration.
const FLAGS: [&str; 7] = [
    "organization",
    "url",
    "allow-http",
    "api-token",
    "dagster-env",
    "agent-heartbeat-timeout",
    "location-load-timeout",
];

/// An alarm of a Durable Object may take fifteen minutes
/// (<https://developers.cloudflare.com/durable-objects/platform/limits/>).
const LOAD_SECONDS: &str = "600";

const GITHUB_API: &str = "https://api.github.com";

/// The context in which a step runs.
pub(super) struct Work<'w, H: EdgeHost> {
    /// The outside.
    pub(super) host: &'w H,
    /// The repository's rule.
    pub(super) rule: &'w Rule,
    /// The branch.
    pub(super) branch: &'w Branch,
}

impl<H: EdgeHost> Work<'_, H> {
    /// Does a step that is not a report.
    pub(super) async fn run(&self, step: &Step) -> Result<Done, TaskFailure> {
        let output = Output::new(self.host, Style::Text, false);
        command::keep_secrets(&output.secrets, &self.job().env);
        if let Ok(policy) = self.host.policy().as_ref() {
            for secret in policy.variables().into_iter().filter_map(|name| self.host.variable(name))
            {
                output.secrets.add_token(secret.trim());
            }
        }
        let done = self.done(step, &output).await;
        done.map_err(|failed| failure(&failed, &output))
    }

    async fn done(&self, step: &Step, output: &Output<'_, H>) -> Result<Done, Failed> {
        match step {
            Step::Tell(change) => {
                let learned = self.learned(change, output).await;
                let change = learned.as_ref().unwrap_or(change);
                let deployment =
                    self.act(&table::CI_BRANCH_DEPLOYMENT, change, &[], output).await?;
                Ok(Done { deployment, learned })
            }
            Step::Mark(change) | Step::Close(change) => {
                let deployment =
                    self.act(&table::CI_BRANCH_DEPLOYMENT, change, &[], output).await?;
                Ok(Done { deployment, learned: None })
            }
            Step::Deploy(change, images) => {
                let deployment = self.act(&table::DEPLOY, change, images, output).await?;
                Ok(Done { deployment, learned: None })
            }
            Step::Find(change) | Step::Delete(change) => {
                let job = self.job();
                let session = self.session(&job, output, None);
                let given = self.given(&table::CI_BRANCH_DEPLOYMENT, change, &session)?;
                let deletes = matches!(step, Step::Delete(_));
                let deployment = command::find_of_branch(&session, &given, deletes).await?;
                Ok(Done { deployment, learned: None })
            }
            Step::Report => Ok(Done::default()),
        }
    }

    /// Runs a command, and returns where its branch deployment is.
    async fn act(
        &self,
        command: &'static Command,
        change: &Change,
        images: &[(String, String)],
        output: &Output<'_, H>,
    ) -> Result<Option<String>, Failed> {
        let job = self.job();
        let settings = settings(&job);
        let api = github::Api::new(self.host, &output.secrets, &settings, &job.env);
        let is_github = change.forge == Some(Forge::GitHub);
        let session = self.session(&job, output, api.as_ref().filter(|_| is_github));
        let mut given = self.given(command, change, &session)?;
        for (location, reference) in images {
            given.set(&flags::LOCATION_NAME, location, Source::Option);
            given.set(&flags::IMAGE, &[location, "=", reference].concat(), Source::Option);
        }
        if command.flag("deployment-type").is_some() {
            given.set(&flags::DEPLOYMENT_TYPE, "branch", Source::Option);
        }
        if let Locations::File(path) = &self.rule.locations
            && command.flag("location-file").is_some()
        {
            given.set(&flags::LOCATION_FILE, path, Source::Option);
        }
        let document = command::act(&session, &given, change).await?;
        Ok(page(&document))
    }

    /// Builds the flags of a command, as if given on a command line.
    fn given(
        &self,
        command: &'static Command,
        change: &Change,
        session: &Session<'_, H>,
    ) -> Result<Given, Failed> {
        let mut given = Given::for_library(command);
        given.fill_from_env(&session.job.env);
        given.check_variables()?;
        let timeout = &flags::LOCATION_LOAD_TIMEOUT;
        if given.takes(timeout) && given.filled(timeout).is_none() {
            given.set(timeout, LOAD_SECONDS, Source::Option);
        }
        let values = [
            (flags::BRANCH_NAME, Some(self.branch.name.as_str())),
            (flags::BASE_DEPLOYMENT_NAME, self.rule.base_deployment.as_deref()),
            (flags::SNAPSHOT_BASE_CONDITION, self.rule.snapshot_base_condition),
            (flags::REPO_NAME_STYLE, self.rule.repo_name_style),
        ];
        for (flag, text) in values {
            if let Some(text) = text.filter(|_| given.takes(&flag)) {
                given.set(&flag, text, Source::Option);
            }
        }
        command::change::fill(session, &mut given, change);
        Ok(given)
    }

    fn session<'s>(
        &'s self,
        job: &'s Job,
        output: &'s Output<'s, H>,
        github: Option<&'s github::Api<'s, H>>,
    ) -> Session<'s, H> {
        let locations = match &self.rule.locations {
            Locations::Here(value) => Some(value),
            Locations::File(_) => None,
        };
        Session { host: self.host, output, job, github, locations }
    }

    /// Builds the input that a command line would have.
    fn job(&self) -> Job {
        let mut env = Variables::default();
        let flags = table::DEPLOY.flags().filter(|flag| FLAGS.contains(&flag.name));
        let names = flags.flat_map(|flag| flag.env.iter().copied());
        for name in names.chain(http::proxy::VARIABLES).chain(http::CA_VARIABLES) {
            env.set(name, self.host.variable(name).as_deref());
        }
        let [api, token, repository] = github::VARIABLES;
        let base = self.host.variable(api).unwrap_or_else(|| GITHUB_API.to_owned());
        env.set(api, Some(&base));
        env.set(token, self.host.variable(token).as_deref());
        env.set(repository, Some(&self.branch.repository));
        Job { env, runtime: self.host.runtime(), ..Job::default() }
    }

    /// Adds GitHub's facts of the commit to the change, if they are missing and there is a token.
    async fn learned(&self, change: &Change, output: &Output<'_, H>) -> Option<Change> {
        if change.forge != Some(Forge::GitHub) || !change.lacks_commit() {
            return None;
        }
        let (job, mut commit) = (self.job(), Change::default());
        let hash = change.text(Field::CommitHash)?;
        commit.say(Field::CommitHash, hash.to_owned(), change::FieldSource::new("event", "commit"));
        let how = (&settings(&job), &output.secrets);
        change::ask_github(self.host, &job.env, how, &mut commit).await;
        let mut learned = change.clone();
        learned.take_commit(&commit);
        (!learned.lacks_commit()).then_some(learned)
    }
}

/// The access to GitHub's API.
fn settings(job: &Job) -> Settings {
    Settings { try_milliseconds: 10_000.0, deadline_milliseconds: 30_000.0, env: job.env.clone() }
}

/// Where the branch deployment is, by the document of a command.
fn page(document: &Json) -> Option<String> {
    let document: serde_json::Value = serde_json::from_slice(document.as_str().as_bytes()).ok()?;
    let text = |name: &str| document.get(name)?.as_str().map(str::to_owned);
    text("deploymentUrl").or_else(|| text("deploymentName"))
}

/// Converts a failure to its stored form.
fn failure<H: EdgeHost>(failed: &Failed, output: &Output<'_, H>) -> TaskFailure {
    let code = failed.errors.first().map_or(Code::UnexpectedResponse, |error| error.code);
    let message_of = |error: &crate::error::Error| {
        let error = output.blotted(error);
        match &error.hint {
            Some(hint) => [&error.message, "; ", hint].concat(),
            None => error.message.clone(),
        }
    };
    TaskFailure {
        code: code.as_str().to_owned(),
        message: failed.errors.iter().map(message_of).collect::<Vec<_>>().join("\n"),
        may_pass: failed.errors.iter().all(|error| may_pass(error.code)),
    }
}

/// Whether trying again may help: not where the server has understood and refused, nor where it was done and the code did
/// not load.
fn may_pass(code: Code) -> bool {
    let never = ["usage/", "config/", "input/", "endpoint/", "location/", "agent/"];
    let is_never = never.iter().any(|family| code.as_str().starts_with(family));
    // A file of a commit that could not be read may be there, and GitHub was not.
    code == Code::FileNotFound || !(is_never || code == Code::Rejected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_refused_is_not_tried_again_and_what_may_pass_is() {
        let codes = |desired| {
            let all = Code::ALL.iter().filter(move |code| may_pass(**code) == desired);
            all.map(|code| code.as_str()).collect::<Vec<_>>()
        };
        for code in
            ["location/load-failed", "api/rejected", "endpoint/missing", "agent/none-running"]
        {
            assert!(codes(false).contains(&code), "{code}");
        }
        for code in ["network/refused", "api/http-status", "auth/unauthorized", "api/maintenance"] {
            assert!(codes(true).contains(&code), "{code}");
        }
    }
}
