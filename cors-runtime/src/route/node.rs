//! One resource or scope of an application, as its map has it, and whose it is. Made and tried by
//! [`crate::route::level`], whose levels are the inside of scopes (`L`).

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use actix_web::dev::ResourceDef;

use crate::route::app_map::MapNode;
use crate::route::candidates::Extent;
use crate::route::decider::Decider;
use crate::route::probe::PROBE;
use crate::route::registered::RegisteredRoute;
use crate::route::registered_service::RegisteredService;
use crate::route::registered_services::{self, Marks};
use crate::route::registration;
use crate::route::segment_index::{Segment, is_path, segments};

/// A resource or a scope.
#[derive(Debug)]
pub(crate) struct Node<L> {
    pub(crate) patterns: Vec<String>,
    pub(crate) definition: Rc<ResourceDef>,
    /// What the program calls it; handlers of attributes have their own names.
    #[cfg(feature = "audit")]
    pub(crate) name: Option<String>,
    pub(crate) kind: Kind<L>,
}

/// Whose it is.
#[derive(Debug)]
pub(crate) enum Kind<L> {
    /// The resource of an annotated route.
    /// `number`: its place in the table's list.
    Annotated { route: Rc<RegisteredRoute>, number: usize, is_open: bool },
    /// A resource or `Files` with a policy of its own. Nothing is known of its methods and guards.
    Service { service: Rc<RegisteredService>, number: usize },
    /// A scope with a policy, or with somebody in it who has one. `segments`: how many a match is
    /// long, where each is literal or a name.
    Scope { level: L, segments: Option<usize> },
    /// A scope without any.
    OtherScope { level: L },
    /// Any other resource. Nothing is known of its guards.
    Other,
}

/// Whose place a probe marks.
pub(crate) enum Probed {
    Route(Rc<RegisteredRoute>),
    Service(Rc<RegisteredService>),
    /// The scope that the probe is in.
    Scope(Rc<RegisteredService>),
}

/// What a node of the map marks; nothing where it is no probe.
pub(crate) fn probed(node: &MapNode) -> Option<Probed> {
    let name = match (node.patterns.as_slice(), node.children.as_deref()) {
        ([pattern], Some([mark])) if pattern == PROBE => mark.name.as_deref()?,
        _ => return None,
    };
    match registered_services::by_probe(name) {
        Some((service, Marks::Before)) => Some(Probed::Service(service)),
        Some((service, Marks::Around)) => Some(Probed::Scope(service)),
        None => registration::by_probe(name).map(Probed::Route),
    }
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

impl<L> Node<L> {
    /// `kind`: whose it is, without what a probe says of it.
    pub(crate) fn new(patterns: Vec<String>, is_prefix: bool, kind: Kind<L>) -> Node<L> {
        let definition = definition(&patterns, is_prefix);
        Node {
            patterns,
            definition,
            #[cfg(feature = "audit")]
            name: None,
            kind,
        }
    }

    /// Makes it the resource of an annotated route, if it is.
    pub(crate) fn annotate(&mut self, route: Rc<RegisteredRoute>, deciders: &mut Vec<Decider>) {
        let pattern = route.declaration().pattern();
        if self.patterns != [pattern.as_ref()] {
            return;
        }
        let is_open = whole_segments(&pattern).is_none();
        let number = deciders.len();
        deciders.push(Decider::Route(Rc::clone(&route)));
        self.kind = Kind::Annotated { route, number, is_open };
    }

    /// Makes it a service with a policy of its own.
    pub(crate) fn serve(&mut self, service: Rc<RegisteredService>, deciders: &mut Vec<Decider>) {
        if matches!(self.kind, Kind::Other) {
            let number = deciders.len();
            service.list();
            deciders.push(Decider::Service(Rc::clone(&service)));
            self.kind = Kind::Service { service, number };
        }
    }

    /// Whether it matches no other path, or as a prefix takes no other part of one, than what it is
    /// written as.
    pub(crate) fn is_literal(&self) -> bool {
        self.patterns.iter().all(|pattern| is_path(pattern))
    }

    /// Which paths it matches. `is_open`: paths of any length.
    pub(crate) fn extent(&self, is_open: bool) -> Extent {
        match is_open {
            true => Extent::Open,
            false if !self.is_literal() => Extent::Named,
            false => Extent::Literal,
        }
    }

    /// Which paths it matches, with whatever it leads to where it is a prefix.
    pub(crate) fn whole_extent(&self) -> Extent {
        self.extent(
            self.definition.is_prefix()
                || self.patterns.iter().any(|pattern| whole_segments(pattern).is_none()),
        )
    }

    /// What the router would leave of the path for the inside of this scope.
    pub(crate) fn rest<'p>(&self, path: &'p str, segments: Option<usize>) -> Option<&'p str> {
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
    pub(crate) fn may_take(&self, path: &str, is_scope: bool, entered: Option<usize>) -> bool {
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
pub(crate) fn whole_segments(pattern: &str) -> Option<usize> {
    segments(pattern).try_fold(0, |count, segment| match segment {
        Segment::Literal(_) | Segment::Any => Some(count + 1),
        Segment::Other => None,
    })
}
