//! Rules about the host of an origin, where that is an address or looks like one.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::Rule;

use super::address::{ends_in_number, is_special};
use super::fault::Fault;
use super::network::bad_network;
use super::written::Written;

/// An address is written as browsers serialise it
/// ([URL, host serializing](https://url.spec.whatwg.org/#host-serializing)).
/// Refused: `http://[0:0:0:0:0:0:0:1]`, `http://127.1`, `http://10.0.0.1/8`.
/// Accepted: `http://[::1]`, `http://127.0.0.1`, `http://10.0.0.0/8`.
pub(super) fn origin_bad_ip(written: &Written<'_>) -> Option<Fault> {
    if written.prefix().is_some() {
        let (what, otherwise) = bad_network(written)?;
        return Some(Fault::new(Rule::OriginBadIp, written.host_mark(), what, otherwise));
    }
    let host = written.base();
    let what = if host.contains(['[', ']', ':']) {
        bad_ipv6(host)?
    } else if is_special(written.scheme()?) && ends_in_number(host) {
        bad_ipv4(host)?
    } else {
        return None;
    };
    Some(Fault::new(
        Rule::OriginBadIp,
        written.base_mark(),
        what,
        "write the address as a browser shows it in `location.origin`, for example `[::1]`",
    ))
}

fn bad_ipv6(host: &str) -> Option<&'static str> {
    let Some(inner) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return Some("has an IPv6 address that is not in one pair of brackets");
    };
    if inner.parse::<Ipv4Addr>().is_ok() {
        return Some("has an IPv4 address in brackets, which are for IPv6");
    }
    let Ok(address) = inner.parse::<Ipv6Addr>() else {
        return Some("has brackets around something that is no IPv6 address");
    };
    if address.to_ipv4_mapped().is_some() {
        return Some("has an IPv6 address that stands for an IPv4 address");
    }
    (address.to_string() != inner)
        .then_some("has an IPv6 address that is not in its shortest lower-case form")
}

fn bad_ipv4(host: &str) -> Option<&'static str> {
    host.parse::<Ipv4Addr>().is_err().then_some(
        "has a host that ends in a number and so must be an IPv4 address of four numbers",
    )
}
