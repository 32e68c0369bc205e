//! What [`check_app`](crate::check_app) wants to know of an application that only a request can
//! reach: its routes. The first `Cors` that sees the request of an inspection answers it; nothing
//! inside is called.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use actix_web::HttpMessage as _;
use actix_web::dev::ServiceRequest;

use crate::route::late_route::LateRoute;
use crate::route::table::Routes;

thread_local! {
    /// How many inspections are under way on this thread. While there are none, no request is
    /// looked at.
    static UNDER_WAY: Cell<usize> = const { Cell::new(0) };
    /// How many `Cors` have been built around the router of an application on this thread, ever.
    static AROUND_ROUTERS: Cell<u64> = const { Cell::new(0) };
    /// How many around something of which nothing is known.
    static ELSEWHERE: Cell<u64> = const { Cell::new(0) };
}

/// Carried by the request of an inspection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inspection(Rc<RefCell<Vec<LateRoute>>>);

/// Counts as an inspection that is under way while it lives.
#[derive(Debug)]
pub(super) struct UnderWay;

impl Drop for UnderWay {
    fn drop(&mut self) {
        UNDER_WAY.set(UNDER_WAY.get().saturating_sub(1));
    }
}

/// Starts an inspection.
pub(super) fn inspect() -> (Inspection, UnderWay) {
    UNDER_WAY.set(UNDER_WAY.get() + 1);
    (Inspection::default(), UnderWay)
}

impl Inspection {
    /// The routes whose preflights are answered behind other middleware only.
    pub(super) fn late_routes(&self) -> Vec<LateRoute> {
        self.0.take()
    }
}

#[inline]
pub(crate) fn is_expected() -> bool {
    UNDER_WAY.get() > 0
}

/// The inspection that a request belongs to.
#[cold]
pub(crate) fn of(request: &ServiceRequest) -> Option<Inspection> {
    request.extensions().get::<Inspection>().cloned()
}

impl Inspection {
    /// Looks at the routes of the application.
    pub(crate) fn look_at(&self, routes: &Routes) {
        if let Routes::Read(table) = routes {
            self.0.replace(table.late_routes());
        }
    }
}

/// Counts a `Cors` around the router of an application.
pub(crate) fn count_around_router() {
    AROUND_ROUTERS.set(AROUND_ROUTERS.get() + 1);
}

/// How many there have been.
pub(super) fn around_routers() -> u64 {
    AROUND_ROUTERS.get()
}

/// Counts a `Cors` around something of which nothing is known.
pub(crate) fn count_elsewhere() {
    ELSEWHERE.set(ELSEWHERE.get() + 1);
}

/// How many there have been.
pub(super) fn elsewhere() -> u64 {
    ELSEWHERE.get()
}
