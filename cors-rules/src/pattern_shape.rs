//! The shape of a pattern: its text cut into scheme, host and port without a copy, in const
//! evaluation too. It also knows which origins a pattern covers, and which of the rules about
//! credentials concern it. [`crate::OriginPattern`] owns its texts; [`crate::check`] asks more than
//! the shape.

use crate::origin::{
    MAX_HOST_LEN, MAX_ORIGIN_LEN, is_default_port, parse_port, split_host, split_scheme,
    without_last_dot,
};
use crate::origin_safety::{covers_public_suffix, is_extension_scheme, is_insecure};
use crate::{Host, Network, Origin};

/// The port part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PortPattern {
    /// This port; `None` is the scheme's default, which origins leave out.
    Exact(Option<u16>),
    /// `:*`: any port, or none.
    Any,
}

/// The parts of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape<'t> {
    pub(crate) scheme: &'t str,
    pub(crate) host: HostShape<'t>,
    pub(crate) port: PortPattern,
}

/// The host part of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HostShape<'t> {
    /// This host, with the brackets of an IPv6 address.
    Exact(&'t str),
    /// `*.` in front of this base.
    Subdomains(&'t str),
    /// The addresses of this network.
    Network(Network),
    /// Every extension of the browser that has the scheme.
    Extensions,
}

impl<'t> Shape<'t> {
    /// Reads a text; `None` where no origin that [`Origin::parse`] reads can match it.
    pub(crate) const fn read(text: &'t str) -> Option<Shape<'t>> {
        if text.len() > MAX_ORIGIN_LEN {
            return None;
        }
        let Some((scheme, rest)) = split_scheme(text) else { return None };
        if matches!(rest.as_bytes(), b"*") {
            let (host, port) = (HostShape::Extensions, PortPattern::Exact(None));
            return if is_extension_scheme(scheme) {
                Some(Shape { scheme, host, port })
            } else {
                None
            };
        }
        // Only of these schemes browsers parse the host as an address.
        if matches!(scheme.as_bytes(), b"http" | b"https")
            && let Some((network, tail)) = Network::split(rest)
        {
            return match read_port(scheme, tail) {
                Some(port) => Some(Shape { scheme, host: HostShape::Network(network), port }),
                None => None,
            };
        }
        Shape::read_host(scheme, rest)
    }

    /// A host, or `*.` and its base, and the port.
    const fn read_host(scheme: &'t str, rest: &'t str) -> Option<Shape<'t>> {
        let (rest, is_wildcard) = match rest.as_bytes() {
            [b'*', b'.', ..] => match rest.split_at_checked("*.".len()) {
                Some((_, base)) => (base, true),
                None => return None,
            },
            _ => (rest, false),
        };
        let Some((host, _)) = split_host(rest) else { return None };
        let Some((_, tail)) = rest.split_at_checked(host.as_str().len()) else { return None };
        let Some(port) = read_port(scheme, tail) else { return None };
        let host = match host {
            host if !is_wildcard => HostShape::Exact(host.as_str()),
            // `*.` stands for at least one more byte and its dot.
            Host::Name(name) if without_last_dot(name).len() <= MAX_HOST_LEN - 2 => {
                HostShape::Subdomains(name)
            }
            _ => return None,
        };
        Some(Shape { scheme, host, port })
    }

    /// The host as it stands in the text of the pattern, without `*.`.
    pub(crate) const fn host_text(&self, text: &'t str) -> &'t str {
        match self.host {
            HostShape::Exact(host) | HostShape::Subdomains(host) => host,
            HostShape::Extensions => "*",
            HostShape::Network(_) => {
                let start = self.scheme.len() + "://".len();
                let Some((_, rest)) = text.split_at_checked(start) else { return "" };
                let Some((_, tail)) = Network::split(rest) else { return "" };
                match rest.split_at_checked(rest.len() - tail.len()) {
                    Some((network, _)) => network,
                    None => "",
                }
            }
        }
    }

    /// Whether the pattern stands for one origin only.
    pub(crate) const fn is_exact(&self) -> bool {
        matches!((&self.host, &self.port), (HostShape::Exact(_), PortPattern::Exact(_)))
    }

    /// Whether the pattern covers this origin.
    pub(crate) fn covers(&self, origin: &Origin<'_>) -> bool {
        self.scheme == origin.scheme()
            && match self.port {
                PortPattern::Any => true,
                PortPattern::Exact(own) => own == origin.port(),
            }
            && match (self.host, origin.host()) {
                (HostShape::Exact(own), host) => own == host.as_str(),
                // The dot is part of the comparison, so `evilexample.com` is no subdomain of
                // `example.com`; a parsed host has no empty label, so something stands in front of
                // the dot.
                (HostShape::Subdomains(base), Host::Name(host)) => {
                    host.strip_suffix(base).is_some_and(|front| front.ends_with('.'))
                }
                (HostShape::Subdomains(_), Host::Ipv6(_)) => false,
                (HostShape::Network(network), host) => network.contains(host),
                // The browser makes the host of each; what it looks like is its own affair.
                (HostShape::Extensions, host) => matches!(host, Host::Name(_)),
            }
    }

    /// Whether a policy with credentials refuses the pattern but for `dangerous(insecure_origins)`.
    /// It refuses every network: an address belongs to whoever has it today, in `https` too, and no
    /// rule looks at the addresses one by one.
    pub(crate) const fn is_insecure(&self) -> bool {
        match self.host {
            HostShape::Exact(host) | HostShape::Subdomains(host) => is_insecure(self.scheme, host),
            HostShape::Network(_) => true,
            HostShape::Extensions => false,
        }
    }

    /// Whether a policy with credentials refuses the pattern but for `dangerous(any_extension)`.
    pub(crate) const fn is_any_extension(&self) -> bool {
        matches!(self.host, HostShape::Extensions)
    }

    /// Whether a policy with credentials refuses the pattern but for `dangerous(public_suffixes)`.
    pub(crate) fn covers_public_suffix(&self) -> bool {
        matches!(self.host, HostShape::Subdomains(base) if covers_public_suffix(base))
    }
}

/// Reads what follows the host: nothing, `:8443` or `:*`; never the default port.
const fn read_port(scheme: &str, tail: &str) -> Option<PortPattern> {
    match tail.as_bytes() {
        [] => Some(PortPattern::Exact(None)),
        b":*" => Some(PortPattern::Any),
        [b':', ..] => match tail.split_at_checked(1) {
            Some((_, digits)) => match parse_port(digits) {
                None => None,
                port if is_default_port(scheme, port) => None,
                port => Some(PortPattern::Exact(port)),
            },
            None => None,
        },
        _ => None,
    }
}
