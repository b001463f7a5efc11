//! The words of a command line that stands in the input `command`.
//!
//! As a shell parts them: by blanks and line ends, with quotes and backslashes. Nothing else of a shell: no variables, no
//! patterns, no operators.

use crate::error::{Code, Error};

/// Parts a text into words.
pub(super) fn parted(text: &str) -> Result<Vec<String>, Error> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some(end), _) if character == end => quote = None,
            (None, '\'' | '"') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => match characters.next() {
                // A line that goes on in the next.
                Some('\n') => {}
                Some(next) => word.get_or_insert_default().push(next),
                None => return Err(unfinished("a backslash has nothing behind it")),
            },
            (None, _) if character.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    if quote.is_some() {
        return Err(unfinished("a quote is not closed"));
    }
    words.extend(word);
    Ok(words)
}

fn unfinished(problem: &str) -> Error {
    Error::new(Code::InvalidValue, format!("invalid value for input command: {problem}"))
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn words_are_parted_as_a_shell_parts_them_and_nothing_is_expanded() {
        for (text, words) in [
            ("", &[][..]),
            ("deployment  update-location\n prices ", &["deployment", "update-location", "prices"]),
            (r#"a 'b "c' "d 'e" f"g h"i '' x\ y"#, &["a", "b \"c", "d 'e", "fg hi", "", "x y"]),
            ("a \\\n  b \"q\\\"r\" '\\' $(x) *;|", &["a", "b", "q\"r", "\\", "$(x)", "*;|"]),
        ] {
            assert_eq!(
                parted(text).as_deref(),
                Ok(words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>().as_slice()),
                "{text}"
            );
        }
        assert!(parted("a 'b").is_err() && parted("a \\").is_err());
    }
}
