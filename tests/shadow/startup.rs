//! A shadow is checked when the server starts, like every policy.

use actix_web::{App, HttpResponse, get, web};
use cors_runtime::{Cors, CorsExt as _, Policy, check_app, cors, policy};

use crate::support::alone;

static NOW: Policy = policy! { origins = any };
static MISSING: Policy = policy! { origins = env("CORS_TEST_SHADOW_THAT_NOBODY_SETS") };

#[cors(origins = any, shadow = MISSING)]
#[get("/")]
async fn shadowed() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[actix_web::test]
async fn a_variable_that_is_not_set_is_a_problem() {
    let _alone = alone().await;
    let by_attribute = check_app(|| App::new().service(shadowed)).await;
    let by_middleware = check_app(|| App::new().wrap(Cors::new(&NOW).shadow(&MISSING))).await;
    let by_service =
        check_app(|| App::new().service(web::resource("/").cors(&NOW).shadow(&MISSING))).await;
    for checked in [by_attribute, by_middleware, by_service] {
        let error = checked.unwrap_err().to_string();
        assert!(error.contains("CORS_TEST_SHADOW_THAT_NOBODY_SETS"), "{error}");
        assert!(error.contains("startup.rs:9: "), "{error}");
    }
}
