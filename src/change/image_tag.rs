//! Builds a tag for the image of a change: valid for every registry, and always the same for one change.
//!
//! <https://docs.docker.com/reference/cli/docker/image/tag/>: letters, digits, `_`, `.` and `-`, neither of the last
//! two at the beginning, at most 128 characters. Not here: the image's name.

use super::{Change, Field};

const MAX_BYTES: usize = 128;
const SHORT_HASH: usize = 12;

/// Writes the tag by a format, or by the default for the change; an error names what is missing or wrong.
pub fn write(change: &Change, format: Option<&str>) -> Result<String, String> {
    let format = format.unwrap_or_else(|| usual(change));
    let mut tag = String::new();
    let mut rest = format;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            return Err(format!("{format:?} has a {{ without its }}"));
        };
        tag.push_str(before);
        tag.push_str(&part(change, name)?);
        rest = after;
    }
    tag.push_str(rest);
    check(&tag)?;
    Ok(tag)
}

fn usual(change: &Change) -> &'static str {
    if change.has(Field::PullRequestNumber) {
        "pr-{pr}-{sha12}"
    } else if change.has(Field::Tag) && !change.has(Field::BranchName) {
        "{tag}"
    } else {
        "{branch}-{sha12}"
    }
}

fn part(change: &Change, name: &str) -> Result<String, String> {
    let known = |field: Field| {
        change.text(field).map(str::to_owned).ok_or(format!("{{{name}}} is not known here"))
    };
    match name {
        "branch" => known(Field::BranchName).map(|branch| of_name(&branch)),
        "tag" => known(Field::Tag).map(|tag| of_name(&tag)),
        "pr" => known(Field::PullRequestNumber).map(|number| slug(&number, 20)),
        "sha" => known(Field::CommitHash).map(|hash| slug(&hash, 64)),
        "sha12" => known(Field::CommitHash).map(|hash| slug(&hash, SHORT_HASH)),
        _ => Err(format!("{{{name}}} is none of {{branch}}, {{pr}}, {{tag}}, {{sha}}, {{sha12}}")),
    }
}

/// Converts the name of a branch or git tag to a part of an image tag. It leaves room for a number, a hash and a few
/// words.
pub fn of_name(name: &str) -> String {
    slug(name, MAX_BYTES - 40)
}

/// The text with the characters of a tag only: what is none becomes one dash.
fn slug(text: &str, max_bytes: usize) -> String {
    let mut slug = String::new();
    for character in text.chars() {
        if character.is_ascii_alphanumeric() || matches!(character, '_' | '.') {
            slug.push(character);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_matches(['-', '.']);
    let slug = slug[..slug.len().min(max_bytes)].trim_end_matches(['-', '.']);
    if slug.is_empty() { "x".to_owned() } else { slug.to_owned() }
}

fn check(tag: &str) -> Result<(), String> {
    match tag.len() {
        0 => Err("the tag would be empty".to_owned()),
        length if length > MAX_BYTES => {
            Err(format!("the tag would have {length} characters, {MAX_BYTES} is the most"))
        }
        _ if !is_tag(tag) => Err(format!("{tag:?} is no valid tag")),
        _ => Ok(()),
    }
}

/// Whether registries take it for a tag.
pub fn is_tag(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    text.len() <= MAX_BYTES
        && text.bytes().next().is_some_and(is_word)
        && text.bytes().all(|byte| is_word(byte) || matches!(byte, b'.' | b'-'))
}

/// Whether registries take it for a digest: an algorithm that they know, and as many hexadecimal digits as it has
/// (<https://github.com/opencontainers/image-spec/blob/main/descriptor.md#registered-algorithms>).
pub fn is_digest(text: &str) -> bool {
    let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let digits = |prefix, count| text.strip_prefix(prefix).filter(|rest| rest.len() == count);
    let digits = digits("sha256:", 64).or(digits("sha512:", 128));
    digits.is_some_and(|digits| digits.bytes().all(is_hex))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::FieldSource;

    fn change(facts: &[(Field, &str)]) -> Change {
        let mut change = Change::default();
        for (field, value) in facts {
            change.say(*field, (*value).to_owned(), FieldSource::new("flag", "test"));
        }
        change
    }

    const HASH: (Field, &str) = (Field::CommitHash, "0123456789abcdef0123456789abcdef01234567");

    #[test]
    fn each_kind_of_change_has_its_usual_tag() {
        let review =
            change(&[HASH, (Field::PullRequestNumber, "7"), (Field::BranchName, "feat/x")]);
        assert_eq!(write(&review, None).as_deref(), Ok("pr-7-0123456789ab"));
        let branch = change(&[HASH, (Field::BranchName, "feat/Ünï#1")]);
        assert_eq!(write(&branch, None).as_deref(), Ok("feat-n-1-0123456789ab"));
        let tag = change(&[HASH, (Field::Tag, "v1.0+linux")]);
        assert_eq!(write(&tag, None).as_deref(), Ok("v1.0-linux"));
        assert_eq!(
            write(&tag, Some("rel_{sha}")).as_deref(),
            Ok("rel_0123456789abcdef0123456789abcdef01234567")
        );
    }

    #[test]
    fn any_branch_gives_a_valid_tag() {
        for branch in ["-x", ".x", "…", "x".repeat(500).as_str(), "a/../b", "a\"b'c$(d)"] {
            let tag = write(&change(&[HASH, (Field::BranchName, branch)]), None);
            assert!(tag.as_ref().is_ok_and(|tag| check(tag).is_ok()), "{branch}: {tag:?}");
        }
    }

    #[test]
    fn missing_or_unknown_placeholders_are_reported() {
        let branch = change(&[(Field::BranchName, "x")]);
        for (format, problem) in [
            ("{sha12}", "{sha12} is not known here"),
            ("{sha8}", "{sha8} is none of"),
            ("{branch", "without its }"),
            ("", "the tag would be empty"),
            ("a b", "is no valid tag"),
            ("-{branch}", "is no valid tag"),
        ] {
            let seen = write(&branch, Some(format)).expect_err(format);
            assert!(seen.contains(problem), "{format}: {seen}");
        }
    }
}
