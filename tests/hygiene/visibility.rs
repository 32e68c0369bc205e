//! Handlers of every visibility, registered from where they can be seen.

/// Public, as in a library: `missing_docs` and `unreachable_pub` look at what is generated too.
pub(crate) mod handlers {
    use actix_web::web::ServiceConfig;
    use actix_web::{Responder, put};
    use cors_runtime::cors;

    #[cors(origins = ["https://a.example"])]
    #[put("/private")]
    async fn private() -> impl Responder {
        "answered"
    }

    #[cors(origins = ["https://a.example"])]
    #[put("/restricted")]
    pub(super) async fn restricted() -> impl Responder {
        "answered"
    }

    #[cors(origins = ["https://a.example"])]
    #[put("/crate_wide")]
    pub(crate) async fn crate_wide() -> impl Responder {
        "answered"
    }

    pub(crate) fn configure(config: &mut ServiceConfig) {
        config.service(private);
    }
}

fn configure(config: &mut actix_web::web::ServiceConfig) {
    config
        .configure(handlers::configure)
        .service(handlers::restricted)
        .service(crate::visibility::handlers::crate_wide);
}

#[actix_web::test]
async fn every_visibility() {
    for path in ["/private", "/restricted", "/crate_wide"] {
        crate::answers::check(configure, "PUT", path).await;
    }
}
