//! Every route attribute of actix-web.

#![deny(warnings)]

use actix_web::{App, Responder, get, patch, post, put, route, routes};
use cors_runtime::cors;

macro_rules! each {
    ($($verb:ident $name:ident)*) => {
        $(
            #[cors(origins = ["https://a.example"])]
            #[actix_web::$verb("/x")]
            async fn $name() -> impl Responder {
                "answered"
            }
        )*
    };
}

each! {
    get by_get
    put by_put
    post by_post
    delete by_delete
    patch by_patch
    head by_head
    options by_options
    trace by_trace
    connect by_connect
    query by_query
}

#[cors(origins = ["https://a.example"], methods = [PUT, "PURGE"])]
#[route("/several", method = "GET", method = "PUT", method = "PURGE")]
async fn several_methods() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[routes]
#[get("/one")]
#[post("/two")]
#[patch("/three/{id}", name = "third")]
async fn several_paths() -> impl Responder {
    "answered"
}

/// The route's methods need no listing, and those of a sibling may be listed.
#[cors(origins = ["https://a.example"], methods = [PUT, DELETE])]
#[put("/siblings")]
async fn sibling() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new()
        .service(by_get)
        .service(by_put)
        .service(by_post)
        .service(by_delete)
        .service(by_patch)
        .service(by_head)
        .service(by_options)
        .service(by_trace)
        .service(by_connect)
        .service(by_query)
        .service(several_methods)
        .service(several_paths)
        .service(sibling);
}
