//! TeamCity's build properties, which are in files instead of variables
//! (<https://www.jetbrains.com/help/teamcity/configuring-build-parameters.html>): a variable names the first file,
//! and a property in it the second. They are written as Java's `Properties` are
//! (<https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html>).
//!
//! Not here: what the properties mean (`ci/teamcity.rs`).

use std::str::Chars;

use super::Change;
use super::ci::Ci;
use crate::host::{Host, Variables};

const FILE: &str = "TEAMCITY_BUILD_PROPERTIES_FILE";
const SECOND_FILE: &str = "teamcity.configuration.properties.file";
/// The branch as the repository names it; the full name goes on with the identifier of a VCS root.
const VCS_BRANCH: &str = "teamcity.build.vcs.branch";

/// Files of properties have a few dozen kilobytes.
const MAX_BYTES: u32 = 4 * 1024 * 1024;

/// Reads the properties, if there are any; why they cannot be read is a note.
pub(super) async fn read<H: Host>(host: &H, ci: &Ci<'_>, change: &mut Change) -> Variables {
    let mut pairs = Vec::new();
    if ci.get("TEAMCITY_VERSION").is_none() {
        return Variables::default();
    }
    let mut path = ci.get(FILE).map(str::to_owned);
    for name in [FILE, SECOND_FILE] {
        let Some(file) = path else { break };
        match host.read_file(&file, MAX_BYTES).await {
            Ok(bytes) => parse(&bytes, &mut pairs),
            Err(fault) => {
                change.note(&format!("the file of {name} cannot be read: {}", fault.message));
                break;
            }
        }
        path = value(&pairs, SECOND_FILE).map(str::to_owned);
    }
    if let Some(branch) = only_branch(&pairs) {
        pairs.push((VCS_BRANCH.to_owned(), branch));
    }
    pairs.into_iter().collect()
}

fn value<'p>(pairs: &'p [(String, String)], name: &str) -> Option<&'p str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// The branch of the VCS root, unless several roots have several.
fn only_branch(pairs: &[(String, String)]) -> Option<String> {
    let is_branch =
        |key: &str| key.strip_prefix(VCS_BRANCH).is_some_and(|rest| rest.starts_with('.'));
    let mut branches = pairs.iter().filter(|(key, _)| is_branch(key)).map(|(_, branch)| branch);
    let first = branches.next()?;
    branches.all(|branch| branch == first).then(|| first.clone())
}

/// Adds the properties of a file, which is in Latin-1.
fn parse(bytes: &[u8], pairs: &mut Vec<(String, String)>) {
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let mut characters = text.chars();
    loop {
        let rest = characters.as_str().trim_start();
        if rest.is_empty() {
            return;
        }
        if rest.starts_with(['#', '!']) {
            characters = rest[rest.find(['\n', '\r']).unwrap_or(rest.len())..].chars();
            continue;
        }
        characters = rest.chars();
        let (key, ended) = word(&mut characters, |c| matches!(c, '=' | ':' | ' ' | '\t' | '\x0c'));
        let value = match ended {
            Some('\n') | None => String::new(),
            Some(separator) => {
                skip_separator(&mut characters, separator);
                word(&mut characters, |_| false).0
            }
        };
        pairs.push((key, value));
    }
}

/// Skips blanks, and one `=` or `:` if none was there yet.
fn skip_separator(characters: &mut Chars<'_>, separator: char) {
    let blanks = [' ', '\t', '\x0c'];
    let rest = characters.as_str().trim_start_matches(blanks);
    let after = rest.strip_prefix(['=', ':']).filter(|_| blanks.contains(&separator));
    *characters = after.map_or(rest, |after| after.trim_start_matches(blanks)).chars();
}

/// Reads up to an end of the line (written as `\n`) or another end, without their escapes.
fn word(characters: &mut Chars<'_>, is_end: fn(char) -> bool) -> (String, Option<char>) {
    let mut units = Vec::new();
    let ended = loop {
        match characters.next() {
            None => break None,
            Some('\n' | '\r') => break Some('\n'),
            Some('\\') => escape(characters, &mut units),
            Some(c) if is_end(c) => break Some(c),
            Some(c) => units.push(c as u16),
        }
    };
    // Characters beyond the first plane are written as two escapes.
    (String::from_utf16_lossy(&units), ended)
}

/// Decodes the characters after a backslash.
fn escape(characters: &mut Chars<'_>, units: &mut Vec<u16>) {
    let unit = match characters.next() {
        None => return,
        Some('u') => {
            let digits = characters.as_str().get(..4);
            let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
            if unit.is_some() {
                *characters = characters.as_str()[4..].chars();
            }
            unit.unwrap_or(u16::from(b'u'))
        }
        // The line goes on in the next one.
        Some(end @ ('\n' | '\r')) => {
            let rest = characters.as_str();
            let rest = rest.strip_prefix('\n').filter(|_| end == '\r').unwrap_or(rest);
            *characters = rest.trim_start_matches([' ', '\t', '\x0c']).chars();
            return;
        }
        Some('t') => u16::from(b'\t'),
        Some('n') => u16::from(b'\n'),
        Some('r') => u16::from(b'\r'),
        Some('f') => 0x0c,
        // All characters are of Latin-1.
        Some(c) => c as u16,
    };
    units.push(unit);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &[u8]) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        parse(text, &mut pairs);
        pairs
    }

    fn pair(key: &str, value: &str) -> (String, String) {
        (key.to_owned(), value.to_owned())
    }

    #[test]
    fn properties_are_read_as_java_reads_them() {
        let text = b"#comment\\\n! too\r\n\r\na=1\n b : 2\rc 3\nd\t= x=y : z \ne\nf=\n\
            g\\ h\\:=C\\:\\\\temp\\tx\nlong=one, \\\r\n   two\nu=\\u00fc\\ud83d\\ude00\xfc\\uzz\nlast=\\";
        let wanted = [
            pair("a", "1"),
            pair("b", "2"),
            pair("c", "3"),
            pair("d", "x=y : z "),
            pair("e", ""),
            pair("f", ""),
            pair("g h:", "C:\\temp\tx"),
            pair("long", "one, two"),
            pair("u", "\u{fc}\u{1f600}\u{fc}uzz"),
            pair("last", ""),
        ];
        assert_eq!(parsed(text), wanted);
    }

    #[test]
    fn text_that_is_no_properties_does_no_harm() {
        assert_eq!(parsed(b""), []);
        assert_eq!(parsed(b"\\u"), [pair("u", "")]);
        assert_eq!(parsed(b"\\u\xfc\xfc\xfc"), [pair("u\u{fc}\u{fc}\u{fc}", "")]);
        assert_eq!(parsed(b"=\n=\0"), [pair("", ""), pair("", "\0")]);
    }

    #[test]
    fn branches_of_several_roots_tell_one_only_if_they_agree() {
        let one = pair("teamcity.build.vcs.branch.Etl", "refs/heads/x");
        let other = pair("teamcity.build.vcs.branch.Lib", "refs/heads/main");
        let alike = pair("teamcity.build.vcs.branch.Lib", "refs/heads/x");
        assert_eq!(only_branch(&[one.clone(), other]), None);
        assert_eq!(only_branch(&[one.clone(), alike]).as_deref(), Some("refs/heads/x"));
        assert_eq!(only_branch(&[one]).as_deref(), Some("refs/heads/x"));
    }
}
