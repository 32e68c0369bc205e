//! Which annotated handlers share a path. A preflight for a method that none of them serves is refused by the first,
//! with its reason, instead of falling through to a silent 404; a preflight for a sibling's method is left to the sibling.
//!
//! Handlers are grouped by the path they were written with, on each thread that builds an application. Scopes may tell two
//! equal paths apart; grouping them all the same costs nothing but that explanation.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use actix_web::dev::ResourceDef;

use crate::route::declaration::AnnotatedRoute;
use crate::route::segment_index::{SegmentIndex, TextHasher};

/// How many segments the prefixes of scopes are taken to have at most. The client writes the path, so there is a bound to
/// what is tried.
const DEEPEST_SCOPE: usize = 16;

thread_local! {
    static SIBLINGS: RefCell<Siblings> = RefCell::default();
}

/// Every annotated route of this thread.
#[derive(Default)]
struct Siblings {
    groups: Vec<Group>,
    by_path: HashMap<&'static str, usize, BuildHasherDefault<TextHasher>>,
    index: SegmentIndex,
    /// Every method that any of them serves.
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

impl Siblings {
    fn group(&mut self, route: &AnnotatedRoute) -> &mut Group {
        let Siblings { groups, by_path, index, .. } = self;
        let number = *by_path.entry(route.path()).or_insert_with(|| {
            let pattern = route.pattern();
            index.add(&pattern, false, groups.len());
            let definition = ResourceDef::new(pattern.as_ref());
            groups.push(Group { definition, routes: Vec::new() });
            groups.len() - 1
        });
        &mut groups[number]
    }

    /// Whether a route of another group may serve the end of a path.
    fn serve_end(&self, end: &str, method: &[u8]) -> bool {
        let serves = |number: usize| {
            let group = self.groups.get(number)?;
            (group.serves(method) && group.definition.is_match(end)).then_some(())
        };
        self.index.visit(end, self.groups.len(), serves).is_some()
    }
}

/// Adds a route that is being registered; the same route again changes nothing.
pub(crate) fn add(route: &'static AnnotatedRoute) {
    SIBLINGS.with_borrow_mut(|siblings| {
        let group = siblings.group(route);
        if !group.routes.iter().any(|known| std::ptr::eq(*known, route)) {
            group.routes.push(route);
            siblings.methods.extend(route.methods());
            siblings.methods.sort_unstable();
            siblings.methods.dedup();
        }
    });
}

/// Whether some annotated handler may serve this method: one on the same pattern, or one whose pattern matches the end of
/// the path, scopes aside.
pub(crate) fn may_serve(pattern: &str, path: &str, method: &[u8]) -> bool {
    SIBLINGS.with_borrow(|siblings| {
        if !siblings.methods.iter().any(|known| known.as_bytes() == method) {
            return false;
        }
        let own = siblings.by_path.get(pattern).and_then(|number| siblings.groups.get(*number));
        let mut ends = path.match_indices('/').take(DEEPEST_SCOPE);
        own.is_some_and(|group| group.serves(method))
            || ends.any(|(start, _)| siblings.serve_end(path.get(start..).unwrap_or(""), method))
    })
}
