//! The origins of one policy: exact origins in a sorted list, families as sorted patterns. A lookup
//! compares the whole header value, or parses the whole value; it never compares a prefix or a
//! suffix of the text.
//!
//! A lookup costs one binary search among the exact origins, and two for each label of the host
//! among the families.

use std::cmp::Ordering;

use crate::{Host, HostPattern, Matched, Names, Origin, OriginPattern, PortPattern};

/// A list of exact origins and patterns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginList {
    exact: Names,
    patterns: Vec<OriginPattern>,
}

/// What a family is sorted by: the host first, in which families differ most.
#[derive(Clone, Copy)]
struct FamilyKey<'a> {
    base: &'a str,
    subdomains: bool,
    scheme: &'a str,
    port: PortPattern,
}

impl<'a> FamilyKey<'a> {
    fn of(pattern: &'a OriginPattern) -> Self {
        FamilyKey {
            base: pattern.host.base(),
            subdomains: matches!(pattern.host, HostPattern::Subdomains(_)),
            scheme: &pattern.scheme,
            port: pattern.port,
        }
    }

    /// Shorter bases first: most comparisons end at the lengths.
    fn order(&self, other: &FamilyKey<'_>) -> Ordering {
        self.base
            .len()
            .cmp(&other.base.len())
            .then_with(|| self.base.cmp(other.base))
            .then_with(|| self.subdomains.cmp(&other.subdomains))
            .then_with(|| self.scheme.cmp(other.scheme))
            .then_with(|| port_rank(self.port).cmp(&port_rank(other.port)))
    }
}

fn port_rank(port: PortPattern) -> u32 {
    match port {
        PortPattern::Exact(port) => port.map_or(0, u32::from),
        PortPattern::Any => u32::MAX,
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
        families.sort_unstable_by(|left, right| FamilyKey::of(left).order(&FamilyKey::of(right)));
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
        let (host, has_parents) = match origin.host() {
            Host::Name(name) => (name, true),
            Host::Ipv6(address) => (address, false),
        };
        let (scheme, port) = (origin.scheme(), PortPattern::Exact(origin.port()));
        let of_host = FamilyKey { base: host, subdomains: false, scheme, port: PortPattern::Any };
        let found = self.family(&of_host).is_some()
            || (has_parents && self.family_above(host, scheme, port).is_some());
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
        let own = FamilyKey::of(pattern);
        let any_port = FamilyKey { port: PortPattern::Any, ..own };
        let same_host = match pattern.port {
            PortPattern::Any => None,
            PortPattern::Exact(_) => self.family(&any_port),
        };
        same_host.or_else(|| self.family_above(own.base, own.scheme, own.port))
    }

    /// The `*.` pattern over a parent of this host, with this port or any. IPv6 addresses have no
    /// parents: without dots there is nothing to look for.
    fn family_above(&self, host: &str, scheme: &str, port: PortPattern) -> Option<&OriginPattern> {
        host.match_indices('.').find_map(|(dot, _)| {
            // Parents start behind a dot, so `evilexample.com` is no subdomain of `example.com`; a
            // parsed host has no empty label, so something stands in front of the dot.
            let base = host.get(dot + 1..)?;
            let key = FamilyKey { base, subdomains: true, scheme, port };
            self.family(&key).or_else(|| self.family(&FamilyKey { port: PortPattern::Any, ..key }))
        })
    }

    fn family(&self, wanted: &FamilyKey<'_>) -> Option<&OriginPattern> {
        let index =
            self.patterns.binary_search_by(|pattern| FamilyKey::of(pattern).order(wanted)).ok()?;
        self.patterns.get(index)
    }
}
