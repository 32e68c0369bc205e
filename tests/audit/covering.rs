//! Policies around handlers that have none of their own.

use actix_files::Files;
use actix_web::{App, HttpResponse, Responder, get, put, web};
use cors_runtime::{Cors, CorsExt, Policy, audit, cors, policy};

use crate::look::{codes, lines};

static OUTER: Policy = policy! { origins = ["https://o.example"], methods = [PUT], max_age = 600 };
static INNER: Policy = policy! { origins = ["https://i.example"], methods = [PUT], max_age = 600 };

#[cors(origins = ["https://a.example"], max_age = 600)]
#[put("/item")]
async fn replace() -> impl Responder {
    "replaced"
}

#[get("/plain")]
async fn plain() -> impl Responder {
    "plain"
}

#[actix_web::test]
async fn a_policy_around_the_application() {
    let app = || App::new().service(replace).service(plain).wrap(Cors::new(&OUTER));
    assert_eq!(
        lines(&audit(app).await.unwrap()),
        [
            "… * default service policy! [https://o.example] early",
            "/item PUT replace replace [https://a.example] early",
            "/plain * plain policy! [https://o.example] early",
        ]
    );
}

static EVERYBODY: Policy = policy! { origins = any, methods = [PUT, DELETE], max_age = 600 };

/// What is never enforced lets nobody in, and stands in no row.
#[actix_web::test]
async fn a_shadow_for_everybody_is_nobodys_policy() {
    let item = || web::resource("/service").route(web::put().to(HttpResponse::Ok));
    let plainly = || {
        let app = App::new().service(replace).service(plain).service(item().cors(&INNER));
        app.wrap(Cors::new(&OUTER))
    };
    let shadowed = || {
        let app = App::new().service(replace).service(plain);
        let app = app.service(item().cors(&INNER).shadow(&EVERYBODY));
        app.wrap(Cors::new(&OUTER).shadow(&EVERYBODY))
    };
    let (plainly, shadowed) = (audit(plainly).await.unwrap(), audit(shadowed).await.unwrap());
    assert_eq!(lines(&shadowed), lines(&plainly));
    assert_eq!(lines(&shadowed).len(), 4, "one row of each");
    assert_eq!(codes(shadowed.findings()), codes(plainly.findings()));
}

#[actix_web::test]
async fn of_two_around_the_application_the_inner_decides() {
    let app = || App::new().service(plain).wrap(Cors::new(&INNER)).wrap(Cors::new(&OUTER));
    assert_eq!(
        lines(&audit(app).await.unwrap()),
        [
            "… * default service policy! [https://i.example] early",
            "/plain * plain policy! [https://i.example] early",
        ]
    );
}

#[actix_web::test]
async fn a_policy_around_the_only_scope() {
    let app = || {
        App::new()
            .service(web::scope("/files").service(Files::new("/", ".")).wrap(Cors::new(&INNER)))
            .service(plain)
            .wrap(Cors::new(&OUTER))
    };
    let audit = audit(app).await.unwrap();
    assert_eq!(
        lines(&audit),
        [
            "… * default service policy! [https://o.example] early",
            "/files… * - policy! [https://i.example] route",
            "/plain * plain policy! [https://o.example] early",
        ]
    );
    assert!(!audit.gaps().iter().any(|gap| gap.contains("not told: it has a row")));
}

/// Which of two scopes it stands around, nobody tells a `Cors`.
#[actix_web::test]
async fn a_policy_around_one_of_two_scopes() {
    let app = || {
        App::new()
            .service(web::scope("/a").service(plain).wrap(Cors::new(&INNER)))
            .service(web::scope("/b").service(plain))
            .service(plain)
            .wrap(Cors::default())
    };
    let audit = audit(app).await.unwrap();
    assert_eq!(
        lines(&audit),
        [
            "… * default service - [] nobody",
            "/a/plain * plain - [] nobody",
            "/a/plain * plain policy! [https://i.example] route",
            "/b/plain * plain - [] nobody",
            "/b/plain * plain policy! [https://i.example] route",
            "/plain * plain - [] nobody",
        ]
    );
    let of_a = audit.gaps().iter().filter(|gap| gap.contains("decides about `/a/plain`"));
    assert_eq!(of_a.count(), 1, "{:?}", audit.gaps());
}

#[actix_web::test]
async fn a_default_service_with_a_policy() {
    let app = || {
        App::new()
            .service(replace)
            .default_service(web::get().to(HttpResponse::NotFound).wrap(Cors::new(&INNER)))
            .wrap(Cors::default())
    };
    let audit = audit(app).await.unwrap();
    assert_eq!(
        lines(&audit),
        [
            "… * default service - [] nobody",
            "… * default service policy! [https://i.example] route",
            "/item PUT replace replace [https://a.example] early",
        ]
    );
    assert!(audit.gaps().iter().any(|gap| gap.contains("the default service is not told")));
}

#[actix_web::test]
async fn a_policy_that_decides_about_nothing() {
    let audit = audit(|| App::new().service(replace).wrap(Cors::new(&OUTER))).await.unwrap();
    assert_eq!(codes(audit.findings()), ["unused_policy"]);
    let place = audit.findings()[0].place.as_ref().expect("the place of the policy");
    assert!(place.file.ends_with("covering.rs") && place.line.is_some(), "{place}");
    let used = || App::new().service(replace).service(plain).wrap(Cors::new(&OUTER));
    assert!(cors_runtime::audit(used).await.unwrap().findings().is_empty());
}
