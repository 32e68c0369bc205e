//! Which methods the annotated handlers of a path serve, by what has registered on this thread and
//! nothing else.
//!
//! A preflight for a method that none of them serves is refused by the first that matches the path,
//! with the reason, instead of falling through to a silent 404; a preflight for another handler's
//! method is left to that handler. And where the routes of an application cannot be read, this is
//! what is left to tell whether a path may be that of an annotated route. Patterns are compared by
//! their segments alone, so it may be a route that does not match.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::route::declaration::AnnotatedRoute;
use crate::route::rewritten_path;
use crate::route::segment_index::{SegmentIndex, TextHasher};

thread_local! {
    /// The annotated routes that have registered on this thread, each once in each place. Never
    /// emptied: routes and patterns are parts of the program, so their number does not grow with
    /// the applications that are built and thrown away.
    static SERVED: RefCell<Served> = RefCell::default();
}

#[derive(Default)]
struct Served {
    /// The routes of each whole pattern.
    places: Vec<Vec<&'static AnnotatedRoute>>,
    /// The numbers of the places by whole pattern.
    by_whole: HashMap<String, usize>,
    index: SegmentIndex,
    /// The routes by the path that they were written with.
    by_path: HashMap<&'static str, Vec<&'static AnnotatedRoute>, BuildHasherDefault<TextHasher>>,
    /// Every method that any of them serves.
    methods: Vec<&'static str>,
    /// Scopes, by their whole patterns, in which services have registered with a policy of their
    /// own. Nobody knows the paths of such a service before the first request, or its methods.
    scopes: Vec<String>,
    scope_index: SegmentIndex,
}

fn serve(routes: &[&'static AnnotatedRoute], method: &[u8]) -> bool {
    routes.iter().any(|route| route.serves(method))
}

fn add_once(routes: &mut Vec<&'static AnnotatedRoute>, route: &'static AnnotatedRoute) {
    if !routes.iter().any(|known| std::ptr::eq(*known, route)) {
        routes.push(route);
    }
}

impl Served {
    fn place(&mut self, whole: String) -> &mut Vec<&'static AnnotatedRoute> {
        let Served { places, by_whole, index, .. } = self;
        let number = *by_whole.entry(whole).or_insert_with_key(|whole| {
            index.add(whole, false, places.len());
            places.push(Vec::new());
            places.len() - 1
        });
        &mut places[number]
    }

    fn serves(&self, path: &str, method: &[u8], is_one: impl Fn(&AnnotatedRoute) -> bool) -> bool {
        let serves = |number: usize| {
            let mut routes = self.places.get(number)?.iter();
            routes.any(|route| route.serves(method) && is_one(route)).then_some(())
        };
        self.index.visit(path, self.places.len(), serves).is_some()
    }

    fn is_in_scope_of_services(&self, path: &str) -> bool {
        let all = self.scopes.len();
        all > 0 && self.scope_index.visit(path, all, |_| Some(())).is_some()
    }

    fn is_served_anywhere(&self, method: &[u8]) -> bool {
        self.methods.iter().any(|known| known.as_bytes() == method)
    }
}

/// Adds a route that has registered at this whole pattern; the same again changes nothing.
pub(crate) fn add(whole: String, route: &'static AnnotatedRoute) {
    SERVED.with_borrow_mut(|served| {
        add_once(served.place(whole), route);
        add_once(served.by_path.entry(route.path()).or_default(), route);
        for method in route.methods() {
            if !served.methods.contains(method) {
                served.methods.push(method);
            }
        }
    });
}

/// Adds a service with a policy of its own, somewhere in the scope of this whole pattern.
pub(crate) fn add_services_below(scope: String) {
    SERVED.with_borrow_mut(|served| {
        if !served.scopes.contains(&scope) {
            served.scope_index.add(&scope, true, served.scopes.len());
            served.scopes.push(scope);
        }
    });
}

/// Whether another handler with a policy may serve this method on this path: an annotated one that
/// was written with the same path, or that matches it, or a service with a policy in a scope that
/// matches it. The path is as the client wrote it.
pub(crate) fn may_include(own: &AnnotatedRoute, path: &str, method: &[u8]) -> bool {
    SERVED.with_borrow(|served| {
        let written = || served.by_path.get(own.path()).is_some_and(|all| serve(all, method));
        let annotated = || {
            let serves = || written() || served.serves(path, method, |_| true);
            served.is_served_anywhere(method) && serves()
        };
        annotated() || served.is_in_scope_of_services(path)
    })
}

/// Whether one of these handlers may serve this method on this path, as the router sees it.
pub(crate) fn include_at(routes: &[&AnnotatedRoute], path: &str, method: &[u8]) -> bool {
    let is_one = |route: &AnnotatedRoute| routes.iter().any(|one| std::ptr::eq(*one, route));
    SERVED.with_borrow(|served| served.serves(path, method, is_one))
}

/// The same, also where middleware rewrites the path.
pub(crate) fn may_include_at(routes: &[&AnnotatedRoute], path: &str, method: &[u8]) -> bool {
    let mut may = include_at(routes, path, method);
    let is_whole = rewritten_path::each_with_other_slashes(path, |other| {
        may |= include_at(routes, other, method);
    });
    may || !is_whole
        || rewritten_path::without_base(path).any(|rest| include_at(routes, rest, method))
}
