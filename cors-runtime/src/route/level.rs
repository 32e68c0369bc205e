//! One level of the routes of an application: those at its top, or those inside a scope. It tries
//! the nodes that match what is left of a path in the order of registration, as the router does
//! there. Called by [`crate::route::table`].

use crate::route::app_map::MapNode;
use crate::route::candidates::{Candidate, Candidates, Extent};
use crate::route::decider::Decider;
use crate::route::node::{Kind, Node, Probed, probed, whole_segments};
use crate::route::segment_index::SegmentIndex;

/// The top of an application, or the inside of a scope.
#[derive(Debug)]
pub(crate) struct Level {
    pub(super) nodes: Vec<Node<Level>>,
    pub(super) index: SegmentIndex,
    /// The place in the table's list of the policy that this scope has for whatever in it has none
    /// of its own.
    pub(super) policy: Option<usize>,
}

/// What is looked for, and what is known of the router's way so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'w> {
    pub(crate) method: &'w [u8],
    /// How many bytes of the path the scopes have taken that the router has entered; none before it
    /// was asked.
    pub(crate) entered: usize,
    /// Whether only what is in a scope counts: whoever looks stands around one.
    pub(crate) only_in_scopes: bool,
    /// Whether the policies of scopes count. Whoever looks from inside of a scope cannot tell which
    /// of them are further out.
    pub(crate) with_scope_policies: bool,
}

impl<'w> Wanted<'w> {
    /// Whoever serves a method, before the router is asked.
    pub(crate) const fn of(method: &'w [u8]) -> Wanted<'w> {
        Wanted { method, entered: 0, only_in_scopes: false, with_scope_policies: true }
    }
}

/// Where in the tree of scopes a level is.
#[derive(Clone, Copy, Debug, Default)]
struct Position {
    /// Bytes of the path that the scopes around have taken.
    taken: usize,
    /// Whether the guards of a scope around have not been called yet.
    is_behind_guards: bool,
    is_in_scope: bool,
    /// Which paths the scopes around take.
    extent: Extent,
    /// The place in the table's list of the nearest scope around that has a policy.
    policy: Option<usize>,
}

impl Level {
    /// Adds those that have a policy to the table's list.
    pub(crate) fn new(map: Vec<MapNode>, deciders: &mut Vec<Decider>) -> Level {
        let mut nodes: Vec<Node<Level>> = Vec::with_capacity(map.len());
        let mut policy = None;
        for child in map {
            match probed(&child) {
                // The resource right before a probe is the one that it marks.
                Some(Probed::Route(route)) => {
                    if let Some(node) = nodes.last_mut() {
                        node.annotate(route, deciders);
                    }
                }
                Some(Probed::Service(service)) => {
                    if let Some(node) = nodes.last_mut() {
                        node.serve(service, deciders);
                    }
                }
                Some(Probed::Scope(service)) => {
                    policy = Some(deciders.len());
                    service.list();
                    deciders.push(Decider::Service(service));
                }
                None => nodes.push(node(child, deciders)),
            }
        }
        let mut index = SegmentIndex::default();
        for (number, node) in nodes.iter().enumerate() {
            for pattern in &node.patterns {
                index.add(pattern, node.definition.is_prefix(), number);
            }
        }
        Level { nodes, index, policy }
    }

    /// Whether it has a policy, or somebody in it has.
    pub(crate) fn has_deciders(&self) -> bool {
        let has_own = |node: &Node<Level>| match node.kind {
            Kind::Annotated { .. } | Kind::Service { .. } | Kind::Scope { .. } => true,
            Kind::OtherScope { .. } | Kind::Other => false,
        };
        self.policy.is_some() || self.nodes.iter().any(has_own)
    }

    /// The whole patterns of all resources and scopes.
    pub(crate) fn each_pattern(&self, prefix: &str, visit: &mut impl FnMut(&str)) {
        for node in &self.nodes {
            for pattern in &node.patterns {
                let whole = format!("{prefix}{pattern}");
                if let Kind::Scope { level, .. } | Kind::OtherScope { level } = &node.kind {
                    level.each_pattern(&whole, visit);
                }
                visit(&whole);
            }
        }
    }

    /// Every method that an annotated route serves.
    pub(crate) fn each_method(&self, visit: &mut impl FnMut(&'static str)) {
        for node in &self.nodes {
            match &node.kind {
                Kind::Annotated { route, .. } => route.methods().iter().for_each(|own| visit(own)),
                Kind::Scope { level, .. } => level.each_method(visit),
                Kind::Service { .. } | Kind::OtherScope { .. } | Kind::Other => {}
            }
        }
    }

    /// Whether some resource or scope matches the path. All other paths are the default service's.
    pub(crate) fn leads_somewhere(&self, path: &str) -> bool {
        self.has_match(path, |_| true)
    }

    /// Whether some scope matches the path.
    pub(crate) fn leads_into_scope(&self, path: &str) -> bool {
        self.has_match(path, |kind| matches!(kind, Kind::Scope { .. } | Kind::OtherScope { .. }))
    }

    fn has_match(&self, path: &str, is_wanted: impl Fn(&Kind<Level>) -> bool) -> bool {
        let matches = |number: usize| {
            let node = self.nodes.get(number).filter(|node| is_wanted(&node.kind))?;
            node.definition.is_match(path).then_some(())
        };
        self.index.visit(path, self.nodes.len(), matches).is_some()
    }

    /// Adds everybody who could be meant by a path.
    pub(crate) fn find(&self, path: &str, wanted: Wanted<'_>, found: &mut Candidates) {
        self.find_at(path, wanted, Position::default(), found);
    }

    /// Whether somebody takes what comes here, guards of scopes aside.
    fn find_at(
        &self,
        path: &str,
        wanted: Wanted<'_>,
        position: Position,
        found: &mut Candidates,
    ) -> bool {
        // A scope inside has taken more of the path, so the router has chosen a scope here.
        let in_scope = position.taken < wanted.entered;
        let counts = position.is_in_scope || !wanted.only_in_scopes;
        let mut has_taker = false;
        self.index.visit(path, self.nodes.len(), |number| {
            let node = self.nodes.get(number)?;
            match &node.kind {
                Kind::Annotated { route, number, is_open } => {
                    let serves = counts && !in_scope && route.declaration().serves(wanted.method);
                    if !serves || !node.definition.is_match(path) {
                        return None;
                    }
                    let is_guarded = route.declaration().is_guarded();
                    let is_behind_guards = is_guarded || position.is_behind_guards;
                    found.add(Candidate {
                        number: *number,
                        is_guarded,
                        is_behind_guards,
                        extent: node.extent(*is_open).max(position.extent),
                    });
                    // Whoever comes later on this level comes too late.
                    has_taker |= !is_guarded;
                    (!is_guarded).then_some(())
                }
                Kind::Service { service, number } => {
                    if counts && !in_scope && node.definition.is_match(path) {
                        found.add(Candidate {
                            number: *number,
                            is_guarded: false,
                            is_behind_guards: true,
                            extent: node.whole_extent().max(position.extent),
                        });
                        found.others |= service.may_refuse(path);
                        has_taker = true;
                    }
                    // Its guards may say no, and then the router goes on here.
                    None
                }
                Kind::Scope { level, segments } => {
                    let rest = node.rest(path, *segments)?;
                    let taken = position.taken + (path.len() - rest.len());
                    if !in_scope || taken <= wanted.entered {
                        let is_entered = in_scope && taken > position.taken;
                        let own = level.policy.filter(|_| wanted.with_scope_policies);
                        let inside = Position {
                            taken,
                            is_behind_guards: position.is_behind_guards || !is_entered,
                            is_in_scope: true,
                            extent: node.extent(segments.is_none()).max(position.extent),
                            policy: own.or(position.policy),
                        };
                        // Where nobody inside takes it, the default service of the scope does.
                        let has_taker_inside = level.find_at(rest, wanted, inside, found);
                        if !has_taker_inside {
                            match inside.policy {
                                Some(number) => {
                                    found.add(Candidate::covered(number, Extent::Open));
                                    found.covered_default = true;
                                }
                                None => found.scope_default = true,
                            }
                        }
                        has_taker |= has_taker_inside || inside.policy.is_some();
                    }
                    // Its guards may say no, and then the router goes on here.
                    None
                }
                Kind::OtherScope { .. } | Kind::Other => {
                    let is_a_scope = matches!(node.kind, Kind::OtherScope { .. });
                    let entered = in_scope.then(|| wanted.entered - position.taken);
                    if (counts || is_a_scope) && node.may_take(path, is_a_scope, entered) {
                        match position.policy {
                            Some(number) => {
                                let extent = node.whole_extent().max(position.extent);
                                found.add(Candidate::covered(number, extent));
                                // The default service of the scope has the same policy.
                                has_taker = true;
                            }
                            None => found.others = true,
                        }
                    }
                    None
                }
            }
        });
        has_taker
    }
}

/// A resource or scope of the map, with everything in it.
fn node(map: MapNode, deciders: &mut Vec<Decider>) -> Node<Level> {
    #[cfg(feature = "audit")]
    let name = map.name.clone();
    let MapNode { patterns, is_prefix, name: _, children } = map;
    let kind = match (children, patterns.as_slice()) {
        (Some(children), [pattern]) if is_prefix => {
            let segments = whole_segments(pattern);
            let level = Level::new(children, deciders);
            if level.has_deciders() {
                Kind::Scope { level, segments }
            } else {
                Kind::OtherScope { level }
            }
        }
        _ => Kind::Other,
    };
    Node {
        #[cfg(feature = "audit")]
        name,
        ..Node::new(patterns, is_prefix, kind)
    }
}
