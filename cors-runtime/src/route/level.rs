//! One level of the routes of an application: those at its top, or those inside a scope. It tries
//! the nodes that match what is left of a path in the order of registration, as the router does
//! there. Called by [`crate::route::table`].

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use actix_web::dev::ResourceDef;

use crate::route::app_map::MapNode;
use crate::route::candidates::{Candidate, Candidates, Extent};
use crate::route::place::PROBE;
use crate::route::registered::RegisteredRoute;
use crate::route::registration;
use crate::route::segment_index::{Segment, SegmentIndex, is_path, segments};

/// The top of an application, or the inside of a scope.
#[derive(Debug)]
pub(crate) struct Level {
    pub(super) nodes: Vec<Node>,
    pub(super) index: SegmentIndex,
}

#[derive(Debug)]
pub(super) struct Node {
    patterns: Vec<String>,
    pub(super) definition: Rc<ResourceDef>,
    pub(super) kind: Kind,
}

type Definitions = HashMap<(Vec<String>, bool), Rc<ResourceDef>>;

thread_local! {
    /// The definitions of this thread by their patterns, and whether these are prefixes.
    /// actix-router keeps the names in a pattern for ever, each time a definition is made of it. So
    /// each is made once, and this is never emptied.
    static DEFINITIONS: RefCell<Definitions> = RefCell::default();
}

fn definition(patterns: &[String], is_prefix: bool) -> Rc<ResourceDef> {
    DEFINITIONS.with_borrow_mut(|definitions| {
        let key = (patterns.to_vec(), is_prefix);
        let definition = definitions.entry(key).or_insert_with(|| {
            Rc::new(match (patterns, is_prefix) {
                ([single], true) => ResourceDef::prefix(single.as_str()),
                ([single], false) => ResourceDef::new(single.as_str()),
                (list, true) => ResourceDef::prefix(list.to_vec()),
                (list, false) => ResourceDef::new(list.to_vec()),
            })
        });
        Rc::clone(definition)
    })
}

#[derive(Debug)]
pub(super) enum Kind {
    /// The resource of an annotated route.
    /// `number`: its place in the table's list.
    Annotated { route: Rc<RegisteredRoute>, number: usize, is_open: bool },
    /// A scope with annotated routes in it. `segments`: how many a match is long, where each is
    /// literal or a name.
    Scope { level: Level, segments: Option<usize> },
    /// A scope without annotated routes.
    OtherScope { level: Level },
    /// Any other resource. Nothing is known of its guards.
    Other,
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
}

impl<'w> Wanted<'w> {
    /// Whoever serves a method, before the router is asked.
    pub(crate) const fn of(method: &'w [u8]) -> Wanted<'w> {
        Wanted { method, entered: 0, only_in_scopes: false }
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
    /// Whether a scope around takes more paths than the one it is written as.
    has_names: bool,
}

impl Level {
    /// Adds the annotated routes to the table's list.
    pub(crate) fn new(map: Vec<MapNode>, routes: &mut Vec<Rc<RegisteredRoute>>) -> Level {
        let mut nodes: Vec<Node> = Vec::with_capacity(map.len());
        for child in map {
            match probed(&child) {
                // The resource right before a probe is the route's.
                Some(route) => annotate(nodes.last_mut(), route, routes),
                None => nodes.push(Node::new(child, routes)),
            }
        }
        let mut index = SegmentIndex::default();
        for (number, node) in nodes.iter().enumerate() {
            for pattern in &node.patterns {
                index.add(pattern, node.definition.is_prefix(), number);
            }
        }
        Level { nodes, index }
    }

    pub(crate) fn has_annotated(&self) -> bool {
        self.nodes
            .iter()
            .any(|node| matches!(node.kind, Kind::Annotated { .. } | Kind::Scope { .. }))
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
                Kind::OtherScope { .. } | Kind::Other => {}
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

    fn has_match(&self, path: &str, is_wanted: impl Fn(&Kind) -> bool) -> bool {
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
                        extent: match is_open {
                            true => Extent::Open,
                            false if position.has_names || !node.is_literal() => Extent::Named,
                            false => Extent::Literal,
                        },
                    });
                    // Whoever comes later on this level comes too late.
                    has_taker |= !is_guarded;
                    (!is_guarded).then_some(())
                }
                Kind::Scope { level, segments } => {
                    let rest = node.rest(path, *segments)?;
                    let taken = position.taken + (path.len() - rest.len());
                    if !in_scope || taken <= wanted.entered {
                        let is_entered = in_scope && taken > position.taken;
                        let is_behind_guards = position.is_behind_guards || !is_entered;
                        let has_names = position.has_names || !node.is_literal();
                        let inside =
                            Position { taken, is_behind_guards, is_in_scope: true, has_names };
                        // Where nobody inside takes it, the default service of the scope does.
                        let has_taker_inside = level.find_at(rest, wanted, inside, found);
                        found.scope_default |= !has_taker_inside;
                        has_taker |= has_taker_inside;
                    }
                    // Its guards may say no, and then the router goes on here.
                    None
                }
                Kind::OtherScope { .. } | Kind::Other => {
                    let is_a_scope = matches!(node.kind, Kind::OtherScope { .. });
                    let entered = in_scope.then(|| wanted.entered - position.taken);
                    found.others |=
                        (counts || is_a_scope) && node.may_take(path, is_a_scope, entered);
                    None
                }
            }
        });
        has_taker
    }

    /// Lists all routes, as they stand in the tree.
    pub(crate) fn list<'l>(
        &'l self,
        prefix: &str,
        scope: Option<usize>,
        list: &mut Vec<Listed<'l>>,
    ) {
        for node in &self.nodes {
            for pattern in &node.patterns {
                let whole = format!("{prefix}{pattern}");
                let is_prefix = node.definition.is_prefix();
                match &node.kind {
                    Kind::Annotated { route, .. } => {
                        list.push(Listed { whole, is_prefix, scope, route: Some(route) });
                    }
                    Kind::Scope { level, .. } => {
                        let outermost = scope.or(Some(list.len()));
                        level.list(&whole, outermost, list);
                    }
                    Kind::OtherScope { .. } | Kind::Other => {
                        list.push(Listed { whole, is_prefix, scope, route: None });
                    }
                }
            }
        }
    }
}

/// One resource or scope in the list of all.
#[derive(Debug)]
pub(crate) struct Listed<'l> {
    /// The whole pattern.
    pub(crate) whole: String,
    is_prefix: bool,
    /// Which scope of the application's top it is in.
    pub(crate) scope: Option<usize>,
    /// `None` where it has no policy of its own.
    pub(crate) route: Option<&'l Rc<RegisteredRoute>>,
}

impl Listed<'_> {
    /// Whether some path may be matched by both.
    pub(crate) fn may_overlap(&self, other: &Listed<'_>) -> bool {
        may_overlap(&self.whole, self.is_prefix, &other.whole)
    }
}

/// Whether two whole patterns may match one path; the first may be a prefix.
fn may_overlap(other: &str, is_prefix: bool, own: &str) -> bool {
    // The prefix of a scope ends with a slash: where its segments end is for the router to say.
    if other.contains("//") || own.contains("//") {
        return true;
    }
    let (mut others, mut owns) = (segments(other), segments(own));
    loop {
        match (others.next(), owns.next()) {
            (None, None) | (Some(Segment::Other), _) | (_, Some(Segment::Other)) => return true,
            (None, Some(_)) => return is_prefix,
            (Some(_), None) => return false,
            (Some(Segment::Literal(a)), Some(Segment::Literal(b))) if a != b => return false,
            (Some(_), Some(_)) => {}
        }
    }
}

/// The route whose probe this is.
fn probed(node: &MapNode) -> Option<Rc<RegisteredRoute>> {
    match (node.patterns.as_slice(), node.children.as_deref()) {
        ([pattern], Some([mark])) if pattern == PROBE => {
            registration::by_probe(mark.name.as_deref()?)
        }
        _ => None,
    }
}

fn annotate(
    resource: Option<&mut Node>,
    route: Rc<RegisteredRoute>,
    routes: &mut Vec<Rc<RegisteredRoute>>,
) {
    let pattern = route.declaration().pattern();
    let Some(node) = resource.filter(|node| node.patterns == [pattern.as_ref()]) else { return };
    let is_open = whole_segments(&pattern).is_none();
    let number = routes.len();
    routes.push(Rc::clone(&route));
    node.kind = Kind::Annotated { route, number, is_open };
}

impl Node {
    fn new(map: MapNode, routes: &mut Vec<Rc<RegisteredRoute>>) -> Node {
        let MapNode { patterns, is_prefix, name: _, children } = map;
        let definition = definition(&patterns, is_prefix);
        let kind = match (children, patterns.as_slice()) {
            (Some(children), [pattern]) if is_prefix => {
                let segments = whole_segments(pattern);
                let level = Level::new(children, routes);
                if level.has_annotated() {
                    Kind::Scope { level, segments }
                } else {
                    Kind::OtherScope { level }
                }
            }
            _ => Kind::Other,
        };
        Node { patterns, definition, kind }
    }

    /// Whether it matches no other path than the one it is written as.
    fn is_literal(&self) -> bool {
        self.patterns.iter().all(|pattern| is_path(pattern))
    }

    /// What the router would leave of the path for the inside of this scope.
    fn rest<'p>(&self, path: &'p str, segments: Option<usize>) -> Option<&'p str> {
        let matched = match segments {
            // The definition would capture every name, and allocate for that, to come to the same.
            Some(segments) if self.definition.is_match(path) => {
                let mut slashes = path.bytes().enumerate().filter(|(_, byte)| *byte == b'/');
                slashes.nth(segments).map_or(path.len(), |(end, _)| end)
            }
            Some(_) => return None,
            None => self.definition.find_match(path)?,
        };
        path.get(matched..)
    }

    /// Whether a resource or scope without a policy could take the path. `entered`: how much of it
    /// a scope has taken.
    fn may_take(&self, path: &str, is_scope: bool, entered: Option<usize>) -> bool {
        if !self.definition.is_match(path) {
            return false;
        }
        let Some(entered) = entered else { return true };
        let taken = self.definition.find_match(path);
        taken.is_some_and(|taken| taken == entered || is_scope && taken < entered)
    }
}

/// The number of segments, where each is a literal or a name, so that a match cannot be longer or
/// shorter.
fn whole_segments(pattern: &str) -> Option<usize> {
    segments(pattern).try_fold(0, |count, segment| match segment {
        Segment::Literal(_) | Segment::Any => Some(count + 1),
        Segment::Other => None,
    })
}
