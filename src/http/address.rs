//! IP addresses, for a loopback host and the ranges of NO_PROXY.

use std::net::IpAddr;

use ipnet::IpNet;

/// Returns the address that a host is; IPv6 also in the brackets of a URL.
pub(super) fn read(host: &str) -> Option<IpAddr> {
    host.trim_matches(['[', ']']).parse().ok()
}

/// Whether the address is the one named, or in the range `10.0.0.0/8`.
pub(super) fn is_in(address: IpAddr, range: &str) -> bool {
    match range.rsplit_once('/') {
        None => read(range) == Some(address),
        Some((network, bits)) => {
            let range = read(network).zip(bits.parse().ok());
            let range = range.and_then(|(network, bits)| IpNet::new(network, bits).ok());
            range.is_some_and(|range| range.contains(&address))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_an_address_or_none_with_or_without_brackets() {
        assert_eq!(read("[::1]"), read("::1"));
        for text in ["", "localhost", "256.0.0.1", "1.2.3", "01.2.3.4", "1.2.3.4:1", "::1::", "::g"]
        {
            assert_eq!(read(text), None, "{text}");
        }
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
            ("10.1.2.3", "10.1.2.3/99", false),
            ("10.1.2.3", "::/0", false),
            ("10.1.2.3", "10.0.0.0/x", false),
            ("fe80::1", "[fe80::]/10", true),
            ("fe00::1", "fe80::/10", false),
        ] {
            assert_eq!(is_in(read(address).expect(address), range), expected, "{address} {range}");
        }
    }
}
