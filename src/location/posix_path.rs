//! `--python-file` goes through Python's `pathlib.Path`, which tidies a path without looking at the disk.

/// Returns the text of `Path(text)` on POSIX: no `.` parts, no double or final slashes, `..` stays; an empty path is
/// `.`.
pub fn tidy(text: &str) -> String {
    let root = match text.bytes().take_while(|byte| *byte == b'/').count() {
        0 => "",
        // Exactly two leading slashes have a meaning of their own in POSIX, and pathlib keeps them.
        2 => "//",
        _ => "/",
    };
    let parts: Vec<_> =
        text.split('/').filter(|part| !part.is_empty() && *part != ".").collect::<Vec<_>>();
    match (root, parts.is_empty()) {
        ("", true) => ".".to_owned(),
        _ => format!("{root}{}", parts.join("/")),
    }
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn paths_are_tidied_as_pathlib_does() {
        for (text, wanted) in [
            ("./a/../b.py", "a/../b.py"),
            ("a//b/./c.py/", "a/b/c.py"),
            (".", "."),
            ("", "."),
            ("/", "/"),
            ("///a", "/a"),
            ("//a", "//a"),
            ("../x", "../x"),
        ] {
            assert_eq!(tidy(text), wanted, "{text}");
        }
    }
}
