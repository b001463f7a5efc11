//! Splits the command line in the input `command` into words, as a POSIX shell does (crate `shell-words`): blanks, line
//! ends, quotes, backslashes, comments. Nothing is expanded: no variables, patterns or operators.
//!
//! On Windows a backslash is part of a path: it is an ordinary character except before a double quote.

use std::borrow::Cow;

use crate::error::{Code, Error};

/// Splits a text into words.
pub(super) fn parted(text: &str, is_windows: bool) -> Result<Vec<String>, Error> {
    let posix = if is_windows { Cow::Owned(posix(text)) } else { Cow::Borrowed(text) };
    shell_words::split(&posix).map_err(|_| {
        let problem = "invalid value for input command: a quote is not closed";
        Error::new(Code::InvalidValue, problem)
    })
}

/// Rewrites a line of Windows as a POSIX shell needs it: each backslash outside single quotes is doubled, except before a
/// double quote, where both systems read an odd number of backslashes as an escaped quote.
fn posix(text: &str) -> String {
    let mut posix = String::new();
    let mut quote = None;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let is_word_start = quote.is_none() && !posix.ends_with(|last: char| !last.is_whitespace());
        let length = match character {
            '\\' => rest.len() - rest.trim_start_matches('\\').len(),
            '#' if is_word_start => rest.find('\n').unwrap_or(rest.len()),
            _ => character.len_utf8(),
        };
        let (piece, behind) = rest.split_at(length);
        posix.push_str(piece);
        rest = behind;
        match (quote, character) {
            (Some('\''), '\\') => {}
            (_, '\\') => match behind.strip_prefix('"') {
                // The quote is escaped, and opens or closes nothing.
                Some(behind) if length % 2 == 1 => {
                    posix.push('"');
                    rest = behind;
                }
                Some(_) => {}
                None => posix.push_str(piece),
            },
            (Some(open), _) if open == character => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            _ => {}
        }
    }
    posix
}

#[cfg(test)]
mod tests {
    use super::parted;

    fn assert_words(is_windows: bool, cases: &[(&str, &[&str])]) {
        for (text, words) in cases {
            let words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(parted(text, is_windows).as_deref(), Ok(words.as_slice()), "{text}");
        }
    }

    const EVERYWHERE: &[(&str, &[&str])] = &[
        ("", &[]),
        ("deployment  update-location\n prices ", &["deployment", "update-location", "prices"]),
        (r#"a 'b "c' "d 'e" f"g h"i ''"#, &["a", "b \"c", "d 'e", "fg hi", ""]),
        (r#"a "q\"r" '\' $(x) *;| "ü""#, &["a", "q\"r", "\\", "$(x)", "*;|", "ü"]),
        (r#"--tags '{"path":"a\\b"}' \"x"#, &["--tags", r#"{"path":"a\\b"}"#, "\"x"]),
        ("deploy # of \"team a\n--image-tag v1", &["deploy", "--image-tag", "v1"]),
    ];

    #[test]
    fn words_are_split_as_a_shell_splits_them_and_nothing_is_expanded() {
        assert_words(false, EVERYWHERE);
        assert_words(
            false,
            &[
                (r"a\ b C:\\x", &["a b", r"C:\x"]),
                (r"deploy --project-dir team\a", &["deploy", "--project-dir", "teama"]),
                ("deploy \\\n  --dry-run", &["deploy", "--dry-run"]),
            ],
        );
    }

    #[test]
    fn on_windows_a_backslash_is_ordinary_except_before_a_double_quote() {
        assert_words(true, EVERYWHERE);
        assert_words(
            true,
            &[
                (r"deploy --project-dir C:\team\a", &["deploy", "--project-dir", r"C:\team\a"]),
                (r#"--project-dir "C:\team a\b""#, &["--project-dir", r"C:\team a\b"]),
                (r#""C:\a b\\" \\server\x \"#, &[r"C:\a b\", r"\\server\x", r"\"]),
                (r#"a\\\"b 'C:\x\'"#, &[r#"a\"b"#, r"C:\x\"]),
                ("a # isn't 'C:\\x'\n'C:\\y' b#c", &["a", "C:\\y", "b#c"]),
            ],
        );
    }

    #[test]
    fn what_is_not_closed_is_an_error() {
        for text in ["a 'b", "a \"b"] {
            assert!(parted(text, false).is_err(), "{text}");
        }
        for text in ["a 'b", r#""C:\a\" b"#] {
            assert!(parted(text, true).is_err(), "{text}");
        }
    }
}
