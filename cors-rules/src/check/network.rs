//! What is wrong with a network of addresses that is not in the one form which a pattern has,
//! `192.168.0.0/16` or `[fd00::/8]`. The rule that reports it is in `ip`, what was meant instead in
//! `network_repair`.

use std::net::{IpAddr, Ipv6Addr};

use crate::Network;

use super::network_cut::mask_length;
use super::written::Written;

/// The address of a network, in whatever form it can be read.
pub(super) fn written_address(written: &Written<'_>) -> Option<IpAddr> {
    let front = written.host().split('/').next()?;
    let front = front.strip_prefix('[').unwrap_or(front);
    let inner = match front.split_once(']') {
        Some((inner, _)) => inner,
        None if front.parse::<Ipv6Addr>().is_ok() => front,
        None => front.split(':').next()?,
    };
    inner.parse().ok()
}

/// What is wrong with a network, and what helps where no correction of the text can be computed.
pub(super) fn bad_network(written: &Written<'_>) -> Option<(String, &'static str)> {
    const EXAMPLE: &str = "a network is its first address and the length of its prefix, for example \
                           `http://192.168.0.0/16:*` or `http://[fd00::/8]:*`";
    let prefix = written.prefix()?;
    if !matches!(written.scheme(), Some("http" | "https")) {
        let what = "is a network, and only `http` and `https` have hosts that are addresses";
        return Some((what.to_owned(), "list each origin"));
    }
    let Some(address) = written_address(written) else {
        return Some(("has a network without a whole address".to_owned(), EXAMPLE));
    };
    let width = if address.is_ipv4() { 32 } else { 128 };
    let length = mask_length(prefix)?;
    let what = if length == 0 {
        let otherwise = "name the network of your hosts, for example `http://192.168.0.0/16:*`; for every origin {any_origin}";
        return Some(("stands for every address of the Internet".to_owned(), otherwise));
    } else if length > width {
        format!("has a prefix length that is not 1 to {}", width - 1)
    } else if length == width {
        "is one address, which is written without a prefix length".to_owned()
    } else if matches!(address, IpAddr::V6(address) if address.to_ipv4_mapped().is_some()) {
        "has a network of IPv6 addresses that stand for IPv4 addresses".to_owned()
    } else if let Some(first) = first_address(address, length).filter(|first| *first != address) {
        format!("has an address that is not the first of its network, which is `{first}`")
    } else if prefix.starts_with('0') || prefix.contains('.') {
        "has a prefix length that is not a number without leading zeros".to_owned()
    } else {
        match Network::split(written.host()) {
            Some((_, "")) => return None,
            _ => "has a network that is not in the form of patterns".to_owned(),
        }
    };
    Some((what, EXAMPLE))
}

/// The first address of the network with this prefix length.
pub(super) fn first_address(address: IpAddr, length: u16) -> Option<IpAddr> {
    let length = u8::try_from(length).ok()?;
    Some(match address {
        IpAddr::V4(address) => Network::v4(address.octets(), length).address(),
        IpAddr::V6(address) => Network::v6(address.segments(), length).address(),
    })
}
