//! What GitHub is told while and after the Action runs: a GitHub deployment with its states, and the comment on the pull
//! request.
//!
//! Nothing in here fails a run: what the token may not do is said in a notice. Not here: what the comment says
//! (`comment.rs`), and the requests (`github/`).

use serde_json::Value;

use super::asked::Manners;
use super::comment;
use super::order::{self, Order, Run};
use super::report::{Deployment as Deployed, Ending, Report};
use crate::change::{Change, Field, Source, field};
use crate::command::{Session, Target, target};
use crate::flags::{Action, Given};
use crate::github::deployments::{self, Deployment, Listed, Status};
use crate::github::{Api, Refused, comments, reviews};
use crate::host::Host;
use crate::http::url::encoded;
use crate::json::Json;

/// What GitHub is told of one run.
pub(super) struct Feedback<'a, H: Host> {
    session: &'a Session<'a, H>,
    api: &'a Api<'a, H>,
    repository: &'a str,
    run: Run,
    page: Option<String>,
    environment: String,
    /// Whether others may deploy to the environment, because its name was said.
    is_shared: bool,
    /// What is deployed to, and which of its locations if that was said: others may share the environment.
    place: String,
    locations: String,
    /// Whether only what has changed is deployed.
    is_partial: bool,
    /// Whether the environment goes away with its branch.
    is_transient: bool,
    is_fork: bool,
    /// The number of the review that has a comment.
    number: Option<String>,
    /// What the comment is about; two deployments have two comments.
    key: String,
    /// Whether locations are deployed.
    pub(super) deploys: bool,
    /// Whether there are GitHub deployments.
    has_deployment: bool,
    /// The GitHub deployment of this run.
    deployment: Option<i64>,
}

impl<'a, H: Host> Feedback<'a, H> {
    /// What GitHub is told of a command; nothing without a token, or if the command deploys nothing.
    pub(super) fn new(
        session: &'a Session<'a, H>,
        manners: &Manners,
        given: &Given,
        change: &Change,
        (repository, run, page): (Option<&'a str>, Run, Option<String>),
    ) -> Option<Self> {
        let is_about = matches!(
            given.command.action,
            Action::Deploy | Action::AddOrUpdateLocation | Action::MarkBranchDeployment
        );
        if !is_about || given.is_on("dry-run") || given.is_on("read-only") {
            return None;
        }
        let (api, repository) = session.github.zip(repository)?;
        let full = given.filled("deployment").unwrap_or_default();
        let (is_branch, deploys) = match given.command.action {
            Action::AddOrUpdateLocation => (Deployed::is_branch_name(full), true),
            Action::Deploy => match target(given, change).ok()? {
                Target::Branch => (true, true),
                Target::Mark | Target::Close => (true, false),
                Target::Full(_) => (false, true),
            },
            _ => (true, false),
        };
        let number = change.text(Field::PullRequestNumber);
        let place = match number {
            Some(number) if is_branch => format!("pr-{number}"),
            _ if is_branch => change.text(Field::BranchName)?.to_owned(),
            _ => full.to_owned(),
        };
        let organization = given.filled("organization").or(given.filled("url")).unwrap_or_default();
        let scope = if is_branch { "" } else { full };
        // Who adds locations one by one has a comment for each.
        let location = given.filled("location").or(given.filled("location-name"));
        let location = location.filter(|_| given.command.action == Action::AddOrUpdateLocation);
        let location = location.map(|name| format!("/{name}")).unwrap_or_default();
        // Two hyphens could end the hidden comment that it stands in.
        let key = encoded(&format!("{organization}/{scope}{location}"), "/").replace('-', "%2D");
        let environment = manners.environment.clone();
        let mut locations = given.texts("location-name");
        locations.extend(given.filled("location"));
        locations.sort_unstable();
        Some(Self {
            session,
            api,
            repository,
            run,
            page,
            is_shared: environment.is_some(),
            environment: environment.unwrap_or_else(|| format!("dagster/{place}")),
            place: format!("{organization}/{place}"),
            locations: locations.join("\n"),
            is_partial: given.filled("changed-since").is_some(),
            is_transient: is_branch,
            is_fork: change.is_fork() == Some(true),
            number: number.filter(|_| manners.comment).map(str::to_owned),
            key,
            deploys,
            has_deployment: manners.github_deployment,
            deployment: None,
        })
    }

    /// Why this run has been overtaken, if it has: by what GitHub says of the review now, or where there is none, because
    /// the environment's newest deployment is of a newer run.
    pub(super) async fn overtaken(&self, change: &Change) -> Option<String> {
        let overtaken = match change.text(Field::PullRequestNumber) {
            Some(number) => self.overtaken_by_review(change, number).await,
            None if self.deploys && self.has_deployment => self.overtaken_by_deployment().await,
            None => return None,
        };
        overtaken.unwrap_or_else(|unknown| {
            self.say(&format!(
                "Not known whether this run is the latest, so it goes ahead: {unknown}."
            ));
            None
        })
    }

    async fn overtaken_by_review(
        &self,
        change: &Change,
        number: &str,
    ) -> Result<Option<String>, String> {
        // A commit that was said is what is wanted.
        if change.source(Field::CommitHash).is_none_or(Source::is_said) {
            return Ok(None);
        }
        let is_read = |field| change.source(field).is_some_and(|source| !source.is_said());
        let status = change.text(Field::PullRequestStatus).unwrap_or_default();
        let is_end = is_read(Field::PullRequestStatus) && matches!(status, "CLOSED" | "MERGED");
        if !is_end && change.text(Field::CommitHash) == change.text(Field::MergeCommit) {
            return Err("the head that this run is for could not be found".to_owned());
        }
        let review = reviews::read(self.api, self.repository, number).await.map_err(unknown)?;
        Ok(order::overtaken(&review, &self.run.commit, is_end))
    }

    async fn overtaken_by_deployment(&self) -> Result<Option<String>, String> {
        // What an older run would deploy the newer one may have left out.
        if self.is_partial {
            return Err("only the locations that have changed are deployed".to_owned());
        }
        let listed = deployments::list(self.api, self.repository, &self.environment).await;
        let is_rival = |one: &Listed| {
            self.is_of_this(one)
                && text(&one.payload, "locations").is_none_or(|names| names == self.locations)
        };
        let Some(newest) = listed.map_err(unknown)?.into_iter().find(is_rival) else {
            return Ok(None);
        };
        match order::among(&self.run, &told(&newest.payload)) {
            Order::Older => Ok(Some("a newer run has deployed already".to_owned())),
            Order::Latest => Ok(None),
            Order::Unknown => {
                Err("the last deployment was by another workflow, or this is an old run once more"
                    .to_owned())
            }
        }
    }

    /// Creates the GitHub deployment.
    pub(super) async fn begin(&mut self) {
        if !self.deploys || !self.has_deployment || !field::is_full_hash(&self.run.commit) {
            return;
        }
        let run = &self.run;
        let payload = Json::object(&[
            ("workflow", Json::text(&run.workflow)),
            ("run", Json::int(run.number as i64)),
            ("attempt", Json::int(run.attempt as i64)),
            ("commit", Json::text(&run.commit)),
            ("place", Json::text(&self.place)),
            ("locations", Json::text(&self.locations)),
        ]);
        let deployment = Deployment {
            commit: &run.commit,
            environment: &self.environment,
            is_transient: self.is_transient,
            payload,
        };
        match deployments::create(self.api, self.repository, deployment).await {
            Ok(id) => {
                self.deployment = Some(id);
                self.tell("in_progress", "Deploying to Dagster+", None).await;
            }
            Err(refused) => self.refused("The GitHub deployment", "deployments: write", &refused),
        }
    }

    async fn tell(&self, state: &'static str, description: &str, url: Option<&str>) {
        let Some(id) = self.deployment else { return };
        let is_link = |url: &&str| crate::http::url::is_http(url);
        let status = Status {
            state,
            description,
            environment_url: url.filter(is_link),
            log_url: self.page.as_deref().filter(is_link),
        };
        if let Err(refused) = deployments::tell(self.api, self.repository, id, &status).await {
            self.refused("The state of the GitHub deployment", "deployments: write", &refused);
        }
    }

    /// Tells how it ended.
    pub(super) async fn end(&self, report: &Report) {
        let is_older = self.write_comment(report).await == Order::Older;
        let url = report.deployment.as_ref().and_then(|one| one.url.as_deref());
        match report.ending {
            Ending::Failed => {
                let code = report.errors.first().map(|error| error.code.as_str());
                self.tell("failure", code.unwrap_or_default(), url).await;
            }
            _ if is_older => self.tell("inactive", "a newer run has deployed", url).await,
            // Skipped is a branch that was deleted after its review had been closed.
            Ending::Closed | Ending::Skipped if self.has_deployment => {
                if let Err(refused) = self.retire().await {
                    self.refused(
                        "The end of the GitHub deployments",
                        "deployments: write",
                        &refused,
                    );
                }
            }
            _ => {
                let words = format!("{} on Dagster+", report.ending.as_str());
                self.tell("success", &words, url).await;
            }
        }
    }

    /// Marks all deployments of what is closed inactive: of a transient environment GitHub does not do it by itself.
    async fn retire(&self) -> Result<(), Refused> {
        let description = "the branch deployment is closed";
        for one in deployments::list(self.api, self.repository, &self.environment).await? {
            if self.is_of_this(&one) {
                let status = Status { state: "inactive", description, ..Status::default() };
                deployments::tell(self.api, self.repository, one.id, &status).await?;
            }
        }
        Ok(())
    }

    /// Whether a deployment is of what this run is about. In an environment of its own one that does not say so is, too.
    fn is_of_this(&self, one: &Listed) -> bool {
        text(&one.payload, "place").map_or(!self.is_shared, |place| place == self.place)
    }

    /// Writes the comment, or what is there anew, unless that is of a newer run.
    async fn write_comment(&self, report: &Report) -> Order {
        let Some(number) = &self.number else { return Order::Latest };
        let (api, repository) = (self.api, self.repository);
        let mark = format!("<!-- dagster-deploy {} ", self.key);
        let written = match comments::find(api, repository, number, &mark).await {
            // A review that is over needs no comment that it never had.
            Ok(None) if report.ending == Ending::Closed => return Order::Latest,
            Ok(None) => {
                comments::create(api, repository, number, &self.comment(report, &mark)).await
            }
            Ok(Some(there)) => {
                let rest = there.body.get(mark.len()..).unwrap_or_default();
                if self.is_overtaken_by(rest, number, report.ending).await {
                    self.say("The comment is left as it is: it is of a newer run.");
                    return Order::Older;
                }
                comments::update(api, repository, there.id, &self.comment(report, &mark)).await
            }
            Err(refused) => Err(refused),
        };
        if let Err(refused) = written {
            self.refused("The comment", "pull-requests: write", &refused);
        }
        Order::Latest
    }

    fn comment(&self, report: &Report, mark: &str) -> String {
        let Run { workflow, number, attempt, commit } = &self.run;
        let workflow = encoded(workflow, "/").replace('-', "%2D");
        let mark =
            format!("{mark}run={number} attempt={attempt} commit={commit} workflow={workflow} -->");
        // GitHub masks secrets in logs and summaries only.
        self.session.output.blot(&comment::comment(report, &mark))
    }

    /// Whether the comment is of a newer run. Where the numbers do not tell, the review does: another workflow may have
    /// told its end meanwhile.
    async fn is_overtaken_by(&self, mark: &str, number: &str, ending: Ending) -> bool {
        let field = |name: &str| {
            let words = mark.split("-->").next().unwrap_or_default().split(' ');
            words.filter_map(|word| word.split_once('=')).find(|(key, _)| *key == name)
        };
        let text = |name| field(name).map(|(_, value)| value).unwrap_or_default();
        let workflow = encoded(&self.run.workflow, "/").replace('-', "%2D");
        let other = Run {
            // Written with escapes, so compared with escapes.
            workflow: if text("workflow") == workflow {
                self.run.workflow.clone()
            } else {
                String::new()
            },
            number: text("run").parse().unwrap_or_default(),
            attempt: text("attempt").parse().unwrap_or_default(),
            commit: text("commit").to_owned(),
        };
        match order::among(&self.run, &other) {
            Order::Older => return true,
            Order::Latest => return false,
            Order::Unknown => {}
        }
        match reviews::read(self.api, self.repository, number).await.map_err(unknown) {
            Ok(review) => {
                review.head != self.run.commit || !review.is_open && ending != Ending::Closed
            }
            Err(unknown) => {
                self.say(&format!(
                    "Not known whether the comment is of a newer run, so it is written: {unknown}."
                ));
                false
            }
        }
    }

    fn say(&self, text: &str) {
        self.session.output.notice(text);
    }

    /// Says what GitHub did not do, and what it wants for it.
    #[inline(never)]
    fn refused(&self, what: &str, permission: &str, refused: &Refused) {
        let advice = match refused.status {
            Some(403 | 404) if self.is_fork => {
                "; the token of a fork's run can only read".to_owned()
            }
            Some(403 | 404) => format!("; the job needs `permissions: {permission}`"),
            _ => String::new(),
        };
        let reason = &refused.reason;
        let text = format!("{what} was not written. GitHub's API: {reason}{advice}");
        self.session.output.command("notice", &[("title", "dagster-deploy")], &text);
    }
}

fn unknown(refused: Refused) -> String {
    format!("GitHub's API: {}", refused.reason)
}

/// The run that a deployment's payload tells of.
fn told(payload: &Value) -> Run {
    let number = |name: &str| payload.get(name).and_then(Value::as_u64).unwrap_or_default();
    Run {
        workflow: text(payload, "workflow").unwrap_or_default().to_owned(),
        number: number("run"),
        attempt: number("attempt"),
        commit: text(payload, "commit").unwrap_or_default().to_owned(),
    }
}

fn text<'p>(payload: &'p Value, name: &str) -> Option<&'p str> {
    payload.get(name).and_then(Value::as_str)
}
