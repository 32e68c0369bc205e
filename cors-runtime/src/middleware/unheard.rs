//! A `Cors` to which no preflight ever comes: around a route, or behind a guard that wants a
//! method. A preflight is an `OPTIONS` request, so the router leads it elsewhere, and whoever wrote
//! the policy sees no effect of it. An actual request that a guard in front has let pass tells.
//!
//! Before the first request nobody can tell: guards are private to the router, and a route may be
//! the default service, to which preflights come. But a page whose preflight fails sends no
//! request; so of a route it is said when the application is built.

use actix_web::HttpRequest;
use tracing::Level;

use crate::enforce::note::Note;
use crate::middleware::nesting::Place;
use crate::middleware::returned::is_through;
use crate::middleware::shared::Shared;
use crate::policy::said::Said;
use crate::policy::source::Source;
use crate::route::refused_methods;

static SAID_OF_ROUTES: Said = Said::new();

/// The line to write in the place of a policy around a route.
const OF_RESOURCE: &str = "give the policy to the resource and not to the route, \
    `web::resource(\"/x\").route(web::put().to(handler)).cors(&POLICY)`";

/// A policy is around a route: says once in a process that it may never see a preflight. It is an
/// event of a target of its own below `cors`, where each event is about a request.
pub(super) fn warn_around_route(policy: Source) {
    // Nobody listens yet: perhaps somebody does when the server starts.
    if tracing::enabled!(target: "cors::startup", Level::WARN) && SAID_OF_ROUTES.is_new(policy) {
        tracing::warn!(
            target: "cors::startup",
            policy = %policy,
            "the policy {policy} is around a route: a preflight is an `OPTIONS` request, so none comes to a route with a \
             guard for a method, as `web::put()` has\nhelp: {OF_RESOURCE}; around a default service nothing is wrong"
        );
    }
}

impl Shared {
    /// Looks at an actual request, and says so where no preflight for it can come here.
    #[cold]
    pub(super) fn look_for_guards(&self, request: &HttpRequest) {
        self.watch.count();
        // A `Cors` further out answers the preflights of what the table knows.
        let is_known = self.registered.is_some() && Note::of(request).is_some();
        let is_default_service = self.place == Place::Route && !is_through(request);
        let method = request.method();
        let Some(policy) = self.policy.as_ref().filter(|_| !is_known && !is_default_service) else {
            return;
        };
        if refused_methods::are_told()
            && refused_methods::may_contain(request, method.as_str().as_bytes())
        {
            self.watch.end();
            say(self.place, &policy.source(), method.as_str());
        }
    }
}

fn say(place: Place, policy: &Source, method: &str) {
    let help = match place {
        Place::Scope => {
            "take the guard for methods from the scope, and put it on its resources or routes"
        }
        Place::Resource => {
            "put the method into a route, `web::resource(\"/x\").route(web::put().to(handler)).cors(&POLICY)`; above a route \
             attribute write `#[cors(policy = POLICY)]` in the place of `wrap = …`"
        }
        Place::Route | Place::Router | Place::Elsewhere => OF_RESOURCE,
    };
    tracing::error!(
        target: "cors",
        "no preflight comes to the policy {policy}: a guard in front of it wants `{method}`, and a preflight is an `OPTIONS` \
         request\nhelp: {help}"
    );
}
