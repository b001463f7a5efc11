//! Makes text from outside harmless in GitHub-flavoured Markdown, and readable all the same.
//!
//! Mentions, references and addresses become links in *rendered* text, whatever escapes it was written with; only code
//! is left alone. So a word is either plain, of characters that mean nothing to anybody, or it is shown as code, and
//! nothing is escaped.
//!
//! Not here: the content.

use crate::output::acts;

/// An inline text longer than that is cut, in characters.
const MAX_INLINE: usize = 500;

/// A run of backticks of that length is shortened: cmark takes 80 for no code span, and 255 for any more in a fence.
const MANY_BACKTICKS: usize = 60;

/// Text in which nothing acts. Words that could are shown as code, neighbours together.
pub fn text(text: &str) -> String {
    let mut shown = String::new();
    // A row of risky words, and what stands before the first of them.
    let (mut risky, mut before) = (String::new(), "");
    let text = cut(text, MAX_INLINE);
    for word in text.split_whitespace() {
        let is_first = shown.is_empty() && risky.is_empty();
        let tail = word.trim_end_matches(AFTER);
        let core = tail.trim_start_matches(BEFORE);
        let (head, tail) = (&tail[..tail.len() - core.len()], &word[tail.len()..]);
        let is_plain = core.is_empty() || is_plain(word, is_first);
        if is_plain || !head.is_empty() {
            flush(&mut risky, before, &mut shown);
        }
        if is_plain {
            append(&mut shown, word);
            continue;
        }
        if risky.is_empty() {
            before = head;
        }
        append(&mut risky, core);
        if !tail.is_empty() {
            flush(&mut risky, before, &mut shown);
            shown.push_str(tail);
        }
    }
    flush(&mut risky, before, &mut shown);
    shown
}

/// Punctuation that is not taken into the code before and after it.
const BEFORE: [char; 3] = ['(', '\'', '"'];
const AFTER: [char; 9] = [')', '\'', '"', '.', ',', ';', ':', '!', '?'];

fn append(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

fn flush(risky: &mut String, before: &str, shown: &mut String) {
    if !risky.is_empty() {
        append(shown, &[before, &code(risky)].concat());
        risky.clear();
    }
}

/// Whether a word means nothing to Markdown or to GitHub. The first must not begin a list or a heading either.
fn is_plain(word: &str, is_first: bool) -> bool {
    let is_mild = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() && !acts(c);
    let body = word.strip_suffix([':', ',']).unwrap_or(word);
    body.chars().all(|c| is_mild(c) || ",.;!?'\"()/-+%".contains(c))
        && !(is_first && begins_list(word) || word.starts_with("--"))
        && !is_reference(body)
}

/// `-` may also underline a heading.
fn begins_list(word: &str) -> bool {
    word.starts_with(['-', '+'])
        || word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['.', ')'])
}

/// Whether a word of mild characters is `www.`, may be `GH-1` or a key of another tracker, or a commit's hash.
fn is_reference(word: &str) -> bool {
    let bytes = word.as_bytes();
    word.contains('-') && bytes.iter().any(u8::is_ascii_digit)
        || bytes.windows(4).any(|four| four.eq_ignore_ascii_case(b"www."))
        || bytes
            .split(|byte| !byte.is_ascii_alphanumeric())
            .any(|part| part.len() >= 7 && part.iter().all(u8::is_ascii_hexdigit))
}

/// A code span, on one line. It may stand in a cell of a table, which a bar would end even here: bars are shown broken.
pub fn code(text: &str) -> String {
    let mut shown = String::new();
    for character in cut(text, MAX_INLINE).chars() {
        match character {
            '|' => shown.push('¦'),
            c if c.is_whitespace() => shown.push(' '),
            c if acts(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    // Within two backticks one may stand, but not two.
    let shown = with_runs_below(2, shown);
    let fence = if shown.contains('`') { "``" } else { "`" };
    // `$` beside a backtick could begin a formula; a blank within each end is not shown.
    let ends = ['`', '$', ' '];
    let pad = if shown.starts_with(ends) || shown.ends_with(ends) { " " } else { "" };
    let shown = if shown.trim().is_empty() { " " } else { shown.as_str() };
    [fence, pad, shown, pad, fence].concat()
}

/// A fenced block, with an empty line before and after it.
pub fn block(text: &str) -> String {
    let mut shown = String::new();
    for character in text.trim_matches(['\n', '\r']).chars() {
        match character {
            '\r' => {}
            c if c != '\n' && acts(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    let shown = with_runs_below(MANY_BACKTICKS, shown);
    let fence = "`".repeat(longest_run(&shown).max(2) + 1);
    ["\n", &fence, "text\n", &shown, "\n", &fence, "\n\n"].concat()
}

/// The text, with apostrophes for backticks if so many or more stand together.
fn with_runs_below(many: usize, text: String) -> String {
    if longest_run(&text) < many { text } else { text.replace('`', "'") }
}

fn longest_run(text: &str) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for byte in text.bytes() {
        run = if byte == b'`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// A link around Markdown that is harmless already, or just that if the address is not one, or could end the link.
pub fn link(label: &str, url: &str) -> String {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_safe = |b: u8| b.is_ascii_graphic() && !b"()<>[]{}\\|\"'`^@".contains(&b);
    if is_web && url.len() <= 2000 && url.bytes().all(is_safe) {
        return ["[", label, "](", url, ")"].concat();
    }
    label.to_owned()
}

/// Not more than so many characters, with a sign where there were more.
pub fn cut(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => [&text[..end], "…"].concat(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_words_stay_as_they_are() {
        for plain in
            ["Fix: read prices, and don't guess (again)", "Größe – 価格 ✅", "42 pre-commit hooks"]
        {
            assert_eq!(text(plain), plain);
        }
    }

    #[test]
    fn words_that_could_act_are_shown_as_code() {
        for (given, shown) in [
            ("Fix new_prices (#41) now", "Fix `new_prices` (`#41`) now"),
            ("hi @everyone and @acme/team", "hi `@everyone` and `@acme/team`"),
            ("see GH-1, acme/etl#2", "see `GH-1`, `acme/etl#2`"),
            ("of 1234567 or DEADBEEF1", "of `1234567` or `DEADBEEF1`"),
            (
                "at https://evil.example www.evil.example",
                "at `https://evil.example www.evil.example`",
            ),
            (":tada: $x$ a|b", "`:tada`: ` $x$ a¦b `"),
            ("<img src=x onerror=1> &amp;", "`<img src=x onerror=1> &amp`;"),
            ("[a](javascript:1)", "`[a](javascript:1`)"),
            ("me@example.com", "`me@example.com`"),
            ("say \"@a\", (see #1) ... :) @", "say \"`@a`\", (see `#1`) ... :) `@`"),
            ("a_b c_d: e_f", "`a_b c_d`: `e_f`"),
        ] {
            assert_eq!(text(given), shown);
        }
    }

    #[test]
    fn a_text_cannot_begin_a_list_or_heading_or_line() {
        for (given, shown) in [
            ("1. one", "`1`. one"),
            ("--wait it", "`--wait` it"),
            ("- one", "`-` one"),
            ("+ one", "`+` one"),
            ("# one", "`#` one"),
            ("=== one", "`===` one"),
            ("--- one", "`---` one"),
            ("one\n\n# two", "one `#` two"),
            ("    one", "one"),
            ("", ""),
        ] {
            assert_eq!(text(given), shown);
        }
    }

    #[test]
    fn a_code_span_holds_whatever_is_in_it() {
        for (given, shown) in [
            ("etl", "`etl`"),
            ("a`b", "``a`b``"),
            ("`a", "`` `a ``"),
            ("a``b", "`a''b`"),
            ("a | b\\", "`a ¦ b\\`"),
            ("a\nb\u{202e}\u{1b}c", "`a b\\u{202e}\\u{1b}c`"),
            ("$a$", "` $a$ `"),
            ("", "` `"),
        ] {
            assert_eq!(code(given), shown);
        }
    }

    #[test]
    fn a_fence_is_longer_than_any_in_the_text() {
        assert_eq!(block("a\r\nb\n"), "\n```text\na\nb\n```\n\n");
        assert_eq!(block("````\n<b>"), "\n`````text\n````\n<b>\n`````\n\n");
        assert_eq!(block("\u{202e}"), "\n```text\n\\u{202e}\n```\n\n");
        // Longer fences than 255 are all the same to cmark.
        assert!(block(&"`".repeat(300)).starts_with("\n```text\n'''"));
    }

    #[test]
    fn only_addresses_that_cannot_end_the_link_are_linked() {
        assert_eq!(link("`a`", "https://x.example/a?b=c#d"), "[`a`](https://x.example/a?b=c#d)");
        for url in [
            "javascript:alert(1)",
            "https://x.example/)",
            "https://a b",
            "http://a\n",
            "https://a@b",
            "",
        ] {
            assert_eq!(link("`a`", url), "`a`");
        }
    }

    #[test]
    fn a_line_of_a_megabyte_is_cut() {
        let long = "é".repeat(1_000_000);
        assert_eq!(text(&long).chars().count(), MAX_INLINE + 1);
        assert_eq!(code(&long).chars().count(), MAX_INLINE + 3);
    }
}
