//! A resolver whose answers depend on the request: each tenant has origins of its own.

use std::borrow::Cow;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cors_runtime::{
    OriginResolver, ResolvedOrigins, ResolverError, ResolverLimits, ResolverRequest,
};
use cors_tests::Ask;

/// The page of which the tenants say different things: `acme` knows it, `globex` does not.
pub(crate) const PAGE: &str = "https://page.example";

/// The tenants, and what a request is known to be for one of them by.
#[derive(Clone)]
pub(crate) struct Tenants {
    key: Key,
    vary: &'static [&'static str],
    /// How long each of the two takes.
    delays: [u64; 2],
    asked: Arc<Mutex<Vec<Asked>>>,
}

/// An origin and a key.
type Asked = (String, Option<String>);

pub(crate) type Key = for<'r> fn(&'r ResolverRequest<'_>) -> Option<Cow<'r, str>>;

pub(crate) fn by_host<'r>(request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
    request.host().map(Cow::from)
}

/// By the first segment.
pub(crate) fn by_path<'r>(request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
    request.path().split('/').nth(1).map(Cow::from)
}

pub(crate) fn by_match<'r>(request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
    request.match_info("tenant").map(Cow::from)
}

pub(crate) fn by_header<'r>(request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
    request.header("X-Tenant").map(Cow::from)
}

/// A scope for each tenant with a policy around it.
macro_rules! app_of_tenants {
    ($origins:expr) => {{
        use actix_web::web;
        let policy = cors_runtime::Policy::builder().origin_set($origins).methods(["PUT"]);
        let policy = std::sync::Arc::new(policy.reject_unlisted(true).build().unwrap());
        let handler = web::to(actix_web::HttpResponse::Ok);
        let scope = web::scope("/{tenant}").route("/orders", handler);
        let app = actix_web::App::new().service(scope.wrap(cors_runtime::Cors::new(policy)));
        std::rc::Rc::new(actix_web::test::init_service(app).await)
    }};
}

/// What a request says of its tenant in every way at once.
pub(crate) fn of(tenant: &str, ask: Ask) -> Ask {
    ask.at(&format!("/{tenant}/orders"))
        .line("Host", format!("{tenant}.api.example"))
        .line("X-Tenant", tenant)
}

pub(crate) fn get(tenant: &str) -> Ask {
    of(tenant, Ask::from(PAGE))
}

pub(crate) fn preflight(tenant: &str) -> Ask {
    of(tenant, Ask::preflight(PAGE, "PUT"))
}

impl Tenants {
    pub(crate) fn new(key: Key) -> Tenants {
        Tenants { key, vary: &[], delays: [0; 2], asked: Arc::default() }
    }

    pub(crate) fn with_headers(key: Key, vary: &'static [&'static str]) -> Tenants {
        Tenants { vary, ..Tenants::new(key) }
    }

    /// How many milliseconds a question takes, of any tenant and of `globex`.
    pub(crate) fn taking(self, delays: [u64; 2]) -> Tenants {
        Tenants { delays, ..self }
    }

    pub(crate) fn start(&self, limits: ResolverLimits) -> Arc<ResolvedOrigins> {
        let origins = Arc::new(ResolvedOrigins::new());
        assert!(origins.start(self.clone(), limits));
        origins
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The keys that it was asked for since this was called last.
    pub(crate) fn asked_again(&self) -> Vec<Option<String>> {
        std::mem::take(&mut *self.asked.lock().unwrap()).into_iter().map(|(_, key)| key).collect()
    }

    /// The keys that it was asked for.
    pub(crate) fn keys(&self) -> Vec<Option<String>> {
        self.asked().into_iter().map(|(_, key)| key).collect()
    }
}

impl OriginResolver for Tenants {
    fn key<'r>(&self, request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
        (self.key)(request)
    }

    fn vary(&self) -> &[&str] {
        self.vary
    }

    async fn resolve(&self, origin: &str, key: Option<&str>) -> Result<bool, ResolverError> {
        self.asked.lock().unwrap().push((origin.to_owned(), key.map(str::to_owned)));
        let tenant = key.and_then(|key| key.split('.').next());
        let delay = self.delays[usize::from(tenant == Some("globex"))];
        tokio::time::sleep(Duration::from_millis(delay)).await;
        // Compared exactly: `acme.api.example`, and no other spelling of it.
        match key {
            Some("acme" | "acme.api.example") => Ok(origin == PAGE),
            Some("globex" | "globex.api.example") => Ok(origin == "https://globex.example"),
            Some("fails" | "fails.api.example") => Err("no connection".into()),
            _ => Ok(false),
        }
    }
}
