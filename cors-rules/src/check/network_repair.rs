//! What the writer of a refused network probably meant. Where he may have meant the network or the
//! one address, both are offered.

use std::net::IpAddr;

use super::guess::{Repair, is_accepted, repair_port, with_scheme};
use super::network::{first_address, written_address};
use super::network_cut::mask_length;
use super::written::Written;

/// What can be said about a text that was meant as a network; `None` for any other.
pub(super) fn repair_network(text: &str) -> Option<Repair> {
    let guess = with_scheme(text.trim())?;
    let written = Written::cut(&guess, false);
    written.prefix()?;
    let repaired = repair(&written).unwrap_or(Repair::Unknown);
    Some(match &repaired {
        Repair::Write(origin) if !is_accepted(origin) || origin == text => Repair::Unknown,
        Repair::Write(origin) => either_scheme(text, origin),
        _ => repaired,
    })
}

/// The hosts of a network have TLS or none: both are offered where no scheme says it, but for the
/// ports that say it.
fn either_scheme(text: &str, origin: &str) -> Repair {
    let is_open = !text.contains("://") && !text.contains(":443") && !origin.ends_with(":80");
    match origin.strip_prefix("https://") {
        Some(rest) if is_open => {
            Repair::Say(format!("write the scheme too: `https://{rest}` or `http://{rest}`"))
        }
        _ => Repair::Write(origin.to_owned()),
    }
}

fn repair(written: &Written<'_>) -> Option<Repair> {
    let scheme = written.scheme()?.to_ascii_lowercase();
    let port = match written.port() {
        None => String::new(),
        Some(port) => repair_port(&scheme, port)?,
    };
    let (address, length) =
        without_mapping(written_address(written)?, mask_length(written.prefix()?)?)?;
    let width = if address.is_ipv4() { 32 } else { 128 };
    let one_address = match address {
        IpAddr::V4(address) => format!("{scheme}://{address}{port}"),
        IpAddr::V6(address) => format!("{scheme}://[{address}]{port}"),
    };
    if length == width {
        return Some(Repair::Write(one_address));
    }
    if length == 0 || length > width {
        return None;
    }
    let first = first_address(address, length)?;
    let network = match first {
        IpAddr::V4(first) => format!("{scheme}://{first}/{length}{port}"),
        IpAddr::V6(first) => format!("{scheme}://[{first}/{length}]{port}"),
    };
    if first == address {
        return Some(Repair::Write(network));
    }
    (is_accepted(&network) && is_accepted(&one_address)).then(|| {
        Repair::Say(format!("the network is `{network}`, and the one address is `{one_address}`"))
    })
}

/// An IPv6 network whose addresses stand for IPv4 addresses is the network of those.
fn without_mapping(address: IpAddr, length: u16) -> Option<(IpAddr, u16)> {
    match address {
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(mapped) => Some((IpAddr::V4(mapped), length.checked_sub(96)?)),
            None => Some((address, length)),
        },
        IpAddr::V4(_) => Some((address, length)),
    }
}

/// `192.168.1.*` and `10.*.*.*` are what other programs take for a network.
pub(super) fn starred_address(text: &str) -> Option<Repair> {
    let guess = with_scheme(text.trim())?;
    let written = Written::cut(&guess, false);
    let parts: Vec<&str> = written.host().split('.').collect();
    let numbers = parts.iter().take_while(|part| **part != "*").count();
    let is_network = parts.len() == 4
        && (1..4).contains(&numbers)
        && parts.iter().skip(numbers).all(|part| *part == "*")
        && written.tail().is_empty()
        && written.userinfo_mark().is_none();
    let address = written.host().replace('*', "0");
    let port = written.port().map_or(String::new(), |port| format!(":{port}"));
    let network = format!("{}://{address}/{}{port}", written.scheme()?, 8 * numbers);
    (is_network && is_accepted(&network)).then(|| either_scheme(text, &network))
}
