//! One row for each method of each pattern, whatever registers it.

use actix_files::Files;
use actix_web::{App, HttpResponse, Responder, get, put, routes, scope, web};
use cors_runtime::{Cors, CorsExt, Policy, audit, cors, policy};

use crate::look::{lines, row};

static PARTNERS: Policy =
    policy! { origins = ["https://p.example"], methods = [PUT], max_age = 600 };

#[cors(origins = ["https://a.example"], max_age = 600)]
#[put("/item")]
async fn replace() -> impl Responder {
    "replaced"
}

#[get("/item/all")]
async fn plain() -> impl Responder {
    "plain"
}

#[cors(origins = any)]
#[routes]
#[get("/one")]
#[delete("/two")]
async fn several() -> impl Responder {
    "several"
}

#[cors(origins = ["https://s.example"])]
#[scope("/module")]
mod module {
    use actix_web::{Responder, get, scope};

    #[get("/read")]
    pub(crate) async fn read() -> impl Responder {
        "read"
    }

    #[scope("/deep")]
    pub(crate) mod deep {
        use actix_web::{Responder, post};
        use cors_runtime::cors;

        #[post("/write")]
        pub(crate) async fn write() -> impl Responder {
            "written"
        }

        #[cors(disabled)]
        #[post("/closed")]
        pub(crate) async fn closed() -> impl Responder {
            "closed"
        }
    }
}

fn is_right(_: &actix_web::guard::GuardContext<'_>) -> bool {
    true
}

#[cors(origins = ["https://a.example"], max_age = 600)]
#[put("/guarded", guard = "is_right")]
async fn guarded() -> impl Responder {
    "guarded"
}

#[actix_web::test]
async fn annotated_routes_and_others() {
    let audit =
        audit(|| App::new().service(replace).service(plain).service(several).wrap(Cors::default()));
    assert_eq!(
        lines(&audit.await.unwrap()),
        [
            "… * default service - [] nobody",
            "/item PUT replace replace [https://a.example] early",
            "/item/all * plain - [] nobody",
            "/one GET several several [any] early",
            "/two DELETE several several [any] early",
        ]
    );
}

#[actix_web::test]
async fn scopes_in_modules() {
    let app = || {
        App::new()
            .service(module::read)
            .service(module::deep::write)
            .service(module::deep::closed)
            .wrap(Cors::default())
    };
    assert_eq!(
        lines(&audit(app).await.unwrap()),
        [
            "… * default service - [] nobody",
            "/deep/closed POST closed closed [nobody] early",
            "/deep/write POST write write [https://s.example] early",
            "/module/read GET read read [https://s.example] early",
        ]
    );
}

#[actix_web::test]
async fn nested_scopes_and_handlers_that_register_twice() {
    let app = || {
        let inner = || web::scope("/inner").service(replace);
        App::new()
            .service(web::scope("/outer").service(inner()).service(replace))
            .service(web::scope("/{tenant}").service(inner()).service(inner()))
            .wrap(Cors::default())
    };
    let audit = audit(app).await.unwrap();
    assert_eq!(
        lines(&audit),
        [
            "… * default service - [] nobody",
            "/outer/inner/item PUT replace replace [https://a.example] early",
            "/outer/item PUT replace replace [https://a.example] early",
            "/{tenant}/inner/item PUT replace replace [https://a.example] early",
        ]
    );
    assert!(audit.gaps().iter().any(|gap| gap.contains("guards of scopes")), "{:?}", audit.gaps());
}

#[actix_web::test]
async fn services_with_a_policy() {
    let app = || {
        let handler = || web::put().to(HttpResponse::Ok);
        let scope = web::scope("/scope").route("/a", handler()).service(replace);
        App::new()
            .service(web::resource(["/x", "/y"]).route(handler()).cors(&PARTNERS))
            .service(scope.cors(&PARTNERS))
            .service(Files::new("/files", ".").cors(&PARTNERS))
            .wrap(Cors::default())
    };
    assert_eq!(
        lines(&audit(app).await.unwrap()),
        [
            "… * default service - [] nobody",
            "/files… * - policy! [https://p.example] early",
            "/scope… * - policy! [https://p.example] early",
            "/scope/a * - policy! [https://p.example] early",
            "/scope/item PUT replace replace [https://a.example] early",
            "/x * - policy! [https://p.example] early",
            "/y * - policy! [https://p.example] early",
        ]
    );
}

#[actix_web::test]
async fn places_and_guards_are_shown() {
    let audit = audit(|| App::new().service(guarded).wrap(Cors::default())).await.unwrap();
    let row = row(&audit, "/guarded", "PUT");
    assert_eq!(row.guards, ["guard of the attribute"]);
    let place = row.source.as_ref().expect("a place");
    assert!(place.file.ends_with("tests/audit/rows.rs"), "{place}");
    let line =
        include_str!("rows.rs").lines().position(|line| line.contains("guard = \"is_right\""));
    assert_eq!(place.line, line.map(|line| u32::try_from(line).unwrap()), "the line of `#[cors]`");
}

#[actix_web::test]
async fn without_any_cors_the_route_answers() {
    let bare = audit(|| App::new().service(replace).service(plain)).await.unwrap();
    assert_eq!(
        lines(&bare),
        [
            "… * default service - [] nobody",
            "/item PUT replace replace [https://a.example] route",
            "/item/all * plain - [] nobody",
        ]
    );
    let nothing_at_the_top =
        audit(|| App::new().service(web::scope("/s").service(replace)).service(plain))
            .await
            .unwrap();
    assert_eq!(
        lines(&nothing_at_the_top),
        ["/s/item PUT replace replace [https://a.example] route"]
    );
    assert!(nothing_at_the_top.gaps().iter().any(|gap| gap.contains("`Cors::default()`")));
}

#[actix_web::test]
async fn without_a_cors_and_behind_other_middleware() {
    let app = || {
        let handler = || web::put().to(HttpResponse::Ok);
        App::new()
            .service(web::scope("/scope").route("/a", handler()).cors(&PARTNERS))
            .service(
                web::scope("/in").service(web::resource("/x").route(handler()).cors(&PARTNERS)),
            )
            .service(replace)
            .service(plain)
            .wrap(actix_web::middleware::Logger::default())
    };
    let audit = audit(app).await.unwrap();
    assert_eq!(
        lines(&audit),
        [
            "/item PUT replace replace [https://a.example] behind",
            "/scope… * - policy! [https://p.example] behind",
        ]
    );
    let is_said = |text: &str| audit.gaps().iter().any(|gap| gap.contains(text));
    assert!(is_said("a service in `/in/` has a policy"), "{:?}", audit.gaps());
    assert!(is_said("whatever no attribute registers is not known"), "{:?}", audit.gaps());
}

#[actix_web::test]
async fn what_keeps_a_server_from_starting_is_an_error() {
    #[cors(origins = env("CORS_TESTS_AUDIT_UNSET"))]
    #[get("/env")]
    async fn of_environment() -> impl Responder {
        "env"
    }
    let error =
        audit(|| App::new().service(of_environment).wrap(Cors::default())).await.unwrap_err();
    assert!(error.to_string().contains("CORS_TESTS_AUDIT_UNSET"), "{error}");
    let fails = || {
        App::new().data_factory(|| async { Err::<u8, ()>(()) }).service(plain).wrap(Cors::default())
    };
    let error = audit(fails).await.unwrap_err();
    assert!(error.to_string().starts_with("the application cannot be built"), "{error}");
}
