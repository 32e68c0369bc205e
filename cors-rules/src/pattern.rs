//! What a policy lists: one origin, or a family of origins: with `*.` or `:*`, the addresses of a
//! network, the extensions of a browser. Holds a parsed pattern and matches it against a parsed
//! [`Origin`]. [`crate::check`] reads patterns from text, and explains why it refuses one.

use std::borrow::Cow;
use std::fmt;

use crate::pattern_shape::{HostShape, Shape};
use crate::{Network, Origin, PortPattern};

/// The host part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HostPattern {
    /// This host alone.
    Exact(Cow<'static, str>),
    /// `*.` in front of this base: one or more labels, never the base itself.
    Subdomains(Cow<'static, str>),
    /// The addresses of this network.
    Network(Network),
    /// `*` behind the scheme of a browser's extensions: each of them.
    Extensions,
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

    /// The addresses of a network; generated code calls this.
    ///
    /// ```
    /// use cors_rules::{Network, OriginPattern, PortPattern};
    ///
    /// const OFFICE: OriginPattern =
    ///     OriginPattern::network("http", Network::v4([192, 168, 0, 0], 16), PortPattern::Any);
    /// assert_eq!(OFFICE.to_string(), "http://192.168.0.0/16:*");
    /// ```
    #[must_use]
    pub const fn network(scheme: &'static str, network: Network, port: PortPattern) -> Self {
        OriginPattern { scheme: Cow::Borrowed(scheme), host: HostPattern::Network(network), port }
    }

    /// Every extension of the browser that has this scheme for them; generated code calls this.
    ///
    /// ```
    /// use cors_rules::OriginPattern;
    ///
    /// const FIREFOX: OriginPattern = OriginPattern::extensions("moz-extension");
    /// assert_eq!(FIREFOX.to_string(), "moz-extension://*");
    /// ```
    #[must_use]
    pub const fn extensions(scheme: &'static str) -> Self {
        OriginPattern {
            scheme: Cow::Borrowed(scheme),
            host: HostPattern::Extensions,
            port: PortPattern::Exact(None),
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
        matches!(&self.host, HostPattern::Exact(host) if host.is_empty())
    }

    /// The scheme and the host of a text that has the shape of a pattern; `None` where no origin
    /// that [`Origin::parse`] reads can match it. The host is what stands behind `*.`; of a network
    /// it is the network, and of the extensions of a browser `*`. [`OriginPattern::parse`] asks
    /// more: that addresses and labels are written as browsers write them.
    ///
    /// ```
    /// use cors_rules::OriginPattern;
    ///
    /// const SHAPE: Option<(&str, &str)> = OriginPattern::shape("https://*.a.example:*");
    /// assert_eq!(SHAPE, Some(("https", "a.example")));
    /// assert_eq!(OriginPattern::shape("http://10.0.0.0/8:*"), Some(("http", "10.0.0.0/8")));
    /// assert_eq!(OriginPattern::shape("moz-extension://*"), Some(("moz-extension", "*")));
    /// assert_eq!(OriginPattern::shape("https://a.example/"), None);
    /// ```
    #[must_use]
    pub const fn shape(text: &str) -> Option<(&str, &str)> {
        match Shape::read(text) {
            Some(shape) => Some((shape.scheme, shape.host_text(text))),
            None => None,
        }
    }

    /// The parts without a copy; `null` has an empty host.
    pub(crate) fn as_shape(&self) -> Shape<'_> {
        Shape {
            scheme: &self.scheme,
            host: match &self.host {
                HostPattern::Exact(host) => HostShape::Exact(host),
                HostPattern::Subdomains(base) => HostShape::Subdomains(base),
                HostPattern::Network(network) => HostShape::Network(*network),
                HostPattern::Extensions => HostShape::Extensions,
            },
            port: self.port,
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
        self.as_shape().covers(origin)
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
            HostPattern::Network(network) => write!(out, "{network}")?,
            HostPattern::Extensions => out.write_str("*")?,
        }
        match self.port {
            PortPattern::Exact(None) => Ok(()),
            PortPattern::Exact(Some(port)) => write!(out, ":{port}"),
            PortPattern::Any => write!(out, ":*"),
        }
    }
}
