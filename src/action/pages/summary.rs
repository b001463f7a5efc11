//! The summary of the job: what came of the run, in at most 1,000,000 bytes.

use super::{Detail, page};
use crate::action::report::Report;

/// The summary. It is appended to others, so it begins with an empty line.
pub fn summary(report: &Report) -> String {
    page(report, "\n", &Detail::SUMMARY)
}
