//! Handlers in a crate whose dependency on the runtime is renamed.

#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]

use actix_web::web::ServiceConfig;
use actix_web::{Responder, put, scope};
use crossing::{Policy, cors, policy};

/// For crates that know the runtime through this one.
pub use crossing;

/// A named policy.
pub static NAMED: Policy =
    policy! { origins = ["https://c.example"], methods = [PUT], crate = ::crossing };

/// A handler.
#[cors(origins = ["https://a.example"], headers = ["x-name"], max_age = "10m", crate = ::crossing)]
#[put("/renamed/handler")]
pub async fn handler() -> impl Responder {
    "answered"
}

/// A handler with a named policy.
#[cors(policy = NAMED, origins = ["https://a.example"], credentials, crate = ::crossing)]
#[put("/renamed/overlaid")]
pub async fn overlaid() -> impl Responder {
    "answered"
}

/// A module with a policy.
#[cors(origins = ["https://a.example"], crate = ::crossing)]
#[scope("/renamed/scope")]
pub mod scope {
    use actix_web::{Responder, put};

    /// A handler inside.
    #[put("/scoped")]
    pub async fn scoped() -> impl Responder {
        "answered"
    }
}

macro_rules! handler {
    ($name:ident, $path:literal, $($origin:literal),*) => {
        #[cors(origins = [$($origin),*], crate = ::crossing)]
        #[put($path)]
        async fn $name() -> impl Responder {
            "answered"
        }
    };
}

handler!(by_macro, "/renamed/macro", "https://a.example", "https://b.example:8443");

/// Registers all of them.
pub fn configure(config: &mut ServiceConfig) {
    config.service(handler).service(overlaid).service(scope::scoped).service(by_macro);
}
