//! Handlers of other packages: of edition 2021, and where the runtime has another name or is re-exported.

use actix_web::web::ServiceConfig;

mod reexported {
    use actix_web::Responder;

    // As a user of a framework would, who has no dependency of the runtime's own name.
    use cors_hygiene_renamed::crossing;

    #[crossing::cors(origins = ["https://a.example"], crate = ::cors_hygiene_renamed::crossing)]
    #[actix_web::put("/reexported")]
    pub(super) async fn handler() -> impl Responder {
        "answered"
    }
}

fn configure(config: &mut ServiceConfig) {
    config
        .configure(cors_hygiene_2021::configure)
        .configure(cors_hygiene_renamed::configure)
        .service(reexported::handler);
}

#[actix_web::test]
async fn handlers_of_other_packages() {
    let own = ["/2021/handler", "/2021/overlaid", "/2021/scope/scoped", "/2021/macro"];
    let renamed =
        ["/renamed/handler", "/renamed/overlaid", "/renamed/scope/scoped", "/renamed/macro"];
    for path in own.iter().chain(&renamed).chain(&["/reexported"]) {
        crate::answers::check(configure, "PUT", path).await;
    }
}
