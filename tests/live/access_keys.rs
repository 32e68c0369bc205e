//! Origins of access keys, as applications have them that give each client a key with origins of its
//! own. A preflight carries no key: what can be decided before the request is, the rest by the
//! request.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::test::{call_service, init_service};
use actix_web::{App, HttpResponse, web};
use cors_runtime::testing::{Browser, Fetch};
use cors_runtime::{Cors, OriginResolver, Policy, ResolvedOrigins, ResolverError, ResolverRequest};
use cors_tests::Ask;

use crate::backend::LIMITS;

const OWN: &str = "https://own.example";
const OTHERS: &str = "https://others.example";

/// The key `own` has one origin, the key `others` another.
fn knows(key: &str, origin: &str) -> bool {
    matches!((key, origin), ("own", OWN) | ("others", OTHERS))
}

/// The key is in a header. A preflight is granted to each origin that some key has; the request is
/// decided by its own.
struct InHeader;

impl OriginResolver for InHeader {
    fn vary(&self) -> &[&str] {
        &["authorization"]
    }

    fn key<'r>(&self, request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
        request.header("authorization").map(Cow::from)
    }

    async fn resolve(&self, origin: &str, key: Option<&str>) -> Result<bool, ResolverError> {
        Ok(match key {
            // A preflight, or a request that authentication will refuse.
            None => ["own", "others"].iter().any(|key| knows(key, origin)),
            Some(key) => key.strip_prefix("Bearer ").is_some_and(|key| knows(key, origin)),
        })
    }
}

/// The key is in the path, which the preflight has, too.
struct InPath;

impl OriginResolver for InPath {
    fn key<'r>(&self, request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
        request.match_info("key").map(Cow::from)
    }

    async fn resolve(&self, origin: &str, key: Option<&str>) -> Result<bool, ResolverError> {
        Ok(key.is_some_and(|key| knows(key, origin)))
    }
}

/// The URL is signed with the key.
struct InQuery;

impl OriginResolver for InQuery {
    fn key<'r>(&self, request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
        let mut pairs = request.query()?.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find_map(|(name, value)| (name == "key").then_some(value.into()))
    }

    async fn resolve(&self, origin: &str, key: Option<&str>) -> Result<bool, ResolverError> {
        Ok(key.is_some_and(|key| knows(key, origin)))
    }
}

fn policy(resolver: impl OriginResolver) -> Policy {
    let origins = Arc::new(ResolvedOrigins::new());
    assert!(origins.start(resolver, LIMITS));
    let policy = Policy::builder().origin_set(origins).methods(["PUT"]).headers(["authorization"]);
    policy.reject_unlisted(true).build().unwrap()
}

/// How often the handler has run, and an application around it.
macro_rules! app {
    ($resolver:expr) => {{
        let runs = Arc::new(AtomicUsize::new(0));
        let counted = runs.clone();
        let handler = move || {
            counted.fetch_add(1, Ordering::SeqCst);
            async { HttpResponse::Ok().finish() }
        };
        let scope = web::scope("/{key}").route("/files", web::put().to(handler));
        let app = App::new().service(scope.wrap(Cors::new(policy($resolver))));
        (init_service(app).await, runs)
    }};
}

#[actix_web::test]
async fn a_key_in_a_header_decides_the_request_and_not_its_preflight() {
    let (app, runs) = app!(InHeader);
    let put = |key: &str| {
        let fetch = Fetch::put("https://api.example/x/files");
        fetch.header("authorization", format!("Bearer {key}"))
    };
    let (own, evil) = (Browser::new().open(OWN), Browser::new().open("https://evil.example"));
    own.fetch(&app, put("own")).await.assert_readable();
    assert_eq!(runs.load(Ordering::SeqCst), 1);
    // Its preflight is granted, for some key has the origin; the request is refused by its own.
    own.fetch(&app, put("others")).await.assert_blocked();
    own.fetch(&app, put("unknown")).await.assert_blocked();
    // An origin that no key has gets no further than its preflight.
    evil.fetch(&app, put("own")).await.assert_blocked();
    assert_eq!(runs.load(Ordering::SeqCst), 1, "`reject_unlisted` keeps the handler from running");

    let ask = Ask::from(OWN).method("PUT").at("/x/files").line("Authorization", "Bearer own");
    let response = call_service(&app, ask.request().to_request()).await;
    assert_eq!(response.headers().get("vary").unwrap(), "Origin, authorization");
}

#[actix_web::test]
async fn a_key_in_the_url_decides_both() {
    let own = Browser::new().open(OWN);
    macro_rules! assert_both {
        ($resolver:expr, $url:expr) => {
            let (app, runs) = app!($resolver);
            let ask = |key: &str| Fetch::put(&format!($url, key));
            own.fetch(&app, ask("own")).await.assert_readable();
            own.fetch(&app, ask("others")).await.assert_blocked();
            assert_eq!(runs.load(Ordering::SeqCst), 1);
            for (key, status) in [("own", 204), ("others", 403)] {
                let path = format!($url, key).replace("https://api.example", "");
                let preflight = Ask::preflight(OWN, "PUT").at(&path).request().to_request();
                assert_eq!(call_service(&app, preflight).await.status(), status, "{key}");
            }
        };
    }
    assert_both!(InPath, "https://api.example/{}/files");
    assert_both!(InQuery, "https://api.example/x/files?signed=1&key={}");
}
