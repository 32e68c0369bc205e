//! A serialised origin as a browser sends it: scheme, host and port, parsed strictly and without
//! allocation. It never normalises: what a browser cannot have sent does not parse. For patterns
//! there is [`crate::OriginPattern`].

use crate::ip_address::read_ipv6;

/// The longest origin there can be: 64 bytes of scheme, `://`, 253 of host, `:` and five digits.
pub(crate) const MAX_ORIGIN_LEN: usize = 326;
/// The longest scheme that is read.
pub(crate) const MAX_SCHEME_LEN: usize = 64;
/// The longest host name, without a trailing dot (RFC 1035, section 2.3.4).
pub(crate) const MAX_HOST_LEN: usize = 253;
/// The longest label of a host name (RFC 1035, section 2.3.4).
pub(crate) const MAX_LABEL_LEN: usize = 63;

/// The host of an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Host<'a> {
    /// A name, possibly with a trailing dot; also an IPv4 address, which consists of the same
    /// bytes.
    Name(&'a str),
    /// An IPv6 address with its brackets.
    Ipv6(&'a str),
}

impl<'a> Host<'a> {
    /// The host as it stands in the origin.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        match self {
            Host::Name(text) | Host::Ipv6(text) => text,
        }
    }
}

/// A parsed origin that borrows from the header value.
///
/// ```
/// use cors_rules::{Host, Origin};
///
/// let origin = Origin::parse(b"https://a.example:8443").unwrap();
/// assert_eq!((origin.scheme(), origin.host(), origin.port()), ("https", Host::Name("a.example"), Some(8443)));
/// assert!(Origin::parse(b"https://a.example/").is_none());
/// assert!(Origin::parse(b"null").is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Origin<'a> {
    scheme: &'a str,
    host: Host<'a>,
    port: Option<u16>,
}

impl<'a> Origin<'a> {
    /// Parses the [serialisation of a tuple
    /// origin](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin).
    /// Anything else, `null` included, is `None`. Constants of a program are read by this too, in
    /// const evaluation: what it does not read can never match.
    #[must_use]
    pub const fn parse(value: &'a [u8]) -> Option<Origin<'a>> {
        if value.len() > MAX_ORIGIN_LEN {
            return None;
        }
        let Ok(text) = str::from_utf8(value) else { return None };
        let Some((scheme, rest)) = split_scheme(text) else { return None };
        let Some((host, digits)) = split_host(rest) else { return None };
        let port = match digits {
            None => None,
            Some(digits) => match parse_port(digits) {
                None => return None,
                port => port,
            },
        };
        if is_default_port(scheme, port) {
            return None;
        }
        Some(Origin { scheme, host, port })
    }

    /// The scheme, in lower case.
    #[must_use]
    pub const fn scheme(&self) -> &'a str {
        self.scheme
    }

    /// The host.
    #[must_use]
    pub const fn host(&self) -> Host<'a> {
        self.host
    }

    /// The port, where it is not the scheme's default.
    #[must_use]
    pub const fn port(&self) -> Option<u16> {
        self.port
    }
}

/// Browsers leave out the default port, so no browser sends an origin that has it.
pub(crate) const fn is_default_port(scheme: &str, port: Option<u16>) -> bool {
    matches!((scheme.as_bytes(), port), (b"http", Some(80)) | (b"https", Some(443)))
}

/// Splits `scheme://rest`; the scheme must be one that a browser serialises.
pub(crate) const fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (mut rest, mut len) = (text.as_bytes(), 0);
    while let [byte, others @ ..] = rest {
        if let [b':', b'/', b'/', ..] = rest {
            break;
        }
        let fits = byte.is_ascii_lowercase() || (len > 0 && is_scheme_byte(*byte));
        if !fits || len == MAX_SCHEME_LEN {
            return None;
        }
        len += 1;
        rest = others;
    }
    match text.split_at_checked(len) {
        Some((scheme, rest)) if len > 0 => match rest.split_at_checked("://".len()) {
            Some((_, rest)) => Some((scheme, rest)),
            None => None,
        },
        _ => None,
    }
}

/// Bytes of a serialised scheme after its first letter
/// ([RFC 3986, section 3.1](https://www.rfc-editor.org/rfc/rfc3986#section-3.1)).
pub(crate) const fn is_scheme_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.')
}

/// Splits `host` or `host:port`.
pub(crate) const fn split_host(rest: &str) -> Option<(Host<'_>, Option<&str>)> {
    if let [b'[', ..] = rest.as_bytes() {
        let Some(close) = position(rest.as_bytes(), b']') else { return None };
        let Some((host, tail)) = rest.split_at_checked(close + 1) else { return None };
        let [b'[', inner @ .., b']'] = host.as_bytes() else { return None };
        // Whether it is in its shortest form is not asked.
        if read_ipv6(inner).is_none() {
            return None;
        }
        return match tail.as_bytes() {
            [] => Some((Host::Ipv6(host), None)),
            [b':', ..] => match tail.split_at_checked(1) {
                Some((_, port)) => Some((Host::Ipv6(host), Some(port))),
                None => None,
            },
            _ => None,
        };
    }
    let (host, port) = match position(rest.as_bytes(), b':') {
        None => (rest, None),
        Some(colon) => {
            let Some((host, tail)) = rest.split_at_checked(colon) else { return None };
            let Some((_, port)) = tail.split_at_checked(1) else { return None };
            (host, Some(port))
        }
    };
    if is_host_name(host) { Some((Host::Name(host), port)) } else { None }
}

/// Where a byte stands first.
pub(crate) const fn position(bytes: &[u8], wanted: u8) -> Option<usize> {
    let (mut rest, mut index) = (bytes, 0);
    while let [byte, others @ ..] = rest {
        if *byte == wanted {
            return Some(index);
        }
        index += 1;
        rest = others;
    }
    None
}

/// Whether the text is labels of lower-case letters, digits, `-` and `_`, with at most one dot at
/// the end.
pub(crate) const fn is_host_name(host: &str) -> bool {
    let name = without_last_dot(host);
    let (mut rest, mut label) = (name, 0);
    while let [byte, others @ ..] = rest {
        match *byte {
            b'.' if label == 0 => return false,
            b'.' => label = 0,
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' if label < MAX_LABEL_LEN => label += 1,
            _ => return false,
        }
        rest = others;
    }
    label > 0 && name.len() <= MAX_HOST_LEN
}

/// A host name without the dot at its end, if it has one.
pub(crate) const fn without_last_dot(host: &str) -> &[u8] {
    if let [name @ .., b'.'] = host.as_bytes() { name } else { host.as_bytes() }
}

/// A port as browsers serialise it: 1 to 65535, no leading zero, no sign.
pub(crate) const fn parse_port(digits: &str) -> Option<u16> {
    let mut rest = digits.as_bytes();
    if matches!(rest, [] | [b'0', ..]) {
        return None;
    }
    let mut port: u16 = 0;
    while let [byte @ b'0'..=b'9', others @ ..] = rest {
        let Some(tens) = port.checked_mul(10) else { return None };
        // Widening; `From` is not const.
        let Some(sum) = tens.checked_add((*byte - b'0') as u16) else { return None };
        port = sum;
        rest = others;
    }
    if rest.is_empty() { Some(port) } else { None }
}
