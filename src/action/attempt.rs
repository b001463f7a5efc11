//! One run of the Action: reads inputs and change, decides whether to act, runs the command, posts the result on
//! GitHub.

use serde_json::Value;

use super::about::About;
use super::decision;
use super::feedback::Feedback;
use super::latest::{self, Arbiter};
use super::line::Line;
use super::report::{Ending, Report};
use super::requested::{Manners, Requested};
use super::runner::Runner;
use crate::change::{Change, Field};
use crate::command::optional;
use crate::command::{self, Failed, Session};
use crate::flags;
use crate::flags::{Action, Given, Source};
use crate::host::Host;
use crate::json::Json;

/// Executes the requested command and reports the result.
pub(super) async fn attempt<H: Host>(
    session: &Session<'_, H>,
    manners: &Manners,
    Requested { mut given, closes }: Requested,
    runner: &Runner<'_>,
    report: &mut Report,
) -> Result<(), Failed> {
    command::complete(session, &mut given).await?;
    report.change = command::change::read(session, &mut given).await?;
    let change = report.change.clone();
    if closes && !is_over(&given, &change) {
        given.set(&flags::MARK_CLOSED, "true", Source::Input);
    }
    if session.github.is_none() {
        let words = "There is no github-token: GitHub is told nothing, and whether this commit is the latest is not known.";
        session.output.notice(words);
    }
    let course = Course { session, manners, given: &given, change: &change, runner };
    course.run(report).await;
    Ok(())
}

/// All that a run goes by.
struct Course<'a, H: Host> {
    session: &'a Session<'a, H>,
    manners: &'a Manners,
    given: &'a Given,
    change: &'a Change,
    runner: &'a Runner<'a>,
}

impl<H: Host> Course<'_, H> {
    async fn run(&self, report: &mut Report) {
        if let Some(reason) = decision::skipped(self.given, self.change, self.manners, self.runner)
        {
            return report.stop(Ending::Skipped, reason.to_owned());
        }
        let line = Line::new(self.session, self.change);
        let run = self.runner.run(self.change);
        let about = About::of(self.manners, self.given, self.change, run);
        let arbiter = match &about {
            Some(about) => latest::arbiter(about, self.manners, self.given, self.change),
            None => Arbiter::Nobody,
        };
        if let Some((ending, reason)) = self.stopped(line.as_ref(), about.as_ref(), arbiter).await {
            return report.stop(ending, reason);
        }
        let feedback = match line.zip(about) {
            Some((line, about)) => {
                let page = report.page.as_deref();
                Some(Feedback::begin(line, about, self.manners, arbiter, page).await)
            }
            None => None,
        };
        let begun = feedback.as_ref().and_then(Feedback::deployment);
        if begun.is_some() {
            self.save(begun).await;
        }
        self.act(report).await;
        if let Some(feedback) = feedback {
            feedback.end(report).await;
        }
        if begun.is_some() {
            self.save(None).await;
        }
    }

    async fn save(&self, deployment: Option<i64>) {
        let Session { host, output, .. } = self.session;
        self.runner.save_deployment(*host, output, deployment).await;
    }

    /// Returns why the run ends here, if it does, by the pull request's state on GitHub, which is requested once at
    /// most.
    async fn stopped(
        &self,
        line: Option<&Line<'_, H>>,
        about: Option<&About>,
        arbiter: Arbiter,
    ) -> Option<(Ending, String)> {
        let is_origin_unknown = decision::is_origin_unknown(self.given, self.change, self.manners);
        let asks = is_origin_unknown || matches!(arbiter, Arbiter::Review { .. });
        let number = self.change.text(Field::PullRequestNumber).filter(|_| asks);
        let review = match line.zip(number) {
            Some((line, number)) => Some(line.review(number).await),
            None => None,
        };
        if is_origin_unknown && let Some(reason) = decision::by_origin(review.as_ref()) {
            return Some((Ending::Skipped, reason));
        }
        let (line, about) = line.zip(about)?;
        let reason = latest::overtaken(line, about, arbiter, review.as_ref()).await?;
        Some((Ending::Superseded, reason))
    }

    async fn act(&self, report: &mut Report) {
        let (session, given) = (self.session, self.given);
        session.output.command("group", &[], &format!("dagster-deploy {}", given.command.path()));
        let done = command::act(session, given, self.change).await;
        session.output.command("endgroup", &[], "");
        let is_plan = optional::is_dry_run(given);
        match done {
            Ok(document) => {
                if is_plan || given.command.prints_document {
                    session.output.pretty_document(&document);
                }
                report.read(given, &parsed(&document));
                report.ending = if is_plan { Ending::Done } else { ending(given, report) };
                let reason = match report.ending {
                    _ if is_plan => Some("it was a dry run, so nothing was sent"),
                    Ending::Skipped if report.change.is_deleted => {
                        Some("the branch was deleted, and no branch deployment of it is open")
                    }
                    Ending::Skipped => {
                        Some("the review is over, and no branch deployment of it is open")
                    }
                    _ => None,
                };
                report.reason = reason.map(str::to_owned);
            }
            Err(failed) => {
                report.read(given, &parsed(&Json::object(&failed.details)));
                report.fail(failed.errors.iter().map(|error| session.output.blotted(error)));
            }
        }
    }
}

fn parsed(document: &Json) -> Value {
    serde_json::from_slice(document.as_str().as_bytes()).unwrap_or_default()
}

/// How a command ended that worked.
fn ending(given: &Given, report: &Report) -> Ending {
    match given.command.action {
        Action::AddOrUpdateLocation => Ending::Deployed,
        Action::Deploy | Action::MarkBranchDeployment | Action::CreateOrUpdateBranchDeployment => {
            match &report.deployment {
                _ if optional::is_read_only(given) => Ending::Done,
                // The branch or its pull request has ended, and no branch deployment of it was open.
                None => Ending::Skipped,
                Some(_) if !report.locations.is_empty() => Ending::Deployed,
                Some(one) if one.is_branch && is_over(given, &report.change) => Ending::Closed,
                Some(_) => Ending::Updated,
            }
        }
        _ => Ending::Done,
    }
}

/// Whether the branch deployment was marked because its pull request or its branch is gone.
fn is_over(given: &Given, change: &Change) -> bool {
    change.is_deleted || optional::marks_closed(given) || command::is_review_over(given)
}
