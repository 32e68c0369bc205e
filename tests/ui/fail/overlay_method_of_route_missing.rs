//! `method_of_route_missing`: the base lists methods, and not that of the route.

use actix_web::{App, Responder, put};
use cors_runtime::{Policy, cors, policy};

static BASE: Policy = policy! { origins = ["https://a.example"], methods = [DELETE] };

#[cors(policy = BASE)]
#[put("/x")]
async fn handler() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(handler);
}
