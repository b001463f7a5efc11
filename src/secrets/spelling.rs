//! The spellings in which a server may echo a token. Not here: finding them.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::json::Json;

/// Returns every spelling of a token; some may be equal.
pub(super) fn all(token: &str) -> Vec<Vec<u8>> {
    let quoted = quoted(token);
    let mut spellings = vec![token.to_owned(), ascii_json(&quoted), quoted];
    // What may stand in a URL as it is differs: by RFC 3986, by encodeURIComponent, in a path.
    for unescaped in ["", "!'()*", "/:@!$&'()*+,;="] {
        let upper = percent(token, unescaped, b"0123456789ABCDEF");
        spellings.extend([upper, percent(token, unescaped, b"0123456789abcdef")]);
    }
    for before in 0..3 {
        let standard = in_base64(token, before);
        spellings.extend([standard.replace('+', "-").replace('/', "_"), standard]);
    }
    let mut spellings: Vec<_> = spellings.into_iter().map(String::into_bytes).collect();
    // As a header holds it: a byte for a character.
    let latin = token.chars().map(|character| u8::try_from(u32::from(character)));
    spellings.extend(latin.collect::<Result<Vec<_>, _>>());
    // A header's text of Latin-1 characters has fewer bytes than the token.
    spellings.retain(|spelling| spelling.len() >= super::PART);
    spellings
}

/// Returns a text as it stands in JSON.
pub(super) fn quoted(text: &str) -> String {
    let json = Json::text(text);
    json.as_str()[1..json.as_str().len() - 1].to_owned()
}

/// JSON in which slashes are escaped, as PHP does, and what is not ASCII, as Python does.
fn ascii_json(quoted: &str) -> String {
    let mut spelling = String::new();
    let mut units = [0; 2];
    for character in quoted.chars() {
        match character {
            '/' => spelling.push_str("\\/"),
            ascii if ascii.is_ascii() => spelling.push(ascii),
            other => {
                for unit in other.encode_utf16(&mut units) {
                    spelling.push_str("\\u");
                    for shift in [12, 8, 4, 0] {
                        spelling.push(char::from(
                            b"0123456789abcdef"[usize::from(*unit >> shift & 15)],
                        ));
                    }
                }
            }
        }
    }
    spelling
}

/// Percent-encoding, except for letters, digits, `-._~` and the given characters.
fn percent(token: &str, unescaped: &str, digits: &[u8; 16]) -> String {
    let mut spelling = String::new();
    for byte in token.bytes() {
        let character = char::from(byte);
        if byte.is_ascii_alphanumeric()
            || "-._~".contains(character)
            || unescaped.contains(character)
        {
            spelling.push(character);
        } else {
            spelling.push('%');
            spelling
                .extend([byte >> 4, byte & 15].map(|half| char::from(digits[usize::from(half)])));
        }
    }
    spelling
}

/// The digits of Base64 that the token alone decides where so many bytes of a group of three stand before it.
fn in_base64(token: &str, before: usize) -> String {
    let bytes = [&[0; 2][..before], token.as_bytes()].concat();
    let (first, end) = ((before * 8).div_ceil(6), bytes.len() * 8 / 6);
    let encoded = BASE64_STANDARD.encode(&bytes);
    encoded.get(first..end).unwrap_or_default().to_owned()
}
