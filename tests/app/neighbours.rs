//! The crates around actix-web that people use with it: files, sessions.

use actix_files::Files;
use actix_session::storage::CookieSessionStore;
use actix_session::{Session, SessionMiddleware};
use actix_web::cookie::Key;
use actix_web::dev::Service as _;
use actix_web::test::init_service;
use actix_web::{App, Error, HttpResponse, put, web};
use cors_runtime::{Cors, Policy, cors};
use cors_tests::{Answer, Ask};

const A: &str = "https://a.example";

#[cors(origins = ["https://a.example"], credentials)]
#[put("/count")]
async fn count(session: Session) -> Result<HttpResponse, Error> {
    let count = session.get::<u32>("count")?.unwrap_or_default() + 1;
    session.insert("count", count)?;
    Ok(HttpResponse::Ok().body(count.to_string()))
}

fn policy() -> Policy {
    Policy::builder().origins([A]).build().expect("a policy")
}

#[actix_web::test]
async fn files_have_the_policy_around_them() {
    for scope in ["/files", "/files/deep"] {
        let files = || Files::new("/", env!("CARGO_MANIFEST_DIR"));
        let app = App::new()
            .service(count)
            .service(web::scope(scope).service(files()).wrap(Cors::new(policy())))
            .wrap(Cors::default());
        let app = init_service(app).await;
        let ask = async |ask: Ask| Answer::of(app.call(ask.request().to_request()).await, 0).await;
        for (path, status) in [("Cargo.toml", 200), ("nowhere", 404)] {
            for method in ["GET", "HEAD"] {
                let path = format!("{scope}/{path}");
                let answer = ask(Ask::from(A).method(method).at(&path)).await;
                assert_eq!(
                    (answer.status, answer.cors()),
                    (status, vec![("allow-origin", A)]),
                    "{path}"
                );
            }
        }
        let answer = ask(Ask::preflight(A, "GET").at(&format!("{scope}/Cargo.toml"))).await;
        assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    }
}

#[actix_web::test]
async fn sessions_keep_their_cookies() {
    let sessions = SessionMiddleware::new(CookieSessionStore::default(), Key::from(&[7; 64]));
    let app = init_service(App::new().service(count).wrap(sessions).wrap(Cors::default())).await;
    let mut cookie = String::new();
    for expected in ["1", "2"] {
        let ask = Ask::from(A).method("PUT").at("/count").line("Cookie", &cookie);
        let answer = Answer::of(app.call(ask.request().to_request()).await, 0).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, expected));
        assert_eq!(answer.cors(), [("allow-credentials", "true"), ("allow-origin", A)]);
        let set = answer.value("set-cookie").expect("a session");
        cookie = set.split(';').next().expect("a value").to_owned();
    }
}
