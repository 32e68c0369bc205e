//! A network of IP addresses: what `192.168.0.0/16` and `[fd00::/8]` stand for in a pattern, and
//! which hosts belong to it. How addresses are read is in `ip_address`; the rules about how a
//! network is written are in `check`.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::Host;
use crate::ip_address::{read_ipv4, read_ipv6};
use crate::origin::position;

/// The two kinds of addresses. No network holds addresses of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum IpFamily {
    /// IPv4.
    V4,
    /// IPv6.
    V6,
}

impl IpFamily {
    /// How many bits an address has.
    pub(crate) const fn width(self) -> u8 {
        match self {
            IpFamily::V4 => 32,
            IpFamily::V6 => 128,
        }
    }
}

/// The address of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HostAddress {
    pub(crate) family: IpFamily,
    /// From the left, so that a prefix means the same for both families.
    bits: u128,
}

impl HostAddress {
    /// The address that a host is, if it is one in the form that browsers write. An IPv6 address
    /// that stands for an IPv4 address belongs to no network of either family.
    pub(crate) const fn of(host: Host<'_>) -> Option<HostAddress> {
        match host {
            Host::Name(name) => match read_ipv4(name.as_bytes()) {
                Some(bits) => Some(HostAddress { family: IpFamily::V4, bits: left(bits) }),
                None => None,
            },
            Host::Ipv6(host) => {
                let [b'[', inner @ .., b']'] = host.as_bytes() else { return None };
                match read_ipv6(inner) {
                    Some(read) if read.is_canonical && !stands_for_ipv4(read.bits) => {
                        Some(HostAddress { family: IpFamily::V6, bits: read.bits })
                    }
                    _ => None,
                }
            }
        }
    }

    /// The network with this prefix length that the address belongs to.
    pub(crate) const fn network(self, prefix_len: u8) -> Network {
        Network { family: self.family, prefix_len, bits: self.bits & mask(prefix_len) }
    }
}

/// The addresses that have a prefix in common.
///
/// ```
/// use cors_rules::{Host, Network};
///
/// const OFFICE: Network = Network::v4([192, 168, 0, 0], 16);
/// assert_eq!(OFFICE.to_string(), "192.168.0.0/16");
/// assert!(OFFICE.contains(Host::Name("192.168.7.9")));
/// assert!(!OFFICE.contains(Host::Name("192.169.0.0")));
/// assert_eq!(Network::v6([0xfd00, 0, 0, 0, 0, 0, 0, 0], 8).to_string(), "[fd00::/8]");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Network {
    // In the order in which networks are sorted.
    family: IpFamily,
    prefix_len: u8,
    bits: u128,
}

impl Network {
    /// The IPv4 network of an address. Bits behind the prefix are dropped; a prefix length of more
    /// than 32 counts as 32.
    #[must_use]
    pub const fn v4(address: [u8; 4], prefix_len: u8) -> Network {
        let prefix_len = if prefix_len > 32 { 32 } else { prefix_len };
        let bits = left(u32::from_be_bytes(address));
        Network { family: IpFamily::V4, prefix_len, bits: bits & mask(prefix_len) }
    }

    /// The same for IPv6, by the eight groups of an address; a prefix length of more than 128 counts
    /// as 128.
    #[must_use]
    pub const fn v6(groups: [u16; 8], prefix_len: u8) -> Network {
        let prefix_len = if prefix_len > 128 { 128 } else { prefix_len };
        let (mut rest, mut bits) = (groups.as_slice(), 0_u128);
        while let [group, others @ ..] = rest {
            // Widening; `From` is not const.
            bits = (bits << 16) | *group as u128;
            rest = others;
        }
        Network { family: IpFamily::V6, prefix_len, bits: bits & mask(prefix_len) }
    }

    /// Cuts what follows `://` into a network in its one written form and what stands behind it.
    /// `None` where there is none: also where the address has bits behind the prefix, for a prefix
    /// of no bit or of all, and for addresses that stand for IPv4 addresses.
    pub(crate) const fn split(rest: &str) -> Option<(Network, &str)> {
        let bytes = rest.as_bytes();
        let Some(slash) = position(bytes, b'/') else { return None };
        let Some((address, behind)) = bytes.split_at_checked(slash) else { return None };
        let [b'/', digits @ ..] = behind else { return None };
        let (prefix_len, len) = prefix_len(digits);
        let end = slash + 1 + len;
        let (family, bits, end) = if let [b'[', inner @ ..] = address {
            match (read_ipv6(inner), bytes.split_at_checked(end)) {
                (Some(read), Some((_, [b']', ..])))
                    if read.is_canonical && !stands_for_ipv4(read.bits) =>
                {
                    (IpFamily::V6, read.bits, end + 1)
                }
                _ => return None,
            }
        } else {
            match read_ipv4(address) {
                Some(bits) => (IpFamily::V4, left(bits), end),
                None => return None,
            }
        };
        if prefix_len == 0 || prefix_len >= family.width() || bits & !mask(prefix_len) != 0 {
            return None;
        }
        match rest.split_at_checked(end) {
            Some((_, tail)) => Some((Network { family, prefix_len, bits }, tail)),
            None => None,
        }
    }

    /// Whether the host is an address of the network, in the form that browsers write.
    ///
    /// ```
    /// use cors_rules::{Host, Network};
    ///
    /// let network = Network::v6([0xfd00, 0, 0, 0, 0, 0, 0, 0], 8);
    /// assert!(network.contains(Host::Ipv6("[fdff::1]")));
    /// assert!(!network.contains(Host::Ipv6("[fd00:0:0:0:0:0:0:1]")), "no browser writes it so");
    /// assert!(!network.contains(Host::Name("10.0.0.1")));
    /// ```
    #[must_use]
    pub const fn contains(self, host: Host<'_>) -> bool {
        match HostAddress::of(host) {
            Some(address) => {
                address.family as u8 == self.family as u8
                    && address.bits & mask(self.prefix_len) == self.bits
            }
            None => false,
        }
    }

    /// The first address.
    #[must_use]
    pub const fn address(self) -> IpAddr {
        match self.family {
            // The shift leaves 32 bits.
            #[allow(clippy::cast_possible_truncation)]
            IpFamily::V4 => IpAddr::V4(Ipv4Addr::from_bits((self.bits >> 96) as u32)),
            IpFamily::V6 => IpAddr::V6(Ipv6Addr::from_bits(self.bits)),
        }
    }

    /// How many bits all addresses of the network have in common.
    #[must_use]
    pub const fn prefix_len(self) -> u8 {
        self.prefix_len
    }

    /// The kind of its addresses.
    pub(crate) const fn family(self) -> IpFamily {
        self.family
    }

    /// The prefix as bits from the left.
    pub(crate) const fn bits(self) -> u128 {
        self.bits
    }

    /// The first address as that of a host.
    pub(crate) const fn first(self) -> HostAddress {
        HostAddress { family: self.family, bits: self.bits }
    }

    /// Whether every address of the other network belongs to this one.
    ///
    /// ```
    /// use cors_rules::Network;
    ///
    /// let [wide, narrow] = [8, 16].map(|len| Network::v4([10, 0, 0, 0], len));
    /// assert!(wide.includes(narrow) && wide.includes(wide));
    /// assert!(!narrow.includes(wide));
    /// ```
    #[must_use]
    pub fn includes(self, other: Network) -> bool {
        self.family == other.family
            && self.prefix_len <= other.prefix_len
            && other.bits & mask(self.prefix_len) == self.bits
    }

    /// The two networks whose prefix is longer by a bit; `None` for a single address.
    #[cfg(feature = "audit")]
    pub(crate) fn halves(self) -> Option<[Network; 2]> {
        if self.prefix_len >= self.family.width() {
            return None;
        }
        let prefix_len = self.prefix_len + 1;
        let second = self.bits | (mask(prefix_len) & !mask(self.prefix_len));
        Some([self.bits, second].map(|bits| Network { prefix_len, bits, ..self }))
    }

    /// How many bits of the prefix an address has in common with it; `None` for another family.
    #[must_use]
    pub fn common_prefix(self, host: Host<'_>) -> Option<u8> {
        let address = HostAddress::of(host).filter(|address| address.family == self.family)?;
        let common = (address.bits ^ self.bits).leading_zeros().min(u32::from(self.prefix_len));
        u8::try_from(common).ok()
    }
}

/// As it is written in a pattern.
impl fmt::Display for Network {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.address() {
            IpAddr::V4(address) => write!(out, "{address}/{}", self.prefix_len),
            IpAddr::V6(address) => write!(out, "[{address}/{}]", self.prefix_len),
        }
    }
}

/// An IPv4 address from the left.
const fn left(bits: u32) -> u128 {
    // Widening; `From` is not const.
    (bits as u128) << 96
}

/// As many ones from the left.
const fn mask(prefix_len: u8) -> u128 {
    match u128::MAX.checked_shl(128 - prefix_len as u32) {
        Some(mask) => mask,
        None => 0,
    }
}

/// Whether the address is one of `::ffff:0:0/96`, where IPv6 has a place for each IPv4 address.
const fn stands_for_ipv4(bits: u128) -> bool {
    bits >> 32 == 0xffff
}

/// Reads a number without leading zeros in front of whatever follows it; 0 for what is no number of
/// up to three digits. Also how many digits it has.
const fn prefix_len(digits: &[u8]) -> (u8, usize) {
    let (mut rest, mut number, mut len) = (digits, 0_u16, 0);
    while let [byte @ b'0'..=b'9', others @ ..] = rest {
        if len == 3 || (len > 0 && number == 0) {
            return (0, 0);
        }
        // Widening; `From` is not const.
        number = number * 10 + (*byte - b'0') as u16;
        len += 1;
        rest = others;
    }
    // The range is that of the cast.
    #[allow(clippy::cast_possible_truncation)]
    if number <= 128 { (number as u8, len) } else { (0, 0) }
}
