//! mCaptcha, a captcha server: three resources for scripts of any page, each with a guard for POST and CORS around it.
//!
//! Nothing to configure. `NormalizePath` is outermost. From `src/api/v1/pow/mod.rs` and `src/routes.rs` (`define_resource!`) of
//! mCaptcha/mCaptcha.

use actix_cors::Cors as OtherCors;
use actix_web::middleware::NormalizePath;
use actix_web::{App, guard, post, web};
use cors_runtime::{Cors, cors};

use crate::case::{Request, pages, programs};
use crate::comparison::Comparison;
use crate::decision::Decision::*;
use crate::inside::answer;
use crate::running::Running;

const CONFIG: &str = "/api/v1/pow/config";

async fn before() -> Running {
    let cors = OtherCors::default()
        .allow_any_origin()
        .allowed_methods(["POST"])
        .allow_any_header()
        .max_age(0)
        .send_wildcard();
    let resource = web::resource(CONFIG).wrap(cors).guard(guard::Post()).to(answer);
    Running::start(App::new().service(resource).wrap(NormalizePath::trim())).await
}

#[cors(origins = any, headers = any, max_age = 0, allow(authorization_not_covered))]
#[post("/api/v1/pow/config")]
async fn config() -> impl actix_web::Responder {
    answer().await
}

async fn after() -> Running {
    let app = || App::new().service(config).wrap(Cors::default()).wrap(NormalizePath::trim());
    Running::checked(app).await.expect("an application that can work")
}

#[actix_web::test]
async fn as_published() {
    let post = |path| Request::new("POST", path);
    Comparison {
        name: "mcaptcha",
        before: before().await,
        after: after().await,
        pages: pages("https://shop.example"),
        requests: vec![
            post(CONFIG),
            post("/api/v1/pow/config/"),
            post(CONFIG).json("{}"),
            post(CONFIG).json("{}").with_credentials(),
            post(CONFIG).header("x-custom", "1"),
            Request::get(CONFIG),
            Request::new("DELETE", CONFIG),
            post("/nowhere").json("{}"),
        ],
        programs: [programs(CONFIG, None), vec![post(CONFIG)]].concat(),
        decisions: &[PreflightsReachTheResource, StarIsConstant, StarDoesNotVary],
    }
    .run()
    .await;
}
