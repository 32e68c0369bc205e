//! A serialised origin as a browser sends it: scheme, host and port, parsed strictly and without
//! allocation. It never normalises: what a browser cannot have sent does not parse. For patterns
//! there is [`crate::OriginPattern`].

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
    /// Anything else, `null` included, is `None`.
    #[must_use]
    pub fn parse(value: &'a [u8]) -> Option<Origin<'a>> {
        if value.len() > MAX_ORIGIN_LEN {
            return None;
        }
        let text = str::from_utf8(value).ok()?;
        let (scheme, rest) = split_scheme(text)?;
        let (host, port) = split_host(rest)?;
        let port = match port {
            None => None,
            Some(digits) => Some(parse_port(digits)?),
        };
        // Browsers leave out the default port, so no browser sends an origin that has it.
        if matches!((scheme, port), ("http", Some(80)) | ("https", Some(443))) {
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

/// Splits `scheme://rest`; the scheme must be one that a browser serialises.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once("://")?;
    let mut bytes = scheme.bytes();
    let starts_well = bytes.next().is_some_and(|first| first.is_ascii_lowercase());
    (starts_well && scheme.len() <= MAX_SCHEME_LEN && bytes.all(is_scheme_byte))
        .then_some((scheme, rest))
}

/// Bytes of a serialised scheme after its first letter
/// ([RFC 3986, section 3.1](https://www.rfc-editor.org/rfc/rfc3986#section-3.1)).
pub(crate) fn is_scheme_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.')
}

/// Splits `host` or `host:port`.
fn split_host(rest: &str) -> Option<(Host<'_>, Option<&str>)> {
    if rest.starts_with('[') {
        let end = rest.find(']')?.checked_add(1)?;
        let (host, tail) = rest.split_at_checked(end)?;
        let inner = host.get(1..host.len().checked_sub(1)?)?;
        let is_well_formed =
            inner.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b':'));
        let is_address = is_well_formed && inner.parse::<std::net::Ipv6Addr>().is_ok();
        return match tail {
            "" if is_address => Some((Host::Ipv6(host), None)),
            _ if is_address => Some((Host::Ipv6(host), Some(tail.strip_prefix(':')?))),
            _ => None,
        };
    }
    let (host, port) = match rest.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (rest, None),
    };
    is_host_name(host).then_some((Host::Name(host), port))
}

/// Whether the text is labels of lower-case letters, digits, `-` and `_`, with at most one dot at
/// the end.
pub(crate) fn is_host_name(host: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or(host);
    name.len() <= MAX_HOST_LEN && name.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    (1..=MAX_LABEL_LEN).contains(&label.len())
        && label.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_')
        })
}

/// A port as browsers serialise it: 1 to 65535, no leading zero, no sign.
pub(crate) fn parse_port(digits: &str) -> Option<u16> {
    let is_well_formed = digits.len() <= 5
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_well_formed { digits.parse().ok() } else { None }
}
