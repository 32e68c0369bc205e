//! The guard of an annotated route's resource. It admits the requests for the handler's methods,
//! and the preflights for them, so that no second route is needed to answer these.

use actix_web::guard::{self, Guard, GuardContext};
use actix_web::http::Method;

use crate::enforce::note::Note;
use crate::request::facts;
use crate::route::declaration::AnnotatedRoute;
use crate::route::served_methods;

/// Admits the requests of an annotated route.
#[derive(Clone, Copy, Debug)]
pub struct RouteGuard(&'static AnnotatedRoute);

impl AnnotatedRoute {
    /// The guard of the route's resource.
    #[must_use]
    pub const fn guard(&'static self) -> RouteGuard {
        RouteGuard(self)
    }
}

impl Guard for RouteGuard {
    fn check(&self, context: &GuardContext<'_>) -> bool {
        let head = context.head();
        if head.method == Method::OPTIONS {
            let request = facts::facts(head);
            if request.is_preflight() {
                return match request.requested_method.first() {
                    Some(method) => self.0.serves(method) || self.refuses_for_path(context, method),
                    None => true,
                };
            }
        }
        self.0.serves(head.method.as_str().as_bytes()) || self.is_noted_as_refusing(context)
    }
}

impl RouteGuard {
    /// `false`, after actix-web's own guards have noted which methods there are: a resource further
    /// on that answers 405 names them in `Allow`.
    fn is_noted_as_refusing(self, context: &GuardContext<'_>) -> bool {
        self.0.methods().iter().any(|method| {
            Method::from_bytes(method.as_bytes())
                .is_ok_and(|method| guard::Method(method).check(context))
        })
    }

    /// Whether a preflight for a method that this route does not serve is refused here, with a
    /// reason, instead of going on to a silent 404.
    fn refuses_for_path(self, context: &GuardContext<'_>, method: &[u8]) -> bool {
        // A policy around the application covers the routes that have no annotation; one of them
        // may serve the method.
        let is_covered = Note::of_guard(context).is_some_and(|note| note.is_covered());
        let path = context.head().uri.path();
        !is_covered && !served_methods::may_include(self.0, path, method)
    }
}
