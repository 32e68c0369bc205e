//! What a row grants, as sets. The requests that it lets in are all combinations of its origins,
//! methods and headers, so one extent lies inside of another where each of its sets does.

use std::collections::BTreeSet;

use crate::audit::access::PolicyAccess;
use crate::audit::names::{HeaderAccess, NameSet};
use crate::audit::origins::{OriginAccess, OriginsNow};
use crate::audit::row::Row;
use crate::pattern_set::PatternSet;
use crate::{OriginPattern, is_safelisted_method, is_safelisted_response_header};

/// A set of names: all but these, or only these.
pub(super) enum Extent<'a> {
    AllBut(BTreeSet<&'a str>),
    Only(BTreeSet<&'a str>),
}

/// What a row lets in.
pub(super) struct Granted<'a> {
    pub(super) origins: GrantedOrigins<'a>,
    pub(super) credentials: bool,
    pub(super) methods: Extent<'a>,
    pub(super) headers: Extent<'a>,
    pub(super) expose: Extent<'a>,
    /// Other origins are refused before the handler runs.
    pub(super) rejects: bool,
}

/// The origins of a row.
pub(super) struct GrantedOrigins<'a> {
    pub(super) is_any: bool,
    /// It asks elsewhere for each request.
    pub(super) is_unknown: bool,
    /// What knows them, where the program does not.
    pub(super) source: Option<&'a str>,
    pub(super) patterns: &'a [OriginPattern],
    pub(super) set: PatternSet,
}

impl<'a> GrantedOrigins<'a> {
    fn of(origins: Option<&'a OriginAccess>) -> Self {
        let now =
            |found| matches!(origins, Some(OriginAccess::Source { now, .. }) if *now == found);
        let patterns = origins.map_or(&[][..], OriginAccess::patterns);
        GrantedOrigins {
            is_any: matches!(origins, Some(OriginAccess::Any)) || now(OriginsNow::Any),
            is_unknown: now(OriginsNow::Unknown),
            source: match origins {
                Some(OriginAccess::Source { description, .. }) => Some(description),
                _ => None,
            },
            patterns,
            set: PatternSet::new(patterns),
        }
    }

    /// Nobody, now and without a change of the program.
    pub(super) fn is_empty(&self) -> bool {
        !self.is_any && !self.is_unknown && self.source.is_none() && self.set.is_empty()
    }
}

impl<'a> Granted<'a> {
    pub(super) fn of(row: &'a Row) -> Granted<'a> {
        let policy = row.policy.as_ref();
        let origins = GrantedOrigins::of(policy.map(|policy| &policy.origins));
        Granted {
            rejects: policy.is_some_and(|policy| policy.reject_unlisted) && !origins.is_any,
            credentials: policy.is_some_and(|policy| policy.credentials),
            methods: policy.map_or_else(Extent::none, methods),
            headers: policy.map_or_else(Extent::none, headers),
            expose: policy.map_or_else(Extent::none, expose),
            origins,
        }
    }
}

/// Safelisted methods need no listing.
fn methods(policy: &PolicyAccess) -> Extent<'_> {
    Extent::of(&policy.methods, |name| !is_safelisted_method(name.as_bytes()))
}

/// Safelisted names do need listing: their values may be such that a browser asks for them.
fn headers(policy: &PolicyAccess) -> Extent<'_> {
    match &policy.headers {
        HeaderAccess::Listed(names) => Extent::Only(names.iter().map(String::as_str).collect()),
        // With credentials the server mirrors what was asked for.
        HeaderAccess::Any { authorization } if *authorization || policy.credentials => {
            Extent::AllBut(BTreeSet::new())
        }
        HeaderAccess::Any { .. } => Extent::AllBut(BTreeSet::from(["authorization"])),
    }
}

/// Some response headers can always be read.
fn expose(policy: &PolicyAccess) -> Extent<'_> {
    Extent::of(&policy.expose, |name| !is_safelisted_response_header(name.as_bytes()))
}

impl<'a> Extent<'a> {
    fn none() -> Extent<'a> {
        Extent::Only(BTreeSet::new())
    }

    fn of(names: &'a NameSet, counts: impl Fn(&str) -> bool) -> Extent<'a> {
        match names {
            NameSet::Any => Extent::AllBut(BTreeSet::new()),
            NameSet::Listed(names) => {
                Extent::Only(names.iter().map(String::as_str).filter(|name| counts(name)).collect())
            }
        }
    }

    /// The names in this set and not in the other; `*` for more than there are listed.
    pub(super) fn beyond(&self, other: &Extent<'a>) -> Vec<&'a str> {
        match (self, other) {
            (Extent::Only(own), Extent::Only(other)) => own.difference(other).copied().collect(),
            (Extent::Only(own), Extent::AllBut(other)) => {
                own.intersection(other).copied().collect()
            }
            (Extent::AllBut(own), Extent::AllBut(other)) => {
                other.difference(own).copied().collect()
            }
            // There are always more names than are listed.
            (Extent::AllBut(_), Extent::Only(_)) => vec!["*"],
        }
    }
}
