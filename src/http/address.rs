//! IP addresses, for a loopback host and the ranges of NO_PROXY. Not `std::net`, whose parser is 3 KB of the WASM.

/// The 4 or 16 bytes of an address; IPv6 also in the brackets of a URL.
pub(super) fn bytes(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_matches(['[', ']']);
    if !text.contains(':') {
        return v4(text);
    }
    let (head, tail) = text.split_once("::").unwrap_or((text, ""));
    let (mut bytes, tail) = (groups(head)?, groups(tail)?);
    let missing = 16_usize.checked_sub(bytes.len() + tail.len())?;
    // `::` stands for one group of zeros or more.
    if text.contains("::") != (missing > 0) {
        return None;
    }
    bytes.extend(vec![0; missing]);
    bytes.extend(tail);
    Some(bytes)
}

fn v4(text: &str) -> Option<Vec<u8>> {
    // A leading zero would be octal to some.
    let is_number = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_digit()) && (part == "0" || !part.starts_with('0'))
    };
    let mut bytes = Vec::new();
    for part in text.split('.') {
        bytes.push(part.parse().ok().filter(|_| is_number(part))?);
    }
    (bytes.len() == 4).then_some(bytes)
}

/// The bytes of `2001:db8:1`; the last group may be an IPv4 address.
fn groups(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for group in text.split(':').filter(|_| !text.is_empty()) {
        if group.contains('.') && text.ends_with(group) {
            bytes.extend(v4(group)?);
        } else if group.len() <= 4 && group.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            bytes.extend(u16::from_str_radix(group, 16).ok()?.to_be_bytes());
        } else {
            return None;
        }
    }
    Some(bytes)
}

/// Whether the address is the one named, or in the range `10.0.0.0/8`.
pub(super) fn in_range(address: &[u8], range: &str) -> bool {
    let (network, bits) = range.split_once('/').unwrap_or((range, "128"));
    let (Some(network), Ok(bits)) = (bytes(network), bits.parse::<usize>()) else { return false };
    if network.len() != address.len() {
        return false;
    }
    let bit = |bytes: &[u8], index: usize| bytes[index / 8] >> (7 - index % 8) & 1;
    (0..bits.min(network.len() * 8)).all(|index| bit(&network, index) == bit(address, index))
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    #[test]
    fn addresses_are_those_of_the_standard_library() {
        for text in [
            "127.0.0.1",
            "255.255.255.255",
            "256.0.0.1",
            "1.2.3",
            "1.2.3.4.5",
            "01.2.3.4",
            "1.2.3.+4",
            "1..2.3",
            "",
            ".",
            "::",
            "::1",
            "1::",
            "2001:db8::8:800:200c:417a",
            "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7::",
            "1:2:3:4:5:6:7:8::",
            "1:2:3:4:5:6:7",
            "::1::",
            ":::",
            ":1",
            "1:",
            "::12345",
            "::g",
            "::+1",
            "::ffff:10.0.0.1",
            "1:2:3:4:5:6:1.2.3.4",
            "1.2.3.4:1",
            "::1.2.3",
            "localhost",
            "FE80::AbCd",
            "\u{0}",
        ] {
            let expected = text.parse::<IpAddr>().ok().map(|address| match address {
                IpAddr::V4(address) => address.octets().to_vec(),
                IpAddr::V6(address) => address.octets().to_vec(),
            });
            assert_eq!(bytes(text), expected, "{text}");
        }
        assert_eq!(bytes("[::1]"), bytes("::1"));
    }

    #[test]
    fn a_range_is_matched_by_its_first_bits() {
        for (address, range, expected) in [
            ("10.1.2.3", "10.0.0.0/8", true),
            ("11.1.2.3", "10.0.0.0/8", false),
            ("10.1.2.3", "10.1.2.2/31", true),
            ("10.1.2.3", "10.1.2.2/32", false),
            ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "0.0.0.0/0", true),
            ("10.1.2.3", "10.1.2.3/99", true),
            ("10.1.2.3", "::/0", false),
            ("10.1.2.3", "10.0.0.0/x", false),
            ("fe80::1", "[fe80::]/10", true),
            ("fe00::1", "fe80::/10", false),
        ] {
            assert_eq!(
                in_range(&bytes(address).expect(address), range),
                expected,
                "{address} {range}"
            );
        }
    }
}
