//! Rules about the host of an origin, where that is a name: wildcards, case, Unicode, labels. For
//! addresses see `ip`.

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

use crate::Rule;
use crate::origin::{MAX_HOST_LEN, MAX_LABEL_LEN};

use super::address::is_address_like;
use super::fault::Fault;
use super::written::Written;

/// `*` stands for whole labels in front of a host, for a port, or for every extension of a browser,
/// and for nothing else.
/// Refused: `https://*`, `https://a.*.example`.
/// Accepted: `https://*.a.example`, `moz-extension://*`.
pub(super) fn origin_bad_wildcard(written: &Written<'_>) -> Option<Fault> {
    // A `*` in a network is its port.
    if written.is_any_extension() || written.prefix().is_some() {
        return None;
    }
    let base = written.base();
    let (mark, what, otherwise) = if written.text.len() > 1
        && written.text.bytes().all(|byte| byte == b'*')
    {
        (0..written.text.len(), "is not a wildcard", "for every origin {any_origin}")
    } else if written.scheme() == Some("*") {
        (
            written.scheme_mark(),
            "has a wildcard for a scheme",
            "name the scheme, for example `https`",
        )
    } else if written.host() == "*" || (written.is_wildcard() && matches!(base, "" | "." | "*")) {
        (
            written.host_mark(),
            "has a wildcard without a host behind it",
            if written.scheme().is_some_and(|scheme| scheme.ends_with("extension")) {
                "the extensions of a browser are `chrome-extension://*` (Chrome, Edge, Brave, Opera), \
                 `moz-extension://*` (Firefox) or `safari-web-extension://*` (Safari)"
            } else {
                "name the host, for example `https://*.a.example`; for every origin {any_origin}"
            },
        )
    } else if base.contains('*') {
        (
            written.mark_char(&written.base_mark(), |found| found == '*')?,
            "has a `*` that does not stand for whole labels in front of a host",
            "a wildcard stands for whole labels in front of a host, for example `https://*.a.example`, or for \
             the port, for example `http://localhost:*`",
        )
    } else if written.is_wildcard() && is_address_like(written) {
        (
            written.host_mark(),
            "has a wildcard in front of an IP address, which has no subdomains",
            "name each address",
        )
    } else {
        return None;
    };
    Some(Fault::new(Rule::OriginBadWildcard, mark, what, otherwise))
}

/// Browsers send hosts in their ASCII form
/// ([URL, host writing](https://url.spec.whatwg.org/#idna)).
/// Refused: `https://bücher.example`. Accepted: `https://xn--bcher-kva.example`.
pub(super) fn origin_unicode_host(written: &Written<'_>) -> Option<Fault> {
    let mark = written.mark_char(&written.host_mark(), |found| !found.is_ascii())?;
    Some(Fault::new(
        Rule::OriginUnicodeHost,
        mark,
        "has a host with characters that browsers send in Punycode",
        "write the host as browsers send it, in Punycode (`xn--…`)",
    ))
}

/// Browsers send scheme and host in lower case, and origins are compared byte by byte.
/// Refused: `https://A.example`. Accepted: `https://a.example`.
pub(super) fn origin_uppercase(written: &Written<'_>) -> Option<Fault> {
    let is_upper = |found: char| found.is_ascii_uppercase();
    let in_scheme = written.mark_char(&written.scheme_mark(), is_upper);
    // Upper-case digits of an IPv6 address are reported by `ip`.
    let is_name = !written.host().starts_with('[');
    let in_host = || written.mark_char(&written.host_mark(), is_upper).filter(|_| is_name);
    Some(Fault::new(
        Rule::OriginUppercase,
        in_scheme.or_else(in_host)?,
        "has upper-case letters, and browsers send scheme and host in lower case",
        "write it in lower case",
    ))
}

/// A host is labels of letters, digits, `-` and `_`, of legal length, valid for IDNA.
/// Refused: `https://a..example`, `https://-a.example`. Accepted: `https://_dmarc.a.example.`.
pub(super) fn origin_bad_host(written: &Written<'_>) -> Option<Fault> {
    let is_family = written.prefix().is_some() || written.is_any_extension();
    if written.scheme().is_none() || written.base().starts_with('[') || is_family {
        return None;
    }
    let is_foreign = |found: char| {
        !(found.is_ascii_lowercase() || found.is_ascii_digit() || matches!(found, '-' | '.' | '_'))
    };
    let base = written.base();
    // One dot at the end makes a different, valid origin.
    let name = base.strip_suffix('.').unwrap_or(base);
    // `*.` stands for at least one more byte and its dot.
    let limit = if written.is_wildcard() { MAX_HOST_LEN - 2 } else { MAX_HOST_LEN };
    let (mark, what) = if name.is_empty() {
        (written.host_mark(), "has no host")
    } else if let Some(mark) = written.mark_char(&written.base_mark(), is_foreign) {
        (mark, "has a host with a character that hosts do not have")
    } else if name.split('.').any(str::is_empty) {
        (written.base_mark(), "has a host with an empty label")
    } else if name.split('.').any(|label| label.len() > MAX_LABEL_LEN) {
        (written.base_mark(), "has a host with a label of more than 63 bytes")
    } else if name.len() > limit {
        (written.base_mark(), "has a host of more than 253 bytes")
    } else if name.split('.').any(|label| label.starts_with('-') || label.ends_with('-')) {
        (written.base_mark(), "has a host with a label that starts or ends with a hyphen")
    } else if !is_valid_for_idna(name) {
        (written.base_mark(), "has a host with a label that is not valid for IDNA")
    } else {
        return None;
    };
    Some(Fault::new(
        Rule::OriginBadHost,
        mark,
        what,
        "write the host as a browser shows it in `location.origin`",
    ))
}

/// Whether every label survives [UTS 46](https://www.unicode.org/reports/tr46/): no hyphen at
/// either end or at positions 3 and 4, and `xn--` labels that decode to something that encodes to
/// them again. Underscores are left alone.
fn is_valid_for_idna(name: &str) -> bool {
    Uts46::new()
        .to_ascii(name.as_bytes(), AsciiDenyList::EMPTY, Hyphens::Check, DnsLength::Ignore)
        .is_ok_and(|ascii| ascii == name)
}
