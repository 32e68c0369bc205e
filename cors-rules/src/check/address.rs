//! Whether a host is an address, or is taken for one by browsers.

use std::net::Ipv4Addr;

use super::written::Written;

/// Whether the host is judged as an address.
pub(super) fn is_address_like(written: &Written<'_>) -> bool {
    let base = written.base();
    let in_special_scheme = written.scheme().is_some_and(is_special) && ends_in_number(base);
    base.starts_with('[') || in_special_scheme || base.parse::<Ipv4Addr>().is_ok()
}

/// The schemes whose hosts browsers parse as names or addresses; the host of any other scheme is an
/// opaque text (<https://url.spec.whatwg.org/#special-scheme>). So the number rule does not concern
/// `moz-extension://11111111-2222-3333-4444-555555555555`.
pub(super) fn is_special(scheme: &str) -> bool {
    matches!(scheme, "http" | "https" | "ws" | "wss" | "ftp")
}

/// Whether the last label starts with a digit. That is wider than the
/// [standard's check](https://url.spec.whatwg.org/#ends-in-a-number-checker), but no top-level
/// domain starts with one.
pub(super) fn ends_in_number(host: &str) -> bool {
    host.trim_end_matches('.')
        .rsplit('.')
        .next()
        .is_some_and(|label| label.starts_with(|first: char| first.is_ascii_digit()))
}
