//! Patterns: which texts they fit, and what stands in a text where a pattern has a placeholder.
//!
//! `*` fits any characters, as few as can be; a placeholder fits its own, as many as can be. The time is that of the
//! pattern's length times the text's, whatever either holds, because the texts come from outside.

use super::reading::{quoted, unknown};

/// The longest pattern.
const MAX_BYTES: usize = 255;

/// The meaning of a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fact {
    /// A branch, as tags write it.
    Slug,
    /// The number of a pull request.
    Review,
    /// A commit's hash, or its beginning.
    Hash,
}

/// A placeholder as it is written, and what it fits.
#[derive(Debug)]
pub(super) struct Placeholder {
    name: &'static str,
    fact: Fact,
    takes: fn(u8) -> bool,
    bytes: (usize, usize),
}

/// Those of `ci image-tag` that refer to the branch of an image.
const PLACEHOLDERS: [Placeholder; 4] = [
    Placeholder { name: "branch", fact: Fact::Slug, takes: is_of_tag, bytes: (1, 128) },
    Placeholder { name: "pr", fact: Fact::Review, takes: is_digit, bytes: (1, 20) },
    Placeholder { name: "sha", fact: Fact::Hash, takes: is_hex, bytes: (7, 64) },
    Placeholder { name: "sha12", fact: Fact::Hash, takes: is_hex, bytes: (12, 12) },
];

/// Whether a byte may stand in a tag.
pub(super) fn is_of_tag(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_.-".contains(&byte)
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit()
}

fn is_hex(byte: u8) -> bool {
    byte.is_ascii_hexdigit()
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Byte(u8),
    Any,
    Of(&'static Placeholder),
}

impl Part {
    /// Where the part may end that begins there, the best first.
    fn ends(self, text: &[u8], from: usize) -> Vec<usize> {
        let rest = text.len() - from;
        match self {
            Part::Byte(byte) => {
                (text.get(from) == Some(&byte)).then_some(from + 1).into_iter().collect::<Vec<_>>()
            }
            Part::Any => (from..=text.len()).collect::<Vec<_>>(),
            Part::Of(Placeholder { takes, bytes: (least, most), .. }) => {
                let run = text[from..]
                    .iter()
                    .take(rest.min(*most))
                    .take_while(|byte| takes(**byte))
                    .count();
                (from + least..=from + run).rev().collect::<Vec<_>>()
            }
        }
    }
}

/// A pattern.
#[derive(Debug, Clone)]
pub(super) struct Pattern(Vec<Part>);

impl Pattern {
    /// A pattern in which nothing but `*` has a meaning.
    pub(super) fn plain(text: &str) -> Result<Self, String> {
        check_length(text)?;
        Ok(Self(text.bytes().map(part).collect::<Vec<_>>()))
    }

    /// A pattern with placeholders.
    pub(super) fn with_placeholders(text: &str) -> Result<Self, String> {
        check_length(text)?;
        let mut pattern = Self(Vec::new());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                return Err([&quoted(text), " has a { without its }"].concat());
            };
            pattern.0.extend(before.bytes().map(part));
            pattern.add(placeholder(name)?)?;
            rest = after;
        }
        pattern.0.extend(rest.bytes().map(part));
        Ok(pattern)
    }

    fn add(&mut self, placeholder: &'static Placeholder) -> Result<(), String> {
        let name = ["{", placeholder.name, "}"].concat();
        if matches!(self.0.last(), Some(Part::Of(_))) {
            return Err([
                "it cannot be told where ",
                &name,
                " begins; write a character before it",
            ]
            .concat());
        }
        if self.facts().any(|fact| fact == placeholder.fact) {
            return Err([&name, " says for a second time what stands before it"].concat());
        }
        self.0.push(Part::Of(placeholder));
        Ok(())
    }

    /// Returns the meanings of its placeholders.
    pub(super) fn facts(&self) -> impl Iterator<Item = Fact> {
        self.0.iter().filter_map(|part| match part {
            Part::Of(placeholder) => Some(placeholder.fact),
            _ => None,
        })
    }

    /// Whether it has a `*`.
    pub(super) fn has_wildcard(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Any))
    }

    /// Its characters without placeholders and wildcards.
    pub(super) fn bytes(&self) -> impl Iterator<Item = u8> {
        self.0.iter().filter_map(|part| match part {
            Part::Byte(byte) => Some(*byte),
            _ => None,
        })
    }

    /// Whether it fits all that another one without placeholders fits: nothing but `*` fits a `*`.
    pub(super) fn covers(&self, other: &Self) -> bool {
        let byte = |part: &Part| if let Part::Byte(byte) = part { *byte } else { b'*' };
        let text = other.0.iter().map(byte).collect::<Vec<_>>();
        Table::of(&self.0, &text).fits(0, 0)
    }

    /// Whether it fits a text as a whole.
    pub(super) fn fits(&self, text: &str) -> bool {
        self.read(text).is_some()
    }

    /// Returns the texts of its placeholders, if the whole text matches.
    pub(super) fn read<'t>(&self, text: &'t str) -> Option<Vec<(Fact, &'t str)>> {
        let table = Table::of(&self.0, text.as_bytes());
        if !table.fits(0, 0) {
            return None;
        }
        let (mut facts, mut from) = (Vec::new(), 0);
        for (place, part) in self.0.iter().enumerate() {
            let ends = part.ends(text.as_bytes(), from);
            let end = ends.into_iter().find(|end| table.fits(place + 1, *end))?;
            if let Part::Of(placeholder) = part {
                facts.push((placeholder.fact, text.get(from..end)?));
            }
            from = end;
        }
        Some(facts)
    }
}

/// Remembers if the parts from an index on match the text from a byte on.
struct Table {
    fits: Vec<bool>,
    width: usize,
}

impl Table {
    fn of(parts: &[Part], text: &[u8]) -> Self {
        let width = text.len() + 1;
        let mut table = Self { fits: vec![false; (parts.len() + 1) * width], width };
        table.fits[parts.len() * width + text.len()] = true;
        for (place, part) in parts.iter().enumerate().rev() {
            for from in (0..width).rev() {
                table.fits[place * width + from] = match part {
                    Part::Byte(byte) => {
                        text.get(from) == Some(byte) && table.fits(place + 1, from + 1)
                    }
                    Part::Any => {
                        table.fits(place + 1, from)
                            || from < text.len() && table.fits(place, from + 1)
                    }
                    Part::Of(_) => {
                        part.ends(text, from).into_iter().any(|end| table.fits(place + 1, end))
                    }
                };
            }
        }
        table
    }

    fn fits(&self, place: usize, from: usize) -> bool {
        self.fits[place * self.width + from]
    }
}

fn part(byte: u8) -> Part {
    if byte == b'*' { Part::Any } else { Part::Byte(byte) }
}

fn check_length(text: &str) -> Result<(), String> {
    match text.len() {
        0 => Err("it is empty".to_owned()),
        1..=MAX_BYTES => Ok(()),
        _ => Err("it is longer than 255 bytes".to_owned()),
    }
}

fn placeholder(name: &str) -> Result<&'static Placeholder, String> {
    PLACEHOLDERS.iter().find(|known| known.name == name).ok_or_else(|| {
        let known = PLACEHOLDERS.iter().map(|known| known.name).collect::<Vec<_>>();
        unknown("placeholder", name, &known)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
        let pattern = Pattern::with_placeholders(pattern).expect(pattern);
        pattern.read(text).map(|facts| facts.into_iter().map(|(_, text)| text).collect())
    }

    #[test]
    fn a_wildcard_fits_any_characters_and_everything_else_itself() {
        for (pattern, good, bad) in [
            ("*", &["", "a", "a/b", "ä"][..], &[][..]),
            ("a*", &["a", "ab", "a/b"], &["", "ba"]),
            ("*a*", &["a", "xax", "aaa"], &["", "x"]),
            ("a**b", &["ab", "axb"], &["a", "b"]),
            ("a.b{c}", &["a.b{c}"], &["axb{c}", "a.b"]),
            ("ä*", &["ä", "äß"], &["a", "ö"]),
        ] {
            let pattern = Pattern::plain(pattern).expect(pattern);
            assert!(good.iter().all(|text| pattern.fits(text)), "{pattern:?}");
            assert!(bad.iter().all(|text| !pattern.fits(text)), "{pattern:?}");
        }
    }

    #[test]
    fn a_placeholder_tells_what_stands_there() {
        let hash = "0123456789abcdef0123456789abcdef01234567";
        let short = &hash[..12];
        let tag = ["pr-7-", short].concat();
        assert_eq!(read("pr-{pr}-{sha12}", &tag), Some(vec!["7", short]));
        let tag = ["feat-x_1.0-", hash].concat();
        assert_eq!(read("{branch}-{sha}", &tag), Some(vec!["feat-x_1.0", hash]));
        assert_eq!(read("{branch}-{sha12}", &tag), None);
        assert_eq!(read("{sha}", &hash[..7]), Some(vec![&hash[..7]]));
        assert_eq!(read("{sha}", &hash[..6]), None);
        assert_eq!(read("{sha}", &"a".repeat(65)), None);
        assert_eq!(read("{sha12}", "0123456789aX"), None);
        assert_eq!(read("pr-{pr}", "pr-7x"), None);
        assert_eq!(read("pr-{pr}", "pr-"), None);
        assert_eq!(read("{branch}", "ä"), None);
    }

    #[test]
    fn a_placeholder_takes_as_much_as_can_be_and_a_wildcard_as_little() {
        assert_eq!(read("pr-{pr}*", "pr-12-linux"), Some(vec!["12"]));
        assert_eq!(read("*{pr}", "build-12"), Some(vec!["12"]));
        assert_eq!(read("{branch}-*", "feat-x-17"), Some(vec!["feat-x"]));
        assert_eq!(read("*-{branch}", "etl-feat-x"), Some(vec!["feat-x"]));
        // Not so much that the rest would fit no more.
        assert_eq!(read("{branch}-{sha}", "a-1234567-7654321"), Some(vec!["a-1234567", "7654321"]));
        assert_eq!(read("{pr}1*", "1111"), Some(vec!["111"]));
    }

    #[test]
    fn texts_that_nearly_fit_cost_no_more_than_others() {
        // Trying one way after the other would take longer than the universe is old.
        let wild = ["*a".repeat(127).as_str(), "b"].concat();
        assert!(!Pattern::plain(&wild).expect("a pattern").fits(&"a".repeat(1024)));
        let wild = ["{branch}", "*-".repeat(100).as_str(), "{sha}"].concat();
        assert_eq!(read(&wild, &"-".repeat(128)), None);
    }

    #[test]
    fn ambiguous_placeholders_are_refused() {
        for (pattern, problem) in [
            ("{sha8}", "there is no placeholder \"sha8\"; did you mean sha?"),
            ("{tag}", "there is no placeholder \"tag\"; there are branch, pr, sha, sha12"),
            ("{pr", "has a { without its }"),
            ("{branch}{sha}", "it cannot be told where {sha} begins"),
            ("{sha}-{sha12}", "{sha12} says for a second time"),
            ("{pr}-{pr}", "{pr} says for a second time"),
            ("", "it is empty"),
            (&"x".repeat(256), "longer than 255 bytes"),
        ] {
            let seen = Pattern::with_placeholders(pattern).expect_err(pattern);
            assert!(seen.contains(problem), "{pattern}: {seen}");
        }
    }
}
