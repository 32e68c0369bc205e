//! actix-identity on actix-session: who the visitor is stands in a cookie, and a page reads an
//! answer to a request with cookies only where the policy allows credentials. Both crates let every
//! request through, so they may stand on either side.

use actix_http::Request;
use actix_identity::{Identity, IdentityMiddleware};
use actix_session::SessionMiddleware;
use actix_session::storage::CookieSessionStore;
use actix_web::body::MessageBody;
use actix_web::cookie::{Key, SameSite};
use actix_web::dev::{Service, ServiceResponse};
use actix_web::test::init_service;
use actix_web::{App, Error, HttpMessage as _, HttpRequest, HttpResponse, Responder, post, put};
use cors_runtime::testing::{Browser, Fetch};
use cors_runtime::{Cors, cors};

use crate::asked::{ELSEWHERE, PAGE, Route, assert_asked};

#[cors(origins = ["https://page.example"], headers = ["x-name"], credentials)]
#[post("/login")]
async fn login(request: HttpRequest) -> impl Responder {
    match Identity::login(&request.extensions(), "ada".to_owned()) {
        Ok(_) => HttpResponse::NoContent(),
        Err(_) => HttpResponse::InternalServerError(),
    }
}

#[cors(origins = ["https://page.example"], headers = ["x-name"], credentials)]
#[put("/me")]
async fn me(who: Identity) -> impl Responder {
    who.id().unwrap_or_default()
}

fn session() -> SessionMiddleware<CookieSessionStore> {
    SessionMiddleware::builder(CookieSessionStore::default(), Key::from(&[7; 64]))
        .cookie_same_site(SameSite::None)
        .build()
}

async fn assert_identified<S, B>(app: &S)
where
    S: Service<Request, Response = ServiceResponse<B>>,
    S::Error: Into<Error>,
    B: MessageBody,
{
    // Nobody has logged in: the extractor answers 401, and the page may read that.
    assert_asked(app, Route::put("/me").answers(401)).await;
    let browser = Browser::new();
    let page = browser.open(PAGE);
    let enter = Fetch::post("https://api.example/login").header("x-name", "1");
    assert_eq!(page.fetch(app, enter.with_credentials()).await.status(), 204);
    assert!(browser.cookie("https://api.example/me", "id").is_some());
    let ask = Fetch::put("https://api.example/me").header("x-name", "1");
    assert_eq!(page.fetch(app, ask.clone().with_credentials()).await.text(), "ada");
    assert_eq!(page.fetch(app, ask.clone()).await.status(), 401);
    let elsewhere = browser.open(ELSEWHERE);
    elsewhere.fetch(app, ask.with_credentials()).await.assert_blocked();
}

#[actix_web::test]
async fn inside_cors() {
    let app = App::new()
        .service((login, me))
        .wrap(IdentityMiddleware::default())
        .wrap(session())
        .wrap(Cors::default());
    assert_identified(&init_service(app).await).await;
}

#[actix_web::test]
async fn outside_cors() {
    let app = App::new()
        .service((login, me))
        .wrap(Cors::default())
        .wrap(IdentityMiddleware::default())
        .wrap(session());
    assert_identified(&init_service(app).await).await;
}

#[actix_web::test]
async fn on_both_sides_of_cors() {
    let app = App::new()
        .service((login, me))
        .wrap(IdentityMiddleware::default())
        .wrap(Cors::default())
        .wrap(session());
    assert_identified(&init_service(app).await).await;
}
