//! The origins of one policy: exact origins in a sorted list, families as patterns. Answers one question, whether a
//! header value is among them, by comparing the whole value or by parsing the whole value; never by prefix or suffix.

use std::borrow::Cow;

use crate::{Matched, Names, Origin, OriginPattern};

/// A list of exact origins and patterns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginList {
    exact: Names,
    patterns: Cow<'static, [OriginPattern]>,
}

impl OriginList {
    /// The list that matches nothing.
    pub const EMPTY: OriginList = OriginList { exact: Names::EMPTY, patterns: Cow::Borrowed(&[]) };

    /// Takes literals that [`OriginList::new`] has put in order; generated code calls this.
    #[must_use]
    pub const fn literal(
        exact: &'static [&'static str],
        patterns: &'static [OriginPattern],
    ) -> Self {
        OriginList { exact: Names::from_sorted(exact), patterns: Cow::Borrowed(patterns) }
    }

    /// Sorts checked patterns into exact origins and families.
    #[must_use]
    pub fn new(patterns: impl IntoIterator<Item = OriginPattern>) -> Self {
        let (exact, mut families): (Vec<_>, Vec<_>) =
            patterns.into_iter().partition(OriginPattern::is_exact);
        families.sort_unstable_by_key(ToString::to_string);
        families.dedup();
        OriginList {
            exact: Names::sorted(exact.iter().map(ToString::to_string)),
            patterns: Cow::Owned(families),
        }
    }

    /// The exact origins, sorted.
    #[must_use]
    pub const fn exact(&self) -> &Names {
        &self.exact
    }

    /// The families.
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

    /// Looks a header value up. Exact origins are compared byte by byte; a value is parsed only where there are families.
    #[must_use]
    pub fn find(&self, value: &[u8]) -> Option<Matched> {
        if let Some(index) = self.exact.find(value) {
            return Some(Matched::Listed(index));
        }
        if self.patterns.is_empty() {
            return None;
        }
        let origin = Origin::parse(value)?;
        self.patterns.iter().any(|pattern| pattern.matches(&origin)).then_some(Matched::Pattern)
    }

    /// A copy that borrows the same literals; for overlays in constants.
    ///
    /// # Panics
    /// At compile time, where an owned list is named in a constant (which Rust does not allow to exist).
    #[must_use]
    #[allow(clippy::panic)] // reached in const evaluation only, where an owned list cannot exist
    pub const fn literal_copy(&self) -> OriginList {
        match &self.patterns {
            Cow::Borrowed(patterns) => {
                OriginList { exact: self.exact.literal_copy(), patterns: Cow::Borrowed(patterns) }
            }
            Cow::Owned(_) => panic!("only a policy made of literals can be a constant"),
        }
    }
}
