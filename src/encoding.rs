//! How the bytes of a text are to be read: as UTF-8, whatever an editor on Windows has put before it.
//!
//! Not here: texts that come over the network, which say themselves what they are.

/// The byte order mark of UTF-8, which means nothing.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The bytes without the mark of UTF-8, for readers who do not know it. That of YAML does.
pub fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

/// Whether it is UTF-16, as PowerShell and Notepad write it: it begins with the mark of that, or each other byte of its
/// beginning is a zero, which no text in UTF-8 has.
pub fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [first, second, ..] => (*first == 0) != (*second == 0),
        _ => false,
    }
}

/// The reason to refuse a text in UTF-16.
pub const UTF16: &str = "it is UTF-16, not UTF-8";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_of_utf_8_is_no_text_and_utf_16_is_recognised() {
        assert_eq!(without_mark(b"\xef\xbb\xbf\xef\xbb\xbf{}"), b"\xef\xbb\xbf{}");
        assert_eq!(without_mark(b"{}"), b"{}");
        let wide = |text: &str| text.encode_utf16().collect::<Vec<_>>();
        for text in ["\u{feff}a: 1\n", "a: 1\n", "\u{feff}é"] {
            let little: Vec<_> = wide(text).into_iter().flat_map(u16::to_le_bytes).collect();
            let big: Vec<_> = wide(text).into_iter().flat_map(u16::to_be_bytes).collect();
            assert!(is_utf16(&little) && is_utf16(&big), "{text}");
        }
        for bytes in [b"".as_slice(), b"a", b"a: 1", b"\xef\xbb\xbfa", b"\xe9", b"\0\0"] {
            assert!(!is_utf16(bytes), "{bytes:?}");
        }
    }
}
