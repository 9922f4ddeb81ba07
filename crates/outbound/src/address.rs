//! Which addresses are of the public internet.
//!
//! Sources: the IANA registries of special-purpose addresses (RFC 6890 and its
//! updates) and of IPv6 address space. What they set aside is refused, whatever
//! it is set aside for; of IPv6 only global unicast (2000::/3) is left.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Blocks of IPv4, as an address and the length of its prefix.
const SPECIAL_V4: &[([u8; 4], u32)] = &[
    ([0, 0, 0, 0], 8),       // this network
    ([10, 0, 0, 0], 8),      // private
    ([100, 64, 0, 0], 10),   // shared between providers
    ([127, 0, 0, 0], 8),     // loopback
    ([169, 254, 0, 0], 16),  // link-local, the metadata of clouds among it
    ([172, 16, 0, 0], 12),   // private
    ([192, 0, 0, 0], 24),    // protocols
    ([192, 0, 2, 0], 24),    // documentation
    ([192, 88, 99, 0], 24),  // relays of 6to4, given up
    ([192, 168, 0, 0], 16),  // private
    ([198, 18, 0, 0], 15),   // benchmarks
    ([198, 51, 100, 0], 24), // documentation
    ([203, 0, 113, 0], 24),  // documentation
    ([224, 0, 0, 0], 4),     // multicast
    ([240, 0, 0, 0], 4),     // reserved, broadcast
];

/// Blocks inside global unicast that are set aside all the same.
const SPECIAL_V6: &[([u16; 2], u32)] = &[
    ([0x2001, 0x0000], 23), // protocols, Teredo among them
    ([0x2001, 0x0db8], 32), // documentation
    ([0x2002, 0x0000], 16), // 6to4 carries any IPv4 address
    ([0x3fff, 0x0000], 20), // documentation
];

/// Whether `address` is one that anybody on the internet could be reached at.
/// An IPv6 address that carries an IPv4 one is as public as that.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => v4(address),
        IpAddr::V6(address) => match carried(address) {
            Some(inner) => v4(inner),
            None => v6(address),
        },
    }
}

fn v4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    !SPECIAL_V4.iter().any(|(block, length)| same_prefix(bits, u32::from_be_bytes(*block), *length))
}

fn v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let bits = u32::from(first) << 16 | u32::from(second);
    let special = SPECIAL_V6
        .iter()
        .any(|([high, low], length)| same_prefix(bits, u32::from(*high) << 16 | u32::from(*low), *length));
    first >> 13 == 0b001 && !special
}

fn same_prefix(address: u32, block: u32, length: u32) -> bool {
    (address ^ block) >> (32 - length) == 0
}

/// The IPv4 address in `::ffff:0:0/96` (RFC 4291) and in `64:ff9b::/96` (RFC 6052),
/// through which networks without IPv4 reach it.
fn carried(address: Ipv6Addr) -> Option<Ipv4Addr> {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return Some(mapped);
    }
    let [0x64, 0xff9b, 0, 0, 0, 0, high, low] = address.segments() else { return None };
    Some(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn public(text: &str) -> bool {
        is_public(text.parse().unwrap())
    }

    #[test]
    fn what_is_set_aside_is_not_public() {
        for inside in [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.168.1.1",
            "198.19.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "2002:a00:1::1",
            "3fff::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::10.0.0.1",
            "64:ff9b::7f00:1",
            "::10.0.0.1",
            "fec0::1",
            "5f00::1",
        ] {
            assert!(!public(inside), "{inside}");
        }
        for outside in [
            "1.1.1.1",
            "8.8.8.8",
            "100.128.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2400:3200::1",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
        ] {
            assert!(public(outside), "{outside}");
        }
    }

    proptest! {
        /// The standard library knows most of the blocks by itself.
        #[test]
        fn nothing_that_the_standard_library_calls_private_is_public(bits: u32) {
            let address = Ipv4Addr::from_bits(bits);
            let known = address.is_private() || address.is_loopback() || address.is_link_local()
                || address.is_broadcast() || address.is_documentation() || address.is_multicast()
                || address.is_unspecified() || bits >> 28 == 0b1111;
            prop_assert!(!known || !v4(address), "{address}");
        }

        #[test]
        fn a_carried_address_is_as_public_as_itself(bits: u32) {
            let address = Ipv4Addr::from_bits(bits);
            let mapped = IpAddr::V6(address.to_ipv6_mapped());
            let translated: IpAddr = format!("64:ff9b::{address}").parse().unwrap();
            prop_assert_eq!(is_public(mapped), v4(address));
            prop_assert_eq!(is_public(translated), v4(address));
        }

        #[test]
        fn only_global_unicast_is_public(bits: u128) {
            let address = Ipv6Addr::from_bits(bits);
            prop_assert!(!is_public(IpAddr::V6(address)) || bits >> 125 == 1 || carried(address).is_some());
        }
    }
}
