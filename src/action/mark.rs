//! The hidden first line of the comment: the key by which it is found again, and the run that wrote it.

use super::order::Run;
use crate::http::url::encoded;

/// Returns the beginning of every comment with this key.
pub(super) fn beginning(key: &str) -> String {
    format!("<!-- dagster-deploy {} ", hidden(key))
}

/// The whole line.
pub(super) fn line(key: &str, run: &Run) -> String {
    let Run { workflow, number, attempt, commit } = run;
    let workflow = hidden(workflow);
    let beginning = beginning(key);
    format!("{beginning}run={number} attempt={attempt} commit={commit} workflow={workflow} -->")
}

/// Returns the run that wrote a comment with this beginning. The run of another workflow has no name here.
pub(super) fn run(body: &str, beginning: &str, mine: &Run) -> Run {
    let words = body.get(beginning.len()..).unwrap_or_default().split("-->").next();
    let text = |name: &str| {
        let mut pairs =
            words.unwrap_or_default().split(' ').filter_map(|word| word.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value).unwrap_or_default()
    };
    let is_mine = text("workflow") == hidden(&mine.workflow);
    Run {
        workflow: if is_mine { mine.workflow.clone() } else { String::new() },
        number: text("run").parse().unwrap_or_default(),
        attempt: text("attempt").parse().unwrap_or_default(),
        commit: text("commit").to_owned(),
    }
}

/// A text as it may stand in a hidden comment, which two hyphens or a line's end could finish.
fn hidden(text: &str) -> String {
    encoded(text, "/").replace('-', "%2D")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let run_of = |workflow: &str| Run {
            workflow: workflow.to_owned(),
            number: 12,
            attempt: 2,
            commit: "abc".to_owned(),
        };
        for workflow in ["acme/shop/.github/workflows/ci.yml", "a -->\n=é run=9 --", ""] {
            let mine = run_of(workflow);
            let written = line("acme/--x y\n", &mine);
            assert!(!written.trim_end_matches(" -->").trim_start_matches("<!--").contains("--"));
            let beginning = beginning("acme/--x y\n");
            assert!(written.starts_with(&beginning));
            assert_eq!(run(&format!("{written}\n\nrun=7 -->"), &beginning, &mine), mine);
            assert_eq!(run(&written, &beginning, &run_of("other")), run_of(""));
        }
    }

    #[test]
    fn what_is_cut_off_or_odd_is_no_run() {
        let mine = Run::default();
        for rest in ["", "run=", "run=-1 attempt=x", "--> run=7", "run"] {
            let beginning = beginning("a/");
            assert_eq!(run(&format!("{beginning}{rest}"), &beginning, &mine).number, 0, "{rest}");
        }
    }
}
