//! Annotated routes as they register, on the thread that builds an application.
//!
//! actix-web does not tell a service that registers where in the application it is. Where a [`Cors`](crate::Cors) wants to
//! know, each route registers a probe beside itself: a service that no request can reach, with a resource map of our own,
//! which actix-web links into the application's. From then on that map knows the prefixes of the scopes around it, and the
//! probe's unique name marks the route's place in the application's map ([`crate::route::app_map`]).

use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::HttpResponse;
use actix_web::dev::{AppService, ResourceDef, ResourceMap, ServiceRequest, fn_service};
use actix_web::guard::{Guard, fn_guard};

use crate::middleware::nesting as presence;
use crate::route::conflict;
use crate::route::declaration::AnnotatedRoute;
use crate::startup::{self, Problem};

/// The pattern of every probe. What is left of a path inside an application or a scope is empty or starts with a slash, so
/// that no request matches it.
pub(crate) const PROBE: &str = "cors-probe";

thread_local! {
    /// Since the last application that was built.
    static NEW: RefCell<Vec<Registration>> = const { RefCell::new(Vec::new()) };
    /// The routes of all probes by name.
    static BY_PROBE: RefCell<HashMap<String, &'static AnnotatedRoute>> = RefCell::default();
}

/// One route in one place of one application.
pub(crate) struct Registration {
    pub(crate) route: &'static AnnotatedRoute,
    /// Shared by everything in one application and by nothing else.
    app: Rc<dyn Any>,
    place: Place,
}

enum Place {
    /// In no scope.
    Root,
    /// The probe knows, once the application is built.
    Probed(Rc<ResourceMap>),
    /// In a scope of an application that has no `Cors`.
    Unknown,
}

impl Registration {
    /// The route's whole pattern, where it is known.
    pub(crate) fn pattern(&self) -> Option<String> {
        let tail = self.route.pattern();
        match &self.place {
            Place::Root => Some(tail.into_owned()),
            Place::Probed(probe) => {
                let mut pattern = probe.match_pattern(PROBE)?;
                pattern.truncate(pattern.strip_suffix(PROBE)?.len());
                Some(pattern + &tail)
            }
            Place::Unknown => None,
        }
    }

    pub(crate) fn is_of_one_app_with(&self, other: &Registration) -> bool {
        std::ptr::addr_eq(Rc::as_ptr(&self.app), Rc::as_ptr(&other.app))
    }
}

/// Adds a route that has just registered its resource.
pub(crate) fn add(route: &'static AnnotatedRoute, service: &mut AppService) {
    let place = if presence::is_expected() {
        Place::Probed(place_probe(route, service))
    } else if service.is_root() {
        Place::Root
    } else {
        Place::Unknown
    };
    let app: Rc<dyn Any> = service.default_service();
    NEW.with_borrow_mut(|new| new.push(Registration { route, app, place }));
}

fn place_probe(route: &'static AnnotatedRoute, service: &mut AppService) -> Rc<ResourceMap> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let name = format!("{PROBE} {}", NEXT.fetch_add(1, Ordering::Relaxed));
    let mut mark = ResourceDef::new("");
    mark.set_name(&name);
    let mut map = ResourceMap::new(ResourceDef::new(PROBE));
    map.add(&mut mark, None);
    let map = Rc::new(map);
    let never: Vec<Box<dyn Guard>> = vec![Box::new(fn_guard(|_| false))];
    let unreachable = fn_service(|request: ServiceRequest| async {
        Ok(request.into_response(HttpResponse::NotFound().finish()))
    });
    service.register_service(
        ResourceDef::new(PROBE),
        Some(never),
        unreachable,
        Some(Rc::clone(&map)),
    );
    BY_PROBE.with_borrow_mut(|routes| routes.insert(name, route));
    map
}

/// Called when services are built, which is after all routes of their application have registered.
///
/// # Panics
/// Where two policies claim the same pattern and method: the server refuses to start ([`startup::refuse`]).
pub(crate) fn close() {
    let new = NEW.take();
    if let Some(conflict) = conflict::find(&new) {
        startup::refuse(Problem::Conflict(conflict));
    }
}

/// The route that placed the probe of this name.
pub(crate) fn by_probe(name: &str) -> Option<&'static AnnotatedRoute> {
    BY_PROBE.with_borrow(|routes| routes.get(name).copied())
}

/// Whether no route on this thread has placed a probe.
pub(crate) fn is_empty() -> bool {
    BY_PROBE.with_borrow(HashMap::is_empty)
}
