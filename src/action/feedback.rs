//! Posts to GitHub while and after the Action runs: a GitHub deployment with its states (`environment.rs`), and the
//! comment on the pull request (`conversation.rs`).

use super::about::About;
use super::latest::{self, Arbiter};
use super::line::Line;
use super::report::{Ending, Report};
use super::requested::Manners;
use super::{conversation, environment};
use crate::host::Host;

/// After so many milliseconds the run checks once more that it is still the latest, before it overwrites anything.
const FRESH_MILLISECONDS: f64 = 10_000.0;

/// The posts of one run.
pub(super) struct Feedback<'a, H: Host> {
    line: Line<'a, H>,
    about: About,
    manners: &'a Manners,
    arbiter: Arbiter,
    /// When GitHub was asked which run is the latest.
    judged: f64,
    /// The GitHub deployment of this run.
    deployment: Option<i64>,
}

impl<'a, H: Host> Feedback<'a, H> {
    /// Begins the posts of a run that is the latest by now.
    pub(super) async fn begin(
        line: Line<'a, H>,
        about: About,
        manners: &'a Manners,
        arbiter: Arbiter,
        page: Option<&str>,
    ) -> Self {
        let judged = line.now();
        let deployment = match about.has_environment {
            true => environment::begin(&line, &about, page).await,
            false => None,
        };
        Self { line, about, manners, arbiter, judged, deployment }
    }

    /// The GitHub deployment that has begun.
    pub(super) fn deployment(&self) -> Option<i64> {
        self.deployment
    }

    /// Tells how it ended.
    pub(super) async fn end(&self, report: &Report) {
        let mut overtaken = self.overtaken().await;
        let number = self.about.number.as_deref().filter(|_| self.manners.comment);
        if let Some(number) = number
            && overtaken.is_none()
            && conversation::write(&self.line, &self.about, number, self.arbiter, report).await
        {
            overtaken = Some("a newer run has deployed".to_owned());
        }
        // Skipped is a branch that was deleted after its pull request had been closed.
        if matches!(report.ending, Ending::Closed | Ending::Skipped) {
            if self.about.has_environment && overtaken.is_none() {
                environment::retire(&self.line, &self.about).await;
            }
        } else if let Some(id) = self.deployment {
            self.post_result(id, report, overtaken).await;
        }
    }

    async fn post_result(&self, id: i64, report: &Report, overtaken: Option<String>) {
        let (state, words) = match (report.ending, overtaken) {
            (Ending::Failed, _) => {
                let code = report.errors.first().map(|error| error.code.as_str());
                ("failure", code.unwrap_or_default().to_owned())
            }
            (_, Some(reason)) => ("inactive", reason),
            (ending, None) => ("success", format!("{} on Dagster+", ending.as_str())),
        };
        let url = report.deployment.as_ref().and_then(|one| one.url.as_deref());
        let status = environment::status(state, &words, url, report.page.as_deref());
        environment::post_status(&self.line, id, &status).await;
    }

    /// Why the run has been overtaken while it ran, if it took long and has.
    async fn overtaken(&self) -> Option<String> {
        let Arbiter::Review { .. } = self.arbiter else { return None };
        if self.line.now() - self.judged < FRESH_MILLISECONDS {
            return None;
        }
        let review = self.line.review(self.about.number.as_deref()?).await;
        // Unknown answers were reported at the first request.
        let reason =
            latest::overtaken(&self.line, &self.about, self.arbiter, Some(&review)).await?;
        self.line.say(&format!("This run was overtaken while it ran: {reason}."));
        Some(reason)
    }
}
