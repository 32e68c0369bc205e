//! Two policies for one pattern and method: the server does not start, and says where both are.

use std::panic::{AssertUnwindSafe, catch_unwind};

use actix_web::guard::{GuardContext, Header};
use actix_web::rt::System;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, HttpServer, Responder, get, put, route, web};
use cors_runtime::{Cors, cors};

macro_rules! handlers {
    ($($name:ident $route:ident($($arguments:tt)*)),* $(,)?) => {$(
        #[cors(origins = ["https://a.example"], headers = ["name"])]
        #[$route($($arguments)*)]
        async fn $name() -> impl Responder {
            HttpResponse::Ok()
        }
    )*};
}

handlers! {
    first put("/item"),
    second put("/item"),
    without_slash put("item"),
    other_method get("/item"),
    other_path put("/other"),
    several route("/item", method = "GET", method = "PUT"),
    dynamic put("/{id}"),
    guarded put("/item", guard = "is_special"),
    guarded_too put("/item", guard = "is_special"),
}

fn is_special(context: &GuardContext<'_>) -> bool {
    context.head().headers().contains_key("x-special")
}

/// What is said instead of starting.
fn refusal(configure: impl FnOnce(&mut web::ServiceConfig)) -> Option<String> {
    refusal_of(App::new().configure(configure).wrap(Cors::default()))
}

/// Any application.
macro_rules! start {
    ($app:expr) => {
        catch_unwind(AssertUnwindSafe(|| {
            System::new().block_on(async { drop(init_service($app).await) });
        }))
        .err()
        .map(|panic| panic.downcast_ref::<String>().cloned().unwrap_or_default())
    };
}

fn refusal_of<T, B>(app: App<T>) -> Option<String>
where
    T: actix_web::dev::ServiceFactory<
            actix_web::dev::ServiceRequest,
            Config = (),
            Response = actix_web::dev::ServiceResponse<B>,
            Error = actix_web::Error,
            InitError = (),
        > + 'static,
    B: actix_web::body::MessageBody + 'static,
{
    start!(app)
}

#[test]
fn both_places_are_named() {
    let said = refusal(|config| {
        config.service(first).service(second);
    });
    let said = said.expect("it does not start");
    assert!(said.starts_with("two CORS policies claim `PUT /item`"), "{said}");
    for handler in [concat!("`first` at ", file!(), ":"), concat!("`second` at ", file!(), ":")] {
        assert!(said.contains(handler), "{said}");
    }
    assert!(said.contains("help: "), "{said}");
}

#[test]
fn in_scopes_and_across_them() {
    let in_one = refusal(|config| {
        config.service(web::scope("/in/{id}").service(first).service(other_path).service(second));
    });
    assert!(in_one.expect("refused").contains("`PUT /in/{id}/item`"));
    let in_two = refusal(|config| {
        config.service(web::scope("/in").service(first)).service(web::scope("in").service(several));
    });
    assert!(in_two.expect("refused").contains("`PUT /in/item`"));
    let nested = refusal(|config| {
        let inner = web::scope("/deep").service(second);
        config
            .service(web::scope("/in/deep").service(first))
            .service(web::scope("/in").service(inner));
    });
    assert!(nested.expect("refused").contains("`PUT /in/deep/item`"));
}

#[test]
fn a_leading_slash_makes_no_difference() {
    let said = refusal(|config| {
        config.service(first).service(without_slash);
    });
    assert!(said.expect("refused").contains("`PUT /item`"));
}

#[test]
fn without_cors_in_the_application_itself() {
    assert!(refusal_of(App::new().service(first).service(second)).is_some());
    assert!(refusal_of(App::new().service(first).service(other_method)).is_none());
}

#[test]
fn what_can_be_told_apart_starts() {
    assert_eq!(
        refusal(|config| {
            config.service(first).service(other_method).service(other_path);
        }),
        None
    );
    assert_eq!(
        refusal(|config| {
            config.service(first).service(dynamic);
        }),
        None
    );
    assert_eq!(
        refusal(|config| {
            config.service(guarded).service(guarded_too).service(first);
        }),
        None
    );
    assert_eq!(
        refusal(|config| {
            let special = web::scope("/a").guard(Header("x-special", "1")).service(first);
            config
                .service(special)
                .service(web::scope("/b").service(second))
                .service(web::scope("/a").service(first));
        }),
        None
    );
}

#[test]
fn applications_do_not_know_each_other() {
    let one = refusal(|config| {
        config.service(first);
    });
    let other = refusal(|config| {
        config.service(second);
    });
    assert_eq!((one, other), (None, None));
}

#[actix_web::test]
async fn a_server_does_not_start() {
    let app = || App::new().service(first).service(second).wrap(Cors::default());
    let server = HttpServer::new(app).workers(2).disable_signals().bind(("127.0.0.1", 0));
    // Older versions of actix-server end with a panic of their own.
    let stopped = actix_web::rt::spawn(server.expect("a port is free").run()).await;
    assert!(!matches!(stopped, Ok(Ok(()))), "{stopped:?}");
}
