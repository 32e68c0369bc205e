//! A module in which the usual names mean something else.

#![allow(dead_code, non_camel_case_types, unused_macros)]

use ::actix_web::web::ServiceConfig;
use ::actix_web::{Responder, put};
use ::cors_runtime::{Policy as Named, cors, policy};

mod std {}
mod core {}
mod actix_web {}
mod cors_runtime {}
mod cors_rules {}

struct Result;
struct Option;
struct Some;
struct None;
struct Ok;
struct Err;
struct String;
struct Vec;
struct Box;
struct Policy;
struct HeaderValue;
struct AppService;
struct HttpServiceFactory;
struct Send;
struct Sync;
struct Fn;
struct FnOnce;
struct From;
struct Into;
struct Default;
struct Iterator;
struct str;
struct bool;
struct u16;
struct u32;
struct usize;

macro_rules! file {
    () => {
        compile_error!("not this one")
    };
}

macro_rules! line {
    () => {
        compile_error!("not this one")
    };
}

static NAMED: Named = policy! { origins = ["https://a.example"] };

#[cors(
    origins = ["https://a.example", "https://*.c.example:*"],
    methods = [PUT],
    headers = ["x-name"],
    expose = ["x-name"],
    credentials,
    max_age = 6
)]
#[put("/literal")]
async fn literal() -> impl Responder {
    "answered"
}

#[cors(policy = NAMED, max_age = 6)]
#[put("/named")]
async fn named() -> impl Responder {
    "answered"
}

fn configure(config: &mut ServiceConfig) {
    config.service(literal).service(named);
}

#[::actix_web::test]
async fn with_names_shadowed() {
    for path in ["/literal", "/named"] {
        crate::answers::check(configure, "PUT", path).await;
    }
}
