//! Yagna, the node of a market for computing: each application key has origins of its own, which come and go while it runs;
//! some more are for every key. A preflight carries no key.
//!
//! `--api-allow-origin` or `YAGNA_API_ALLOW_ORIGIN`, and `--max-age`; the origins of a key are in its database, and events of
//! its service bus say what has changed. From `core/serv-api/web/src/middleware/cors.rs` of golemfactory/yagna.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use actix_cors::Cors as OtherCors;
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::{
    App, body::MessageBody, dev::ServiceRequest, dev::ServiceResponse, middleware::Next,
};
use cors_runtime::testing::{Browser, Fetch};
use cors_runtime::{
    Cors, OriginResolver, Policy, ResolvedOrigins, ResolverError, ResolverLimits, ResolverRequest,
    policy,
};

use crate::case::{Asker, BEARER, Key, Request, SERVER, pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::*;
use crate::inside::things;
use crate::running::Running;

/// The origins of each key.
#[derive(Clone, Default)]
struct AppKeys(Arc<RwLock<HashMap<String, Vec<String>>>>);

impl AppKeys {
    fn set(&self, key: &str, origins: &[&str]) {
        let origins = origins.iter().map(|origin| (*origin).to_owned()).collect();
        self.0.write().expect("nobody panicked").insert(key.to_owned(), origins);
    }

    fn has(&self, key: &str, origin: &str) -> bool {
        let keys = self.0.read().expect("nobody panicked");
        keys.get(key).is_some_and(|origins| origins.iter().any(|own| own == origin))
    }

    fn is_of_some_key(&self, origin: &str) -> bool {
        let keys = self.0.read().expect("nobody panicked");
        keys.values().flatten().any(|own| own == origin)
    }

    fn knows(&self, key: &str) -> bool {
        self.0.read().expect("nobody panicked").contains_key(key)
    }
}

const LIST: &str = "/market-api/v1/demands";
const ITEM: &str = "/market-api/v1/demands/{id}";

fn bearer(request: &ServiceRequest) -> Option<&str> {
    request.headers().get("authorization")?.to_str().ok()?.strip_prefix("Bearer ")
}

async fn authenticate<B: MessageBody + 'static>(
    keys: AppKeys,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<actix_web::body::EitherBody<B>>, actix_web::Error> {
    if bearer(&request).is_some_and(|key| keys.knows(key)) {
        return Ok(next.call(request).await?.map_into_left_body());
    }
    let answer = actix_web::HttpResponse::Unauthorized().finish();
    Ok(request.into_response(answer).map_into_right_body())
}

async fn before(keys: &AppKeys) -> Running {
    let asked = keys.clone();
    let cors = OtherCors::default()
        .allowed_origin_fn(move |origin, request| {
            if request.method == Method::OPTIONS {
                return true;
            }
            let text = |value: &actix_web::http::header::HeaderValue| {
                value.to_str().ok().map(str::to_owned)
            };
            let key = request.headers().get("authorization").and_then(text);
            let key = key.as_deref().and_then(|value| value.strip_prefix("Bearer "));
            let origin = text(origin);
            key.zip(origin.as_deref()).is_some_and(|(key, origin)| asked.has(key, origin))
        })
        .allow_any_method()
        .allow_any_header()
        .block_on_origin_mismatch(false)
        .max_age(3600);
    let keys = keys.clone();
    let app = App::new()
        .configure(things(LIST, ITEM))
        .wrap(from_fn(move |request, next| authenticate(keys.clone(), request, next)))
        .wrap(cors);
    Running::start(app).await
}

/// Whose answers depend on the key; those to preflights, which have none, are what any key allows.
struct KeyOrigins(AppKeys);

impl OriginResolver for KeyOrigins {
    fn vary(&self) -> &[&str] {
        &["authorization"]
    }

    fn key<'r>(&self, request: &'r ResolverRequest<'_>) -> Option<Cow<'r, str>> {
        request.header("authorization").map(Cow::from)
    }

    async fn resolve(&self, origin: &str, key: Option<&str>) -> Result<bool, ResolverError> {
        Ok(match key {
            Some(value) => value.strip_prefix("Bearer ").is_some_and(|key| self.0.has(key, origin)),
            None => self.0.is_of_some_key(origin),
        })
    }
}

static ORIGINS: ResolvedOrigins = ResolvedOrigins::new();

static APP_KEYS: Policy = policy! {
    origins = from(ORIGINS),
    methods = any,
    headers = ["*", "authorization"],
    max_age = 3600,
};

async fn after(keys: &AppKeys) -> Running {
    let app = || {
        let keys = keys.clone();
        App::new()
            .configure(things(LIST, ITEM))
            .wrap(from_fn(move |request, next| authenticate(keys.clone(), request, next)))
            .wrap(Cors::new(&APP_KEYS))
    };
    Running::checked(app).await.expect("an application that can work")
}

const OTHER: Key = ("authorization", "Bearer 8");

#[actix_web::test]
async fn origins_of_keys() {
    let keys = AppKeys::default();
    keys.set("7", &["https://portal.example"]);
    keys.set("8", &["https://other.example"]);
    assert!(ORIGINS.start(KeyOrigins(keys.clone()), ResolverLimits::default()));
    let mut requests =
        requests(LIST, "/market-api/v1/demands/", "/market-api/v1/demands/7", Some(BEARER));
    requests.extend([
        Request::get(LIST).header("x-key", "none"),
        Request::new("DELETE", "/market-api/v1/demands/8").header(OTHER.0, OTHER.1),
    ]);
    let other = Asker::Page("of another key", "https://other.example".to_owned());
    Comparison {
        name: "yagna",
        before: before(&keys).await,
        after: after(&keys).await,
        pages: [pages("https://portal.example"), vec![other]].concat(),
        requests,
        programs: programs(LIST, Some(BEARER)),
        decisions: &[
            KeysOfThePreflight,
            KeylessIsOfSomeKey,
            AnswersVaryByKey,
            GrantedIs204,
            RefusedIs403,
            AnyMethodIsStar,
            AnyMethodIsEveryMethod,
            AnyHeaderIsStar,
            OtherOptionsAreRequests,
        ],
    }
    .run()
    .await;
    a_key_that_is_dropped(&keys).await;
}

/// What the event of the service bus does.
async fn a_key_that_is_dropped(keys: &AppKeys) {
    let app = after(keys).await;
    let page = Browser::new().open("https://portal.example");
    let get = || Fetch::get(format!("{SERVER}{LIST}")).header(BEARER.0, BEARER.1);
    page.fetch(&app, get()).await.assert_readable();
    keys.set("7", &[]);
    ORIGINS.forget("https://portal.example").await;
    page.fetch(&app, get()).await.assert_blocked();
}
