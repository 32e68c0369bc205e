//! What the service of a [`Cors`](crate::Cors) and the requests inside it share: its policy, where
//! it stands, and the routes of the application.

use std::cell::OnceCell;
use std::rc::Rc;

use actix_web::dev::ServiceRequest;

use crate::enforce::note::NotePool;
use crate::middleware::nesting::{Nested, Place};
use crate::policy::worker::WorkerPolicy;
use crate::route::level::Wanted;
use crate::route::table::Routes;

/// What the service and the requests inside it share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) policy: Option<WorkerPolicy>,
    pub(super) trusts_forwarded: bool,
    pub(super) place: Place,
    /// Those that may stand inside.
    pub(super) nested: Rc<[Nested]>,
    /// actix-web's own correction of slashes stands inside.
    pub(super) corrects_slashes: bool,
    /// Known from the first request on; `None` where nobody in the application has a policy of its
    /// own.
    routes: OnceCell<Option<Rc<Routes>>>,
    pub(super) pool: NotePool,
}

impl Shared {
    pub(super) fn new(
        policy: Option<WorkerPolicy>,
        trusts_forwarded: bool,
        place: Place,
        nested: Rc<[Nested]>,
        corrects_slashes: bool,
    ) -> Rc<Shared> {
        Rc::new(Shared {
            policy,
            trusts_forwarded,
            place,
            nested,
            corrects_slashes,
            routes: OnceCell::new(),
            pool: NotePool::default(),
        })
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

    /// The same, where some of them may stand inside.
    #[inline]
    pub(super) fn routes_inside(&self) -> Option<&Routes> {
        self.known_routes().filter(|_| self.place.may_contain_routes())
    }

    /// Whoever serves a method in the place around which this stands.
    #[inline]
    pub(super) fn wanted<'w>(&self, method: &'w [u8], entered: usize) -> Wanted<'w> {
        Wanted {
            method,
            entered,
            only_in_scopes: self.place == Place::Scope,
            with_scope_policies: self.place == Place::Router,
        }
    }

    /// Whether services with a policy of their own are candidates by the table as this looks at it,
    /// and whether scopes are.
    pub(super) fn are_in_table(&self) -> (bool, bool) {
        match self.routes_inside() {
            Some(Routes::Read(_)) => (true, self.place == Place::Router),
            Some(Routes::Unreadable(_)) | None => (false, false),
        }
    }

    #[cold]
    fn read(&self, request: &ServiceRequest) -> Option<Rc<Routes>> {
        let routes = Routes::of(request.request());
        if !routes.are_without_policies() {
            return Some(routes);
        }
        if self.policy.is_none() {
            tracing::warn!(target: "cors", "`Cors::default()` does nothing: no route is annotated, and no service has `.cors(…)`");
        }
        (self.place != Place::Router || !self.nested.is_empty()).then_some(routes)
    }

    /// Whether this policy is the only one that can decide anything about a request without a note.
    #[inline]
    pub(super) fn is_alone(&self) -> bool {
        !self.trusts_forwarded && self.nested.is_empty() && self.place == Place::Router
    }
}
