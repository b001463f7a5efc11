//! The comment below a pull request: what came of the run, in at most 65,000 bytes.

use super::{Detail, page};
use crate::action::report::Report;

/// The comment. The marker stands on the first line and is not shown; by it the comment is found again.
pub fn comment(report: &Report, marker: &str) -> String {
    page(report, &[marker, "\n\n"].concat(), &Detail::COMMENT)
}
