//! Reads the text files that a user names.

use crate::error::{Code, Error};
use crate::host::Host;

/// The largest file to read: a location file has a few kilobytes.
const MAX_BYTES: u32 = 8 * 1024 * 1024;

/// The text of a file, `shown` being how messages name the flag; `None` if there is no such file.
pub async fn read_text<H: Host>(host: &H, path: &str) -> Result<Option<String>, Error> {
    let unreadable =
        |reason: &str| Error::new(Code::UnreadableFile, format!("cannot read {path}: {reason}"));
    let bytes = match host.read_file(path, MAX_BYTES).await {
        Ok(bytes) => bytes,
        Err(fault) => {
            return match fault.code.as_str() {
                "ENOENT" | "ENOTDIR" | "NotFound" => Ok(None),
                "EISDIR" | "IsADirectory" => Err(unreadable("it is a directory")),
                "EACCES" | "EPERM" | "PermissionDenied" | "NotCapable" => {
                    Err(unreadable("permission denied").hint(fault.message))
                }
                "ERR_FILE_TOO_LARGE" => Err(unreadable("it is larger than 8 MiB")),
                _ => Err(unreadable(&fault.message)),
            };
        }
    };
    String::from_utf8(bytes).map(Some).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..valid].iter().filter(|byte| **byte == b'\n').count();
        unreadable(&format!("it is not UTF-8 (line {line})"))
    })
}

/// A line of a text, counted from 1, with a mark under a column, for messages.
pub fn excerpt(text: &str, line: usize, column: usize) -> String {
    let Some(content) = text.lines().nth(line.saturating_sub(1)) else { return String::new() };
    // A long line is shown from a little before the column.
    let start = column.saturating_sub(60);
    let shown: String = content.chars().skip(start).take(100).collect();
    let offset = column.saturating_sub(1).saturating_sub(start);
    format!("\n  {shown}\n  {}^", " ".repeat(offset))
}
