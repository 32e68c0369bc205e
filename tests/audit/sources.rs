//! Policies whose origins are known at run time only: as they are when the audit is made.

use std::sync::LazyLock;

use actix_web::{App, HttpResponse, Responder, put, web};
use cors_runtime::audit::{OriginAccess, OriginsNow};
use cors_runtime::testing::Environment;
use cors_runtime::{
    Cors, CorsExt, LivePolicy, OriginResolver, OriginSet, Policy, ResolvedOrigins, ResolverError,
    ResolverLimits, audit, cors, policy,
};

use crate::look::{origins, row};

static TENANTS: OriginSet = OriginSet::new();
static LIVE: LivePolicy = LivePolicy::new();
static ASKED: ResolvedOrigins = ResolvedOrigins::new();
static FIRST: Policy =
    policy! { origins = ["https://l.example"], headers = ["x-a"], max_age = 600 };
static BUILT: LazyLock<Policy> =
    LazyLock::new(|| Policy::builder().origins(["https://b.example"]).build().unwrap());

#[cors(origins = env("CORS_TESTS_AUDIT_ORIGINS"), max_age = 600)]
#[put("/env")]
async fn of_environment() -> impl Responder {
    "env"
}

#[cors(origins = from(TENANTS), max_age = 600)]
#[put("/set")]
async fn of_set() -> impl Responder {
    "set"
}

#[cors(origins = from(ASKED), max_age = 600)]
#[put("/asked")]
async fn of_resolver() -> impl Responder {
    "asked"
}

#[cors(policy = LIVE, max_age = 60)]
#[put("/live")]
async fn over_live() -> impl Responder {
    "live"
}

struct Nobody;

impl OriginResolver for Nobody {
    async fn resolve(&self, _: &str, _: Option<&str>) -> Result<bool, ResolverError> {
        Ok(false)
    }
}

#[actix_web::test]
async fn what_they_list_now() {
    let _environment =
        Environment::set("CORS_TESTS_AUDIT_ORIGINS", "https://e.example, https://*.e.example");
    TENANTS.replace(["https://t.example", "http://localhost:*"]).unwrap();
    let app = || App::new().service(of_environment).service(of_set).wrap(Cors::default());
    let first = audit(app).await.unwrap();
    assert_eq!(origins(row(&first, "/env", "PUT")), "https://*.e.example https://e.example");
    let set = row(&first, "/set", "PUT");
    assert_eq!(origins(set), "http://localhost:* https://t.example");
    let access = set.policy.as_ref().unwrap();
    let OriginAccess::Source { description, .. } = &access.origins else { panic!("{access:?}") };
    assert_eq!(description, "the set of origins");
    TENANTS.insert("https://u.example").unwrap();
    let later = audit(app).await.unwrap();
    let now = origins(row(&later, "/set", "PUT"));
    assert_eq!(now, "http://localhost:* https://t.example https://u.example");
}

#[actix_web::test]
async fn a_resolver_tells_no_list() {
    ASKED.start(Nobody, ResolverLimits::default());
    let audit = audit(|| App::new().service(of_resolver).wrap(Cors::default())).await.unwrap();
    let access = row(&audit, "/asked", "PUT").policy.clone().unwrap();
    let OriginAccess::Source { now, description } = access.origins else { panic!("a source") };
    assert_eq!((now, &*description), (OriginsNow::Unknown, "the resolver of origins"));
}

#[actix_web::test]
async fn live_policies_and_built_ones() {
    let app = || {
        App::new()
            .service(over_live)
            .service(web::resource("/x").route(web::put().to(HttpResponse::Ok)).cors(&LIVE))
            .service(web::resource("/y").route(web::put().to(HttpResponse::Ok)).cors(&BUILT))
            .wrap(Cors::default())
    };
    let before = audit(app).await.unwrap();
    assert_eq!(origins(row(&before, "/live", "PUT")), "", "nobody yet");
    LIVE.replace(&FIRST).unwrap();
    let after = audit(app).await.unwrap();
    let over = row(&after, "/live", "PUT").policy.clone().unwrap();
    assert_eq!((&*over.policy, over.max_age), ("over_live", Some(60)));
    let live = row(&after, "/x", "*");
    assert_eq!(origins(live), "https://l.example");
    let access = live.policy.as_ref().unwrap();
    assert_eq!((&*access.policy, access.max_age), ("LivePolicy", Some(600)));
    assert!(access.place.as_ref().unwrap().file.ends_with("sources.rs"), "{access:?}");
    let built = row(&after, "/y", "*");
    assert_eq!(origins(built), "https://b.example");
    assert_eq!(built.policy.as_ref().unwrap().policy, "Policy::builder");
}
