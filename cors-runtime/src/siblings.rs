//! Which annotated handlers share a path. A preflight for a method that none of them serves is refused by the first,
//! with its reason, instead of falling through to a silent 404; a preflight for a sibling's method is left to the sibling.
//!
//! Handlers are grouped by the path they were written with, on each thread that builds an application. Scopes may tell two
//! equal paths apart; grouping them all the same costs nothing but that explanation.

use std::cell::RefCell;
use std::collections::HashMap;

use actix_web::dev::ResourceDef;

use crate::route::AnnotatedRoute;

/// How many segments the prefixes of scopes are taken to have at most. The client writes the path, so there is a bound to
/// what is tried.
const DEEPEST_SCOPE: usize = 16;

thread_local! {
    static SIBLINGS: RefCell<HashMap<&'static str, Group>> = RefCell::default();
}

/// The routes of one pattern.
struct Group {
    definition: ResourceDef,
    routes: Vec<&'static AnnotatedRoute>,
}

impl Group {
    fn matches_end(&self, path: &str) -> bool {
        let ends = path.match_indices('/').filter_map(|(start, _)| path.get(start..));
        ends.take(DEEPEST_SCOPE).any(|end| self.definition.is_match(end))
    }
}

/// Adds a route that is being registered; the same route again changes nothing.
pub(crate) fn add(route: &'static AnnotatedRoute) {
    SIBLINGS.with_borrow_mut(|siblings| {
        let group = siblings.entry(route.path()).or_insert_with(|| Group {
            definition: ResourceDef::new(route.pattern().as_ref()),
            routes: Vec::new(),
        });
        if !group.routes.iter().any(|known| std::ptr::eq(*known, route)) {
            group.routes.push(route);
        }
    });
}

/// Whether some annotated handler may serve this method: one on the same pattern, or one whose pattern matches the end of
/// the path, scopes aside.
pub(crate) fn may_serve(pattern: &str, path: &str, method: &[u8]) -> bool {
    SIBLINGS.with_borrow(|siblings| {
        siblings.iter().any(|(other, group)| {
            group.routes.iter().any(|route| route.serves(method))
                && (*other == pattern || group.matches_end(path))
        })
    })
}
