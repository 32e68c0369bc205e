//! actix-web-lab: an extractor with a limit, a middleware that turns panics into 500, one that
//! redirects.

use actix_web::test::init_service;
use actix_web::{App, HttpResponse, Responder, put};
use actix_web_lab::extract::Json;
use actix_web_lab::middleware::{CatchPanic, RedirectHttps};
use cors_runtime::{Cors, cors};

use crate::asked::{ELSEWHERE, PAGE, Route, assert_asked, preflight, request};

#[cors(origins = ["https://page.example"], headers = ["content-type", "x-name"])]
#[put("/json")]
async fn json(Json(number): Json<u32, 8>) -> impl Responder {
    HttpResponse::Ok().body(number.to_string())
}

#[cors(origins = ["https://page.example"], headers = ["x-name"])]
#[put("/panic")]
#[expect(clippy::panic, unreachable_code, reason = "what is tested is the answer to it")]
async fn panics() -> impl Responder {
    panic!("as asked");
    HttpResponse::Ok()
}

#[cors(origins = ["https://page.example"], headers = ["x-name"])]
#[put("/moved")]
async fn moved() -> impl Responder {
    HttpResponse::Ok()
}

#[actix_web::test]
async fn extractor_below_the_attribute() {
    let app = init_service(App::new().service(json)).await;
    let route = Route::put("/json").line("content-type", "application/json");
    assert_asked(&app, route.clone().body("7")).await;
    assert_asked(&app, route.clone().body("seven").answers(400)).await;
    assert_asked(&app, route.body("123456789").answers(413)).await;
}

#[actix_web::test]
async fn catch_panic_inside_cors() {
    let app = App::new().service(panics).wrap(CatchPanic::default()).wrap(Cors::default());
    assert_asked(&init_service(app).await, Route::put("/panic").answers(500)).await;
}

/// In memory every request comes as plain HTTP, so a browser would be redirected for ever.
#[actix_web::test]
async fn redirect_inside_cors() {
    let app = App::new().service(moved).wrap(RedirectHttps::default()).wrap(Cors::default());
    let (app, route) = (init_service(app).await, Route::put("/moved"));
    let granted = ["allow-headers", "allow-methods", "allow-origin"].map(str::to_owned);
    assert_eq!(preflight(&app, &route, PAGE).await, (204, granted.to_vec()));
    assert_eq!(request(&app, &route, PAGE).await, (307, vec!["allow-origin".to_owned()]));
    assert_eq!(preflight(&app, &route, ELSEWHERE).await, (403, vec![]));
    assert_eq!(request(&app, &route, ELSEWHERE).await, (307, vec![]));
}

#[actix_web::test]
async fn redirect_outside_cors_redirects_preflights() {
    let app = App::new().service(moved).wrap(Cors::default()).wrap(RedirectHttps::default());
    let (app, route) = (init_service(app).await, Route::put("/moved"));
    assert_eq!(preflight(&app, &route, PAGE).await, (307, vec![]));
    assert_eq!(request(&app, &route, PAGE).await, (307, vec![]));
}
