//! What origins, patterns and names are, by their definitions and as slowly as it takes to see that it is right. It shares
//! no code with the crate; the targets hold the crate against it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A serialised origin, cut into its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// What stands before `://`.
    pub scheme: &'a str,
    /// The host.
    pub host: &'a str,
    /// The port, where one is written.
    pub port: Option<&'a str>,
}

/// Cuts what a browser can have sent as an origin; everything else is `None`.
/// The crate reads no scheme beyond 64 bytes and no origin beyond 326.
#[must_use]
pub fn origin(value: &[u8]) -> Option<Parts<'_>> {
    let parts = cut(str::from_utf8(value).ok()?)?;
    let scheme_is_good = parts.scheme.starts_with(|first: char| first.is_ascii_lowercase())
        && parts.scheme.chars().all(|one| "abcdefghijklmnopqrstuvwxyz0123456789+-.".contains(one))
        && parts.scheme.len() <= 64;
    let port_is_good = match parts.port {
        None => true,
        // Neither a leading zero nor a sign, and never the default.
        Some(port) => {
            let number = port.parse::<u16>().ok().filter(|number| *number > 0);
            let is_default = matches!((parts.scheme, port), ("http", "80") | ("https", "443"));
            number.is_some_and(|number| number.to_string() == port) && !is_default
        }
    };
    let is_good = scheme_is_good && port_is_good && is_host(parts.host) && value.len() <= 326;
    is_good.then_some(parts)
}

fn cut(text: &str) -> Option<Parts<'_>> {
    let (scheme, rest) = text.split_once("://")?;
    let colon = match rest.find(']') {
        Some(bracket) => rest[bracket..].find(':').map(|colon| bracket + colon),
        None => rest.find(':'),
    };
    Some(match colon {
        Some(colon) => Parts { scheme, host: &rest[..colon], port: Some(&rest[colon + 1..]) },
        None => Parts { scheme, host: rest, port: None },
    })
}

fn is_host(host: &str) -> bool {
    if let Some(inside) = host.strip_prefix('[') {
        let inside = inside.strip_suffix(']').unwrap_or("none");
        let has_upper_case = inside.contains(|one: char| one.is_ascii_uppercase());
        return inside.parse::<Ipv6Addr>().is_ok() && !has_upper_case && !inside.contains('.');
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    name.len() <= 253 && name.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && label.chars().all(|one| "abcdefghijklmnopqrstuvwxyz0123456789-_".contains(one))
}

/// Whether an accepted pattern stands for more than one origin.
#[must_use]
pub fn is_family(pattern: &str) -> bool {
    pattern.contains('*') || pattern.matches('/').count() > 2
}

/// Whether a pattern that was accepted covers this value.
#[must_use]
pub fn covers(pattern: &str, value: &[u8]) -> bool {
    if !is_family(pattern) {
        return pattern.as_bytes() == value;
    }
    let (Some(pattern), Some(origin)) = (cut(pattern), origin(value)) else { return false };
    if pattern.host == "*" {
        let is_name = !origin.host.starts_with('[');
        return pattern.scheme == origin.scheme && is_name && origin.port.is_none();
    }
    let host_is_covered = match (pattern.host.split_once('/'), pattern.host.strip_prefix("*.")) {
        (Some((first, length)), _) => is_inside(first, length, origin.host),
        (None, None) => pattern.host == origin.host,
        (None, Some(base)) => {
            let labels: Vec<&str> = origin.host.split('.').collect();
            let base: Vec<&str> = base.split('.').collect();
            labels.len() > base.len() && labels[labels.len() - base.len()..] == base[..]
        }
    };
    let port_is_covered = pattern.port == Some("*") || pattern.port == origin.port;
    pattern.scheme == origin.scheme && host_is_covered && port_is_covered
}

/// Whether a host is an address, as the standard library writes it, with the first bits of another. An address that stands
/// for an IPv4 address is in no network.
fn is_inside(first: &str, length: &str, host: &str) -> bool {
    let Ok(first) = first.trim_start_matches('[').parse::<IpAddr>() else { return false };
    let Ok(length) = length.trim_end_matches(']').parse::<u32>() else { return false };
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    match (first, inner) {
        (IpAddr::V4(first), None) => host
            .parse::<Ipv4Addr>()
            .is_ok_and(|host| (first.to_bits() ^ host.to_bits()) >> (32 - length) == 0),
        (IpAddr::V6(first), Some(inner)) => inner.parse::<Ipv6Addr>().is_ok_and(|host| {
            host.to_string() == inner && (first.to_bits() ^ host.to_bits()) >> (128 - length) == 0
        }),
        _ => false,
    }
}

/// Whether the text is a token ([RFC 9110, section 5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2)).
#[must_use]
pub fn is_word(text: &str) -> bool {
    let is_good = |one: char| one.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(one);
    !text.is_empty() && text.chars().all(is_good)
}

/// The origin of a URL as an engine sends it: without user, path and query.
#[must_use]
pub fn origin_of_url(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or_default();
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{host}")
}
