//! The one comment of a run in its pull request's conversation, which is edited from run to run.

use super::about::About;
use super::latest::Arbiter;
use super::line::{COMMENT, Line};
use super::mark;
use super::order::{self, RunOrder};
use super::pages::comment::comment;
use super::report::{Ending, Report};
use crate::github::comments;
use crate::host::Host;

/// Writes the comment, or what is there anew, unless that is of a newer run: then the answer is true.
pub(super) async fn write<H: Host>(
    line: &Line<'_, H>,
    about: &About,
    number: &str,
    arbiter: Arbiter,
    report: &Report,
) -> bool {
    let beginning = mark::beginning(&about.key);
    // GitHub masks secrets in logs and summaries only.
    let text = || line.session.output.blot(&comment(report, &mark::line(&about.key, &about.run)));
    let written = match comments::find(line.api, number, &beginning).await {
        // A pull request that is over needs no comment that it never had.
        Ok(None) if report.ending == Ending::Closed => return false,
        Ok(None) => comments::create(line.api, number, &text()).await,
        Ok(Some(there)) => {
            let order = order::among(&about.run, &mark::run(&there.body, &beginning, &about.run));
            if is_newer(line, about, number, arbiter, order, report.ending).await {
                line.say("The comment is left as it is: it is of a newer run.");
                return true;
            }
            comments::update(line.api, there.id, &text()).await
        }
        Err(refused) => Err(refused),
    };
    if let Err(refused) = written {
        line.refused(COMMENT, &refused);
    }
    false
}

/// Returns true if the comment is of a newer run. If their order does not decide, the pull request does: is this run
/// for its head? Another workflow may have posted its end meanwhile. A commit that the user gave always counts as the
/// newest.
async fn is_newer<H: Host>(
    line: &Line<'_, H>,
    about: &About,
    number: &str,
    arbiter: Arbiter,
    order: RunOrder,
    ending: Ending,
) -> bool {
    let why = match (arbiter, order) {
        (Arbiter::Indifferent, _) | (_, RunOrder::Latest) => return false,
        (_, RunOrder::Older) => return true,
        (Arbiter::Review { .. }, RunOrder::Unknown) => match line.review(number).await {
            Ok(review) => {
                let is_over = !review.is_open && ending != Ending::Closed;
                return review.head != about.run.commit || is_over;
            }
            Err(why) => why,
        },
        (Arbiter::Unknown(why), _) => why.to_owned(),
        (Arbiter::Nobody | Arbiter::Branch | Arbiter::Environment, _) => return false,
    };
    line.say(&format!("Not known whether the comment is of a newer run, so it is written: {why}."));
    false
}
