//! What the service of a [`Cors`](crate::Cors) and the requests inside it share: its policy, where it stands, and the routes of
//! the application.

use std::cell::OnceCell;
use std::rc::Rc;

use actix_web::dev::ServiceRequest;

use crate::enforce::note::NotePool;
use crate::middleware::nesting::{Nested, Place};
use crate::policy::worker::WorkerPolicy;
use crate::route::table::Routes;

/// What the service and the requests inside it share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) policy: Option<WorkerPolicy>,
    pub(super) trusts_forwarded: bool,
    pub(super) place: Place,
    /// Those that may stand inside.
    pub(super) nested: Rc<[Nested]>,
    /// Known from the first request on; `None` where nobody in the application has a policy of its own.
    routes: OnceCell<Option<Rc<Routes>>>,
    pub(super) pool: NotePool,
}

impl Shared {
    pub(super) fn new(
        policy: Option<WorkerPolicy>,
        trusts_forwarded: bool,
        place: Place,
        nested: Rc<[Nested]>,
    ) -> Rc<Shared> {
        let (routes, pool) = (OnceCell::new(), NotePool::default());
        Rc::new(Shared { policy, trusts_forwarded, place, nested, routes, pool })
    }

    /// The routes of this application, where that matters.
    #[inline]
    pub(super) fn routes(&self, request: &ServiceRequest) -> Option<&Routes> {
        self.routes.get_or_init(|| self.read(request)).as_deref()
    }

    /// The same, once a request has been here.
    #[inline]
    pub(super) fn known_routes(&self) -> Option<&Routes> {
        self.routes.get()?.as_deref()
    }

    #[cold]
    fn read(&self, request: &ServiceRequest) -> Option<Rc<Routes>> {
        let routes = Routes::of(request.resource_map());
        if !routes.are_without_policies() {
            return Some(routes);
        }
        if self.policy.is_none() {
            tracing::warn!(target: "cors", "`Cors::default()` does nothing: no route is annotated");
        }
        (self.place != Place::Router || !self.nested.is_empty()).then_some(routes)
    }

    /// Whether this policy is the only one that can decide anything about a request without a note.
    #[inline]
    pub(super) fn is_alone(&self) -> bool {
        !self.trusts_forwarded && self.nested.is_empty() && self.place == Place::Router
    }
}
