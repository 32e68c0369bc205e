//! An annotated route: what the attribute knows about one handler on one path, as a `static` of the program.
//! Its guard lets the route's own resource answer the preflights for it, so that no second route is needed.

use actix_web::dev::{AppService, HttpServiceFactory};
use actix_web::guard::GuardContext;
use actix_web::http::Method;

use crate::policy::{Policy, Source};
use crate::{facts, siblings};

/// One handler on one path pattern.
#[derive(Debug)]
pub struct AnnotatedRoute {
    policy: &'static Policy,
    path: &'static str,
    methods: &'static [&'static str],
    source: Source,
    guarded: bool,
}

impl AnnotatedRoute {
    /// Generated code makes one for each path of a handler.
    #[must_use]
    pub const fn new(
        policy: &'static Policy,
        path: &'static str,
        methods: &'static [&'static str],
        source: Source,
    ) -> Self {
        AnnotatedRoute { policy, path, methods, source, guarded: false }
    }

    /// Says that the route attribute has a `guard = …` of its own. Generated code writes `AnnotatedRoute::new(…).guarded()`.
    ///
    /// Only the router can ask such a guard, so nobody else may say that a request belongs to this route; and two policies
    /// may claim the same pattern and method.
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
    pub const fn policy(&self) -> &'static Policy {
        self.policy
    }

    /// The path pattern as written, without the prefixes of scopes.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The methods that the handler serves.
    #[must_use]
    pub const fn methods(&self) -> &'static [&'static str] {
        self.methods
    }

    /// The handler's name and place.
    #[must_use]
    pub const fn source(&self) -> Source {
        self.source
    }

    /// Whether the handler serves this method.
    #[must_use]
    pub fn serves(&self, method: &[u8]) -> bool {
        self.methods.iter().any(|own| own.as_bytes() == method)
    }

    /// The guard of the route's resource, which the router asks after the guard of methods: those of the handler, and
    /// `OPTIONS` for its preflights.
    #[must_use]
    pub fn admits(&self, context: &GuardContext<'_>) -> bool {
        let head = context.head();
        if head.method != Method::OPTIONS {
            return true;
        }
        let request = facts::facts(head);
        if !request.is_preflight() {
            return self.serves(b"OPTIONS");
        }
        match request.requested_method.first() {
            Some(method) => self.serves(method) || !siblings::serve(self.path, method),
            None => true,
        }
    }
}

/// Registers the resource that actix-web's own macro made for an annotated handler.
pub fn register(
    resource: impl HttpServiceFactory,
    route: &'static AnnotatedRoute,
    service: &mut AppService,
) {
    siblings::add(route);
    resource.register(service);
}
