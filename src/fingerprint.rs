//! A short mark of a text, by which it is known again (FNV-1a, <http://www.isthe.com/chongo/tech/comp/fnv/>). No
//! protection against somebody who wants two texts to have the same one.

use base16ct::lower;

/// The mark of these bytes.
pub fn of(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |mark, byte| {
        (mark ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The mark of these bytes as text.
pub fn text(bytes: &[u8]) -> String {
    digits(of(bytes))
}

/// Its sixteen hexadecimal digits.
pub fn digits(mark: u64) -> String {
    lower::encode_string(&mark.to_be_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_those_of_fnv_1a() {
        assert_eq!(text(b""), "cbf29ce484222325");
        assert_eq!(text(b"foobar"), "85944171f73967e8");
        assert_eq!(digits(10), "000000000000000a");
    }
}
