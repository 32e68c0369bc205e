//! What an origin is like, judged by its scheme and host alone: whether it lacks TLS, whether it
//! never leaves the machine, and whether a wildcard over it covers hosts of strangers. The rules
//! about credentials use this for the origins that are written in a policy (`check`) and for those
//! that are known at run time only (`origin_requirements`).

use std::net::Ipv4Addr;

/// Names that stand above a public suffix, in ASCII, sorted, one on each line. The `psl` crate
/// reports whether a name is a suffix, but cannot list the suffixes below a name; so this table is
/// made from the same list. `tests/public_suffix.rs` proves that the two agree, and describes how
/// to renew the table.
const ANCESTORS: &str = include_str!("public_suffix_ancestors.txt");

/// Whether an origin has no TLS and is not on the visitor's own machine either. For a wildcard,
/// `host` is its base.
pub(crate) fn is_insecure(scheme: &str, host: &str) -> bool {
    scheme != "https" && !is_local(host)
}

/// Whether the host never leaves the machine: a loopback address, `localhost` or a name under it
/// ([Secure contexts](https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy)).
pub(crate) fn is_local(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    let is_localhost = name
        .strip_suffix("localhost")
        .is_some_and(|front| front.is_empty() || front.ends_with('.'));
    is_localhost || is_loopback(host)
}

/// Whether the host is an address of 127.0.0.0/8, or `[::1]`.
fn is_loopback(host: &str) -> bool {
    host == "[::1]" || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
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
    use super::*;

    #[test]
    fn the_search_finds_each_line_and_nothing_else() {
        for line in ANCESTORS.lines() {
            assert!(is_ancestor(line), "{line}");
            assert!(!is_ancestor(&format!("{line}x")), "{line}x");
        }
        assert!(!is_ancestor(""));
    }
}
