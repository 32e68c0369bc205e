//! A form of refusals costs allowed requests nothing.

use actix_web::test::init_service;
use actix_web::{App, HttpResponse, put, web};
use cors_runtime::{Cors, cors};
use cors_tests::Ask;

use crate::{handler, measure, policy};

#[cors(origins = ["https://a.example"], headers = ["name"])]
#[put("/annotated")]
async fn annotated() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[actix_web::test]
async fn an_allowed_request_beside_a_form_of_refusals() {
    let policy = std::sync::Arc::new(policy().build().unwrap());
    for is_annotated in [false, true] {
        let app = |cors: Cors| {
            let app = App::new().service(web::resource("/").to(handler));
            let app = app.configure(|config| {
                if is_annotated {
                    config.service(annotated);
                }
            });
            init_service(app.wrap(cors))
        };
        let plain = app(Cors::new(policy.clone())).await;
        let formed = Cors::new(policy.clone()).refuse_with(|_| HttpResponse::Forbidden().finish());
        let formed = app(formed).await;
        let path = if is_annotated { "/annotated" } else { "/" };
        let preflight = Ask::preflight("https://a.example", "PUT").headers("name");
        for (ask, status) in [
            (Ask::from("https://a.example").method("PUT").at(path), 200),
            (Ask::from("https://evil.example").method("PUT").at(path), 200),
            (Ask::new("PUT").at(path), 200),
            (preflight.at(path), 204),
        ] {
            assert_eq!(
                measure(&formed, &ask, status).await,
                measure(&plain, &ask, status).await,
                "{ask:?}"
            );
        }
    }
}
