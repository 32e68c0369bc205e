//! One route in one place of one application, as the application is built.

use std::any::Any;
use std::rc::Rc;

use actix_web::dev::ResourceMap;

use crate::route::declaration::AnnotatedRoute;

/// The pattern of every probe. What is left of a path inside an application or a scope is empty or
/// starts with a slash, so that no request matches it.
pub(crate) const PROBE: &str = "cors-probe";

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
        let mut pattern = self.probe.match_pattern(PROBE)?;
        pattern.truncate(pattern.strip_suffix(PROBE)?.len());
        Some(pattern + &self.route.pattern())
    }

    pub(crate) fn is_of_one_app_with(&self, other: &Registration) -> bool {
        std::ptr::addr_eq(Rc::as_ptr(&self.app), Rc::as_ptr(&other.app))
    }
}
