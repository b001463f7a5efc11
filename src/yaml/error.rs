//! How an error of this room is put together. Not here: how it is shown with its file and line.

use super::character::{END, is_break};
use super::mark::Mark;
use super::{Remark, YamlError};

/// An error at one place.
pub(super) fn error_at(mark: Mark, message: impl Into<String>) -> YamlError {
    let (line, column) = (mark.line + 1, mark.column + 1);
    YamlError(Box::new(Remark { line, column, message: message.into() }))
}

/// An error that is found at one place but belongs to something that started earlier.
pub(super) fn error_within(within: &str, start: Mark, mark: Mark, message: &str) -> YamlError {
    let since = match start.line == mark.line {
        true => String::new(),
        false => format!(" that starts on line {}", start.line + 1),
    };
    error_at(mark, format!("{message} (while reading {within}{since})"))
}

/// A character as words that can be read in a message.
pub(super) fn shown(seen: char) -> String {
    match seen {
        END => "the end of the file".into(),
        '\t' => "a tab".into(),
        ' ' => "a space".into(),
        '\u{feff}' => "a byte order mark".into(),
        _ if is_break(seen) => "the end of the line".into(),
        _ => format!("'{seen}'"),
    }
}

/// Text of the file as a part of a message: not too long, and on one line whatever escapes it
/// holds.
pub(super) fn excerpt(text: &str) -> String {
    const LIMIT: usize = 60;
    let shown = text.chars().take(LIMIT);
    let mut excerpt: String =
        shown.map(|seen| if seen.is_control() { '?' } else { seen }).collect();
    if excerpt.len() < text.len() {
        excerpt.push_str("...");
    }
    excerpt
}
