//! A set of origins, given by patterns, as a set: whether another pattern lies inside it. For
//! whoever compares lists of origins; a request is decided by [`OriginList`](crate::OriginList).

mod halves;

use crate::{HostPattern, OriginList, OriginPattern};

/// The origins that any of some patterns covers.
pub(crate) struct PatternSet {
    list: OriginList,
}

impl PatternSet {
    pub(crate) fn new<'p>(patterns: impl IntoIterator<Item = &'p OriginPattern>) -> PatternSet {
        PatternSet { list: OriginList::new(patterns.into_iter().cloned()) }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.len() == 0
    }

    /// Whether every origin that the pattern covers is in the set. It never says so of an origin
    /// that is not; of a family that is covered by nothing but many exact entries together it says
    /// no.
    pub(crate) fn contains(&self, pattern: &OriginPattern) -> bool {
        if pattern.is_exact() {
            return self.list.find(pattern.to_string().as_bytes()).is_some();
        }
        self.has_family(pattern)
            || match pattern.host {
                HostPattern::Network(network) => halves::cover(&self.list, pattern, network),
                _ => false,
            }
    }

    /// Whether one family of the set is this one or wider.
    fn has_family(&self, pattern: &OriginPattern) -> bool {
        self.list.patterns().contains(pattern) || self.list.covering(pattern).is_some()
    }

    /// Those of the patterns that do not lie inside of the set.
    pub(crate) fn missing<'p>(&self, patterns: &'p [OriginPattern]) -> Vec<&'p OriginPattern> {
        patterns.iter().filter(|pattern| !self.contains(pattern)).collect()
    }
}
