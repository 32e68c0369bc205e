//! An annotated route: what the attribute knows about one handler on one path, as a `static` of the program.
//! Its guard lets the route's own resource answer the preflights for it, so that no second route is needed.

use std::borrow::Cow;

use actix_web::body::MessageBody;
use actix_web::dev::{
    AppService, HttpServiceFactory, ServiceFactory, ServiceRequest, ServiceResponse,
};
use actix_web::guard::{self, Guard, GuardContext};
use actix_web::http::Method;
use actix_web::{Error, Resource};

use crate::enforce::Enforce;
use crate::enforce::note::Slot;
use crate::policy::declaration::{Policy, Source};
use crate::request::facts;
use crate::route::registration;
use crate::route::siblings;
use crate::startup;

/// One handler on one path pattern. Generated code writes a literal of it for each.
#[derive(Clone, Debug)]
pub struct AnnotatedRoute {
    /// The policy that decides.
    pub policy: RoutePolicy,
    /// The path pattern as written, without the prefixes of scopes.
    pub path: &'static str,
    /// The methods that the handler serves.
    pub methods: &'static [&'static str],
    /// The route attribute has a `guard = …` of its own.
    ///
    /// Only the router can ask such a guard, so nobody else may say that a request belongs to this route; and two policies
    /// may claim the same pattern and method.
    pub guarded: bool,
}

/// The policy of a route.
#[derive(Clone, Debug)]
pub enum RoutePolicy {
    /// Part of the route.
    Own(Policy),
    /// That of several routes.
    Shared(&'static Policy),
}

impl AnnotatedRoute {
    /// A route that is known at run time only. Generated code writes literals.
    #[must_use]
    pub const fn new(
        policy: &'static Policy,
        path: &'static str,
        methods: &'static [&'static str],
    ) -> Self {
        AnnotatedRoute { policy: RoutePolicy::Shared(policy), path, methods, guarded: false }
    }

    /// The same with a guard of its own.
    #[must_use]
    pub const fn guarded(mut self) -> Self {
        self.guarded = true;
        self
    }

    /// Whether the route attribute has guards of its own.
    #[must_use]
    pub const fn is_guarded(&self) -> bool {
        self.guarded
    }

    /// The policy that decides.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        match &self.policy {
            RoutePolicy::Own(policy) => policy,
            RoutePolicy::Shared(policy) => policy,
        }
    }

    /// The path pattern as written, without the prefixes of scopes.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The same as actix-web compiles it: a slash in front, unless it is empty.
    pub(crate) fn pattern(&self) -> Cow<'static, str> {
        if self.path.is_empty() || self.path.starts_with('/') {
            Cow::Borrowed(self.path)
        } else {
            Cow::Owned(format!("/{}", self.path))
        }
    }

    /// The methods that the handler serves.
    #[must_use]
    pub const fn methods(&self) -> &'static [&'static str] {
        self.methods
    }

    /// The handler's name and place: each has a policy of its own, if only one that adds its methods to another.
    #[must_use]
    pub const fn source(&self) -> Source {
        self.policy().source
    }

    /// Whether the handler serves this method.
    #[must_use]
    #[inline]
    pub fn serves(&self, method: &[u8]) -> bool {
        self.methods.iter().any(|own| own.as_bytes() == method)
    }

    /// The guard of the route's resource.
    #[must_use]
    pub const fn guard(&'static self) -> RouteGuard {
        RouteGuard(self)
    }

    /// Whether a request is this route's, as far as its path and method tell: it has one of the handler's methods, or is a
    /// preflight for one of them.
    fn admits(&self, context: &GuardContext<'_>) -> bool {
        let head = context.head();
        if head.method == Method::OPTIONS {
            let request = facts::facts(head);
            if request.is_preflight() {
                return match request.requested_method.first() {
                    Some(method) => self.serves(method) || self.speaks_for_nobody(context, method),
                    None => true,
                };
            }
        }
        self.serves(head.method.as_str().as_bytes()) || self.is_noted_as_refusing(context)
    }
}

/// Admits the requests of an annotated route.
#[derive(Clone, Copy, Debug)]
pub struct RouteGuard(&'static AnnotatedRoute);

impl Guard for RouteGuard {
    fn check(&self, context: &GuardContext<'_>) -> bool {
        self.0.admits(context)
    }
}

impl AnnotatedRoute {
    /// `false`, after actix-web's own guards have noted which methods there are: a resource further on that answers 405
    /// names them in `Allow`.
    fn is_noted_as_refusing(&self, context: &GuardContext<'_>) -> bool {
        self.methods.iter().any(|method| {
            Method::from_bytes(method.as_bytes())
                .is_ok_and(|method| guard::Method(method).check(context))
        })
    }

    /// Whether a preflight for a method that this route does not serve is refused here, with a reason, instead of going on
    /// to a silent 404.
    fn speaks_for_nobody(&self, context: &GuardContext<'_>, method: &[u8]) -> bool {
        // A policy around the application covers the routes that have no annotation; one of them may serve the method.
        let is_covered = Slot::of_guard(context).is_some_and(|slot| slot.is_covered());
        !is_covered && !siblings::may_serve(self.path, context.head().uri.path(), method)
    }
}

/// The resource of an annotated handler, with the name of the handler. The guard comes first, because it is the cheapest.
#[must_use]
pub fn resource(route: &'static AnnotatedRoute) -> Resource {
    Resource::new(route.path).name(route.source().name).guard(route.guard())
}

/// Registers the resource. The enforcement is its outermost wrap, so that what the user's own wraps refuse carries the
/// policy's headers too.
pub fn register<S, B>(
    route: &'static AnnotatedRoute,
    resource: Resource<S>,
    service: &mut AppService,
) where
    S: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    B: MessageBody + 'static,
{
    startup::require(route.policy());
    siblings::add(route);
    resource.wrap(Enforce::new(route)).register(service);
    registration::add(route, service);
}
