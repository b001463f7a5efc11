//! The one comment of a run in its review's conversation, which is edited from run to run.

use super::about::About;
use super::line::{COMMENT, Line};
use super::mark;
use super::order::{self, Order};
use super::pages::comment::comment;
use super::report::{Ending, Report};
use crate::github::comments::{self, Comment};
use crate::host::Host;

/// Writes the comment, or what is there anew, unless that is of a newer run: then the answer is true.
pub(super) async fn write<H: Host>(
    line: &Line<'_, H>,
    about: &About,
    number: &str,
    report: &Report,
) -> bool {
    let beginning = mark::beginning(&about.key);
    // GitHub masks secrets in logs and summaries only.
    let text = || line.session.output.blot(&comment(report, &mark::line(&about.key, &about.run)));
    let written = match comments::find(line.api, line.repository, number, &beginning).await {
        // A review that is over needs no comment that it never had.
        Ok(None) if report.ending == Ending::Closed => return false,
        Ok(None) => comments::create(line.api, line.repository, number, &text()).await,
        Ok(Some(there)) => {
            if is_newer(line, about, &there, &beginning, report.ending).await {
                line.say("The comment is left as it is: it is of a newer run.");
                return true;
            }
            comments::update(line.api, line.repository, there.id, &text()).await
        }
        Err(refused) => Err(refused),
    };
    if let Err(refused) = written {
        line.refused(COMMENT, &refused);
    }
    false
}

/// Whether the comment is of a newer run. Where the numbers do not tell, the review does: another workflow may have told
/// its end meanwhile.
async fn is_newer<H: Host>(
    line: &Line<'_, H>,
    about: &About,
    there: &Comment,
    beginning: &str,
    ending: Ending,
) -> bool {
    match order::among(&about.run, &mark::run(&there.body, beginning, &about.run)) {
        Order::Older => return true,
        Order::Latest => return false,
        Order::Unknown => {}
    }
    let number = about.number.as_deref().unwrap_or_default();
    match line.review(number).await {
        Ok(review) => {
            review.head != about.run.commit || !review.is_open && ending != Ending::Closed
        }
        Err(why) => {
            line.say(&format!(
                "Not known whether the comment is of a newer run, so it is written: {why}."
            ));
            false
        }
    }
}
