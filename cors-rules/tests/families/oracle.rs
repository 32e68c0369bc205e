//! Networks by the bits of addresses, which shares nothing with the crate but the address types of
//! the standard library.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use cors_rules::constant::broken_by_origin;
use cors_rules::{Origin, OriginList, OriginPattern, OriginRequirements, OriginTable};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::covers;

/// A network by bits of addresses of the standard library.
#[derive(Clone, Debug)]
struct Spec {
    scheme: &'static str,
    address: IpAddr,
    length: u32,
    port: &'static str,
}

impl Spec {
    fn text(&self) -> String {
        let Spec { scheme, address, length, port } = self;
        match address {
            IpAddr::V4(address) => format!("{scheme}://{address}/{length}{port}"),
            IpAddr::V6(address) => format!("{scheme}://[{address}/{length}]{port}"),
        }
    }

    /// Whether an origin of these parts belongs to the network.
    fn holds(&self, scheme: &str, address: IpAddr, port: &str) -> bool {
        let is_inside = match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                let shift = 32 - self.length;
                own.to_bits() >> shift == other.to_bits() >> shift
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                let shift = 128 - self.length;
                other.to_ipv4_mapped().is_none()
                    && own.to_bits() >> shift == other.to_bits() >> shift
            }
            _ => false,
        };
        self.scheme == scheme && is_inside && (self.port == ":*" || self.port == port)
    }
}

fn address() -> impl Strategy<Value = IpAddr> {
    // Few high bits, so that addresses are often near each other.
    let v4 = (select(vec![10_u32 << 24, 0xc0a8_0000]), any::<u32>(), 0..32_u32)
        .prop_map(|(high, low, shift)| IpAddr::V4(Ipv4Addr::from_bits(high ^ (low >> shift))));
    let high = select(vec![0xfd00_u128 << 112, 0x2001_0db8_u128 << 96, 0, 0xffff_0000_0000]);
    let v6 = (high, any::<u128>(), 0..128_u32)
        .prop_map(|(high, low, shift)| IpAddr::V6(Ipv6Addr::from_bits(high ^ (low >> shift))));
    prop_oneof![v4, v6]
}

fn spec() -> impl Strategy<Value = Spec> {
    let scheme = select(vec!["http", "https"]);
    let port = select(vec!["", ":8080", ":*"]);
    (address(), 1..128_u32, scheme, port).prop_map(
        |(address, length, scheme, port)| match address {
            IpAddr::V4(address) => {
                let length = 1 + length % 31;
                let bits = address.to_bits() & (u32::MAX << (32 - length));
                Spec { scheme, address: Ipv4Addr::from_bits(bits).into(), length, port }
            }
            IpAddr::V6(address) => {
                let bits = address.to_bits() & (u128::MAX << (128 - length));
                Spec { scheme, address: Ipv6Addr::from_bits(bits).into(), length, port }
            }
        },
    )
}

/// An address as a browser writes it.
fn origin(scheme: &str, address: IpAddr, port: &str) -> String {
    match address {
        IpAddr::V4(address) => format!("{scheme}://{address}{port}"),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            // The standard library writes these with dots.
            Some(mapped) => {
                let [high, low] = [mapped.to_bits() >> 16, mapped.to_bits() & 0xffff];
                format!("{scheme}://[::ffff:{high:x}:{low:x}]{port}")
            }
            None => format!("{scheme}://[{address}]{port}"),
        },
    }
}

/// The first address, the last, and those beside them.
fn edges(spec: &Spec) -> Vec<IpAddr> {
    match spec.address {
        IpAddr::V4(first) => {
            let last = first.to_bits() | (u32::MAX >> spec.length);
            let bits =
                [first.to_bits(), last, first.to_bits().wrapping_sub(1), last.wrapping_add(1)];
            bits.map(|bits| Ipv4Addr::from_bits(bits).into()).to_vec()
        }
        IpAddr::V6(first) => {
            let last = first.to_bits() | (u128::MAX >> spec.length);
            let bits =
                [first.to_bits(), last, first.to_bits().wrapping_sub(1), last.wrapping_add(1)];
            bits.map(|bits| Ipv6Addr::from_bits(bits).into()).to_vec()
        }
    }
}

/// A base that stands for IPv4 addresses is no base.
fn is_pattern(spec: &Spec) -> bool {
    !matches!(spec.address, IpAddr::V6(address) if address.to_ipv4_mapped().is_some())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1024) })]

    #[test]
    fn networks_match_by_their_bits(
        specs in vec(spec(), 1..10),
        addresses in vec(address(), 1..6),
        scheme in select(vec!["http", "https", "ws"]),
        port in select(vec!["", ":8080", ":81"]),
    ) {
        let specs: Vec<Spec> = specs.into_iter().filter(is_pattern).collect();
        let texts: Vec<String> = specs.iter().map(Spec::text).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let near = specs.iter().flat_map(edges);
        for address in addresses.into_iter().chain(near) {
            let value = origin(scheme, address, port);
            let expected = specs.iter().any(|spec| spec.holds(scheme, address, port));
            prop_assert_eq!(covers(&texts, &value), expected, "{} in {:?}", value, texts);
        }
    }

    #[test]
    fn networks_print_as_they_were(spec in spec()) {
        let text = spec.text();
        match OriginPattern::parse(&text) {
            Ok(pattern) => prop_assert_eq!(pattern.to_string(), text.clone()),
            Err(issue) => prop_assert!(!is_pattern(&spec), "{issue}"),
        }
        prop_assert_eq!(broken_by_origin(&text, false).is_none(), is_pattern(&spec), "{}", text);
    }

    /// Whatever length stands behind an address: accepted is the one form, and the help of what is
    /// refused leads to patterns that cover the address.
    #[test]
    fn helps_of_networks_keep_the_address(address in address(), length in 0..140_u32, port in select(vec!["", ":8080", ":*"])) {
        let text = match address {
            IpAddr::V4(address) => format!("http://{address}/{length}{port}"),
            IpAddr::V6(address) => format!("http://[{address}/{length}]{port}"),
        };
        let concrete = if port == ":*" { ":9" } else { port };
        let mapped = match address {
            IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(address, IpAddr::V4),
            IpAddr::V4(_) => address,
        };
        let value = origin("http", mapped, concrete);
        match OriginPattern::parse(&text) {
            Ok(_) => prop_assert!(covers(&[&text], &value)),
            Err(issue) => {
                prop_assert_eq!(issue.code(), "origin_bad_ip", "{}", text);
                let is_example = issue.help().contains("for example");
                let offered = issue.help().split('`').skip(1).step_by(2).map(|part| part.trim_matches('"'));
                for offered in offered.filter(|_| !is_example) {
                    prop_assert!(covers(&[offered], &value), "{} -> {}", text, offered);
                }
            }
        }
    }

    /// Removing an entry takes its addresses away, and no others.
    #[test]
    fn networks_can_be_removed(specs in vec(spec(), 1..12), picked in any::<u16>(), address in address()) {
        let mut specs: Vec<Spec> = specs.into_iter().filter(is_pattern).collect();
        let mut table = OriginTable::read(specs.iter().map(Spec::text), OriginRequirements::NONE).unwrap();
        specs.retain(|spec| {
            let stays = (spec.length ^ u32::from(picked)) & 1 == 0;
            if !stays {
                table.remove(&spec.text());
            }
            stays
        });
        let values: Vec<IpAddr> = specs.iter().flat_map(edges).chain([address]).collect();
        for address in values {
            let value = origin("http", address, "");
            let expected = specs.iter().any(|spec| spec.holds("http", address, ""));
            prop_assert_eq!(table.find(value.as_bytes(), OriginRequirements::NONE).is_some(), expected, "{}", value);
        }
    }

    /// A network that is reported as covered matches nothing that its cover does not match.
    #[test]
    fn covering_networks_are_wider(specs in vec(spec(), 1..8), address in address(), port in select(vec!["", ":8080"])) {
        let patterns: Vec<OriginPattern> =
            specs.iter().filter_map(|spec| OriginPattern::parse(&spec.text()).ok()).collect();
        let list = OriginList::new(patterns.clone());
        let values: Vec<String> = specs.iter().flat_map(edges).chain([address])
            .map(|address| origin("http", address, port)).collect();
        for pattern in &patterns {
            let wider = list.covering(pattern);
            prop_assert_ne!(wider, Some(pattern));
            let is_covered = patterns.iter().any(|other| other != pattern && is_wider(other, pattern));
            prop_assert_eq!(wider.is_some(), is_covered, "{} in {:?}", pattern, specs);
            for value in &values {
                let value = Origin::parse(value.as_bytes()).unwrap();
                prop_assert!(wider.is_none_or(|wider| wider.matches(&value) || !pattern.matches(&value)));
            }
        }
    }
}

/// By the texts: whether the prefix of one is that of the other, and longer.
fn is_wider(wide: &OriginPattern, narrow: &OriginPattern) -> bool {
    let parts = |pattern: &OriginPattern| {
        let text = pattern.to_string();
        let (scheme, rest) = text.split_once("://").unwrap();
        let (address, rest) = rest.split_once('/').unwrap();
        let digits = rest.find([']', ':']).unwrap_or(rest.len());
        let port = rest[digits..].trim_start_matches(']').to_owned();
        let address: IpAddr = address.trim_start_matches('[').parse().unwrap();
        (scheme.to_owned(), address, rest[..digits].parse::<u32>().unwrap(), port)
    };
    let (wide, narrow) = (parts(wide), parts(narrow));
    let scheme = if wide.0 == "http" { "http" } else { "https" };
    let port = match wide.3.as_str() {
        ":*" => ":*",
        ":8080" => ":8080",
        _ => "",
    };
    let spec = Spec { scheme, address: wide.1, length: wide.2, port };
    wide.2 <= narrow.2 && spec.holds(&narrow.0, narrow.1, &narrow.3)
}
