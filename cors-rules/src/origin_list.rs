//! The origins of one policy: exact origins in a sorted list, families as sorted patterns. A lookup
//! compares the whole header value, or parses the whole value; it never compares a prefix or a
//! suffix of the text.
//!
//! A lookup costs one binary search among the exact origins, and two for each label of the host
//! among the families; for an address, two for each prefix length that occurs among the networks.

use crate::network::HostAddress;
use crate::pattern_shape::HostShape;
use crate::{Host, Matched, Names, Network, Origin, OriginPattern, PortPattern};

/// A list of exact origins and patterns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginList {
    exact: Names,
    patterns: Vec<OriginPattern>,
}

/// What a family is sorted by. The order of the variants and of their fields is the order of the
/// list: networks stand together behind all others, and by the lengths of their prefixes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum FamilyKey<'a> {
    Host(HostKey<'a>),
    Extensions { scheme: &'a str },
    Network { network: Network, scheme: &'a str, port: PortKey },
}

/// The host first, in which families differ most, and shorter ones first: most comparisons end at
/// the lengths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct HostKey<'a> {
    len: usize,
    base: &'a str,
    subdomains: bool,
    scheme: &'a str,
    port: PortKey,
}

impl<'a> HostKey<'a> {
    fn new(base: &'a str, subdomains: bool, scheme: &'a str, port: PortKey) -> Self {
        HostKey { len: base.len(), base, subdomains, scheme, port }
    }
}

/// A port as a number that can be compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct PortKey(u32);

impl PortKey {
    const ANY: PortKey = PortKey(u32::MAX);
    const NONE: PortKey = PortKey(0);

    fn of(port: PortPattern) -> PortKey {
        match port {
            PortPattern::Exact(port) => PortKey(port.map_or(0, u32::from)),
            PortPattern::Any => PortKey::ANY,
        }
    }
}

impl<'a> FamilyKey<'a> {
    fn of(pattern: &'a OriginPattern) -> Self {
        let shape = pattern.as_shape();
        let (scheme, port) = (shape.scheme, PortKey::of(shape.port));
        match shape.host {
            HostShape::Exact(host) => FamilyKey::Host(HostKey::new(host, false, scheme, port)),
            HostShape::Subdomains(base) => FamilyKey::Host(HostKey::new(base, true, scheme, port)),
            HostShape::Network(network) => FamilyKey::Network { network, scheme, port },
            HostShape::Extensions => FamilyKey::Extensions { scheme },
        }
    }
}

impl OriginList {
    /// The list that matches nothing.
    pub const EMPTY: OriginList = OriginList { exact: Names::EMPTY, patterns: Vec::new() };

    /// Takes what [`OriginList::new`] has put in order before; the macros write it into programs.
    ///
    /// ```
    /// use cors_rules::{Names, OriginList, OriginPattern, PortPattern};
    ///
    /// let families = vec![OriginPattern::literal("https", "b.example", true, PortPattern::Exact(None))];
    /// let list = OriginList::from_sorted(Names::from_sorted(&["https://a.example"]), families);
    /// assert!(list.find(b"https://x.b.example").is_some());
    /// ```
    #[must_use]
    pub const fn from_sorted(exact: Names, patterns: Vec<OriginPattern>) -> Self {
        OriginList { exact, patterns }
    }

    /// Sorts checked patterns into exact origins and families, and removes repeats.
    ///
    /// ```
    /// use cors_rules::{Matched, OriginList, OriginPattern};
    ///
    /// let patterns = ["https://*.b.example", "https://a.example"].map(|text| OriginPattern::parse(text).unwrap());
    /// let list = OriginList::new(patterns);
    /// assert_eq!(list.find(b"https://a.example"), Some(Matched::Listed(0)));
    /// assert_eq!(list.find(b"https://x.y.b.example"), Some(Matched::Pattern));
    /// assert_eq!(list.find(b"https://b.example"), None);
    /// ```
    #[must_use]
    pub fn new(patterns: impl IntoIterator<Item = OriginPattern>) -> Self {
        let (exact, mut families): (Vec<_>, Vec<_>) =
            patterns.into_iter().partition(OriginPattern::is_exact);
        families.sort_unstable_by(|left, right| FamilyKey::of(left).cmp(&FamilyKey::of(right)));
        families.dedup();
        OriginList {
            exact: Names::sorted(exact.iter().map(ToString::to_string)),
            patterns: families,
        }
    }

    /// The exact origins, sorted.
    #[must_use]
    pub const fn exact(&self) -> &Names {
        &self.exact
    }

    /// The families, sorted.
    #[must_use]
    pub fn patterns(&self) -> &[OriginPattern] {
        &self.patterns
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.exact.len() + self.patterns.len()
    }

    /// Whether nothing is listed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Looks a header value up. Exact origins are compared byte by byte; a value is parsed only
    /// where there are families.
    #[must_use]
    #[inline]
    pub fn find(&self, value: &[u8]) -> Option<Matched> {
        if let Some(index) = self.exact.find(value) {
            return Some(Matched::Listed(index));
        }
        if self.patterns.is_empty() { None } else { self.find_family(value) }
    }

    fn find_family(&self, value: &[u8]) -> Option<Matched> {
        let origin = Origin::parse(value)?;
        let (scheme, port) = (origin.scheme(), PortKey::of(PortPattern::Exact(origin.port())));
        let host = origin.host().as_str();
        let found = self.host(HostKey::new(host, false, scheme, PortKey::ANY)).is_some()
            || self.above(origin.host(), scheme, port).is_some()
            || (origin.port().is_none() && self.extensions(origin.host(), scheme).is_some());
        found.then_some(Matched::Pattern)
    }

    /// Another pattern of the list that matches everything that this one matches.
    ///
    /// ```
    /// use cors_rules::{OriginList, OriginPattern};
    ///
    /// let [narrow, wide] = ["https://a.b.example", "https://*.b.example"].map(|text| OriginPattern::parse(text).unwrap());
    /// let list = OriginList::new([narrow.clone(), wide.clone()]);
    /// assert_eq!(list.covering(&narrow), Some(&wide));
    /// assert_eq!(list.covering(&wide), None);
    /// ```
    #[must_use]
    pub fn covering(&self, pattern: &OriginPattern) -> Option<&OriginPattern> {
        let shape = pattern.as_shape();
        let (scheme, port) = (shape.scheme, PortKey::of(shape.port));
        let with_any_port = |host, subdomains| {
            let same = HostKey::new(host, subdomains, scheme, PortKey::ANY);
            if port == PortKey::ANY { None } else { self.host(same) }
        };
        match shape.host {
            HostShape::Exact(text) => {
                let host = if text.starts_with('[') { Host::Ipv6(text) } else { Host::Name(text) };
                let extensions =
                    || if port == PortKey::NONE { self.extensions(host, scheme) } else { None };
                with_any_port(text, false)
                    .or_else(|| self.above(host, scheme, port))
                    .or_else(extensions)
            }
            HostShape::Subdomains(base) => {
                with_any_port(base, true).or_else(|| self.subdomains_above(base, scheme, port))
            }
            HostShape::Network(network) => {
                let lengths = self.prefix_lengths(network.first());
                let wider = lengths.take_while(|len| *len <= network.prefix_len());
                self.network(network.first(), wider, scheme, port, Some(pattern))
            }
            HostShape::Extensions => None,
        }
    }

    /// The family of hosts, other than this host with any port, to which a host belongs: a `*.`
    /// pattern over a parent, or a network.
    fn above(&self, host: Host<'_>, scheme: &str, port: PortKey) -> Option<&OriginPattern> {
        let above = match host {
            Host::Name(name) => self.subdomains_above(name, scheme, port),
            Host::Ipv6(_) => None,
        };
        above.or_else(|| {
            let address = HostAddress::of(host).filter(|_| self.has_networks())?;
            self.network(address, self.prefix_lengths(address), scheme, port, None)
        })
    }

    /// The `*.` pattern over a parent of this host, with this port or any.
    fn subdomains_above(&self, host: &str, scheme: &str, port: PortKey) -> Option<&OriginPattern> {
        host.match_indices('.').find_map(|(dot, _)| {
            // Parents start behind a dot, so `evilexample.com` is no subdomain of `example.com`; a
            // parsed host has no empty label, so something stands in front of the dot.
            let base = host.get(dot + 1..)?;
            let key = |port| HostKey::new(base, true, scheme, port);
            self.host(key(port)).or_else(|| self.host(key(PortKey::ANY)))
        })
    }

    /// The network of one of these prefix lengths to which an address belongs, with this port or
    /// any; not the one that is asked about.
    fn network<'s>(
        &'s self,
        address: HostAddress,
        mut lengths: impl Iterator<Item = u8>,
        scheme: &str,
        port: PortKey,
        asked: Option<&OriginPattern>,
    ) -> Option<&'s OriginPattern> {
        lengths.find_map(|prefix_len| {
            let network = address.network(prefix_len);
            let find = |port| self.family(&FamilyKey::Network { network, scheme, port });
            let other = |found: &&OriginPattern| Some(*found) != asked;
            find(port).filter(other).or_else(|| find(PortKey::ANY).filter(other))
        })
    }

    /// The prefix lengths that occur among the networks of an address's family, shortest first.
    fn prefix_lengths(&self, address: HostAddress) -> impl Iterator<Item = u8> {
        let mut rest = self.patterns.as_slice();
        std::iter::from_fn(move || {
            let start = rest.partition_point(|pattern| match pattern.as_shape().host {
                HostShape::Network(network) => network.family() < address.family,
                _ => true,
            });
            let HostShape::Network(network) = rest.get(start)?.as_shape().host else { return None };
            if network.family() != address.family {
                return None;
            }
            let len = network.prefix_len();
            let end = rest.partition_point(|pattern| match pattern.as_shape().host {
                HostShape::Network(network) => {
                    (network.family(), network.prefix_len()) <= (address.family, len)
                }
                _ => true,
            });
            rest = rest.get(end..).unwrap_or_default();
            Some(len)
        })
    }

    fn has_networks(&self) -> bool {
        let last = self.patterns.last().map(|pattern| pattern.as_shape().host);
        matches!(last, Some(HostShape::Network(_)))
    }

    fn extensions(&self, host: Host<'_>, scheme: &str) -> Option<&OriginPattern> {
        match host {
            Host::Name(_) => self.family(&FamilyKey::Extensions { scheme }),
            Host::Ipv6(_) => None,
        }
    }

    fn host(&self, wanted: HostKey<'_>) -> Option<&OriginPattern> {
        self.family(&FamilyKey::Host(wanted))
    }

    fn family(&self, wanted: &FamilyKey<'_>) -> Option<&OriginPattern> {
        let index =
            self.patterns.binary_search_by(|pattern| FamilyKey::of(pattern).cmp(wanted)).ok()?;
        self.patterns.get(index)
    }
}
