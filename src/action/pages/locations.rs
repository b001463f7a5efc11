//! Writes the outcome of the locations: a sentence, and a table that begins with those that need attention.

use super::markdown::{code, cut, link};
use super::writer::PageWriter;
use crate::action::report::{LocationOutcome, Report};

/// A state of locations, the worst first: as the report spells it, its sign, and words for it.
const STATES: [(&str, &str, &str); 5] = [
    ("FAILED", "❌", "failed to load"),
    ("TIMED_OUT", "⏳", "did not load in time"),
    ("UNKNOWN", "⚪", "could not be watched"),
    ("NOT_AWAITED", "⚪", "deployed, not waited for"),
    ("LOADED", "✅", "loaded"),
];
pub(super) const FAILED: usize = 0;
pub(super) const TIMED_OUT: usize = 1;
const UNKNOWN: usize = 2;
const LOADED: usize = 4;

/// A longer name is cut: the table must stay one.
const MAX_NAME: usize = 100;

/// Which of the states it has.
pub(super) fn state(location: &LocationOutcome) -> usize {
    STATES.iter().position(|(name, ..)| *name == location.status).unwrap_or(UNKNOWN)
}

/// The location's name, harmless.
pub(super) fn name(location: &LocationOutcome) -> String {
    code(&cut(&location.name, MAX_NAME))
}

/// How many are in which state: `1 of 3 locations failed to load, 2 loaded.`
pub(super) fn sentence(locations: &[LocationOutcome]) -> Option<String> {
    let mut text = String::new();
    for (number, (_, _, words)) in STATES.iter().enumerate() {
        let count = locations.iter().filter(|one| state(one) == number).count();
        if count == 0 {
            continue;
        }
        let of_all = match (text.is_empty(), locations.len()) {
            (true, 1) => "1 location ".to_owned(),
            (true, all) if all == count => ["All ", &all.to_string(), " locations "].concat(),
            (true, all) => [&count.to_string(), " of ", &all.to_string(), " locations "].concat(),
            (false, _) => [", ", &count.to_string(), " "].concat(),
        };
        text.push_str(&of_all);
        text.push_str(words);
        if count == locations.len() && number == LOADED {
            let last = locations.iter().map(|one| one.seconds).fold(0.0, f64::max);
            text.push_str(&[" in ", &duration(last)].concat());
        }
    }
    (!text.is_empty()).then(|| text + ".")
}

/// The table, with so many rows at most.
pub(super) fn table(report: &Report, max_rows: usize, writer: &mut PageWriter) {
    if report.locations.is_empty() {
        return;
    }
    let deployment = report.deployment.as_ref();
    let page = deployment.and_then(|one| one.url.as_deref()).unwrap_or_default();
    let heading = link("Location", &[page.trim_end_matches('/'), "/locations"].concat());
    writer.add(&["\n| ", &heading, " | Status | Time |\n| :-- | :-- | --: |\n"].concat());
    let mut rows = 0;
    for number in 0..STATES.len() {
        for location in report.locations.iter().filter(|one| state(one) == number) {
            if rows == max_rows || !writer.add(&row(location, number)) {
                let left = (report.locations.len() - rows).to_string();
                writer.add(&["| and ", &left, " more | | |\n"].concat());
                return;
            }
            rows += 1;
        }
    }
}

fn row(location: &LocationOutcome, number: usize) -> String {
    let (status, sign, words) = STATES[number];
    let is_timed = !matches!(status, "UNKNOWN" | "NOT_AWAITED");
    let time = if is_timed { duration(location.seconds) } else { String::new() };
    ["| ", &name(location), " | ", sign, " ", words, " | ", &time, " |\n"].concat()
}

/// A time for people: `41 s`, `2 min 5 s`, `1 h 2 min`.
fn duration(seconds: f64) -> String {
    let seconds = (seconds + 0.5) as u32;
    let parts = |big: u32, unit, small: u32, lesser| {
        let big = big.to_string() + unit;
        if small == 0 { big } else { [big.as_str(), " ", &small.to_string(), lesser].concat() }
    };
    match seconds {
        0 => "< 1 s".to_owned(),
        1..60 => [&seconds.to_string(), " s"].concat(),
        60..3600 => parts(seconds / 60, " min", seconds % 60, " s"),
        _ => parts(seconds / 3600, " h", seconds / 60 % 60, " min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn location(name: &str, status: &str, seconds: f64) -> LocationOutcome {
        LocationOutcome { name: name.to_owned(), status: status.to_owned(), seconds, error: None }
    }

    #[test]
    fn durations_are_written_for_people() {
        let times = [0.2, 41.4, 125.0, 600.0, 3725.0, f64::NAN].map(duration);
        assert_eq!(times, ["< 1 s", "41 s", "2 min 5 s", "10 min", "1 h 2 min", "< 1 s"]);
    }

    #[test]
    fn the_sentence_begins_with_the_worst() {
        let [etl, api, ml] = [("LOADED", 41.0), ("FAILED", 9.0), ("NEW_STATUS", 0.0)]
            .map(|(status, seconds)| location("a", status, seconds));
        let text_of = |locations: &[LocationOutcome]| sentence(locations).unwrap_or_default();
        assert_eq!(text_of(&[etl.clone(), etl.clone()]), "All 2 locations loaded in 41 s.");
        assert_eq!(text_of(std::slice::from_ref(&etl)), "1 location loaded in 41 s.");
        let mixed = "1 of 3 locations failed to load, 1 could not be watched, 1 loaded.";
        assert_eq!(text_of(&[etl, api, ml]), mixed);
        assert_eq!(sentence(&[]), None);
    }

    #[test]
    fn of_many_locations_those_that_failed_are_shown() {
        let mut locations: Vec<_> =
            (0..5000).map(|n| location(&n.to_string(), "LOADED", 1.0)).collect();
        locations[4998].status = "FAILED".to_owned();
        let report = Report { locations, ..Report::default() };
        let mut writer = PageWriter::new(65_000);
        table(&report, 3, &mut writer);
        let rows = "| `4998` | ❌ failed to load | 1 s |\n| `0` | ✅ loaded | 1 s |\n| `1` | ✅ loaded | 1 s |\n\
                    | and 4997 more | | |\n";
        assert!(writer.finish("").ends_with(rows));
    }
}
