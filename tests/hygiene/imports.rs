//! The attributes imported, path-qualified, renamed, and by a glob.

use actix_web::web::ServiceConfig;

mod imported {
    use actix_web::{Responder, put};
    use cors_runtime::cors;

    #[cors(origins = ["https://a.example"])]
    #[put("/imported")]
    pub(super) async fn handler() -> impl Responder {
        "answered"
    }
}

mod qualified {
    #[cors_runtime::cors(origins = ["https://a.example"])]
    #[actix_web::put("/qualified")]
    pub(super) async fn handler() -> impl actix_web::Responder {
        "answered"
    }
}

mod absolute {
    #[::cors_runtime::cors(origins = ["https://a.example"])]
    #[::actix_web::put("/absolute")]
    pub(super) async fn handler() -> impl ::actix_web::Responder {
        "answered"
    }
}

mod renamed {
    use cors_runtime::cors as crossing;

    #[crossing(origins = ["https://a.example"])]
    #[actix_web::put("/renamed")]
    pub(super) async fn handler() -> impl actix_web::Responder {
        "answered"
    }
}

mod by_glob {
    #[allow(clippy::wildcard_imports)]
    use actix_web::*;
    #[allow(clippy::wildcard_imports)]
    use cors_runtime::*;

    #[cors(origins = ["https://a.example"])]
    #[put("/by_glob")]
    pub(super) async fn handler() -> impl Responder {
        "answered"
    }
}

fn configure(config: &mut ServiceConfig) {
    config
        .service(imported::handler)
        .service(qualified::handler)
        .service(absolute::handler)
        .service(renamed::handler)
        .service(by_glob::handler);
}

#[actix_web::test]
async fn every_way_to_import() {
    for path in ["/imported", "/qualified", "/absolute", "/renamed", "/by_glob"] {
        crate::answers::check(configure, "PUT", path).await;
    }
}
