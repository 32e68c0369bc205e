//! A live policy that is replaced while a request is inside: whatever is decided about the request is decided by the version
//! with which it came in, by whoever decides and whenever. The replacement happens in a middleware between the layers.

use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{Service as _, ServiceRequest, ServiceResponse};
use actix_web::error::ErrorImATeapot;
use actix_web::middleware::{Next, from_fn};
use actix_web::test::init_service;
use actix_web::{App, Error, HttpResponse, get, put, web};
use cors_runtime::{Cors, CorsExt, LivePolicy, Policy, cors};
use cors_tests::{Answer, Ask};

use crate::backend::{Backend, LIMITS};

const OLD: &str = "https://old.example";
const NEW: &str = "https://new.example";

/// Nothing in it is like anything in [`new`].
fn old() -> Policy {
    let policy = Policy::builder().origins([OLD]).methods(["PUT"]).headers(["x-old"]);
    policy.expose(["x-old"]).credentials(true).max_age(1).build().unwrap()
}

/// It refuses whom [`old`] lists.
fn new() -> Policy {
    let policy = Policy::builder().origins([NEW]).methods(["PUT", "X-NEW"]).headers(["x-new"]);
    policy.expose(["x-new"]).max_age(2).reject_unlisted(true).build().unwrap()
}

static ROUTE: LivePolicy = LivePolicy::new();
static OVERLAY: LivePolicy = LivePolicy::new();
static SCOPE: LivePolicy = LivePolicy::new();

#[cors(policy = ROUTE)]
#[put("/route")]
async fn route() -> &'static str {
    "route"
}

#[cors(policy = OVERLAY, headers = ["x-own"])]
#[put("/overlay")]
async fn overlay() -> &'static str {
    "overlay"
}

/// Only the router can ask its guard, so that its preflights go inward.
#[cors(policy = ROUTE)]
#[put("/guarded", guard = "anybody")]
async fn guarded() -> &'static str {
    "guarded"
}

fn anybody(_: &actix_web::guard::GuardContext<'_>) -> bool {
    true
}

#[cors(policy = ROUTE)]
#[get("/fails")]
async fn fails() -> Result<&'static str, Error> {
    Err(ErrorImATeapot("fails"))
}

#[cors_runtime::cors(policy = SCOPE)]
#[actix_web::scope("/module")]
mod module {
    use actix_web::put;

    #[put("/inherited")]
    pub(crate) async fn inherited() -> &'static str {
        "inherited"
    }
}

/// The answer of an application in which the policy is replaced between the outermost layer and what is inside.
macro_rules! answer {
    ($live:expr, $ask:expr, $app:expr, $cors:expr) => {{
        let live = $live.clone();
        live.replace(old()).unwrap();
        let replace = move |request: ServiceRequest, next: Next<_>| {
            let live = live.clone();
            live.replace(new()).unwrap();
            go_on(request, next)
        };
        let app = init_service($app.wrap(from_fn(replace)).wrap($cors)).await;
        Answer::of(app.call($ask.request().to_request()).await, 0).await
    }};
}

/// Lets the request go on, unless it asks to be stopped.
async fn go_on<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if request.headers().contains_key("x-stop") {
        let stopped = HttpResponse::Unauthorized().finish();
        return Ok(request.into_response(stopped).map_into_boxed_body());
    }
    next.call(request).await.map(ServiceResponse::map_into_boxed_body)
}

fn from_old(path: &str) -> Ask {
    Ask::from(OLD).method("PUT").at(path)
}

#[track_caller]
fn assert_old(answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(answer.lines("access-control-allow-origin"), [OLD], "{answer:?}");
    assert_eq!(answer.lines("access-control-allow-credentials"), ["true"]);
    let lines: Vec<&String> = answer.lines.iter().map(|(_, value)| value).collect();
    assert!(!lines.iter().any(|value| value.contains("new")), "{answer:?}");
}

#[track_caller]
fn assert_without_cors(answer: &Answer, status: u16) {
    assert_eq!((answer.status, answer.cors()), (status, vec![]), "{answer:?}");
}

/// A `static`, as its attributes name it.
#[derive(Clone, Copy)]
struct Static(&'static LivePolicy);

impl std::ops::Deref for Static {
    type Target = LivePolicy;

    fn deref(&self) -> &LivePolicy {
        self.0
    }
}

#[actix_web::test]
async fn an_annotated_route_decides_as_the_outermost_middleware_does() {
    let app = || App::new().service(route).service(guarded).service(fails);
    for path in ["/route", "/guarded"] {
        let answer = answer!(Static(&ROUTE), from_old(path), app(), Cors::default());
        assert_old(&answer, 200);
        assert_eq!(answer.lines("access-control-expose-headers"), ["x-old"]);
        // The next version lists this one; the request came before it.
        let ask = Ask::from(NEW).method("PUT").at(path);
        assert_without_cors(&answer!(Static(&ROUTE), ask, app(), Cors::default()), 200);
    }
    let failed = answer!(Static(&ROUTE), Ask::from(OLD).at("/fails"), app(), Cors::default());
    assert_old(&failed, 418);
}

#[actix_web::test]
async fn a_preflight_that_goes_inward_is_answered_by_the_version_it_came_with() {
    let app = || App::new().service(guarded);
    let ask = |origin| Ask::preflight(origin, "PUT").at("/guarded");
    for around in [Cors::default(), Cors::new(&ROUTE)] {
        let granted = answer!(Static(&ROUTE), ask(OLD).headers("x-old"), app(), around.clone());
        assert_old(&granted, 204);
        assert_eq!(granted.lines("access-control-max-age"), ["1"]);
        assert_without_cors(&answer!(Static(&ROUTE), ask(NEW), app(), around.clone()), 403);
        // It comes back, and is answered late.
        let stopped = ask(OLD).line("X-Stop", "yes");
        let stopped = answer!(Static(&ROUTE), stopped, app(), around);
        let methods = stopped.lines("access-control-allow-methods").join(",");
        assert!(!methods.contains("NEW"), "{stopped:?}");
    }
}

#[actix_web::test]
async fn an_overlay_and_a_module_keep_the_version() {
    let answer = answer!(
        Static(&OVERLAY),
        from_old("/overlay"),
        App::new().service(overlay),
        Cors::new(&OVERLAY)
    );
    assert_old(&answer, 200);
    let app = || App::new().service(module::inherited);
    let answer = answer!(Static(&SCOPE), from_old("/module/inherited"), app(), Cors::default());
    assert_old(&answer, 200);
}

#[actix_web::test]
async fn what_another_middleware_answers_has_the_headers_of_the_version() {
    let app = || App::new().service(route).route("/plain", web::put().to(HttpResponse::Ok));
    let stop = |path| from_old(path).line("X-Stop", "yes");
    assert_old(&answer!(Static(&ROUTE), stop("/route"), app(), Cors::default()), 401);
    assert_old(&answer!(Static(&ROUTE), stop("/plain"), app(), Cors::new(&ROUTE)), 401);
}

#[actix_web::test]
async fn layers_of_services_and_middleware_see_one_version() {
    let live = Arc::new(LivePolicy::new());
    let own = Arc::clone(&live);
    let shared = || Arc::clone(&own);
    let resource = || web::resource("/x").route(web::put().to(HttpResponse::Ok));
    let in_resource = App::new().service(resource().cors(shared()));
    assert_old(&answer!(live, from_old("/x"), in_resource, Cors::new(shared())), 200);
    let in_resource = App::new().service(resource().cors(shared()));
    assert_old(&answer!(live, from_old("/x"), in_resource, Cors::default()), 200);
    let in_scope = App::new().service(web::scope("/s").service(resource()).cors(shared()));
    assert_old(&answer!(live, from_old("/s/x"), in_scope, Cors::new(shared())), 200);
    let nested = App::new().service(web::scope("/s").service(resource()).wrap(Cors::new(shared())));
    assert_old(&answer!(live, from_old("/s/x"), nested, Cors::new(shared())), 200);
    let nested = App::new().service(web::scope("/s").service(resource()).wrap(Cors::new(shared())));
    let preflight = Ask::preflight(OLD, "PUT").at("/s/x").headers("x-old");
    assert_old(&answer!(live, preflight, nested, Cors::new(shared())), 204);
}

/// The new version would ask nobody; the old one has asked.
#[actix_web::test]
async fn a_request_that_waits_for_its_origin_keeps_the_version_that_asked() {
    let live = Arc::new(LivePolicy::new());
    let backend = Backend::default();
    let asking =
        Policy::builder().origin_set(backend.start(LIMITS)).methods(["PUT"]).expose(["x-asked"]);
    let asking = asking.max_age(7).build().unwrap();
    let cors = Cors::new(Arc::clone(&live));
    let app = App::new().route("/x", web::put().to(HttpResponse::Ok)).wrap(cors);
    let app = init_service(app).await;
    live.replace(asking).unwrap();
    let call =
        app.call(Ask::from("https://good.example").method("PUT").at("/x").request().to_request());
    // It has come in, and waits.
    live.replace(new()).unwrap();
    let answer = Answer::of(call.await, 0).await;
    assert_eq!(answer.lines("access-control-allow-origin"), ["https://good.example"], "{answer:?}");
    assert_eq!(answer.lines("access-control-expose-headers"), ["x-asked"]);
    let next =
        app.call(Ask::from("https://good.example").method("PUT").at("/x").request().to_request());
    assert_without_cors(&Answer::of(next.await, 0).await, 403);
}

/// Who else could be answered: a route beside it that writes other keys over the same policy.
#[actix_web::test]
async fn two_uses_of_one_policy_are_told_apart_in_each_version() {
    static SHARED: LivePolicy = LivePolicy::new();

    #[cors(policy = SHARED, origins = ["https://one.example"], methods = [PUT, DELETE])]
    #[put("/x")]
    async fn one() -> &'static str {
        "one"
    }

    #[cors(policy = SHARED, origins = ["https://two.example"], methods = [PUT, DELETE])]
    #[actix_web::delete("/x")]
    async fn two() -> &'static str {
        "two"
    }

    let app = App::new().service(one).service(two).wrap(Cors::new(&SHARED));
    let app = init_service(app).await;
    for version in [old(), new(), old()] {
        SHARED.replace(version).unwrap();
        for (method, origin, is_granted) in [
            ("PUT", "https://one.example", true),
            ("PUT", "https://two.example", false),
            ("DELETE", "https://one.example", false),
            ("PUT", OLD, false),
        ] {
            let ask = Ask::preflight(origin, method).at("/x");
            let answer = Answer::of(app.call(ask.request().to_request()).await, 0).await;
            assert_eq!(answer.status, if is_granted { 204 } else { 403 }, "{method} {origin}");
        }
    }
}
