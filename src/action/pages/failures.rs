//! Writes the failures: the most useful lines of each failed location and step, then every other error with its hint.
//!
//! Not here: which lines those are (`useful_lines.rs`).

use super::Detail;
use super::locations::{self, FAILED};
use super::markdown::{block, code, cut, text};
use super::useful_lines::first_useful_lines;
use super::writer::PageWriter;
use crate::action::report::Report;
use crate::error::{Code, Error};

/// A message of more characters, or of several lines, is shown as a block.
const MAX_SENTENCE: usize = 400;

/// Adds what went wrong.
pub(super) fn failures(report: &Report, detail: &Detail, writer: &mut PageWriter) {
    let mut left = detail.max_errors;
    for location in report.locations.iter().filter(|one| locations::state(one) == FAILED) {
        let title = [&locations::name(location), " failed to load:"].concat();
        let error = location.error.as_deref().unwrap_or_default();
        python_error(&title, error, &mut left, detail, writer);
    }
    let after_locations = left;
    for failure in report.run.iter().flat_map(|run| &run.failures) {
        let subject = match &failure.step {
            Some(step) => ["Step ", &code(step)].concat(),
            None => "The run".to_owned(),
        };
        python_error(&[&subject, " failed:"].concat(), &failure.error, &mut left, detail, writer);
    }
    for error in report.errors.iter().take(detail.max_errors) {
        // The messages of these are made of the errors above.
        let has_details = match error.code {
            Code::LoadFailed => after_locations < detail.max_errors,
            Code::RunFailed => left < after_locations,
            _ => false,
        };
        writer.add(&advice(error, has_details, detail));
    }
    if report.errors.len() > detail.max_errors {
        writer.leave_out();
    }
}

/// Adds the most useful lines of a Python error, and the whole error to unfold, if it has more.
fn python_error(
    title: &str,
    error: &str,
    left: &mut usize,
    detail: &Detail,
    writer: &mut PageWriter,
) {
    if error.trim().is_empty() {
        return;
    }
    if *left == 0 {
        return writer.leave_out();
    }
    *left -= 1;
    let useful = cut(&first_useful_lines(error), detail.max_characters);
    writer.add(&["\n**", title, "**\n", &block(&useful)].concat());
    if useful.trim() != error.trim() {
        let all = block(&shorten(error, detail.max_characters));
        writer.add(&whole("The whole error", &all));
    }
}

fn advice(error: &Error, has_details: bool, detail: &Detail) -> String {
    let mut shown = String::new();
    let is_sentence = !error.message.contains('\n') && error.message.len() <= MAX_SENTENCE;
    if !has_details {
        let label = ["\n**Error** ", &code(error.code.as_str())].concat();
        shown = match is_sentence {
            true => [&label, ": ", &text(&error.message), "\n"].concat(),
            false => {
                [&label, "\n", &block(&shorten(&error.message, detail.max_characters))].concat()
            }
        };
    }
    if let Some(hint) = &error.hint {
        shown.push_str(&["\n**Hint:** ", &text(hint), "\n"].concat());
    }
    shown
}

fn whole(summary: &str, block: &str) -> String {
    ["<details><summary>", summary, "</summary>\n", block, "</details>\n"].concat()
}

/// Beginning and end: the end is where the cause stands.
fn shorten(text: &str, characters: usize) -> String {
    let count = text.chars().count();
    if count <= characters {
        return text.to_owned();
    }
    let head = cut(text, characters / 4);
    let tail = text.char_indices().nth_back(characters / 4 * 3).map_or(0, |(start, _)| start);
    let left_out = (count - characters).to_string();
    [&head, "\n\n[about ", &left_out, " characters left out]\n\n…", &text[tail..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_shortened_in_the_middle() {
        assert_eq!(shorten("é12345678", 9), "é12345678");
        let short = shorten(&["ab", &"é".repeat(100), "yz"].concat(), 8);
        assert!(short.starts_with("ab…\n\n[about 96 characters left out]\n\n…é"), "{short}");
        assert!(short.ends_with("yz"));
    }

    #[test]
    fn a_message_of_several_lines_is_a_block_and_one_line_is_a_sentence() {
        let error = Error::new(Code::Rejected, "no <b>").hint("ask @ada");
        let detail = Detail::COMMENT;
        assert_eq!(
            advice(&error, false, &detail),
            "\n**Error** `api/rejected`: no `<b>`\n\n**Hint:** ask `@ada`\n"
        );
        assert_eq!(advice(&error, true, &detail), "\n**Hint:** ask `@ada`\n");
        let lines = Error::new(Code::Rejected, "a\n# b");
        assert_eq!(
            advice(&lines, false, &detail),
            "\n**Error** `api/rejected`\n\n```text\na\n# b\n```\n\n"
        );
    }
}
