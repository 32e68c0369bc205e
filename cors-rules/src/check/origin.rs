//! Runs the rules about the form of one origin: from a text comes an [`OriginPattern`], or the
//! fault that the first broken rule found. The rules themselves are in the files of the pieces that
//! they look at: `shape`, `host`, `ip` and `port`. `origins` makes an issue of a fault.

use std::borrow::Cow;

use crate::origin::parse_port;
use crate::{HostPattern, Network, OriginPattern, PortPattern};

use super::fault::Fault;
use super::written::Written;
use super::{host, ip, port, shape};

/// A rule about one origin.
type OriginRule = fn(&Written<'_>) -> Option<Fault>;

/// The rules in the order in which they are tried. Early ones concern the text as a whole; each
/// later one may rely on the earlier ones, so that the message names the cause and not its
/// consequences.
const ORIGIN_RULES: &[OriginRule] = &[
    shape::origin_null,
    shape::origin_list,
    shape::origin_too_long,
    shape::origin_whitespace,
    shape::origin_file_scheme,
    host::origin_bad_wildcard,
    shape::origin_missing_scheme,
    shape::origin_bad_scheme,
    shape::origin_userinfo,
    shape::origin_trailing_slash,
    shape::origin_query,
    shape::origin_fragment,
    shape::origin_path,
    host::origin_unicode_host,
    host::origin_uppercase,
    ip::origin_bad_ip,
    host::origin_bad_host,
    port::origin_bad_port,
    port::origin_default_port,
];

/// The first rule that the text breaks.
pub(super) fn first_fault(written: &Written<'_>) -> Option<Fault> {
    ORIGIN_RULES.iter().find_map(|rule| rule(written))
}

/// Whether the text is a pattern; without the reason it costs no memory.
pub(crate) fn is_origin(text: &str) -> bool {
    first_fault(&Written::cut(text, false)).is_none()
}

/// Reads a pattern, or finds the first rule that the text breaks.
pub(super) fn read_origin(text: &str, null_allowed: bool) -> Result<OriginPattern, Fault> {
    let written = Written::cut(text, null_allowed);
    match first_fault(&written) {
        Some(fault) => Err(fault),
        None => Ok(build_pattern(&written)),
    }
}

/// Builds the pattern of a text that breaks no rule.
fn build_pattern(written: &Written<'_>) -> OriginPattern {
    let Some(scheme) = written.scheme() else { return OriginPattern::NULL };
    OriginPattern {
        scheme: Cow::Owned(scheme.to_owned()),
        host: build_host(written),
        port: match written.port() {
            Some("*") => PortPattern::Any,
            Some(digits) => PortPattern::Exact(parse_port(digits)),
            None => PortPattern::Exact(None),
        },
    }
}

fn build_host(written: &Written<'_>) -> HostPattern {
    let base = || Cow::Owned(written.base().to_owned());
    if written.is_any_extension() {
        return HostPattern::Extensions;
    }
    // The rules accept no other text with a prefix length.
    if written.prefix().is_some()
        && let Some((network, _)) = Network::split(written.host())
    {
        return HostPattern::Network(network);
    }
    if written.is_wildcard() { HostPattern::Subdomains(base()) } else { HostPattern::Exact(base()) }
}
