//! Who could be meant by a path and a method: those that have a policy, and whether a handler could
//! be that has none. Filled by [`crate::route::level`]; what follows from it is decided
//! in [`crate::middleware`].

/// The candidates for one path and one method, in the order in which the router would try them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Candidates {
    routes: [Option<Candidate>; Candidates::MOST],
    count: usize,
    /// A handler without a policy of its own could be meant.
    pub(crate) others: bool,
    /// The default service of a scope that matches could be meant: nobody in the scope certainly
    /// takes the request.
    pub(crate) scope_default: bool,
    /// The same of a scope that has a policy, which is then a candidate too.
    pub(crate) covered_default: bool,
}

/// An annotated route that matches the path and serves the method, or a service with a policy of
/// its own that matches the path.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    /// Its place in the table's list.
    pub(crate) number: usize,
    /// It has guards of its own.
    pub(crate) is_guarded: bool,
    /// A guard of the route, or of a scope that the router has not entered, may lead the request
    /// elsewhere, and be it to the default service.
    pub(crate) is_behind_guards: bool,
    /// What its pattern matches, with those of the scopes around.
    pub(crate) extent: Extent,
}

impl Candidate {
    /// The policy of a scope, for a handler in it that has none of its own.
    pub(crate) const fn covered(number: usize, extent: Extent) -> Candidate {
        Candidate { number, is_guarded: false, is_behind_guards: true, extent }
    }
}

/// Which paths a pattern matches, from the narrowest on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Extent {
    /// The path that it is written as, and no other.
    #[default]
    Literal,
    /// Paths of as many segments.
    Named,
    /// Paths of any length, as that of a fallback does.
    Open,
}

impl Candidates {
    /// What is beyond these is counted as others: then nobody answers early.
    const MOST: usize = 8;

    pub(crate) const NONE: Candidates = Candidates {
        routes: [None; Candidates::MOST],
        count: 0,
        others: false,
        scope_default: false,
        covered_default: false,
    };

    pub(crate) fn add(&mut self, candidate: Candidate) {
        // A scope's policy may be met several times.
        let mut known = self.routes.iter_mut().take(self.count).flatten();
        if let Some(known) = known.find(|known| known.number == candidate.number) {
            known.is_guarded |= candidate.is_guarded;
            known.is_behind_guards |= candidate.is_behind_guards;
            known.extent = known.extent.max(candidate.extent);
            return;
        }
        match self.routes.get_mut(self.count) {
            Some(place) => {
                *place = Some(candidate);
                self.count += 1;
            }
            None => self.others = true,
        }
    }

    #[inline]
    pub(crate) fn routes(&self) -> impl Iterator<Item = Candidate> {
        self.routes.iter().take(self.count).copied().flatten()
    }

    #[inline]
    pub(crate) fn is_without_routes(&self) -> bool {
        self.count == 0
    }

    /// Whether a handler without a policy of its own could be meant, be it a default service.
    #[inline]
    pub(crate) fn may_be_others(&self) -> bool {
        self.others || self.scope_default
    }
}

/// The candidates for a path as it is, and for what middleware inside may make of it
/// ([`crate::route::rewritten_path`]).
#[derive(Clone, Debug, Default)]
pub(crate) struct Prospect {
    /// The path as it is.
    pub(crate) direct: Candidates,
    /// The path with other slashes.
    pub(crate) corrected: Candidates,
    /// The path without leading segments.
    pub(crate) stripped: Candidates,
    /// The place in the table's list of the only one who could be meant.
    pub(crate) only: Option<usize>,
}

impl Prospect {
    pub(crate) const NONE: Prospect = Prospect {
        direct: Candidates::NONE,
        corrected: Candidates::NONE,
        stripped: Candidates::NONE,
        only: None,
    };

    /// The candidates for a path that nobody rewrites any more.
    pub(crate) const fn of(direct: Candidates) -> Prospect {
        Prospect { direct, ..Prospect::NONE }
    }

    /// Finds out whether only one could be meant, in any way.
    pub(crate) fn settle(&mut self) {
        let Prospect { direct, corrected, stripped, only } = self;
        let first = direct.routes[0].filter(|first| {
            let is_alone = corrected.count == 0
                && !corrected.others
                && (first.extent == Extent::Literal || stripped.count == 0)
                && !(first.extent == Extent::Open && stripped.others);
            is_alone && direct.count == 1 && !direct.may_be_others() && !first.is_guarded
        });
        *only = first.map(|first| first.number);
    }

    /// Whether no annotated route could be meant in any way.
    #[inline]
    pub(crate) fn is_without_routes(&self) -> bool {
        self.direct.is_without_routes()
            && self.corrected.is_without_routes()
            && self.stripped.is_without_routes()
    }

    /// The candidates by a rewritten path. A path that is written out as a route is not taken for one
    /// below a base path.
    pub(crate) fn rewritten(&self) -> impl Iterator<Item = &Candidates> {
        [&self.corrected].into_iter().chain((!self.is_literal()).then_some(&self.stripped))
    }

    /// Whether the path is written out as a route, so that it is not below a base path.
    pub(crate) fn is_literal(&self) -> bool {
        !self.direct.is_without_routes()
            && self.direct.routes().all(|candidate| candidate.extent == Extent::Literal)
    }

    /// Whether a handler without a policy could be meant. That of a shorter path does not count beside
    /// routes whose patterns have this many segments and no more: they are not below a base path.
    pub(crate) fn has_others(&self) -> bool {
        let is_open = self.direct.is_without_routes()
            || self.direct.routes().any(|candidate| candidate.extent == Extent::Open);
        self.direct.may_be_others() || self.corrected.others || is_open && self.stripped.others
    }
}
