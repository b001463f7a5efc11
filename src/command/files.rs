//! Reads the text files that a user names.

use super::Session;
use crate::encoding;
use crate::error::{Code, Error, Place};
use crate::host::Host;
use crate::yaml;

/// The largest file to read: a location file has a few kilobytes.
const MAX_BYTES: u32 = 8 * 1024 * 1024;

/// The text of a file; `None` if there is no such file.
pub(super) async fn read_text<H: Host>(host: &H, path: &str) -> Result<Option<String>, Error> {
    let bytes = read_bytes(host, path, MAX_BYTES).await?;
    bytes.map(|bytes| decode(path, bytes)).transpose()
}

/// The bytes of a file; `None` if there is no such file.
pub(super) async fn read_bytes<H: Host>(
    host: &H,
    path: &str,
    max_bytes: u32,
) -> Result<Option<Vec<u8>>, Error> {
    let unreadable = |reason: &str| unreadable(path, reason);
    let fault = match host.read_file(path, max_bytes).await {
        Ok(bytes) => return Ok(Some(bytes)),
        Err(fault) => fault,
    };
    match fault.code.as_str() {
        "ENOENT" | "ENOTDIR" | "NotFound" => Ok(None),
        "EISDIR" | "IsADirectory" => Err(unreadable("it is a directory")),
        "EACCES" | "EPERM" | "PermissionDenied" => Err(unreadable("permission denied")),
        // Deno's own permissions; its message names the flag to pass.
        "NotCapable" => Err(unreadable("permission denied").hint(fault.message)),
        "ERR_FILE_TOO_LARGE" => {
            Err(unreadable(&format!("it is larger than {} MiB", max_bytes / 1024 / 1024)))
        }
        _ => Err(unreadable(&fault.message)),
    }
}

/// The text in the bytes of a file.
pub(super) fn decode(path: &str, bytes: Vec<u8>) -> Result<String, Error> {
    if encoding::is_utf16(&bytes) {
        let error = unreadable(path, encoding::UTF16);
        return Err(error.hint("save it as UTF-8; PowerShell does so with -Encoding utf8"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..valid].iter().filter(|byte| **byte == b'\n').count();
        unreadable(path, &format!("it is not UTF-8 (line {line})"))
    })
}

fn unreadable(path: &str, reason: &str) -> Error {
    Error::new(Code::UnreadableFile, format!("cannot read {path}: {reason}"))
}

/// Reads a YAML file and warns of ambiguous scalars; `None` if the file does not exist.
pub(super) async fn read_yaml<H: Host>(
    session: &Session<'_, H>,
    path: &str,
) -> Result<Option<yaml::Value>, Error> {
    let text = read_text(session.host, path).await?;
    text.map(|text| parse_yaml(session, path, &text)).transpose()
}

/// Parses the text of a YAML file and warns of ambiguous scalars.
pub(super) fn parse_yaml<H: Host>(
    session: &Session<'_, H>,
    path: &str,
    text: &str,
) -> Result<yaml::Value, Error> {
    let loaded = yaml::load(text).map_err(|error| {
        let place = excerpt(text, error.line, error.column);
        let message = format!("{path}:{}:{}: {}{place}", error.line, error.column, error.message);
        Error::new(Code::InvalidLocationFile, message).at(Place::Line(path.to_owned(), error.line))
    })?;
    for warning in loaded.warnings {
        let (line, column) = (warning.line, warning.column);
        session.output.warn(&format!("{path}:{line}:{column}: {}", warning.message));
    }
    Ok(loaded.value)
}

/// A line of a YAML text with a mark under a column, both counted from 1, for messages. Where that line is
/// empty or beyond the end, something is missing, and the line before is shown.
pub(super) fn excerpt(text: &str, line: usize, column: usize) -> String {
    let (content, column) = match yaml::line(text, line) {
        "" => (yaml::line(text, line.saturating_sub(1)), usize::MAX),
        content => (content, column),
    };
    if content.is_empty() {
        return String::new();
    }
    let column = column.min(content.chars().count() + 1);
    // A long line is shown from a little before the column.
    let start = column.saturating_sub(60);
    let shown: String = content.chars().skip(start).take(100).collect();
    let offset = column.saturating_sub(1).saturating_sub(start);
    format!("\n  {shown}\n  {}^", " ".repeat(offset))
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn the_place_of_an_error_is_shown_also_at_the_end_and_in_a_long_line() {
        assert_eq!(excerpt("a: [1\n", 2, 1), "\n  a: [1\n       ^");
        assert_eq!(excerpt("a\nbc\n", 2, 2), "\n  bc\n   ^");
        assert_eq!(excerpt("", 1, 1), "");
        let long = format!("{}!{}", "x".repeat(500), "y".repeat(500));
        let shown = excerpt(&long, 1, 501);
        let lines: Vec<_> = shown.lines().skip(1).collect();
        let caret = lines[1].find('^').expect("a mark");
        assert_eq!((lines[0].chars().nth(caret), lines[0].len()), (Some('!'), 102));
    }
}
