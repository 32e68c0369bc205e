//! What an origin is like, judged by its scheme and host alone: whether it lacks TLS, whether it
//! never leaves the machine, and whether a wildcard over it covers hosts of strangers. The rules
//! about credentials use this for the origins that are written in a policy (`check`) and for those
//! that are known at run time only (`origin_requirements`).

use crate::ignoring_case::equal_ignoring_case;
use crate::ip_address::read_ipv4;
use crate::origin::without_last_dot;

/// Names that stand above a public suffix, in ASCII, sorted, one on each line. The `psl` crate
/// reports whether a name is a suffix, but cannot list the suffixes below a name; so this table is
/// made from the same list. `tests/public_suffix.rs` proves that the two agree, and describes how
/// to renew the table.
const ANCESTORS: &str = include_str!("public_suffix_ancestors.txt");

/// Whether an origin has no TLS and can be reached over a network all the same. For a wildcard,
/// `host` is its base.
pub(crate) const fn is_insecure(scheme: &str, host: &str) -> bool {
    !matches!(scheme.as_bytes(), b"https") && !is_local(host) && !is_of_application(scheme)
}

/// Whether pages of this scheme are files of a program on the visitor's machine, so that nobody on
/// the network can put a page in their place: the extensions of browsers, Tauri and Wails on macOS
/// and Linux, Capacitor and Ionic on iOS. The list is closed, and holds schemes that one framework
/// has made and serves by itself. What any other scheme stands for is unknown: `http+unix`, `ipfs`
/// and `ws` do cross networks, and `app` is what any program may call its own, with a handler that
/// loads what it likes. A scheme too few costs its user one escape; one too many hands out
/// credentials.
const fn is_of_application(scheme: &str) -> bool {
    is_extension_scheme(scheme)
        || matches!(scheme.as_bytes(), b"tauri" | b"wails" | b"capacitor" | b"ionic")
}

/// Whether each installed extension of a browser has an origin of this scheme: those of Chrome, Edge,
/// Brave, Opera and whatever else is built on Chromium, of Firefox, and of Safari. In any case of
/// letters; a scheme that was read from an origin is in lower case.
pub(crate) const fn is_extension_scheme(scheme: &str) -> bool {
    let scheme = scheme.as_bytes();
    equal_ignoring_case(scheme, b"chrome-extension")
        || equal_ignoring_case(scheme, b"moz-extension")
        || equal_ignoring_case(scheme, b"safari-web-extension")
}

/// Whether the host never leaves the machine: a loopback address, `localhost` or a name under it
/// ([Secure contexts](https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy)).
pub(crate) const fn is_local(host: &str) -> bool {
    let name = without_last_dot(host);
    let is_localhost = matches!(
        name,
        b"localhost" | [.., b'.', b'l', b'o', b'c', b'a', b'l', b'h', b'o', b's', b't']
    );
    is_localhost || is_loopback(host.as_bytes())
}

/// Whether the host is an address of 127.0.0.0/8, or `[::1]`.
const fn is_loopback(host: &[u8]) -> bool {
    match read_ipv4(host) {
        Some(address) => address >> 24 == 127,
        None => matches!(host, b"[::1]"),
    }
}

/// Whether `*.` in front of this base covers hosts that anybody can register.
///
/// Both sections of the list count, ICANN's and the private one, and so does the default rule: any
/// single label is a suffix. Exceptions (`www.ck`) are honoured.
pub(crate) fn covers_public_suffix(base: &str) -> bool {
    let name = base.strip_suffix('.').unwrap_or(base);
    is_public_suffix(name) || is_ancestor(name)
}

fn is_public_suffix(name: &str) -> bool {
    psl::suffix(name.as_bytes()).is_some_and(|suffix| suffix.as_bytes() == name.as_bytes())
}

/// Binary search among the lines: sets of a million wildcards are checked while a server runs.
fn is_ancestor(name: &str) -> bool {
    let mut rest = ANCESTORS;
    while !rest.is_empty() {
        let middle = rest.len() / 2;
        let start = rest.as_bytes().iter().take(middle).rposition(|byte| *byte == b'\n');
        let start = start.map_or(0, |newline| newline + 1);
        let Some((before, after)) = rest.split_at_checked(start) else { return false };
        let (line, after) = after.split_once('\n').unwrap_or((after, ""));
        rest = match name.cmp(line) {
            std::cmp::Ordering::Less => before,
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Greater => after,
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn loopback_is_what_the_standard_library_calls_so() {
        let numbers = [
            "0", "1", "9", "10", "99", "127", "249", "255", "256", "00", "01", "", "x", "1000",
            "+1",
        ];
        for first in ["127", "126", "0127", "12", ""] {
            for second in numbers {
                for third in numbers {
                    for last in numbers {
                        let host = format!("{first}.{second}.{third}.{last}");
                        let expected =
                            host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback());
                        assert_eq!(is_loopback(host.as_bytes()), expected, "{host}");
                    }
                }
            }
        }
        for host in ["127.0.0", "127.0.0.1.1", "127.", "127.0.0.1.", "localhost"] {
            assert!(!is_loopback(host.as_bytes()), "{host}");
        }
        assert!(is_local("a.localhost.") && !is_local("notlocalhost") && !is_local(""));
    }

    #[test]
    fn the_search_finds_each_line_and_nothing_else() {
        for line in ANCESTORS.lines() {
            assert!(is_ancestor(line), "{line}");
            assert!(!is_ancestor(&format!("{line}x")), "{line}x");
        }
        assert!(!is_ancestor(""));
    }
}
