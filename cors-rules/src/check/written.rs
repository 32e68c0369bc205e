//! The text of an origin, cut leniently into what its writer probably meant: scheme, user, host,
//! port and the rest. It applies no rule; the rules in the neighbouring files read the pieces.

use std::ops::Range;

use crate::origin_safety::is_extension_scheme;

use super::network_cut::cut_network;

/// One written origin and where its pieces are. Every position is a byte position in `text`.
#[derive(Debug)]
pub(super) struct Written<'t> {
    /// The whole text.
    pub(super) text: &'t str,
    /// `dangerous(null_origin)` is given.
    pub(super) null_allowed: bool,
    scheme: Option<Range<usize>>,
    userinfo: Option<Range<usize>>,
    host: Range<usize>,
    /// The length of the prefix, where the host is a network.
    prefix: Option<Range<usize>>,
    port: Option<Range<usize>>,
    tail: Range<usize>,
}

impl<'t> Written<'t> {
    /// Cuts a text. Without `://` there is nothing but the text.
    pub(super) fn cut(text: &'t str, null_allowed: bool) -> Self {
        let end = text.len();
        let mut written = Written {
            text,
            null_allowed,
            scheme: None,
            userinfo: None,
            host: end..end,
            prefix: None,
            port: None,
            tail: end..end,
        };
        let Some(scheme_end) = text.find("://") else { return written };
        let start = scheme_end + "://".len();
        // The URL parser takes a backslash for a slash
        // (https://url.spec.whatwg.org/#authority-state).
        let authority_end =
            written.find_from(start, end, |byte| matches!(byte, b'/' | b'?' | b'#' | b'\\'));
        let authority_end = authority_end.unwrap_or(end);
        let host_start = match text.get(start..authority_end).and_then(|part| part.rfind('@')) {
            Some(at) => {
                written.userinfo = Some(start..start + at + 1);
                start + at + 1
            }
            None => start,
        };
        written.scheme = Some(0..scheme_end);
        let behind_user = text.get(host_start..).unwrap_or_default();
        if let Some(cut) = cut_network(behind_user) {
            let shift = |range: Range<usize>| host_start + range.start..host_start + range.end;
            written.host = shift(cut.host);
            written.prefix = Some(shift(cut.prefix));
            written.port = cut.port.map(shift);
            written.tail = shift(cut.tail);
            return written;
        }
        let host_end = written.find_host_end(host_start, authority_end);
        written.host = host_start..host_end;
        written.port = (host_end < authority_end).then(|| host_end + 1..authority_end);
        written.tail = authority_end..end;
        written
    }

    /// The parts of a text that lists several origins.
    pub(super) fn parts(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        self.text.split(is_separator).filter(|part| !part.is_empty())
    }

    /// The end of the host: the colon of the port, or the end of the authority.
    fn find_host_end(&self, start: usize, end: usize) -> usize {
        let authority = self.text.get(start..end).unwrap_or_default();
        if authority.contains(['[', ']']) {
            // What follows the last bracket is a port, or junk that belongs to the host.
            let behind = authority.rfind(']').map_or(authority.len(), |bracket| bracket + 1);
            return match authority.as_bytes().get(behind) {
                Some(b':') => start + behind,
                _ => end,
            };
        }
        if authority.parse::<std::net::Ipv6Addr>().is_ok() {
            return end;
        }
        self.find_from(start, end, |byte| byte == b':').unwrap_or(end)
    }

    fn find_from(&self, start: usize, end: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
        let bytes = self.text.as_bytes().get(start..end)?;
        bytes.iter().position(|byte| wanted(*byte)).map(|index| start + index)
    }

    fn piece(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// What stands before `://`, if that is there.
    pub(super) fn scheme(&self) -> Option<&'t str> {
        self.scheme.as_ref().map(|range| self.piece(range))
    }

    /// The host, with `*.` and brackets.
    pub(super) fn host(&self) -> &'t str {
        self.piece(&self.host)
    }

    /// The host without a leading `*.`.
    pub(super) fn base(&self) -> &'t str {
        let host = self.host();
        host.strip_prefix("*.").unwrap_or(host)
    }

    /// Whether the host starts with `*.`.
    pub(super) fn is_wildcard(&self) -> bool {
        self.host().starts_with("*.")
    }

    /// The length of the prefix, as it is written, where the host is a network.
    pub(super) fn prefix(&self) -> Option<&'t str> {
        self.prefix.as_ref().map(|range| self.piece(range))
    }

    /// Whether the host is the `*` of a pattern for every extension of a browser, whatever follows it.
    pub(super) fn is_any_extension(&self) -> bool {
        self.host() == "*" && self.scheme().is_some_and(is_extension_scheme)
    }

    /// What stands behind the colon of the port.
    pub(super) fn port(&self) -> Option<&'t str> {
        self.port.as_ref().map(|range| self.piece(range))
    }

    /// What stands behind host and port: path, query, fragment.
    pub(super) fn tail(&self) -> &'t str {
        self.piece(&self.tail)
    }

    /// Where the scheme is.
    pub(super) fn scheme_mark(&self) -> Range<usize> {
        self.scheme.clone().unwrap_or(0..0)
    }

    /// Where the user's name and password are, with the `@`.
    pub(super) fn userinfo_mark(&self) -> Option<Range<usize>> {
        self.userinfo.clone()
    }

    /// Where the host is.
    pub(super) fn host_mark(&self) -> Range<usize> {
        self.host.clone()
    }

    /// Where the host without a leading `*.` is.
    pub(super) fn base_mark(&self) -> Range<usize> {
        self.host.end - self.base().len()..self.host.end
    }

    /// Where the port is, with its colon.
    pub(super) fn port_mark(&self) -> Range<usize> {
        self.port.clone().map_or(self.host.clone(), |range| range.start - 1..range.end)
    }

    /// Where path, query and fragment are.
    pub(super) fn tail_mark(&self) -> Range<usize> {
        self.tail.clone()
    }

    /// The first character of a piece that satisfies the condition, as a mark.
    pub(super) fn mark_char(
        &self,
        within: &Range<usize>,
        wanted: impl Fn(char) -> bool,
    ) -> Option<Range<usize>> {
        let (index, found) = self.piece(within).char_indices().find(|(_, found)| wanted(*found))?;
        Some(within.start + index..within.start + index + found.len_utf8())
    }
}

/// Whether this character separates origins that are written into one text.
pub(super) fn is_separator(found: char) -> bool {
    matches!(found, ',' | ';' | '|') || found.is_whitespace()
}
