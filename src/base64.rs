//! Base64 (RFC 4648), read strictly: each sequence of bytes has one text only, which is what a signature needs.
//!
//! Our own lines, because a crate for it is 3 KB gzip. Not here: what PyYAML takes for Base64 (`yaml/python_only.rs`).

/// Which characters stand for 62 and 63, and whether the end is filled up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// `+` and `/`, filled up with `=` to fours.
    Standard,
    /// `-` and `_`, not filled up, as in a JSON Web Token.
    Url,
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes that a text stands for; none if it is not just as an encoder writes it.
pub fn decode(text: &[u8], alphabet: Alphabet) -> Option<Vec<u8>> {
    let mut digits = text;
    if alphabet == Alphabet::Standard {
        digits = digits.strip_suffix(b"=").unwrap_or(digits);
        digits = digits.strip_suffix(b"=").unwrap_or(digits);
        if !text.len().is_multiple_of(4) {
            return None;
        }
    }
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0u32, 0);
    for digit in digits {
        held = held << 6 | value(*digit, alphabet)?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    // What is left is no digit of its own, and zeros.
    (bits < 6 && held == 0).then_some(bytes)
}

fn value(digit: u8, alphabet: Alphabet) -> Option<u32> {
    let number = match (digit, alphabet) {
        (b'A'..=b'Z', _) => digit - b'A',
        (b'a'..=b'z', _) => digit - b'a' + 26,
        (b'0'..=b'9', _) => digit - b'0' + 52,
        (b'+', Alphabet::Standard) | (b'-', Alphabet::Url) => 62,
        (b'/', Alphabet::Standard) | (b'_', Alphabet::Url) => 63,
        _ => return None,
    };
    Some(u32::from(number))
}

/// The text that stands for bytes, by the standard alphabet.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let byte = |place: usize| u32::from(three.get(place).copied().unwrap_or_default());
        let held = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = DIGITS[(held >> (18 - 6 * place)) as usize & 63];
            text.push(if place > three.len() { '=' } else { char::from(digit) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

    use super::*;

    /// Pseudo-random numbers below some other.
    fn numbers() -> impl FnMut(u64) -> u64 {
        let mut state = 0x2545_F491_4F6C_DD1Du64;
        move |below| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) % below
        }
    }

    #[test]
    fn bytes_are_written_and_read_as_the_crate_base64_does() {
        let mut random = numbers();
        for length in (0..10).chain([100, 1000]) {
            for _ in 0..500 {
                let bytes: Vec<_> = (0..length).map(|_| random(256) as u8).collect();
                let (standard, url) = (STANDARD.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes));
                assert_eq!(encode(&bytes), standard);
                assert_eq!(decode(standard.as_bytes(), Alphabet::Standard), Some(bytes.clone()));
                assert_eq!(decode(url.as_bytes(), Alphabet::Url), Some(bytes));
            }
        }
    }

    #[test]
    fn any_text_is_taken_or_refused_as_the_crate_base64_does() {
        let mut random = numbers();
        let usual = b"ABQZaghwz0189+/-_=====";
        let (mut taken, mut refused) = (0, 0);
        for _ in 0..300_000 {
            let one = |random: &mut dyn FnMut(u64) -> u64| match random(40) {
                0 => random(256) as u8,
                _ => usual[random(usual.len() as u64) as usize],
            };
            let text: Vec<_> = (0..random(10)).map(|_| one(&mut random)).collect();
            let seen = [Alphabet::Standard, Alphabet::Url].map(|alphabet| decode(&text, alphabet));
            assert_eq!(seen, [STANDARD.decode(&text).ok(), URL_SAFE_NO_PAD.decode(&text).ok()]);
            taken += usize::from(seen[0].is_some() || seen[1].is_some());
            refused += usize::from(seen[0].is_none() && seen[1].is_none());
        }
        assert!(taken > 10_000 && refused > 10_000, "{taken} taken, {refused} refused");
    }
}
