//! IP addresses as they stand in an origin, read from their text in const evaluation too. What a
//! network is, and which addresses belong to it, is in [`crate::network`].

/// Reads an IPv4 address in the one form that browsers write: four numbers up to 255 without
/// leading zeros.
pub(crate) const fn read_ipv4(text: &[u8]) -> Option<u32> {
    let (mut rest, mut address, mut dots) = (text, 0_u32, 0);
    let (mut number, mut digits) = (0_u32, 0);
    while let [byte, others @ ..] = rest {
        match *byte {
            b'.' if digits > 0 && dots < 3 => {
                address = (address << 8) | number;
                (number, digits, dots) = (0, 0, dots + 1);
            }
            b'0'..=b'9' if digits == 0 || (digits < 3 && number > 0) => {
                // Widening; `From` is not const.
                number = number * 10 + (*byte - b'0') as u32;
                digits += 1;
            }
            _ => return None,
        }
        if number > 255 {
            return None;
        }
        rest = others;
    }
    if dots == 3 && digits > 0 { Some((address << 8) | number) } else { None }
}

/// An IPv6 address that was read.
#[derive(Clone, Copy)]
pub(crate) struct Ipv6Text {
    /// The address.
    pub(crate) bits: u128,
    /// The text is the one that [browsers write](https://url.spec.whatwg.org/#concept-ipv6-serializer).
    pub(crate) is_canonical: bool,
}

/// Reads what stands between the brackets: eight groups of one to four hexadecimal digits, of which
/// `::` stands for one or more. No letters in upper case and no dotted IPv4 tail, which no browser
/// writes.
pub(crate) const fn read_ipv6(inner: &[u8]) -> Option<Ipv6Text> {
    let (mut rest, mut bits, mut groups) = (inner, 0_u128, 0_u32);
    // How many groups stand in front of `::`.
    let mut front = None;
    let mut has_leading_zeros = false;
    if let [b':', b':', others @ ..] = rest {
        (rest, front) = (others, Some(0));
    }
    // In front of each group stands nothing, or a colon that has been read.
    while !rest.is_empty() {
        let (mut group, mut digits) = (0_u128, 0);
        while let [digit @ (b'0'..=b'9' | b'a'..=b'f'), others @ ..] = rest {
            if digits == 4 {
                return None;
            }
            has_leading_zeros = has_leading_zeros || (digits > 0 && group == 0);
            let value = if digit.is_ascii_digit() { *digit - b'0' } else { *digit - b'a' + 10 };
            // Widening; `From` is not const.
            group = (group << 4) | value as u128;
            digits += 1;
            rest = others;
        }
        groups += 1;
        if digits == 0 || groups > 8 {
            return None;
        }
        bits = (bits << 16) | group;
        match rest {
            [] => break,
            [b':', b':', others @ ..] if front.is_none() => {
                (rest, front) = (others, Some(groups));
            }
            [b':', others @ ..] if !others.is_empty() => rest = others,
            _ => return None,
        }
    }
    match front {
        None if groups == 8 => {
            Some(Ipv6Text { bits, is_canonical: !has_leading_zeros && zeros(bits).is_none() })
        }
        Some(front) if groups < 8 => {
            let bits = open_gap(bits, front, groups);
            let is_longest = match zeros(bits) {
                Some((start, len)) => start == front && len == 8 - groups,
                None => false,
            };
            Some(Ipv6Text { bits, is_canonical: !has_leading_zeros && is_longest })
        }
        _ => None,
    }
}

/// Puts the zeros that `::` stands for behind the groups in front of it.
const fn open_gap(bits: u128, front: u32, groups: u32) -> u128 {
    let behind = 16 * (groups - front);
    let (high, low) = match (bits.checked_shr(behind), u128::MAX.checked_shl(behind)) {
        (Some(high), Some(mask)) => (high, bits & !mask),
        _ => (0, bits),
    };
    match high.checked_shl(128 - 16 * front) {
        Some(high) => high | low,
        None => low,
    }
}

/// The first of the longest runs of two or more groups that are zero: where it starts and how long
/// it is.
const fn zeros(bits: u128) -> Option<(u32, u32)> {
    let (mut longest, mut longest_start, mut len, mut group) = (1, 0, 0, 0);
    while group < 8 {
        let is_zero = (bits >> (112 - 16 * group)).trailing_zeros() >= 16;
        len = if is_zero { len + 1 } else { 0 };
        if len > longest {
            (longest, longest_start) = (len, group + 1 - len);
        }
        group += 1;
    }
    if longest > 1 { Some((longest_start, longest)) } else { None }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Ipv6Addr};

    use super::*;

    #[test]
    fn four_numbers_are_what_the_standard_library_reads() {
        let numbers =
            ["0", "1", "9", "10", "99", "249", "255", "256", "00", "01", "", "x", "1000", "+1"];
        for first in numbers {
            for second in numbers {
                for third in numbers {
                    for last in numbers {
                        let text = format!("{first}.{second}.{third}.{last}");
                        let expected = text.parse::<Ipv4Addr>().ok().map(Ipv4Addr::to_bits);
                        assert_eq!(read_ipv4(text.as_bytes()), expected, "{text}");
                    }
                }
            }
        }
        for text in ["10.0.0", "10.0.0.1.", ".10.0.0.1", "10.0.0.1.1", "10", "", "10.0..1"] {
            assert_eq!(read_ipv4(text.as_bytes()), None, "{text}");
        }
    }

    /// The standard library writes addresses as browsers do, but for those that stand for IPv4.
    #[test]
    fn the_canonical_form_is_that_of_the_standard_library() {
        let mut state = 7_u64;
        let mut canonical = 0;
        for _ in 0..100_000 {
            let mut groups = [0_u16; 8];
            for group in &mut groups {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let random = u16::try_from(state >> 48).unwrap();
                *group = if state >> 40 & 1 == 0 { 0 } else { random >> (random % 16) };
            }
            let address = Ipv6Addr::from(groups);
            let shortest = address.to_string();
            if shortest.contains('.') {
                continue;
            }
            let long = groups.map(|group| format!("{group:x}")).join(":");
            let padded = groups.map(|group| format!("{group:04x}")).join(":");
            for text in [&shortest, &long, &padded] {
                let read = read_ipv6(text.as_bytes()).unwrap();
                assert_eq!(read.bits, address.to_bits(), "{text}");
                assert_eq!(read.is_canonical, *text == shortest, "{text}");
                canonical += usize::from(read.is_canonical);
            }
        }
        assert!(canonical > 100_000);
        for text in ["1::2:0:0:3:4:5", "1:0:0:2::3:4", "::2:0:0:0:0:0", "1:2:3:4:5:6:7::", "0::"] {
            assert!(!read_ipv6(text.as_bytes()).unwrap().is_canonical, "{text}");
        }
        for text in ["::", "1::", "::1", "1:0:2:3:4:5:6:7", "0:2:3:4:5:6:7:8", "1:0:0:2:3::"] {
            let shortest = text.parse::<Ipv6Addr>().unwrap().to_string();
            let read = read_ipv6(text.as_bytes()).unwrap();
            assert_eq!(read.is_canonical, shortest == text, "{text}");
        }
    }

    /// Every text of up to eleven pieces, some of which are addresses.
    #[test]
    fn addresses_are_those_of_the_standard_library() {
        let pieces = ["1", ":", "::", "abcd", "0", "12345"];
        let mut state = 1_u64;
        let mut addresses = 0;
        for _ in 0..200_000 {
            let mut text = String::new();
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let mut choice = state >> 8;
            for _ in 0..(state >> 60) {
                text.push_str(pieces[usize::try_from(choice % 6).unwrap()]);
                choice /= 6;
                text.push_str(if choice.is_multiple_of(3) { "" } else { ":" });
                choice /= 3;
            }
            let expected = text.parse::<Ipv6Addr>().is_ok();
            addresses += usize::from(expected);
            assert_eq!(read_ipv6(text.as_bytes()).is_some(), expected, "{text}");
        }
        assert!(addresses > 1_000, "{addresses}");
    }

    #[test]
    fn the_edges_of_addresses() {
        for inner in ["::", "::1", "1::", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"] {
            assert!(
                inner.parse::<Ipv6Addr>().is_ok() && read_ipv6(inner.as_bytes()).is_some(),
                "{inner}"
            );
        }
        for inner in [
            "",
            ":",
            ":::",
            "1:2:3:4:5:6:7::8",
            "1::2::3",
            "1:",
            ":1",
            "12345::",
            "A::",
            "::1.2.3.4",
        ] {
            assert!(read_ipv6(inner.as_bytes()).is_none(), "{inner}");
        }
    }
}
