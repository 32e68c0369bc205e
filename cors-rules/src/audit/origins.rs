//! The origins of a row: who may read its responses.

use crate::{OriginPattern, OriginSource, Origins};

/// Who may read responses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OriginAccess {
    /// Everybody.
    Any,
    /// The origins that these patterns cover.
    Listed(Vec<OriginPattern>),
    /// Origins that are known only at run time.
    Source {
        /// What the source is, such as ``environment variable `APP_ORIGINS` ``.
        description: String,
        /// What it said when the audit was made.
        now: OriginsNow,
    },
    /// Nobody: the policy is switched off.
    Nobody,
}

/// What a source of origins said when the audit was made.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OriginsNow {
    /// Everybody.
    Any,
    /// The origins that these patterns cover; of a policy with credentials without those that it
    /// excludes.
    Listed(Vec<OriginPattern>),
    /// It answers for one request at a time, so no list of its origins can be had.
    Unknown,
}

impl OriginAccess {
    /// The origins that these patterns cover, in the order of their texts and without repeats.
    ///
    /// ```
    /// use cors_rules::{OriginPattern, audit::OriginAccess};
    ///
    /// let parse = |text| OriginPattern::parse(text).unwrap();
    /// let [a, b] = ["https://a.example", "https://*.b.example"].map(parse);
    /// let sorted = OriginAccess::listed([b.clone(), a.clone()]);
    /// assert_eq!(OriginAccess::listed([a.clone(), b, a]), sorted);
    /// ```
    pub fn listed(patterns: impl IntoIterator<Item = OriginPattern>) -> OriginAccess {
        OriginAccess::Listed(in_order(patterns))
    }

    /// Those of a policy. What a source says now it does not know, but for `any`; whoever does puts
    /// it in.
    #[must_use]
    pub fn of(origins: &Origins) -> OriginAccess {
        match (origins, origins.source()) {
            (_, Some(source)) if source.is_disabled() => OriginAccess::Nobody,
            (_, Some(source)) => OriginAccess::of_source(source),
            (Origins::List(list), None) => {
                let exact = list.exact().iter().filter_map(read_exact);
                OriginAccess::listed(exact.chain(list.patterns().iter().cloned()))
            }
            (_, None) => OriginAccess::Any,
        }
    }

    fn of_source(source: &dyn OriginSource) -> OriginAccess {
        let now = if source.is_any() { OriginsNow::Any } else { OriginsNow::Unknown };
        OriginAccess::Source { description: source.describe(), now }
    }

    /// The patterns that are known, in order.
    #[must_use]
    pub fn patterns(&self) -> &[OriginPattern] {
        match self {
            OriginAccess::Listed(patterns)
            | OriginAccess::Source { now: OriginsNow::Listed(patterns), .. } => patterns,
            _ => &[],
        }
    }

    /// Puts the patterns in order.
    pub(super) fn sort(&mut self) {
        if let OriginAccess::Listed(patterns)
        | OriginAccess::Source { now: OriginsNow::Listed(patterns), .. } = self
        {
            *patterns = in_order(std::mem::take(patterns));
        }
    }
}

/// In the order of their texts and without repeats.
fn in_order(patterns: impl IntoIterator<Item = OriginPattern>) -> Vec<OriginPattern> {
    let mut patterns: Vec<OriginPattern> = patterns.into_iter().collect();
    patterns.sort_by_cached_key(ToString::to_string);
    patterns.dedup();
    patterns
}

/// An entry of a checked list.
fn read_exact(text: &str) -> Option<OriginPattern> {
    if text == "null" { Some(OriginPattern::NULL) } else { OriginPattern::parse(text).ok() }
}
