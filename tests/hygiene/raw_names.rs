//! Handlers, modules, policies and parameters with names that are keywords.

use actix_web::web::{self, ServiceConfig};
use actix_web::{Responder, put, routes, scope};
use cors_runtime::{Policy, cors, policy};

#[allow(non_upper_case_globals)]
static r#static: Policy = policy! { origins = ["https://a.example"] };

#[cors(origins = ["https://a.example"])]
#[put("/match/{type}")]
async fn r#match(r#type: web::Path<String>) -> String {
    r#type.into_inner()
}

#[cors(policy = r#static)]
#[put("/async")]
async fn r#async() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[routes]
#[put("/loop")]
#[put("/while")]
async fn r#loop() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[scope("/mod")]
mod r#mod {
    use actix_web::{Responder, put};

    #[put("/fn")]
    pub(crate) async fn r#fn() -> impl Responder {
        "answered"
    }
}

fn configure(config: &mut ServiceConfig) {
    config.service(r#match).service(r#async).service(r#loop).service(r#mod::r#fn);
}

#[actix_web::test]
async fn names_that_are_keywords() {
    for path in ["/match/answered", "/async", "/loop", "/while", "/mod/fn"] {
        crate::answers::check(configure, "PUT", path).await;
    }
}
