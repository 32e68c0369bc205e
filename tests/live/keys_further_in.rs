//! Origins that depend on the request, where a `Cors` around the application decides before the
//! router is asked: a preflight is granted by the key of the request that it announces, or goes
//! inward.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse, Url};
use actix_web::http::Uri;
use actix_web::middleware::{Next, NormalizePath, from_fn};
use actix_web::test::init_service;
use actix_web::{App, Error, HttpResponse, Responder, guard, put, scope, web};
use cors_runtime::{Cors, CorsExt as _, Policy, ResolvedOrigins, cors, policy};
use cors_tests::{Answer, Ask};

use crate::backend::LIMITS;
use crate::tenants::{PAGE, Tenants, by_host, by_match, by_path};

static BY_MATCH: ResolvedOrigins = ResolvedOrigins::new();
static BY_PATH: ResolvedOrigins = ResolvedOrigins::new();
static BY_HOST: ResolvedOrigins = ResolvedOrigins::new();
static MATCHED: Policy = policy! { origins = from(BY_MATCH), methods = [PUT] };

/// Each is started once in this process.
fn start() {
    BY_MATCH.start(Tenants::new(by_match), LIMITS);
    BY_PATH.start(Tenants::new(by_path), LIMITS);
    BY_HOST.start(Tenants::new(by_host), LIMITS);
}

#[cors(origins = from(BY_MATCH))]
#[put("/{tenant}/orders")]
async fn orders() -> impl Responder {
    "orders"
}

#[cors(origins = from(BY_PATH))]
#[put("/{tenant}/items")]
async fn items() -> impl Responder {
    "items"
}

#[cors(origins = from(BY_HOST))]
#[put("/hosted")]
async fn hosted() -> impl Responder {
    "hosted"
}

#[cors(origins = from(BY_MATCH))]
#[put("/any/{tenant:.*}")]
async fn open() -> impl Responder {
    "open"
}

#[scope("/t/{tenant}")]
mod tenant {
    use super::{BY_MATCH, Responder, cors, put};

    #[cors(origins = from(BY_MATCH))]
    #[put("/orders/{order}")]
    pub(crate) async fn order() -> impl Responder {
        "order"
    }
}

/// Stops everything that comes as far as this, as authentication does.
async fn wall(
    request: ServiceRequest,
    _: Next<impl MessageBody>,
) -> Result<ServiceResponse, Error> {
    Ok(request.into_response(HttpResponse::Unauthorized()))
}

macro_rules! answer {
    ($app:expr, $ask:expr) => {{
        use actix_web::dev::Service as _;
        let result = init_service($app).await.call($ask.request().to_request()).await;
        Answer::of(result.map(ServiceResponse::map_into_boxed_body), 0).await
    }};
}

fn preflight(path: &str) -> Ask {
    Ask::preflight(PAGE, "PUT").at(path)
}

fn actual(path: &str) -> Ask {
    Ask::from(PAGE).method("PUT").at(path)
}

fn is_granted(answer: &Answer) -> bool {
    let allowed = answer.lines("access-control-allow-origin");
    assert!(allowed.is_empty() || allowed == [PAGE], "{allowed:?}");
    !allowed.is_empty()
}

#[actix_web::test]
async fn a_preflight_is_answered_in_front_by_what_the_router_will_match() {
    start();
    let app = || {
        let api = web::scope("/api/{tenant}").service(
            web::resource("/files/{file}").route(web::put().to(HttpResponse::Ok)).cors(&MATCHED),
        );
        let scope = web::scope("/in/{tenant}").route("/x", web::put().to(HttpResponse::Ok));
        let app = App::new().service(orders).service(items).service(hosted);
        let app = app.service(tenant::order).service(api).service(scope.cors(&MATCHED));
        app.wrap(from_fn(wall)).wrap(Cors::default())
    };
    for (path, host) in [
        ("/TENANT/orders", "any"),
        ("/TENANT/items", "any"),
        ("/hosted", "TENANT.api.example"),
        ("/api/TENANT/files/a.txt", "any"),
        ("/in/TENANT/x", "any"),
    ] {
        for (tenant, allowed) in [("acme", true), ("globex", false), ("%61cme", true)] {
            if tenant == "%61cme" && path == "/hosted" {
                continue;
            }
            let (path, host) = (path.replace("TENANT", tenant), host.replace("TENANT", tenant));
            let granted = answer!(app(), preflight(&path).line("Host", &host));
            assert_eq!(granted.status, if allowed { 204 } else { 403 }, "{path} {host}");
            assert_eq!(is_granted(&granted), allowed, "{path} {host}");
            // The response that a middleware made carries the headers of the route.
            let made = answer!(app(), actual(&path).line("Host", &host));
            assert_eq!(made.status, 401);
            assert_eq!(is_granted(&made), allowed, "{path} {host}");
        }
    }
}

#[actix_web::test]
async fn a_scope_names_the_tenant_of_its_modules_routes() {
    start();
    let app = || App::new().service(tenant::order).wrap(from_fn(wall)).wrap(Cors::default());
    for (tenant, allowed) in [("acme", true), ("globex", false)] {
        let path = format!("/t/{tenant}/orders/acme");
        assert_eq!(is_granted(&answer!(app(), preflight(&path))), allowed);
        assert_eq!(is_granted(&answer!(app(), actual(&path))), allowed);
    }
}

/// The path is another one behind the correction, and so may be the tenant.
#[actix_web::test]
async fn a_path_that_is_corrected_is_decided_by_the_route() {
    start();
    let app = |walled: bool| {
        let app = App::new().service(orders).service(items).service(open);
        let walls = actix_web::middleware::Condition::new(walled, from_fn(wall));
        app.wrap(walls).wrap(NormalizePath::trim()).wrap(Cors::default())
    };
    for path in ["/TENANT/orders/", "//TENANT//orders", "/TENANT/items/", "//TENANT/items"] {
        for (tenant, allowed) in [("acme", true), ("globex", false)] {
            let path = path.replace("TENANT", tenant);
            assert_eq!(is_granted(&answer!(app(false), preflight(&path))), allowed, "{path}");
            assert_eq!(is_granted(&answer!(app(false), actual(&path))), allowed, "{path}");
            // Nobody in front of the router knows, so nobody says yes.
            let made = answer!(app(true), actual(&path));
            assert!(!is_granted(&made) && made.status == 401, "{path}");
        }
    }
    // In front it is `acme/`, at the route `acme`; or the other way round.
    for (path, walled, allowed) in [
        ("/any/acme", false, true),
        ("/any/acme/", false, true),
        ("/any//acme", false, true),
        ("/any/acme/", true, false),
        ("/any//acme", true, false),
        ("/any/globex", false, false),
    ] {
        assert_eq!(is_granted(&answer!(app(walled), preflight(path))), allowed, "{path}");
        assert_eq!(is_granted(&answer!(app(walled), actual(path))), allowed, "{path}");
    }
}

/// Makes `/acme/…` of `/globex/…`, for requests and their preflights.
async fn swap(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if let Some(rest) = request.path().strip_prefix("/base/") {
        let uri: Uri = format!("/{rest}").parse().expect("the rest of a path is one");
        request.match_info_mut().set(Url::new(uri.clone()));
        request.head_mut().uri = uri;
    }
    next.call(request).await
}

#[actix_web::test]
async fn a_base_path_that_is_removed_is_no_tenant() {
    start();
    let app = || {
        let app = App::new().service(orders).service(items).service(open);
        app.wrap(from_fn(swap)).wrap(Cors::default())
    };
    for path in ["/base/TENANT/orders", "/base/TENANT/items"] {
        for (tenant, allowed) in [("acme", true), ("globex", false)] {
            let path = path.replace("TENANT", tenant);
            assert_eq!(is_granted(&answer!(app(), preflight(&path))), allowed, "{path}");
            assert_eq!(is_granted(&answer!(app(), actual(&path))), allowed, "{path}");
        }
    }
    assert!(!is_granted(&answer!(app(), preflight("/base/any/globex"))));
    assert!(is_granted(&answer!(app(), preflight("/base/any/acme"))));
}

/// Two handlers of one policy, by whose patterns the tenant is another.
#[actix_web::test]
async fn where_several_could_be_meant_the_router_is_asked() {
    start();
    let app = |host: &'static str| {
        let route = || web::put().to(HttpResponse::Ok);
        let first = web::resource("/{tenant}/{x}").guard(guard::Host(host)).route(route());
        let second = web::resource("/{x}/{tenant}").route(route());
        let app = App::new().service(first.cors(&MATCHED)).service(second.cors(&MATCHED));
        app.wrap(Cors::default())
    };
    for (path, host, allowed) in [
        ("/acme/globex", "one.example", true),
        ("/acme/globex", "other.example", false),
        ("/globex/acme", "one.example", false),
        ("/globex/acme", "other.example", true),
    ] {
        let ask = |ask: Ask| ask.line("Host", host);
        assert_eq!(is_granted(&answer!(app("one.example"), ask(preflight(path)))), allowed);
        assert_eq!(is_granted(&answer!(app("one.example"), ask(actual(path)))), allowed);
    }
}

/// Around the application nothing has been matched yet.
#[actix_web::test]
async fn one_policy_around_the_application_and_around_a_scope() {
    start();
    let app = || {
        let scope = web::scope("/{tenant}").route("/x", web::put().to(HttpResponse::Ok));
        let app = App::new().service(scope.wrap(Cors::new(&MATCHED)));
        app.route("/plain", web::put().to(HttpResponse::Ok)).wrap(Cors::new(&MATCHED))
    };
    for (path, allowed) in [("/acme/x", true), ("/globex/x", false), ("/plain", false)] {
        assert_eq!(is_granted(&answer!(app(), preflight(path))), allowed, "{path}");
        assert_eq!(is_granted(&answer!(app(), actual(path))), allowed, "{path}");
    }
    // The same where the scope is known to the one around.
    let app = || {
        let scope = web::scope("/{tenant}").route("/x", web::put().to(HttpResponse::Ok));
        let app = App::new().service(scope.cors(&MATCHED)).service(orders);
        app.wrap(Cors::new(&MATCHED))
    };
    for (path, allowed) in [("/acme/x", true), ("/globex/x", false), ("/acme/orders", true)] {
        assert_eq!(is_granted(&answer!(app(), preflight(path))), allowed, "{path}");
        assert_eq!(is_granted(&answer!(app(), actual(path))), allowed, "{path}");
    }
}

/// The scope inside has another tenant than the one around.
#[actix_web::test]
async fn scopes_inside_each_other_each_name_their_own() {
    start();
    let app = |known: bool| {
        let inner = web::scope("/inner/{tenant}").route("/x", web::put().to(HttpResponse::Ok));
        let outer = web::scope("/outer/{other}").route("/y", web::put().to(HttpResponse::Ok));
        let outer = if known {
            outer.service(inner.cors(&MATCHED))
        } else {
            outer.service(inner.wrap(Cors::new(&MATCHED)))
        };
        App::new().service(outer.wrap(Cors::new(&MATCHED))).wrap(Cors::default())
    };
    for known in [false, true] {
        for (path, allowed) in [
            ("/outer/globex/inner/acme/x", true),
            ("/outer/acme/inner/globex/x", false),
            ("/outer/acme/y", false),
        ] {
            assert_eq!(is_granted(&answer!(app(known), preflight(path))), allowed, "{path}");
            assert_eq!(is_granted(&answer!(app(known), actual(path))), allowed, "{path}");
        }
    }
}

/// What depends on the host alone is known everywhere: several candidates are no reason to ask the
/// router, nor is a policy further in.
#[actix_web::test]
async fn a_host_is_known_in_front_whoever_is_meant() {
    static HOSTED: Policy = policy! { origins = from(BY_HOST), methods = [PUT] };
    start();
    let app = || {
        let first = web::resource("/{a}/{b}").route(web::put().to(HttpResponse::Ok));
        let second = web::resource("/{a}/{c}").route(web::put().to(HttpResponse::Ok));
        let app = App::new().service(first.cors(&HOSTED)).service(second.cors(&HOSTED));
        app.wrap(from_fn(wall)).wrap(Cors::default())
    };
    for (tenant, status) in [("acme", 204), ("globex", 403)] {
        let ask = preflight("/x/y").line("Host", format!("{tenant}.api.example"));
        assert_eq!(answer!(app(), ask).status, status);
    }
}

/// The `Cors` around says whether a proxy is trusted, for everybody inside; one further in does not.
#[actix_web::test]
async fn everybody_takes_the_host_from_the_same_hand() {
    start();
    for (outer, inner) in [(true, false), (false, true), (true, true), (false, false)] {
        let app = || {
            let scope = web::scope("").service(hosted);
            let scope = scope.wrap(Cors::default().trust_forwarded_host(inner));
            App::new().service(scope).wrap(Cors::default().trust_forwarded_host(outer))
        };
        for (host, forwarded) in [("acme", "globex"), ("globex", "acme")] {
            let ask = |ask: Ask| {
                ask.line("Host", format!("{host}.api.example"))
                    .line("X-Forwarded-Host", format!("{forwarded}.api.example"))
            };
            let allowed = if outer { forwarded == "acme" } else { host == "acme" };
            assert_eq!(is_granted(&answer!(app(), ask(preflight("/hosted")))), allowed);
            assert_eq!(is_granted(&answer!(app(), ask(actual("/hosted")))), allowed);
        }
    }
}
