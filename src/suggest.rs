//! "Did you mean": the known word nearest to an unknown one.

/// The nearest of the known words, when it is near enough to be meant.
fn nearest<'a>(seen: &str, known: &[&'a str]) -> Option<&'a str> {
    let seen = seen.to_ascii_lowercase();
    let scored = known.iter().map(|word| {
        let near = strsim::jaro_winkler(&seen, &word.to_ascii_lowercase());
        (*word, if !seen.is_empty() && word.starts_with(&seen) { near.max(0.95) } else { near })
    });
    let best = scored.max_by(|(_, a), (_, b)| a.total_cmp(b));
    best.filter(|(_, score)| *score > 0.8).map(|(word, _)| word)
}

/// `did you mean X?`, for a hint.
pub fn did_you_mean(seen: &str, prefix: &str, known: &[&str]) -> Option<String> {
    nearest(seen, known).map(|word| format!("did you mean {prefix}{word}?"))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_the_word_and_nonsense_finds_none() {
        let known = &["commit-hash", "commit-message", "branch-name"];
        assert_eq!(nearest("comit-hash", known), Some("commit-hash"));
        assert_eq!(nearest("commit-mess", known), Some("commit-message"));
        assert_eq!(nearest("ON_CREATE", &["on-create", "on-update"]), Some("on-create"));
        assert_eq!(nearest("zzz", known), None);
        assert_eq!(nearest("", known), None);
    }
}
