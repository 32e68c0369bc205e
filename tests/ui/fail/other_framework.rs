//! Handlers of frameworks on top of actix-web, which register them by attributes of the same names. Modules stand for the
//! crates here.

use actix_web::{App, Responder, scope, web};
use cors_runtime::cors;

mod apistos {
    pub use actix_web::put;
}

mod paperclip {
    pub mod actix {
        pub use actix_web::main as api_v2_operation;
        pub use actix_web::put;
    }
}

#[cors(origins = ["https://a.example"])]
#[apistos::put("/a")]
async fn by_path() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[paperclip::actix::put("/b")]
async fn by_longer_path() -> impl Responder {
    "answered"
}

/// The bare name may be anybody's; the attribute below it tells.
mod imported {
    use super::paperclip::actix::{api_v2_operation, put};
    use cors_runtime::cors;

    #[cors(origins = ["https://a.example"])]
    #[put("/c")]
    #[api_v2_operation]
    pub async fn by_neighbour() -> std::future::Ready<&'static str> {
        std::future::ready("answered")
    }
}

/// Without a route attribute it is the framework's too.
#[cors(origins = ["https://a.example"])]
#[paperclip::actix::api_v2_operation]
async fn by_hand() -> std::future::Ready<&'static str> {
    std::future::ready("answered")
}

/// The policy of the module would be lost on it.
#[cors(origins = ["https://a.example"], reject_unlisted)]
#[scope("/scope")]
mod scoped {
    use super::apistos;
    use actix_web::Responder;

    #[apistos::put("/d")]
    pub async fn inside() -> impl Responder {
        "answered"
    }
}

fn main() {
    let _ = App::new()
        .service(by_path)
        .service(by_longer_path)
        .service(scoped::inside)
        .service(web::resource("/").route(web::put().to(by_hand)));
    let _ = App::new().service(imported::by_neighbour);
}
