//! Networks of addresses as they are written in an origin: cut leniently, and held to the one form
//! that a pattern has, `192.168.0.0/16` or `[fd00::/8]`. The rule that reports a fault is in `ip`,
//! what was meant instead in `network_repair`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use crate::Network;

use super::written::Written;

/// Where the pieces of a network are, in the text behind `://`.
pub(super) struct NetworkCut {
    /// Address and prefix length, with brackets.
    pub(super) host: Range<usize>,
    /// The prefix length.
    pub(super) prefix: Range<usize>,
    /// The port, without its colon.
    pub(super) port: Option<Range<usize>>,
    /// What stands behind it: nothing, a slash, a query or a fragment.
    pub(super) tail: Range<usize>,
}

/// Cuts a text that was meant as a network: something like an address, a slash and a number of up
/// to three digits or a mask. `None` for what is rather a page (`http://127.0.0.1/2024`,
/// `https://a.example/16`, `http://10.0.0.1/16/index.html`).
pub(super) fn cut_network(rest: &str) -> Option<NetworkCut> {
    let (front, behind) = rest.split_once('/')?;
    let (address, early_port) = address_and_port(front);
    if !is_like_address(address) {
        return None;
    }
    let start = front.len() + 1;
    let len = behind.find(|found: char| !(found.is_ascii_digit() || found == '.'));
    let end = start + len.unwrap_or(behind.len());
    mask_length(rest.get(start..end)?)?;
    let bracket = rest.get(end..)?.starts_with(']') && !front.contains(']');
    let host_end = end + usize::from(bracket);
    let tail_start = rest.get(host_end..)?.find(['/', '?', '#', '\\']);
    let tail_start = tail_start.map_or(rest.len(), |index| host_end + index);
    let late_port = match rest.get(host_end..tail_start)? {
        "" => None,
        port if port.starts_with(':') => Some(host_end + 1..tail_start),
        _ => return None,
    };
    let port = match (early_port, late_port) {
        (Some(_), Some(_)) => return None,
        (Some(len), None) => Some(front.len() - len..front.len()),
        (None, late_port) => late_port,
    };
    let is_end = matches!(
        rest.get(tail_start..)?.as_bytes(),
        [] | b"/" | [b'?' | b'#', ..] | [b'/', b'?' | b'#', ..]
    );
    let tail = tail_start..rest.len();
    is_end.then_some(NetworkCut { host: 0..host_end, prefix: start..end, port, tail })
}

/// The address in front of the slash, and how long the port behind it is, if one stands there.
fn address_and_port(front: &str) -> (&str, Option<usize>) {
    if front.parse::<Ipv6Addr>().is_ok() {
        return (front, None);
    }
    let bracket = match (front.starts_with('['), front.find(']')) {
        (true, None) => return (front, None),
        (_, bracket) => bracket.unwrap_or(0),
    };
    match front.get(bracket..).and_then(|rest| rest.find(':')) {
        Some(colon) => {
            let (address, port) = front.split_at(bracket + colon);
            (address, Some(port.len() - 1))
        }
        None => (front, None),
    }
}

/// Whether the text was meant as an address: numbers with dots between them, or an IPv6 address.
fn is_like_address(text: &str) -> bool {
    let inner = text.trim_start_matches('[').trim_end_matches(']');
    let is_numbers = inner.chars().all(|found| found.is_ascii_digit() || found == '.')
        && inner.starts_with(|found: char| found.is_ascii_digit());
    is_numbers || inner.parse::<Ipv6Addr>().is_ok()
}

/// The length that a prefix has by its number, or by a mask such as `255.255.0.0`.
pub(super) fn mask_length(text: &str) -> Option<u16> {
    if let Ok(mask) = text.parse::<Ipv4Addr>() {
        let length = mask.to_bits().leading_ones();
        let is_mask = mask.to_bits().trailing_zeros() == 32 - length && length > 0;
        return u16::try_from(length).ok().filter(|_| is_mask);
    }
    let is_number = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

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
