//! Which annotated handlers share a path. A preflight for a method that none of them serves is refused by the first,
//! with its reason, instead of falling through to a silent 404; a preflight for a sibling's method is left to the sibling.
//!
//! Handlers are grouped by the path they were written with, on each thread that builds an application. Scopes may tell two
//! equal paths apart; grouping them all the same costs nothing but that explanation.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::route::AnnotatedRoute;

thread_local! {
    static SIBLINGS: RefCell<HashMap<&'static str, Vec<&'static AnnotatedRoute>>> = RefCell::default();
}

/// Adds a route that is being registered; the same route again changes nothing.
pub(crate) fn add(route: &'static AnnotatedRoute) {
    SIBLINGS.with_borrow_mut(|siblings| {
        let group = siblings.entry(route.path()).or_default();
        if !group.iter().any(|known| std::ptr::eq(*known, route)) {
            group.push(route);
        }
    });
}

/// Whether some annotated handler on this path serves the method.
pub(crate) fn serve(path: &str, method: &[u8]) -> bool {
    SIBLINGS.with_borrow(|siblings| {
        siblings.get(path).is_some_and(|group| group.iter().any(|route| route.serves(method)))
    })
}
