//! What the correction of a refused text can be, and the steps that corrections of hosts and of
//! networks have in common: the scheme, the port, and whether every rule accepts a guess.

use crate::origin::parse_port;
use crate::origin_safety::is_local;

use super::origin::first_fault;
use super::written::Written;

/// What can be said about a refused text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Repair {
    /// The one text that was meant.
    Write(String),
    /// More than one can have been meant.
    Say(String),
    /// No correction suggests itself.
    Unknown,
}

/// Whether every rule accepts a guess.
pub(super) fn is_accepted(part: &str) -> bool {
    part == "*" || first_fault(&Written::cut(part, false)).is_none()
}

/// The text with `scheme://` in front: `//a.example`, `https:a.example`, `a.example` and
/// `localhost:3000` are the usual mistakes. `None` for what is rather no host: a single word, a
/// number, a mail address.
pub(super) fn with_scheme(text: &str) -> Option<String> {
    if text.contains("://") && !text.starts_with("://") {
        return Some(text.to_owned());
    }
    for scheme in ["https", "http"] {
        let rest = text.strip_prefix(scheme).filter(|rest| rest.starts_with([':', ';', '/']));
        if let Some(rest) = rest {
            return Some(format!("{scheme}://{}", rest.trim_start_matches([':', ';', '/'])));
        }
    }
    let rest = text.trim_start_matches(':').trim_start_matches('/');
    let probe = format!("http://{rest}");
    let written = Written::cut(&probe, false);
    let host = written.host();
    if is_local(host) {
        return Some(probe);
    }
    let is_host = host.trim_end_matches('.').contains(['.', ':', '\u{3002}']);
    (is_host && written.userinfo_mark().is_none()).then(|| format!("https://{rest}"))
}

/// `:port` without leading zeros, and nothing for the default port.
pub(super) fn repair_port(scheme: &str, port: &str) -> Option<String> {
    if port == "*" {
        return Some(":*".to_owned());
    }
    let port = port.trim_start_matches('0');
    match (scheme, port) {
        ("http", "80") | ("https", "443") => Some(String::new()),
        _ => parse_port(port).map(|port| format!(":{port}")),
    }
}
