//! What the Action tells people, for typical runs and for a hostile one: `tests/action/pages/` has each comment and
//! summary as it is sent, so that a change of their look is seen as one (`.markdown`, for they are no documents of the
//! project). `action-pages.test.js` renders them.
//!
//! `UPDATE=1 cargo test --test action_pages` writes them anew; it does nothing where the variable CI is set.
#![allow(clippy::disallowed_methods, reason = "that is for the core; a test reads files")]

use std::fs;
use std::path::Path;

use dagster_deploy::VERSION;
use dagster_deploy::action::pages::comment::comment;
use dagster_deploy::action::pages::summary::summary;
use dagster_deploy::action::report::{LocationOutcome, Report};
use dagster_deploy::change::{Field, FieldSource};
use dagster_deploy::error::{Code, Error};

#[path = "action/hostile.rs"]
mod hostile;
#[path = "action/samples.rs"]
mod samples;

const MARKER: &str = "<!-- dagster-deploy: etl -->";

fn is_on(name: &str) -> bool {
    std::env::var(name).is_ok_and(|value| !value.is_empty())
}

#[test]
fn pages_are_as_committed() {
    let update = is_on("UPDATE") && !is_on("CI");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/action/pages");
    let mut differing = Vec::new();
    for (name, report) in samples::all() {
        let pages = [("comment", comment(&report, MARKER)), ("summary", summary(&report))];
        for (kind, page) in pages {
            let path = folder.join(format!("{name}.{kind}.markdown"));
            let version = format!("dagster-deploy {VERSION}</sub>");
            let page = page.replace(&version, "dagster-deploy VERSION</sub>");
            if update {
                fs::write(&path, page).expect("the page can be written");
            } else if fs::read_to_string(&path).ok() != Some(page) {
                differing.push(path);
            }
        }
    }
    assert!(differing.is_empty(), "UPDATE=1 writes what is new in {differing:?}");
}

/// Characters that grow when they are made harmless, and as many of everything as nobody has.
fn enormous() -> Report {
    let text = "\u{202e}`| @a\n".repeat(200_000);
    let mut report = samples::deployed();
    report.reason = Some(text.clone());
    let location = |number: usize| LocationOutcome {
        name: format!("{number}{}", "\u{202e}|".repeat(5_000)),
        status: ["FAILED", "LOADED", "TIMED_OUT", "?"][number % 4].to_owned(),
        seconds: 1e300,
        error: (number < 400).then(|| text[..99_999].to_owned()),
    };
    report.locations = (0..5_000).map(location).collect();
    let error = Error::new(Code::Rejected, text.clone()).hint(text.clone());
    report.errors = vec![error; 60];
    report.page = Some(format!("https://x.example/{}", "a".repeat(1_900)));
    for field in [Field::AuthorName, Field::BranchName, Field::PullRequestTitle] {
        report.change.say(field, text.clone(), FieldSource::new("flag", "test"));
    }
    report
}

#[test]
fn no_report_is_too_large() {
    let report = enormous();
    for (page, limit) in [(comment(&report, MARKER), 65_000), (summary(&report), 1_000_000)] {
        assert!(page.len() <= limit, "{} bytes", page.len());
        assert!(page.len() > limit / 10, "something is said");
        assert!(page.contains("There was more than fits here"));
        assert!(page.ends_with("</sub>\n"), "it is whole");
        let fences = page.lines().filter(|line| line.starts_with("```")).count();
        assert_eq!(fences % 2, 0, "every block is closed");
        assert_eq!(page.matches("<details>").count(), page.matches("</details>").count());
    }
}

#[test]
fn the_marker_stands_on_the_first_line() {
    assert_eq!(comment(&Report::default(), MARKER).lines().next(), Some(MARKER));
}
