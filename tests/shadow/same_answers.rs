//! Whoever stands beside, each response is what it would be without: status, every header, body, and how often the handler ran.

use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::from_fn;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, web};
use cors_runtime::{Cors, CorsExt as _, Policy};
use cors_tests::{Answer, Ask, Spy};
use std::sync::Arc;

use crate::support::{alone, ask_through, everybody, listed};

fn policies() -> Vec<Arc<Policy>> {
    let builder = || Policy::builder().origins(["https://a.example", "https://*.b.example"]);
    let policies = [
        everybody(),
        listed(&["https://a.example"]),
        listed(&["https://c.example"]),
        Policy::disabled(),
        builder()
            .methods(["PUT", "DELETE"])
            .headers(["x-name", "x-other"])
            .max_age(600)
            .build()
            .unwrap(),
        builder().credentials(true).any_header().any_method().expose(["x-seen"]).build().unwrap(),
        builder().reject_unlisted(true).preflight_status(200).build().unwrap(),
        Policy::builder().any_origin().reject_unlisted(true).build().unwrap(),
    ];
    policies.map(Arc::new).into()
}

fn asks() -> Vec<Ask> {
    let mut asks = vec![
        Ask::new("GET"),
        Ask::new("OPTIONS"),
        Ask::new("POST").line("Sec-Fetch-Site", "cross-site"),
        Ask::from(""),
        Ask::from("https://a.example").line("Origin", "https://c.example"),
        Ask::from("http://api.example").line("Host", "api.example"),
        Ask::preflight("https://a.example", ""),
        Ask::preflight("https://a.example", "PUT").headers("x-name,".repeat(900)),
    ];
    for origin in ["https://a.example", "https://x.b.example", "https://c.example", "null", "%"] {
        asks.push(Ask::from(origin));
        asks.push(Ask::from(origin).method("POST").line("Sec-Fetch-Site", "cross-site"));
        for method in ["GET", "PUT", "DELETE", "PURGE"] {
            asks.push(Ask::preflight(origin, method));
            asks.push(Ask::preflight(origin, method).headers("x-name").headers("X-Other"));
        }
    }
    asks
}

#[actix_web::test]
async fn around_an_application() {
    let _alone = alone().await;
    for now in policies() {
        let without = ask_through(Cors::new(now.clone()), &asks()).await;
        for next in policies() {
            let with = ask_through(Cors::new(now.clone()).shadow(next.clone()), &asks()).await;
            for ((ask, without), with) in asks().iter().zip(&without).zip(&with) {
                assert_eq!(without, with, "{ask:?}\n{now:?}\nbeside: {next:?}");
            }
        }
    }
}

/// Services with policies inside of a `Cors` with another, a wall that answers first, and errors.
async fn nested(
    now: &Arc<Policy>,
    other: &Arc<Policy>,
    shadows: Option<&Arc<Policy>>,
) -> Vec<Answer> {
    let spy = Spy::new().status(StatusCode::NOT_FOUND).and("Vary", "Accept");
    let cors = |policy: &Arc<Policy>| match shadows {
        Some(next) => Cors::new(policy.clone()).shadow(next.clone()),
        None => Cors::new(policy.clone()),
    };
    let item = web::resource("/item").route(spy.route()).cors(now.clone());
    let all = web::scope("/all").route("/x", spy.route()).cors(other.clone());
    let (item, all) = match shadows {
        Some(next) => (item.shadow(next.clone()), all.shadow(next.clone())),
        None => (item, all),
    };
    let app = App::new()
        .service(item)
        .service(all)
        .service(web::scope("/in").wrap(cors(other)).route("/x", spy.route()))
        .route("/", spy.route())
        .wrap(from_fn(|request, next: actix_web::middleware::Next<_>| async move {
            if actix_web::dev::ServiceRequest::headers(&request).contains_key("x-wall") {
                let refusal = HttpResponse::Unauthorized().finish();
                return Ok(request.into_response(refusal).map_into_right_body());
            }
            next.call(request).await.map(ServiceResponse::map_into_left_body)
        }))
        .wrap(cors(now));
    let app = init_service(app).await;
    let mut answers = Vec::new();
    for path in ["/", "/item", "/all/x", "/in/x", "/nowhere"] {
        for ask in asks().into_iter().step_by(3) {
            for wall in [None, Some("1")] {
                let ask = ask.clone().at(path);
                let ask = wall.into_iter().fold(ask, |ask, value| ask.line("X-Wall", value));
                let runs = spy.runs();
                let result = app.call(ask.request().to_request()).await;
                let result = result.map(ServiceResponse::map_into_boxed_body);
                answers.push(Answer::of(result, spy.runs() - runs).await);
            }
        }
    }
    answers
}

#[actix_web::test]
async fn around_services_inside_each_other() {
    let _alone = alone().await;
    let policies = policies();
    for (index, now) in policies.iter().enumerate() {
        let other = &policies[(index + 1) % policies.len()];
        let without = nested(now, other, None).await;
        for next in &policies {
            assert_eq!(without, nested(now, other, Some(next)).await, "beside: {next:?}");
        }
    }
}

/// The same policy in two places is one policy still where another stands beside it in one of them: who made a response
/// that came back unnamed is as certain as before.
#[actix_web::test]
async fn a_shadow_in_one_place_makes_no_other_policy_of_it() {
    static NOW: Policy = cors_runtime::policy! { origins = ["https://a.example"], methods = [GET] };
    static NEXT: Policy =
        cors_runtime::policy! { origins = ["https://b.example"], methods = [GET] };
    let _alone = alone().await;
    let mut answers = Vec::new();
    for has_shadow in [false, true] {
        let spy = Spy::new();
        let one = web::resource("/{id}").guard(actix_web::guard::Header("x-one", "1"));
        let one = one.route(spy.route()).cors(&NOW);
        let one = if has_shadow { one.shadow(&NEXT) } else { one };
        let app = App::new()
            .service(one)
            .service(web::resource("/x").route(spy.route()).cors(&NOW))
            .wrap(from_fn(
                |request: actix_web::dev::ServiceRequest,
                 _: actix_web::middleware::Next<actix_web::body::BoxBody>| async move {
                    Ok(request.into_response(HttpResponse::Unauthorized().finish()))
                },
            ))
            .wrap(Cors::default());
        let app = init_service(app).await;
        let ask = Ask::from("https://a.example").at("/x").request().to_request();
        let result = app.call(ask).await.map(ServiceResponse::map_into_boxed_body);
        answers.push(Answer::of(result, 0).await);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(
        answers[0].value("access-control-allow-origin").as_deref(),
        Some("https://a.example")
    );
}
