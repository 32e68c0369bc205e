//! The application under test: annotated handlers, a bare one, and a middleware that refuses.

use actix_web::body::MessageBody;
use actix_web::dev::{Service as _, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::error::ErrorUnauthorized;
use actix_web::http::header::LOCATION;
use actix_web::{App, Error, HttpRequest, HttpResponse, Responder, delete, get, post, put};
use cors_runtime::cors;

pub(crate) const HOME: &str = "http://localhost:3000";
pub(crate) const API: &str = "http://localhost:4000";

#[cors(
    origins = ["http://localhost:3000"],
    headers = ["name"],
    expose = ["name"],
    credentials,
    max_age = 600,
)]
#[put("/getData")]
async fn put_data() -> impl Responder {
    HttpResponse::Ok().insert_header(("name", "jw")).insert_header(("x-hidden", "1")).body("777")
}

#[cors(origins = ["http://localhost:3000", "http://localhost:3001"], credentials)]
#[post("/login")]
async fn log_in(request: HttpRequest) -> impl Responder {
    let line = request.query_string().replace('+', " ");
    HttpResponse::Ok().insert_header(("set-cookie", line)).body("welcome")
}

#[cors(origins = ["http://localhost:3000", "http://127.0.0.1:3000"], credentials)]
#[get("/whoami")]
async fn who_am_i(request: HttpRequest) -> impl Responder {
    let cookie = request.headers().get("cookie").map(|value| value.to_str().unwrap().to_owned());
    cookie.unwrap_or_else(|| "nobody".to_owned())
}

#[cors(origins = any, methods = [DELETE], headers = any, allow(authorization_not_covered))]
#[delete("/public")]
async fn delete_public() -> impl Responder {
    "deleted"
}

#[cors(origins = any)]
#[get("/public")]
async fn public() -> impl Responder {
    "public"
}

/// A news page that caches may keep; it has a policy, unless the query says that a proxy takes `Vary` away.
#[cors(origins = ["http://localhost:3000", "http://localhost:3001"])]
#[get("/news")]
async fn news() -> impl Responder {
    HttpResponse::Ok().insert_header(("cache-control", "max-age=60")).body("news")
}

#[cors(origins = ["http://localhost:3000"])]
#[get("/moved")]
async fn moved() -> impl Responder {
    HttpResponse::Found().insert_header((LOCATION, "http://localhost:4000/public")).finish()
}

#[get("/bare")]
async fn bare() -> impl Responder {
    "bare"
}

/// All of them.
pub(crate) fn application() -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = Error,
        InitError = (),
    > + use<>,
> {
    App::new()
        .service(put_data)
        .service(log_in)
        .service(who_am_i)
        .service(public)
        .service(delete_public)
        .service(news)
        .service(moved)
        .service(bare)
        .wrap_fn(|request, service| {
            // What authentication often does to preflights.
            let is_refused = request.query_string() == "locked";
            let forgets_vary = request.query_string() == "forgetful";
            let answered = (!is_refused).then(|| service.call(request));
            async move {
                let Some(answered) = answered else {
                    return Err(ErrorUnauthorized("who are you?"));
                };
                let mut response = answered.await?;
                if forgets_vary {
                    response.headers_mut().remove("vary");
                }
                Ok(response)
            }
        })
}

/// An address of it.
pub(crate) fn at(path: &str) -> String {
    format!("{API}{path}")
}
