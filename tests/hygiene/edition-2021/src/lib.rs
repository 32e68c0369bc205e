//! Handlers in a crate of edition 2021.

#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]

use actix_web::web::ServiceConfig;
use actix_web::{put, scope, Responder};
use cors_runtime::{cors, policy, Policy};

/// A named policy.
pub static NAMED: Policy = policy! { origins = ["https://c.example"], methods = [PUT] };

/// A handler.
#[cors(origins = ["https://a.example"], headers = ["x-name"], max_age = "10m")]
#[put("/2021/handler")]
pub async fn handler() -> impl Responder {
    "answered"
}

/// A handler with a named policy.
#[cors(policy = NAMED, origins = ["https://a.example"], credentials)]
#[put("/2021/overlaid")]
pub async fn overlaid() -> impl Responder {
    "answered"
}

/// A module with a policy.
#[cors(origins = ["https://a.example"])]
#[scope("/2021/scope")]
pub mod scope {
    use actix_web::{put, Responder};

    /// A handler inside.
    #[put("/scoped")]
    pub async fn scoped() -> impl Responder {
        "answered"
    }
}

macro_rules! handler {
    ($name:ident, $path:literal, $($origin:literal),*) => {
        #[cors(origins = [$($origin),*])]
        #[put($path)]
        async fn $name() -> impl Responder {
            "answered"
        }
    };
}

handler!(by_macro, "/2021/macro", "https://a.example", "https://b.example:8443");

/// Registers all of them.
pub fn configure(config: &mut ServiceConfig) {
    config.service(handler).service(overlaid).service(scope::scoped).service(by_macro);
}
