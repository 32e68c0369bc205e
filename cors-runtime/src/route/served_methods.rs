//! Which methods the annotated handlers of a path serve, by what has registered on this thread and nothing else.
//!
//! A preflight for a method that none of them serves is refused by the first that matches the path, with the reason, instead
//! of falling through to a silent 404; a preflight for another handler's method is left to that handler. Handlers are grouped
//! by the path they were written with. Scopes may tell two equal paths apart; grouping them all the same costs nothing but
//! that explanation.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use actix_web::dev::ResourceDef;

use crate::route::declaration::AnnotatedRoute;
use crate::route::rewritten_path;
use crate::route::segment_index::{SegmentIndex, TextHasher};

/// How many segments the prefixes of scopes are taken to have at most. The client writes the path, so there is a bound to
/// what is tried.
const DEEPEST_SCOPE: usize = 16;

thread_local! {
    /// Every annotated route of the program that has registered on this thread, once. Never emptied: the routes are parts of
    /// the program, so their number does not grow with the applications that are built and thrown away.
    static PATHS: RefCell<Paths> = RefCell::default();
}

#[derive(Default)]
struct Paths {
    groups: Vec<Group>,
    by_path: HashMap<&'static str, usize, BuildHasherDefault<TextHasher>>,
    index: SegmentIndex,
    /// Every method that any of the routes serves.
    methods: Vec<&'static str>,
}

/// The routes of one pattern.
struct Group {
    definition: ResourceDef,
    routes: Vec<&'static AnnotatedRoute>,
}

impl Group {
    fn serves(&self, method: &[u8]) -> bool {
        self.routes.iter().any(|route| route.serves(method))
    }
}

impl Paths {
    fn group(&mut self, route: &AnnotatedRoute) -> &mut Group {
        let Paths { groups, by_path, index, .. } = self;
        let number = *by_path.entry(route.path()).or_insert_with(|| {
            let pattern = route.pattern();
            index.add(&pattern, false, groups.len());
            let definition = ResourceDef::new(pattern.as_ref());
            groups.push(Group { definition, routes: Vec::new() });
            groups.len() - 1
        });
        &mut groups[number]
    }

    /// Whether a route may serve the end of a path.
    fn serve_end(&self, end: &str, method: &[u8]) -> bool {
        let serves = |number: usize| {
            let group = self.groups.get(number)?;
            (group.serves(method) && group.definition.is_match(end)).then_some(())
        };
        self.index.visit(end, self.groups.len(), serves).is_some()
    }

    fn is_served_anywhere(&self, method: &[u8]) -> bool {
        self.methods.iter().any(|known| known.as_bytes() == method)
    }

    /// Whether a route may serve the path, scopes and a base path aside.
    fn serve(&self, path: &str, method: &[u8]) -> bool {
        // Nothing is left of the path where scopes have taken all of it.
        let mut ends = path.match_indices('/').take(DEEPEST_SCOPE);
        ends.any(|(start, _)| self.serve_end(path.get(start..).unwrap_or(""), method))
            || self.serve_end("", method)
    }
}

/// Adds a route that is being registered; the same route again changes nothing.
pub(crate) fn add(route: &'static AnnotatedRoute) {
    PATHS.with_borrow_mut(|paths| {
        let group = paths.group(route);
        if !group.routes.iter().any(|known| std::ptr::eq(*known, route)) {
            group.routes.push(route);
            paths.methods.extend(route.methods());
            paths.methods.sort_unstable();
            paths.methods.dedup();
        }
    });
}

/// Whether no annotated route has registered.
pub(crate) fn are_none() -> bool {
    PATHS.with_borrow(|paths| paths.groups.is_empty())
}

/// Whether some annotated handler may serve this method: one on the same pattern, or one whose pattern matches the end of
/// the path.
pub(crate) fn may_include(pattern: &str, path: &str, method: &[u8]) -> bool {
    PATHS.with_borrow(|paths| {
        let own = || paths.by_path.get(pattern).and_then(|number| paths.groups.get(*number));
        paths.is_served_anywhere(method)
            && (own().is_some_and(|group| group.serves(method)) || paths.serve(path, method))
    })
}

/// Whether some annotated handler may serve this method on this path, or on the path with other slashes.
pub(crate) fn may_include_at(path: &str, method: &[u8]) -> bool {
    PATHS.with_borrow(|paths| {
        let mut may = paths.serve(path, method);
        let is_whole = rewritten_path::each_with_other_slashes(path, |other| {
            may |= paths.serve(other, method);
        });
        paths.is_served_anywhere(method) && (may || !is_whole)
    })
}
