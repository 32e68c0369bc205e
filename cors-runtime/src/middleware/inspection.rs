//! What [`check_app`](crate::check_app) wants to know of an application that only a request can reach: its routes. The first
//! `Cors` that sees the request of an inspection answers it; nothing inside is called.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use actix_web::HttpMessage as _;
use actix_web::dev::ServiceRequest;

use crate::middleware::Shared;
use crate::route::table::{LateRoute, Routes};

thread_local! {
    /// How many inspections are under way on this thread. While there are none, no request is looked at.
    static UNDER_WAY: Cell<usize> = const { Cell::new(0) };
}

/// Carried by the request of an inspection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inspection(Rc<RefCell<Vec<LateRoute>>>);

/// Counts as an inspection that is under way while it lives.
#[derive(Debug)]
pub(crate) struct UnderWay;

impl Drop for UnderWay {
    fn drop(&mut self) {
        UNDER_WAY.set(UNDER_WAY.get().saturating_sub(1));
    }
}

/// Starts an inspection.
pub(crate) fn inspect() -> (Inspection, UnderWay) {
    UNDER_WAY.set(UNDER_WAY.get() + 1);
    (Inspection::default(), UnderWay)
}

impl Inspection {
    /// The routes whose preflights are answered behind other middleware only.
    pub(crate) fn late_routes(&self) -> Vec<LateRoute> {
        self.0.take()
    }
}

#[inline]
pub(super) fn is_expected() -> bool {
    UNDER_WAY.get() > 0
}

impl Shared {
    /// Whether the request is that of an inspection, which then has its answer.
    #[cold]
    pub(super) fn inspect(&self, request: &ServiceRequest) -> bool {
        let inspection = request.extensions().get::<Inspection>().cloned();
        let Some(Inspection(found)) = inspection else { return false };
        if let Some(Routes::Read(table)) = self.routes(request) {
            found.replace(table.late_routes());
        }
        true
    }
}
