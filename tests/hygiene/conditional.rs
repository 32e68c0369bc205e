//! Attributes behind `cfg_attr`: the route attribute, the policy, and others between them, in every order. The compiler
//! decides about those of an item before it expands a macro on it, but not about those further inside, in a module.

use actix_web::web::ServiceConfig;
use actix_web::{Responder, put, routes, scope};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"])]
#[cfg_attr(all(), put("/route"))]
async fn route() -> impl Responder {
    "answered"
}

/// One of them holds.
#[cors(origins = ["https://a.example"])]
#[cfg_attr(any(), actix_web::get("/not_this_one"))]
#[cfg_attr(not(any()), allow(unused), put("/either"), must_use)]
async fn either() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[cfg_attr(all(), cfg_attr(all(), put("/deep")))]
async fn deep() -> impl Responder {
    "answered"
}

#[cfg_attr(all(), cors(origins = ["https://a.example"]))]
#[cfg_attr(all(), allow(unused))]
#[put("/policy")]
async fn policy() -> impl Responder {
    "answered"
}

#[cfg_attr(all(), cors(origins = ["https://a.example"]), put("/both"))]
async fn both() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[cfg_attr(all(), routes)]
#[put("/several")]
#[put("/others")]
async fn several() -> impl Responder {
    "answered"
}

#[cors(origins = any)]
#[scope("/scope")]
mod scoped {
    use actix_web::{Responder, put};
    use cors_runtime::cors;

    /// Its own policy where the condition holds …
    #[cfg_attr(all(), cors(origins = ["https://a.example"]))]
    #[put("/own")]
    pub(super) async fn own() -> impl Responder {
        "answered"
    }

    /// … and that of the module where it does not.
    #[cfg_attr(any(), cors(origins = ["https://c.example"]))]
    #[put("/inherited")]
    pub(super) async fn inherited() -> impl Responder {
        "answered"
    }

    #[cfg_attr(all(), cors(origins = ["https://a.example"]), actix_web::scope("/scope/inner"))]
    pub(super) mod inner {
        use actix_web::{Responder, put};

        #[put("/own")]
        pub(in super::super) async fn own() -> impl Responder {
            "answered"
        }
    }

    #[cfg_attr(any(), cors(origins = ["https://c.example"]), actix_web::scope("/not"))]
    pub(super) mod other {
        use actix_web::{Responder, put};

        #[put("/scope/other/inherited")]
        pub(in super::super) async fn inherited() -> impl Responder {
            "answered"
        }
    }
}

fn configure(config: &mut ServiceConfig) {
    config
        .service(route)
        .service(either)
        .service(deep)
        .service(policy)
        .service(both)
        .service(several)
        .service(scoped::own)
        .service(scoped::inherited)
        .service(scoped::inner::own)
        .service(scoped::other::inherited);
}

#[actix_web::test]
async fn behind_conditions() {
    for path in [
        "/route",
        "/either",
        "/deep",
        "/policy",
        "/both",
        "/several",
        "/others",
        "/scope/own",
        "/scope/inner/own",
    ] {
        crate::answers::check(configure, "PUT", path).await;
    }
    for path in ["/scope/inherited", "/scope/other/inherited"] {
        crate::answers::check_public(configure, "PUT", path).await;
    }
}
