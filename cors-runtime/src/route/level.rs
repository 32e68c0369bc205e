//! One level of the table: the application, or the inside of a scope. It matches what is left of a path in the order of
//! registration, as the router does there. Called by [`crate::route::table`].

use std::collections::HashMap;

use actix_web::dev::ResourceDef;

use crate::route::app_map::MapNode;
use crate::route::declaration::AnnotatedRoute;
use crate::route::registration::{self, PROBE};
use crate::route::segment_index::{ByText, Segment, SegmentIndex, is_path, segments};
use crate::route::table::Owner;

/// The application, or the inside of a scope.
#[derive(Debug)]
pub(crate) struct Level {
    nodes: Vec<Node>,
    index: SegmentIndex,
    /// Who claims the paths that patterns spell out, which are most of those that are asked for: the router's definitions
    /// say the same of a path each time.
    spelt: ByText<Box<[Claim]>>,
}

/// A route that matches a path.
#[derive(Debug)]
struct Claim {
    route: &'static AnnotatedRoute,
    /// No guard could lead elsewhere.
    is_certain: bool,
}

impl Claim {
    #[inline]
    fn owner(&self) -> Owner {
        if self.is_certain { Owner::Route(self.route) } else { Owner::Unclear }
    }
}

#[derive(Debug)]
struct Node {
    patterns: Vec<String>,
    definition: ResourceDef,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// Its guards, if any, look at the method or are the user's.
    Annotated { route: &'static AnnotatedRoute, is_contested: bool },
    /// A scope with annotated routes in it. `segments`: how many a match is long, where each of them is literal or a name.
    Scope { level: Level, segments: Option<usize>, has_twin: bool },
    /// Anything else: it has any guards or none.
    Other,
}

/// How often each whole pattern occurs, each scope counting for itself.
pub(crate) fn count_places(node: &MapNode, prefix: &str, places: &mut HashMap<String, usize>) {
    let mut here: Vec<String> = Vec::new();
    for child in node.children.iter().flatten() {
        for pattern in &child.patterns {
            let whole = format!("{prefix}{pattern}");
            if child.children.is_some() {
                count_places(child, &whole, places);
            } else if !here.contains(&whole) {
                here.push(whole);
            }
        }
    }
    for whole in here {
        *places.entry(whole).or_default() += 1;
    }
}

impl Level {
    pub(crate) fn new(
        map: Vec<MapNode>,
        prefix: &str,
        depth: usize,
        places: &HashMap<String, usize>,
    ) -> Level {
        let mut nodes: Vec<Node> = Vec::with_capacity(map.len());
        for child in map {
            match probed(&child) {
                Some(route) => annotate(nodes.last_mut(), route, prefix, depth, places),
                None => nodes.push(Node::new(child, prefix, depth, places)),
            }
        }
        mark_twins(&mut nodes);
        let mut index = SegmentIndex::default();
        for (number, node) in nodes.iter().enumerate() {
            for pattern in &node.patterns {
                index.add(pattern, node.definition.is_prefix(), number);
            }
        }
        let mut level = Level { nodes, index, spelt: ByText::default() };
        level.spelt = level.spell_out();
        level
    }

    fn spell_out(&self) -> ByText<Box<[Claim]>> {
        let patterns = self.nodes.iter().flat_map(|node| &node.patterns);
        let paths = patterns.filter(|pattern| is_path(pattern));
        paths.filter_map(|path| Some((path.as_str().into(), self.claims(path)?))).collect()
    }

    /// The annotated routes that match a path, in order. `None` where a scope does: then the method matters.
    fn claims(&self, path: &str) -> Option<Box<[Claim]>> {
        let (mut claims, mut others) = (Vec::new(), Others::None);
        let scope = self.index.visit(path, self.nodes.len(), |number| {
            let node = self.nodes.get(number).filter(|node| node.definition.is_match(path))?;
            match &node.kind {
                Kind::Annotated { route, is_contested } => {
                    claims.push(others.claim(route, *is_contested, &node.patterns));
                }
                Kind::Scope { .. } => return Some(()),
                Kind::Other => others.add(node),
            }
            None
        });
        if scope.is_some() { None } else { Some(claims.into()) }
    }

    pub(crate) fn has_annotated(&self) -> bool {
        self.nodes.iter().any(|node| !matches!(node.kind, Kind::Other))
    }

    pub(crate) fn leads_somewhere(&self, path: &str) -> bool {
        let matches = |number: usize| {
            self.nodes.get(number).filter(|node| node.definition.is_match(path)).map(|_| ())
        };
        self.index.visit(path, self.nodes.len(), matches).is_some()
    }

    #[inline]
    pub(crate) fn owner(&self, path: &str, method: &[u8]) -> Owner {
        match self.spelt.get(path) {
            Some(claims) => {
                let claim = claims.iter().find(|claim| claim.route.serves(method));
                claim.map_or(Owner::Nobody, Claim::owner)
            }
            None => self.find_owner(path, method),
        }
    }

    fn find_owner(&self, path: &str, method: &[u8]) -> Owner {
        let mut others = Others::None;
        let owner = self.index.visit(path, self.nodes.len(), |number| {
            let node = self.nodes.get(number)?;
            match &node.kind {
                Kind::Annotated { route, is_contested } => {
                    if !route.serves(method) || !node.definition.is_match(path) {
                        return None;
                    }
                    Some(others.claim(route, *is_contested, &node.patterns).owner())
                }
                Kind::Scope { level, segments, has_twin } => {
                    let rest = node.rest(path, *segments)?;
                    Some(match level.owner(rest, method) {
                        Owner::Nobody if !has_twin => Owner::Nobody,
                        Owner::Route(route) if !has_twin && matches!(others, Others::None) => {
                            Owner::Route(route)
                        }
                        _ => Owner::Unclear,
                    })
                }
                Kind::Other => {
                    if node.definition.is_match(path) {
                        others.add(node);
                    }
                    None
                }
            }
        });
        owner.unwrap_or(Owner::Nobody)
    }
}

/// The routes without annotation that match and come first. Their guards are unknown.
enum Others<'n> {
    None,
    /// All of one resource: handlers of one pattern are told apart by their methods.
    Same(&'n [String]),
    Mixed,
}

impl<'n> Others<'n> {
    fn add(&mut self, node: &'n Node) {
        let patterns = node.patterns.as_slice();
        *self = match self {
            // A scope keeps what it has taken.
            _ if node.definition.is_prefix() => Others::Mixed,
            Others::None => Others::Same(patterns),
            Others::Same(same) if *same == patterns => Others::Same(patterns),
            Others::Same(_) | Others::Mixed => Others::Mixed,
        };
    }

    /// What a later route of these patterns may say of itself.
    fn claim(
        &self,
        route: &'static AnnotatedRoute,
        is_contested: bool,
        patterns: &[String],
    ) -> Claim {
        let is_certain = !route.is_guarded() && !is_contested && self.leave(patterns);
        Claim { route, is_certain }
    }

    /// Whether they leave the request to a later route of these patterns. One that took every method would make the later
    /// route unreachable, and nobody writes a route and a policy for nothing.
    fn leave(&self, patterns: &[String]) -> bool {
        match self {
            Others::None => true,
            Others::Same(same) => *same == patterns,
            Others::Mixed => false,
        }
    }
}

/// The route whose probe this is.
fn probed(node: &MapNode) -> Option<&'static AnnotatedRoute> {
    match (node.patterns.as_slice(), node.children.as_deref()) {
        ([pattern], Some([mark])) if pattern == PROBE => {
            registration::by_probe(mark.name.as_deref()?)
        }
        _ => None,
    }
}

/// The resource right before a probe is the route's.
fn annotate(
    resource: Option<&mut Node>,
    route: &'static AnnotatedRoute,
    prefix: &str,
    depth: usize,
    places: &HashMap<String, usize>,
) {
    let pattern = route.pattern();
    let Some(node) = resource.filter(|node| node.patterns == [pattern.as_ref()]) else { return };
    // In a scope whose guards say no, the router would go on to the other place.
    let elsewhere = places.get(&format!("{prefix}{pattern}")).is_some_and(|count| *count > 1);
    node.kind = Kind::Annotated { route, is_contested: depth > 0 && elsewhere };
}

/// Two scopes of one pattern side by side make sense only where guards tell them apart.
fn mark_twins(nodes: &mut [Node]) {
    let prefixes: Vec<_> = nodes
        .iter()
        .map(|node| node.definition.is_prefix().then(|| node.patterns.clone()))
        .collect();
    for (number, node) in nodes.iter_mut().enumerate() {
        if let Kind::Scope { has_twin, .. } = &mut node.kind {
            let twins = prefixes.iter().flatten().filter(|patterns| **patterns == node.patterns);
            *has_twin = twins.count() > 1 && prefixes[number].is_some();
        }
    }
}

impl Node {
    fn new(map: MapNode, prefix: &str, depth: usize, places: &HashMap<String, usize>) -> Node {
        let MapNode { patterns, is_prefix, name: _, children } = map;
        let definition = match (patterns.as_slice(), is_prefix) {
            ([single], true) => ResourceDef::prefix(single.as_str()),
            ([single], false) => ResourceDef::new(single.as_str()),
            (list, true) => ResourceDef::prefix(list.to_vec()),
            (list, false) => ResourceDef::new(list.to_vec()),
        };
        let kind = match (children, patterns.as_slice()) {
            (Some(children), [pattern]) if is_prefix => {
                let prefix = format!("{prefix}{pattern}");
                let level = Level::new(children, &prefix, depth + 1, places);
                let segments = whole_segments(pattern);
                let scope = Kind::Scope { level, segments, has_twin: false };
                if scope.has_annotated() { scope } else { Kind::Other }
            }
            _ => Kind::Other,
        };
        Node { patterns, definition, kind }
    }

    /// What the router would leave of the path for the inside of this scope.
    fn rest<'p>(&self, path: &'p str, segments: Option<usize>) -> Option<&'p str> {
        let matched = match segments {
            // The definition would capture every name, and allocate for that, to tell the same.
            Some(segments) if self.definition.is_match(path) => {
                let mut slashes = path.bytes().enumerate().filter(|(_, byte)| *byte == b'/');
                slashes.nth(segments).map_or(path.len(), |(end, _)| end)
            }
            Some(_) => return None,
            None => self.definition.find_match(path)?,
        };
        path.get(matched..)
    }
}

impl Kind {
    fn has_annotated(&self) -> bool {
        matches!(self, Kind::Scope { level, .. } if level.has_annotated())
    }
}

/// The number of segments, where each is a literal or a name, so that a match cannot be longer or shorter.
fn whole_segments(pattern: &str) -> Option<usize> {
    segments(pattern).try_fold(0, |count, segment| match segment {
        Segment::Literal(_) | Segment::Any => Some(count + 1),
        Segment::Other => None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::Level;
    use crate::route::app_map::MapNode;
    use crate::route::table::Owner;

    fn resource(pattern: &str) -> MapNode {
        let patterns = vec![pattern.to_owned()];
        MapNode { patterns, is_prefix: false, name: None, children: None }
    }

    /// What is known beforehand of a path is what would be found for it.
    #[test]
    fn a_path_that_is_spelt_out_is_nobody_elses() {
        let map = ["/{any}", "/data", "/data/{id}", "/x*", ""].map(resource);
        let level = Level::new(map.into(), "", 0, &HashMap::new());
        assert_eq!(level.spelt.len(), 2, "the whole paths alone: {:?}", level.spelt.keys());
        for path in ["/data", "", "/other", "/data/7"] {
            let (known, found) = (level.owner(path, b"GET"), level.find_owner(path, b"GET"));
            assert!(matches!((known, found), (Owner::Nobody, Owner::Nobody)), "{path}");
        }
    }
}
