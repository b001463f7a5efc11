//! The directory's rows, and the listing of them that the status page shows.

use super::host::EdgeHost;
use crate::json::Json;

/// Rows of branches: the last report of each.
pub(super) const BRANCHES: &str = "branch/";
/// Rows of images that wait for their branches.
pub(super) const IMAGES: &str = "image/";
/// Rows of what happened last.
pub(super) const NOTES: &str = "note/";
/// The row that counts.
pub(super) const COUNTS: &str = "counts";

/// Returns the directory's content for the status page.
pub(super) fn listing<H: EdgeHost>(host: &H) -> String {
    let rows = |prefix: &str| {
        host.list(prefix).into_iter().map(|(_, text)| Json::written(text)).collect::<Vec<_>>()
    };
    let mut notes = rows(NOTES);
    notes.reverse();
    let counts = host.load(COUNTS).map_or_else(|| Json::object(&[]), Json::written);
    let fields = [
        ("version", Json::text(crate::VERSION)),
        ("now", Json::int(host.milliseconds())),
        ("counts", counts),
        ("branches", Json::list(&rows(BRANCHES))),
        ("images", Json::list(&rows(IMAGES))),
        ("notes", Json::list(&notes)),
    ];
    Json::object(&fields).as_str().to_owned()
}
