//! Lists of patterns for the names of repositories and branches; those that begin with `!` exclude.
//!
//! Not here: what stands in a pattern's placeholders, which names have none.

use super::pattern::Pattern;

/// A list of patterns.
#[derive(Debug, Clone, Default)]
pub struct Names(Vec<Name>);

/// A pattern, and whether it excludes what it fits.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pattern: Pattern,
    excludes: bool,
}

impl Names {
    /// A list of patterns; an empty one takes every name.
    pub(super) fn new(names: Vec<Name>) -> Self {
        Self(names)
    }

    /// Whether a pattern takes a name and none excludes it. Where all exclude, they take all others.
    pub fn take(&self, name: &str) -> bool {
        let fits = |one: &Name| one.pattern.fits(name);
        let mut excluding = self.0.iter().filter(|one| one.excludes);
        let mut taking = self.0.iter().filter(|one| !one.excludes).peekable();
        (taking.peek().is_none() || taking.any(fits)) && !excluding.any(fits)
    }

    /// Whether they take everything that others take. Exclusions and narrower rules count as no.
    pub(super) fn cover(&self, others: &Self) -> bool {
        let taking = others.0.iter().filter(|other| !other.excludes).collect::<Vec<_>>();
        let is_covered =
            |other: &&Name| self.0.iter().any(|one| one.pattern.covers(&other.pattern));
        !taking.is_empty()
            && !self.0.iter().any(|one| one.excludes)
            && taking.iter().all(is_covered)
    }
}

/// Whether they take one name only.
pub(super) fn are_one(names: &[Name]) -> bool {
    let mut taking = names.iter().filter(|name| !name.excludes);
    let is_one = taking.next().is_some_and(|name| !name.pattern.has_wildcard());
    is_one && taking.next().is_none()
}

/// A pattern for branches.
pub(super) fn of_branches(text: &str) -> Result<Name, String> {
    let (excludes, name) = split(text);
    if name.starts_with("refs/") {
        return Err("branches are named without refs/heads/".to_owned());
    }
    read(name, excludes)
}

/// A pattern for repositories, to which names in lower case are compared.
pub(super) fn of_repositories(text: &str) -> Result<Name, String> {
    let (excludes, name) = split(text);
    read(&name.to_ascii_lowercase(), excludes)
}

fn split(text: &str) -> (bool, &str) {
    match text.strip_prefix('!') {
        Some(name) => (true, name),
        None => (false, text),
    }
}

fn read(name: &str, excludes: bool) -> Result<Name, String> {
    // What git allows in no name was meant to fit something, and would fit nothing.
    if name.contains(['?', '[', '\\', '^', '~', ':']) {
        return Err("only * stands for other characters, and no name has any of ?[\\^~:".to_owned());
    }
    if name.contains(|seen: char| seen.is_whitespace() || seen.is_control()) {
        return Err("no name has a blank".to_owned());
    }
    Ok(Name { pattern: Pattern::plain(name)?, excludes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(patterns: &[&str]) -> Names {
        Names::new(patterns.iter().map(|text| of_branches(text).expect(text)).collect())
    }

    #[test]
    fn a_name_is_taken_that_a_pattern_fits_and_none_excludes() {
        let names = names(&["feat/*", "!feat/old*", "main", "!*-wip"]);
        for taken in ["feat/x", "feat/a/b", "feat/", "main"] {
            assert!(names.take(taken), "{taken}");
        }
        for other in ["feat", "feat/old", "feat/old/x", "main-wip", "feat/x-wip", "Main", "xmain"] {
            assert!(!names.take(other), "{other}");
        }
    }

    #[test]
    fn the_order_of_patterns_does_not_matter() {
        for patterns in [["*", "!dependabot/*"], ["!dependabot/*", "*"]] {
            assert!(names(&patterns).take("main") && !names(&patterns).take("dependabot/npm"));
        }
    }

    #[test]
    fn without_patterns_or_with_excluding_ones_only_all_others_are_taken() {
        assert!(names(&[]).take("x"));
        assert!(names(&["!a", "!b*"]).take("x"));
        assert!(!names(&["!a", "!b*"]).take("bc"));
    }

    #[test]
    fn names_cover_others_where_they_take_all_that_those_take() {
        for (one, other, wanted) in [
            (&["acme/*"][..], &["acme/etl"][..], true),
            (&["acme/*"], &["acme/e*", "!acme/e"], true),
            (&["*"], &["acme/*", "other/x"], true),
            (&["a/b", "a/c"], &["a/c", "a/b"], true),
            (&["acme/*"], &["acme/etl", "other/x"], false),
            (&["acme/etl"], &["acme/*"], false),
            (&["acme/*l"], &["acme/e*"], false),
            (&["acme/*", "!acme/etl"], &["acme/etl"], false),
        ] {
            assert_eq!(names(one).cover(&names(other)), wanted, "{one:?} {other:?}");
        }
    }

    #[test]
    fn patterns_that_could_fit_no_name_are_refused() {
        for (text, problem) in [
            ("", "it is empty"),
            ("!", "it is empty"),
            ("refs/heads/main", "without refs/heads/"),
            ("!refs/heads/*", "without refs/heads/"),
            ("release/[0-9]*", "only * stands for"),
            ("v?", "only * stands for"),
            ("a b", "has a blank"),
            ("a\nb", "has a blank"),
            (&"x".repeat(256), "longer than 255"),
        ] {
            let seen = of_branches(text).expect_err(text);
            assert!(seen.contains(problem), "{text}: {seen}");
        }
        assert!(of_repositories("https://git.acme.com/acme/etl").is_err());
    }
}
