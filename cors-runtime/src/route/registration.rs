//! Annotated routes as they register, on the thread that builds an application, each with a probe
//! beside it ([`crate::route::probe`]).

use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use actix_web::HttpRequest;
use actix_web::dev::{AppService, ResourceMap};
use actix_web::error::UrlGenerationError;

#[cfg(feature = "testing")]
use crate::policy::placed::PlacedPolicy;
use crate::route::conflict;
use crate::route::declaration::AnnotatedRoute;
#[cfg(feature = "audit")]
use crate::route::ear;
use crate::route::place::Registration;
use crate::route::probe::{self, PROBE};
use crate::route::problem::{self, Problem};
#[cfg(feature = "audit")]
use crate::route::recording;
use crate::route::registered::RegisteredRoute;
use crate::route::{registered_services, served_methods};

thread_local! {
    /// What has registered since an application was completed last; emptied by [`close`], which the
    /// first service of an application calls that is built.
    static NEW: RefCell<Vec<Registration>> = const { RefCell::new(Vec::new()) };
    /// The routes of the program that have registered on this thread, each once. Never emptied: the
    /// number of an application's builds does not make it grow.
    static ROUTES: RefCell<Known> = RefCell::default();
}

#[derive(Default)]
struct Known {
    routes: Vec<Rc<RegisteredRoute>>,
    /// Their places in the list.
    numbers: HashMap<*const AnnotatedRoute, usize>,
}

/// The route as this worker has it, which is made when it registers first.
pub(crate) fn registered(route: &'static AnnotatedRoute) -> Rc<RegisteredRoute> {
    ROUTES.with_borrow_mut(|known| {
        let number = known.number(route);
        #[cfg(feature = "testing")]
        known.renew(number);
        Rc::clone(&known.routes[number])
    })
}

impl Known {
    fn number(&mut self, route: &'static AnnotatedRoute) -> usize {
        let Known { routes, numbers } = self;
        *numbers.entry(std::ptr::from_ref(route)).or_insert_with(|| {
            routes.push(RegisteredRoute::new(route));
            routes.len() - 1
        })
    }

    /// Makes a route anew that was made in the environment of an earlier test.
    #[cfg(feature = "testing")]
    fn renew(&mut self, number: usize) {
        if let Some(route) = self.routes.get_mut(number)
            && matches!(route.policy(), PlacedPolicy::Fixed(_))
        {
            let made = RegisteredRoute::new(route.declaration());
            if !made.policy().is_same(route.policy()) {
                *route = made;
            }
        }
    }
}

/// Adds a route that has just registered its resource.
pub(crate) fn add(route: &'static AnnotatedRoute, service: &mut AppService) {
    let number = ROUTES.with_borrow_mut(|known| known.number(route));
    let probe = probe::place(&probe_name(number), (), service);
    #[cfg(feature = "audit")]
    ear::place(service);
    let app: Rc<dyn Any> = service.default_service();
    NEW.with_borrow_mut(|new| new.push(Registration { route, app, probe }));
}

/// The annotated routes of the application that has the request, by what actix-web tells in public:
/// it has a resource of the probe's name.
pub(crate) fn of_application(request: &HttpRequest) -> Vec<&'static AnnotatedRoute> {
    let is_in = |number: &usize| {
        let url = request.url_for_static(&probe_name(*number));
        !matches!(url, Err(UrlGenerationError::ResourceNotFound))
    };
    ROUTES.with_borrow(|known| {
        let numbers = (0..known.routes.len()).filter(is_in);
        numbers.filter_map(|number| known.routes.get(number)).map(|own| own.declaration()).collect()
    })
}

fn probe_name(number: usize) -> String {
    format!("{PROBE} {number}")
}

/// Whether an annotated route is the first that matches a path, by what actix-web tells in public:
/// for a version whose routes cannot be read.
pub(crate) fn is_first_at(map: &ResourceMap, path: &str, method: &[u8]) -> bool {
    let (Some(name), Some(pattern)) = (map.match_name(path), map.match_pattern(path)) else {
        return false;
    };
    ROUTES.with_borrow(|known| {
        known.routes.iter().map(|route| route.declaration()).any(|route| {
            let is_it = route.source().name == name && pattern.ends_with(&*route.pattern());
            is_it && route.serves(method)
        })
    })
}

/// Called when services are built, which is after all routes of their application have registered.
///
/// # Panics
/// Where two policies claim the same pattern and method: the server refuses to start
/// ([`problem::refuse`]).
pub(crate) fn close() {
    registered_services::close();
    let new = NEW.take();
    for registration in &new {
        let whole = registration.pattern();
        let whole = whole.unwrap_or_else(|| registration.route.pattern().into_owned());
        #[cfg(feature = "audit")]
        recording::add_route(whole.clone(), registration.route);
        served_methods::add(whole, registration.route);
    }
    if let Some(conflict) = conflict::find(&new) {
        problem::refuse(Problem::Conflict(conflict));
    }
}

/// The route that placed the probe of this name.
pub(crate) fn by_probe(name: &str) -> Option<Rc<RegisteredRoute>> {
    let number: usize = name.strip_prefix(PROBE)?.trim_start().parse().ok()?;
    ROUTES.with_borrow(|known| known.routes.get(number).cloned())
}
