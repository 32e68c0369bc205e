//! What a policy lists: one origin, or a family of origins with `*.` or `:*`. Holds a parsed
//! pattern and matches it against a parsed [`Origin`]. [`crate::check`] reads patterns from text,
//! and explains why it refuses one.

use std::borrow::Cow;
use std::fmt;

use crate::origin::{
    MAX_HOST_LEN, MAX_ORIGIN_LEN, is_default_port, parse_port, split_host, split_scheme,
    without_last_dot,
};
use crate::{Host, Origin};

/// The host part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HostPattern {
    /// This host alone.
    Exact(Cow<'static, str>),
    /// `*.` in front of this base: one or more labels, never the base itself.
    Subdomains(Cow<'static, str>),
}

impl HostPattern {
    /// The host, or the base behind `*.`.
    #[must_use]
    pub fn base(&self) -> &str {
        match self {
            HostPattern::Exact(base) | HostPattern::Subdomains(base) => base,
        }
    }
}

/// The port part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PortPattern {
    /// This port; `None` is the scheme's default, which origins leave out.
    Exact(Option<u16>),
    /// `:*`: any port, or none.
    Any,
}

/// A checked pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OriginPattern {
    /// The scheme; never a wildcard.
    pub scheme: Cow<'static, str>,
    /// The host or the family of hosts.
    pub host: HostPattern,
    /// The port or any port.
    pub port: PortPattern,
}

impl OriginPattern {
    /// A pattern of literals that have been checked; generated code calls this.
    #[must_use]
    pub const fn literal(
        scheme: &'static str,
        base: &'static str,
        subdomains: bool,
        port: PortPattern,
    ) -> Self {
        let base = Cow::Borrowed(base);
        OriginPattern {
            scheme: Cow::Borrowed(scheme),
            host: if subdomains { HostPattern::Subdomains(base) } else { HostPattern::Exact(base) },
            port,
        }
    }

    /// The
    /// [opaque origin](https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque),
    /// which is sent as `null`; it has no host. Only `dangerous(null_origin)` admits it.
    pub const NULL: OriginPattern =
        OriginPattern::literal("null", "", false, PortPattern::Exact(None));

    /// Whether this is [`OriginPattern::NULL`].
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.host.base().is_empty()
    }

    /// The scheme and the host (behind `*.`) of a text that has the shape of a pattern; `None`
    /// where no origin that [`Origin::parse`] reads can match it. [`OriginPattern::parse`] asks
    /// more: that addresses and labels are written as browsers write them.
    ///
    /// ```
    /// use cors_rules::OriginPattern;
    ///
    /// const SHAPE: Option<(&str, &str)> = OriginPattern::shape("https://*.a.example:*");
    /// assert_eq!(SHAPE, Some(("https", "a.example")));
    /// assert_eq!(OriginPattern::shape("https://a.example/"), None);
    /// ```
    #[must_use]
    pub const fn shape(text: &str) -> Option<(&str, &str)> {
        if text.len() > MAX_ORIGIN_LEN {
            return None;
        }
        let Some((scheme, rest)) = split_scheme(text) else { return None };
        let (rest, limit) = match rest.as_bytes() {
            // `*.` stands for at least one more byte and its dot.
            [b'*', b'.', ..] => match rest.split_at_checked("*.".len()) {
                Some((_, base)) => (base, Some(MAX_HOST_LEN - 2)),
                None => return None,
            },
            _ => (rest, None),
        };
        let Some((host, port)) = split_host(rest) else { return None };
        match port {
            None => {}
            Some(port) if matches!(port.as_bytes(), b"*") => {}
            Some(digits) => match parse_port(digits) {
                None => return None,
                port if is_default_port(scheme, port) => return None,
                Some(_) => {}
            },
        }
        match (host, limit) {
            (Host::Ipv6(_), Some(_)) => None,
            (Host::Name(name), Some(limit)) if without_last_dot(name).len() > limit => None,
            (host, _) => Some((scheme, host.as_str())),
        }
    }

    /// Whether the pattern stands for one origin only.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        matches!((&self.host, self.port), (HostPattern::Exact(_), PortPattern::Exact(_)))
    }

    /// Whether the pattern covers this origin.
    #[must_use]
    pub fn matches(&self, origin: &Origin<'_>) -> bool {
        self.scheme == origin.scheme()
            && self.covers_port(origin.port())
            && self.covers_host(origin.host())
    }

    fn covers_port(&self, port: Option<u16>) -> bool {
        match self.port {
            PortPattern::Any => true,
            PortPattern::Exact(own) => own == port,
        }
    }

    fn covers_host(&self, host: Host<'_>) -> bool {
        match (&self.host, host) {
            (HostPattern::Exact(own), host) => own == host.as_str(),
            // The dot is part of the comparison, so `evilexample.com` is no subdomain of
            // `example.com`; a parsed host has no empty label, so something stands in front of the
            // dot.
            (HostPattern::Subdomains(base), Host::Name(host)) => {
                host.strip_suffix(&**base).is_some_and(|front| front.ends_with('.'))
            }
            (HostPattern::Subdomains(_), Host::Ipv6(_)) => false,
        }
    }
}

/// The pattern as it is written in a policy.
impl fmt::Display for OriginPattern {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_null() {
            return out.write_str("null");
        }
        write!(out, "{}://", self.scheme)?;
        match &self.host {
            HostPattern::Exact(host) => write!(out, "{host}")?,
            HostPattern::Subdomains(base) => write!(out, "*.{base}")?,
        }
        match self.port {
            PortPattern::Exact(None) => Ok(()),
            PortPattern::Exact(Some(port)) => write!(out, ":{port}"),
            PortPattern::Any => write!(out, ":*"),
        }
    }
}
