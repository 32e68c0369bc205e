//! Where the pieces of a network are in the text of an origin, cut leniently. Whether they are right
//! is a question for `network`.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

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
