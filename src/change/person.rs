//! Authors as git writes them: `Ada Lovelace <ada@example.com>`.
//!
//! Not here: the separate names and addresses that most CI systems give.

use super::{Change, Field, FieldSource};

/// Takes name and address of the commit's author.
pub(super) fn offer(change: &mut Change, text: Option<&str>, source: &FieldSource) {
    let (name, email) = text.map_or((None, None), parts);
    change.offer(Field::AuthorName, name, source.clone());
    change.offer(Field::AuthorEmail, email, source.clone());
}

/// Name and address; a name may be quoted or hold `<` itself, and either may be missing.
fn parts(text: &str) -> (Option<&str>, Option<&str>) {
    let (name, email) = match text.trim().strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
        Some((name, email)) => (name, email),
        None => (text, ""),
    };
    let name = name.trim();
    let name =
        name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name).trim();
    let known = |text| Some(text).filter(|text: &&str| !text.is_empty());
    (known(name), known(email.trim()))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_person_has_a_name_an_address_or_both() {
        for (text, wanted) in [
            ("Ada L <ada@x>", (Some("Ada L"), Some("ada@x"))),
            ("\"L, Ada\" <ada@x>", (Some("L, Ada"), Some("ada@x"))),
            ("A <3 B <ada@x>", (Some("A <3 B"), Some("ada@x"))),
            (" Ada L ", (Some("Ada L"), None)),
            ("A < B", (Some("A < B"), None)),
            ("Ada <>", (Some("Ada"), None)),
            ("<ada@x>", (None, Some("ada@x"))),
            ("\"", (Some("\""), None)),
            ("", (None, None)),
            ("<>", (None, None)),
        ] {
            assert_eq!(parts(text), wanted, "{text}");
        }
    }
}
