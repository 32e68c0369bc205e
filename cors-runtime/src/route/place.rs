//! One route in one place of one application, as the application is built.

use std::any::Any;
use std::rc::Rc;

use actix_web::dev::ResourceMap;

use crate::route::declaration::AnnotatedRoute;
use crate::route::probe;

/// One route in one place of one application.
pub(crate) struct Registration {
    pub(crate) route: &'static AnnotatedRoute,
    /// Shared by everything in one application and by nothing else.
    pub(crate) app: Rc<dyn Any>,
    pub(crate) probe: Rc<ResourceMap>,
}

impl Registration {
    /// The route's whole pattern, once the application's map is complete.
    pub(crate) fn pattern(&self) -> Option<String> {
        Some(probe::prefix(&self.probe)? + &self.route.pattern())
    }

    pub(crate) fn is_of_one_app_with(&self, other: &Registration) -> bool {
        std::ptr::addr_eq(Rc::as_ptr(&self.app), Rc::as_ptr(&other.app))
    }
}
