//! What happens while one application is built: which routes register and where, and which policies
//! a [`Cors`](crate::Cors) stands with around others. Kept for [`crate::startup::audit`]; other
//! applications of the thread have nothing to do with it.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_web::HttpRequest;
use actix_web::dev::ResourceMap;
use pin_project_lite::pin_project;

use crate::policy::placed::PlacedPolicy;
use crate::route::declaration::AnnotatedRoute;
use crate::route::probe;

thread_local! {
    /// The record of the application that is being built right now, where somebody wants one. Set
    /// for the length of one poll of [`Recorded`], and empty at all other times.
    static RECORD: RefCell<Option<Record>> = const { RefCell::new(None) };
}

/// What has been seen.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// Each annotated route with its whole pattern, in the order of registration.
    pub(crate) routes: Vec<(String, &'static AnnotatedRoute)>,
    /// The services that have registered with a policy of their own.
    pub(crate) services: Vec<Service>,
    /// The policies that stand around others, the innermost first.
    pub(crate) around: Vec<Around>,
    /// A request of the application, which knows its routes.
    pub(crate) request: Option<HttpRequest>,
    /// The application has a service that tells its routes.
    pub(crate) has_ear: bool,
}

/// A service with a policy of its own.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    probe: Rc<ResourceMap>,
    pub(crate) policy: PlacedPolicy,
    /// It is a scope, and has the prefix as its pattern. Of others, the pattern is not known.
    pub(crate) is_scope: bool,
    /// The prefixes of the scopes around, once the application is complete.
    pub(crate) prefix: Option<String>,
}

/// A policy for whatever in one place has none of its own.
#[derive(Clone, Debug)]
pub(crate) struct Around {
    pub(crate) policy: PlacedPolicy,
    pub(crate) what: Surrounded,
}

/// What it stands around; of several of a kind nobody can tell which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Surrounded {
    /// The whole application.
    Application,
    /// A scope.
    Scope,
    /// A resource.
    Resource,
    /// A route, which may be the default service.
    Route,
    /// Something of which nothing is known.
    Unknown,
}

fn with(note: impl FnOnce(&mut Record)) {
    RECORD.with_borrow_mut(|record| record.as_mut().map(note));
}

/// Adds a route that has registered.
pub(super) fn add_route(pattern: String, route: &'static AnnotatedRoute) {
    with(|record| record.routes.push((pattern, route)));
}

/// Adds a service with a policy of its own, beside this probe or, where it is a scope, around it.
pub(super) fn add_service(probe: &Rc<ResourceMap>, policy: &PlacedPolicy, is_scope: bool) {
    let (probe, policy) = (Rc::clone(probe), policy.clone());
    with(|record| record.services.push(Service { probe, policy, is_scope, prefix: None }));
}

/// Looks where the services are, once the application's map is complete.
pub(super) fn find_services() {
    with(|record| {
        for service in record.services.iter_mut().filter(|service| service.prefix.is_none()) {
            service.prefix = probe::prefix(&service.probe);
        }
    });
}

/// Adds a policy around others.
pub(crate) fn add_around(policy: &PlacedPolicy, what: Surrounded) {
    with(|record| record.around.push(Around { policy: policy.clone(), what }));
}

/// Adds a request that has come to the application.
pub(crate) fn add_request(request: &HttpRequest) {
    with(|record| record.request = Some(request.clone()));
}

/// Whether the application is recorded and has no ear; it has one from now on.
pub(super) fn takes_ear() -> bool {
    let mut takes = false;
    with(|record| takes = !std::mem::replace(&mut record.has_ear, true));
    takes
}

/// Whether the application that is being recorded tells its routes to `OPTIONS *`.
pub(crate) fn has_ear() -> bool {
    RECORD.with_borrow(|record| record.as_ref().is_some_and(|record| record.has_ear))
}

/// Records what comes up while a future is polled; other futures of the thread keep theirs apart.
pub(crate) fn record<F: Future>(future: F) -> Recorded<F> {
    Recorded { future, record: Record::default() }
}

pin_project! {
    /// The future of [`record`].
    pub(crate) struct Recorded<F> {
        #[pin]
        future: F,
        record: Record,
    }
}

impl<F: Future> Future for Recorded<F> {
    type Output = (F::Output, Record);

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let outer = RECORD.replace(Some(std::mem::take(this.record)));
        let restore = Restore(outer);
        let polled = this.future.poll(context);
        *this.record = RECORD.take().unwrap_or_default();
        drop(restore);
        Poll::Ready((ready!(polled), std::mem::take(this.record)))
    }
}

/// Puts the record of the future around back, also where the one inside panics.
struct Restore(Option<Record>);

impl Drop for Restore {
    fn drop(&mut self) {
        RECORD.set(self.0.take());
    }
}
