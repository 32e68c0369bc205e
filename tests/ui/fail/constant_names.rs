//! Constants in `methods`, `headers` and `expose`, and words that are none.

use actix_web::{App, Responder, delete, get, put};
use cors_runtime::cors;

const BLANK: &str = "A B";
const TRACE: &str = "TRACE";
const PATCH: &str = "patch";
const PURGE: &str = "PURGE";
const COOKIE: &str = "Cookie";
const STAR: &str = "*";
const ANY: &str = "Any";
const RESPONSE: &str = "access-control-allow-origin";
const SET_COOKIE: &str = "set-cookie";
const ORIGIN: &str = "origin";

#[cors(origins = any, methods = [self::BLANK, self::TRACE, self::PATCH, STAR])]
#[get("/x")]
async fn first() -> impl Responder {
    "answered"
}

#[cors(origins = any, headers = ["x-name", COOKIE, STAR, ANY, RESPONSE, BLANK], expose = [SET_COOKIE, STAR, ORIGIN, BLANK])]
#[get("/y")]
async fn second() -> impl Responder {
    "answered"
}

#[cors(origins = any, methods = [PURGE, DELETE])]
#[put("/z")]
async fn third() -> impl Responder {
    "answered"
}

#[cors(origins = any, methods = [DELTE, GETT])]
#[delete("/w")]
async fn fourth() -> impl Responder {
    "answered"
}

#[cors(origins = [localhost, Self::ORIGIN], headers = [authorization], methods = [chicken])]
#[get("/v")]
async fn fifth() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(first).service(second).service(third).service(fourth).service(fifth);
}
