//! The classes of characters that YAML distinguishes.

/// Stands for the end of the text. It cannot be in the text: [`check_printable`] refuses it.
pub(super) const END: char = '\0';

/// A line break of YAML 1.1.
pub(super) fn is_break(seen: char) -> bool {
    matches!(seen, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A line break or the end of the text.
pub(super) fn is_break_or_end(seen: char) -> bool {
    is_break(seen) || seen == END
}

/// A space, a line break or the end. PyYAML leaves the tab out in some places: keep it so.
pub(super) fn is_space_or_end(seen: char) -> bool {
    is_break_or_end(seen) || seen == ' '
}

/// A space, a tab, a line break or the end.
pub(super) fn is_blank_or_end(seen: char) -> bool {
    is_space_or_end(seen) || seen == '\t'
}

/// A character of an anchor, a directive's name or a tag handle.
pub(super) fn is_word(seen: char) -> bool {
    seen.is_ascii_alphanumeric() || seen == '-' || seen == '_'
}
