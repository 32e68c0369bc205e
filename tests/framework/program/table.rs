//! Applications, and what they are asked. Compiled twice: into the suite, with the framework as it is, and into a program
//! with a framework that was changed.

use std::collections::BTreeMap;

use actix_http::Request;
use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse};
use actix_web::guard::Host;
use actix_web::http::Method;
use actix_web::middleware::{Next, from_fn};
use actix_web::test::{TestRequest, init_service};
use actix_web::web::ServiceConfig;
use actix_web::{App, Error, HttpResponse, delete, get, put, web};
use cors_runtime::{Cors, CorsExt as _, Policy, check_app, cors, policy};

const ORIGINS: [&str; 3] = ["https://a.example", "https://own.example", "https://evil.example"];
const METHODS: [&str; 4] = ["GET", "PUT", "DELETE", "PATCH"];
const PATHS: [&str; 11] = [
    "/items/1",
    "/items/special",
    "/items/1/",
    "/plain",
    "/fallback",
    "/in/items/1",
    "/in/items/special",
    "/in/plain",
    "/host/items/1",
    "/host/plain",
    "/open/items/1",
];
const HOSTS: [&str; 2] = ["www.example", "admin.internal"];

static AROUND: Policy = policy! {
    origins = ["https://own.example"], methods = [PUT, DELETE], headers = ["x-name"], max_age = 1
};
static INSIDE: Policy = policy! {
    origins = ["https://a.example"], methods = [PUT, DELETE], headers = ["x-name"], max_age = 2
};

#[cors(origins = ["https://a.example"], headers = ["x-name"], max_age = 3)]
#[put("/items/{id}")]
async fn put_item() -> &'static str {
    "put"
}

#[cors(origins = any, max_age = 4)]
#[get("/items/{id}")]
async fn get_item() -> &'static str {
    "get"
}

#[cors(origins = any, headers = any, max_age = 5, allow(authorization_not_covered))]
#[delete("/{tail:.*}")]
async fn fallback() -> &'static str {
    "fallback"
}

#[put("/items/special")]
async fn special() -> &'static str {
    "special"
}

#[put("/plain")]
async fn put_plain() -> &'static str {
    "plain"
}

#[delete("/plain")]
async fn delete_plain() -> &'static str {
    "plain"
}

/// Lets nothing through.
async fn wall(
    request: ServiceRequest,
    _: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse, Error> {
    Ok(request.into_response(HttpResponse::Unauthorized().finish()))
}

/// Annotated routes, with others before, between and after them.
fn annotated(config: &mut ServiceConfig) {
    let guarded = web::scope("/host").guard(Host("admin.internal"));
    config
        .service(special)
        .service(get_item)
        .service(put_item)
        .service(web::scope("/in").service(special).service(put_item).service(put_plain))
        .service(guarded.service(web::resource("/{tail:.*}").to(HttpResponse::Ok)))
        .service(web::scope("/host").service(put_item))
        .service(put_plain)
        .service(delete_plain)
        .service(fallback);
}

/// Routes without annotation.
fn plain(config: &mut ServiceConfig) {
    config.service(put_plain).service(special).service(web::scope("/in").service(put_plain));
}

/// A policy of its own around a scope.
fn nested(config: &mut ServiceConfig) {
    let scope = web::scope("/in").service(put_plain).service(put_item);
    config.service(scope.wrap(Cors::new(&INSIDE))).service(put_plain).service(put_item);
}

/// Services with a policy of their own, with others before, between and after them.
fn services(config: &mut ServiceConfig) {
    let put = |path: &str| web::resource(path).route(web::put().to(HttpResponse::Ok));
    let inside = web::scope("/in").service(special).service(put("/items/{id}").cors(&AROUND));
    config
        .service(special)
        .service(put("/items/{id}").cors(&INSIDE))
        .service(put_plain)
        .service(inside.service(put_plain).cors(&INSIDE))
        .service(web::scope("/host").service(put("/items/{id}").cors(&INSIDE)).service(put_plain))
        .service(web::scope("/open").service(put("/items/{id}")).cors(&INSIDE))
        .service(delete_plain);
}

/// What everything is answered, by what was asked. The name of an application begins with `walled` where other middleware is
/// in the way of annotated routes.
pub(crate) async fn answers() -> BTreeMap<String, String> {
    let mut answers = BTreeMap::new();
    macro_rules! ask {
        ($($name:literal: $app:expr),* $(,)?) => {
            $(ask_all($name, &init_service($app).await, &mut answers).await;)*
        };
    }
    let app = App::new;
    ask! {
        "annotated": app().configure(annotated),
        "default": app().configure(annotated).wrap(Cors::default()),
        "covered": app().configure(plain).wrap(Cors::new(&AROUND)),
        "beside": app().configure(annotated).wrap(Cors::new(&AROUND)),
        "nested": app().configure(nested).wrap(Cors::new(&AROUND)),
        "services": app().configure(services),
        "services default": app().configure(services).wrap(Cors::default()),
        "services beside": app().configure(services).wrap(Cors::new(&AROUND)),
        "walled services default": app().configure(services).wrap(from_fn(wall)).wrap(Cors::default()),
        "walled services beside": app().configure(services).wrap(from_fn(wall)).wrap(Cors::new(&AROUND)),
        "covered behind a wall": app().configure(plain).wrap(from_fn(wall)).wrap(Cors::new(&AROUND)),
        "walled default": app().configure(annotated).wrap(from_fn(wall)).wrap(Cors::default()),
        "walled beside": app().configure(annotated).wrap(from_fn(wall)).wrap(Cors::new(&AROUND)),
        "walled nested": app().configure(nested).wrap(from_fn(wall)).wrap(Cors::new(&AROUND)),
    }
    answers
}

/// What a check of an application with annotated routes says.
pub(crate) async fn checked() -> String {
    match check_app(|| App::new().configure(annotated).wrap(Cors::default())).await {
        Ok(()) => "nothing".to_owned(),
        Err(error) => error.to_string(),
    }
}

async fn ask_all<S, B>(name: &str, app: &S, answers: &mut BTreeMap<String, String>)
where
    S: Service<Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    for (path, host) in PATHS.iter().flat_map(|path| HOSTS.map(|host| (path, host))) {
        for (origin, method) in ORIGINS.iter().flat_map(|origin| METHODS.map(|own| (origin, own))) {
            let about = format!("{method} {host}{path} by {origin}");
            let to = || TestRequest::with_uri(path).insert_header(("host", host));
            let from = || to().insert_header(("origin", *origin));
            let parsed = Method::from_bytes(method.as_bytes()).expect("a method");
            let actual = from().method(parsed);
            answers.insert(format!("{name}: {about}"), answer(app, actual).await);
            for headers in ["", "x-name", "x-other"] {
                let mut preflight = from()
                    .method(Method::OPTIONS)
                    .insert_header(("access-control-request-method", method));
                if !headers.is_empty() {
                    preflight =
                        preflight.insert_header(("access-control-request-headers", headers));
                }
                let ask = format!("{name}: preflight for {about} with [{headers}]");
                answers.insert(ask, answer(app, preflight).await);
            }
        }
    }
}

/// The status, and every field that says something to a browser.
async fn answer<S, B>(app: &S, ask: TestRequest) -> String
where
    S: Service<Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let response = app.call(ask.to_request()).await.expect("a response");
    let mut fields: Vec<_> = response
        .headers()
        .iter()
        .filter_map(|(name, value)| {
            let name = name.as_str().strip_prefix("access-control-")?;
            Some(format!("{name}={}", value.to_str().expect("visible ASCII")))
        })
        .collect();
    fields.sort();
    format!("{} {}", response.status().as_u16(), fields.join(" "))
}
