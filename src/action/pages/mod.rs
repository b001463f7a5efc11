//! Writes summary and comment of a run in GitHub-flavoured Markdown.
//!
//! The one headline has the result; the text below it is in the order in which people ask. Not here: how much of it
//! each page shows (`summary.rs`, `comment.rs`).

pub mod comment;
mod failures;
mod locations;
pub mod markdown;
pub mod summary;
pub mod useful_lines;
mod writer;

use self::failures::failures;
use self::locations::{FAILED, TIMED_OUT};
use self::markdown::{code, cut, link, text};
use self::writer::PageWriter;
use super::report::{Deployment, Ending, Report};
use crate::VERSION;
use crate::change::{Change, Field};

/// How much a page shows.
pub(super) struct Detail {
    /// Bytes of the whole.
    pub(super) max_bytes: usize,
    /// Rows of the table.
    pub(super) max_rows: usize,
    /// The errors that are shown, of locations and others.
    pub(super) max_errors: usize,
    /// Characters of each.
    pub(super) max_characters: usize,
    /// Whether to repeat what the surrounding page shows already.
    pub(super) is_alone: bool,
}

impl Detail {
    /// For a comment below a pull request. GitHub takes 65,536 characters.
    pub(super) const COMMENT: Detail = Detail {
        max_bytes: 65_000,
        max_rows: 50,
        max_errors: 10,
        max_characters: 4_000,
        is_alone: false,
    };

    /// For a page of its own. GitHub takes 1 MiB of each step.
    pub(super) const SUMMARY: Detail = Detail {
        max_bytes: 1_000_000,
        max_rows: 1_000,
        max_errors: 50,
        max_characters: 20_000,
        is_alone: true,
    };
}

/// Says it, after this beginning.
pub(super) fn page(report: &Report, beginning: &str, detail: &Detail) -> String {
    let mut writer = PageWriter::new(detail.max_bytes);
    writer.add(beginning);
    writer.add(&headline(report));
    if let Some(sentence) = sentence(report) {
        writer.add(&["\n", &sentence, "\n"].concat());
    }
    locations::table(report, detail.max_rows, &mut writer);
    failures(report, detail, &mut writer);
    writer.add("\n");
    facts(report, detail, &mut writer);
    writer.finish(&footer(report))
}

fn headline(report: &Report) -> String {
    let has = |state| report.locations.iter().any(|one| locations::state(one) == state);
    let result = match report.ending {
        Ending::Deployed => "✅ Deployed",
        Ending::Updated => "✅ Updated",
        Ending::Done => "✅ Done",
        Ending::Closed => "⚪ Closed",
        Ending::Skipped => "⚪ Skipped",
        Ending::Superseded => "⚪ Superseded",
        Ending::Failed if has(TIMED_OUT) && !has(FAILED) => "⏳ Timed out",
        Ending::Failed => "❌ Failed",
    };
    let branch = || Some(["branch ", &code(report.change.text(Field::BranchName)?)].concat());
    let place = report.deployment.as_ref().map(|one| place(one, report)).or_else(branch);
    let (colon, place) = place.map_or(("", String::new()), |place| (": ", place));
    ["### ", result, colon, &place, "\n"].concat()
}

/// A branch deployment is known by its branch; nobody knows its name. A command without a change shows the name.
fn place(deployment: &Deployment, report: &Report) -> String {
    let is_of_change = deployment.is_branch && report.ending != Ending::Done;
    let branch = report.change.text(Field::BranchName).filter(|_| is_of_change);
    let kind = match (branch, deployment.is_branch) {
        (Some(_), _) => "branch deployment of ",
        (None, true) => "branch deployment ",
        (None, false) => "deployment ",
    };
    let label = code(branch.unwrap_or(&deployment.name));
    [kind, &link(&label, deployment.url.as_deref().unwrap_or_default())].concat()
}

fn sentence(report: &Report) -> Option<String> {
    let reason = report.reason.as_deref().map(text);
    let usual = match report.ending {
        Ending::Updated => "Dagster+ knows of the change; no location was deployed.",
        Ending::Closed if report.change.is_deleted => {
            "Dagster+ was told that the branch is deleted."
        }
        Ending::Closed => match report.change.text(Field::PullRequestStatus) {
            Some("MERGED") => "Dagster+ was told that the pull request is merged.",
            _ => "Dagster+ was told that the pull request is closed.",
        },
        Ending::Superseded => "A newer run has deployed this branch, or will.",
        _ => "",
    };
    let usual = Some(usual).filter(|usual| !usual.is_empty()).map(str::to_owned);
    locations::sentence(&report.locations).or(reason).or(usual)
}

fn facts(report: &Report, detail: &Detail, writer: &mut PageWriter) {
    let change = &report.change;
    if let Some(run) = &report.run {
        let id = link(&code(&run.id), run.url.as_deref().unwrap_or_default());
        let status = run.status.as_deref().map(|status| [", ", &code(status)].concat());
        writer.add(&["- Job run ", &id, &status.unwrap_or_default(), "\n"].concat());
    }
    if let Some(hash) = change.text(Field::CommitHash) {
        let label = code(hash.get(..7).unwrap_or(hash));
        let label = link(&label, change.text(Field::CommitUrl).unwrap_or_default());
        let subject = text(&cut(&change.subject().unwrap_or_default(), 150));
        writer.add(&["- Commit ", &label, " ", &subject, &author(change, detail), "\n"].concat());
    }
    if !detail.is_alone {
        return;
    }
    if let Some(number) = change.text(Field::PullRequestNumber) {
        let label = code(&["#", number].concat());
        let label = link(&label, change.text(Field::PullRequestUrl).unwrap_or_default());
        let title = text(change.text(Field::PullRequestTitle).unwrap_or_default());
        writer.add(&["- Pull request ", &label, " ", &title, "\n"].concat());
    }
    if let Some(deployment) = report.deployment.as_ref().filter(|one| one.is_branch) {
        writer.add(&["- Name of the deployment: ", &code(&deployment.name), "\n"].concat());
    }
}

fn author(change: &Change, detail: &Detail) -> String {
    let name = change.text(Field::AuthorName).filter(|_| detail.is_alone);
    name.map_or_else(String::new, |name| [", by ", &text(name)].concat())
}

/// Links to more, and the program that wrote the page.
fn footer(report: &Report) -> String {
    let deployment = report.deployment.as_ref().and_then(|one| one.url.as_deref());
    let mut shown = "\n<sub>".to_owned();
    for (label, url) in [("Open in Dagster+", deployment), ("This run", report.page.as_deref())] {
        let linked = link(label, url.unwrap_or_default());
        if linked != label {
            shown.push_str(&[&linked, " · "].concat());
        }
    }
    [&shown, "dagster-deploy ", VERSION, "</sub>\n"].concat()
}
