//! Lists of every length: what is written of a policy needs room in its static, for which short lengths have names and long
//! ones have none.

use actix_web::dev::Service as _;
use actix_web::test::init_service;
use actix_web::{App, Responder, put};
use cors_runtime::cors;
use cors_tests::{Answer, Ask};

/// With the method, sixteen texts: the last that have a name.
#[cors(
    origins = [
        "https://a00.example", "https://a01.example", "https://a02.example",
    ],
    headers = [
        "x-name-00", "x-name-01", "x-name-02", "x-name-03", "x-name-04", "x-name-05", "x-name-06",
        "x-name-07", "x-name-08", "x-name-09", "x-name-10", "x-name-11",
    ]
)]
#[put("/sixteen")]
async fn sixteen() -> impl Responder {
    "answered"
}

#[cors(
    origins = [
        "https://a00.example", "https://a01.example", "https://a02.example", "https://a03.example",
        "https://a04.example", "https://a05.example", "https://a06.example", "https://a07.example",
        "https://a08.example", "https://a09.example", "https://a10.example", "https://a11.example",
        "https://a12.example", "https://a13.example", "https://a14.example", "https://a15.example",
        "https://a16.example",,
        "https://*.b00.example", "https://*.b01.example", "https://*.b02.example",
        "https://*.b03.example", "https://*.b04.example", "https://*.b05.example",
        "https://*.b06.example", "https://*.b07.example", "https://*.b08.example",
        "https://*.b09.example", "https://*.b10.example", "https://*.b11.example",
        "https://*.b12.example", "https://*.b13.example", "https://*.b14.example",
        "https://*.b15.example", "https://*.b16.example",
    ],
    headers = [
        "x-name-00", "x-name-01", "x-name-02", "x-name-03", "x-name-04", "x-name-05", "x-name-06",
        "x-name-07", "x-name-08", "x-name-09", "x-name-10", "x-name-11", "x-name-12", "x-name-13",
        "x-name-14", "x-name-15", "x-name-16",
    ]
)]
#[put("/more")]
async fn more() -> impl Responder {
    "answered"
}

async fn answer(path: &str, origin: &str) -> Answer {
    let app = init_service(App::new().service(sixteen).service(more)).await;
    let ask = Ask::preflight(origin, "PUT").headers("x-name-00,x-name-10").at(path);
    Answer::of(app.call(ask.request().to_request()).await, 0).await
}

#[actix_web::test]
async fn every_entry_of_a_list_counts() {
    for (path, origin, last_name) in [
        ("/sixteen", "https://a00.example", "x-name-11"),
        ("/sixteen", "https://a02.example", "x-name-11"),
        ("/more", "https://a00.example", "x-name-16"),
        ("/more", "https://a16.example", "x-name-16"),
        ("/more", "https://x.b00.example", "x-name-16"),
        ("/more", "https://x.b16.example", "x-name-16"),
    ] {
        let answer = answer(path, origin).await;
        assert_eq!(answer.value("access-control-allow-origin").as_deref(), Some(origin), "{path}");
        let names = answer.elements("access-control-allow-headers");
        assert_eq!(names.first().map(String::as_str), Some("x-name-00"), "{path}");
        assert_eq!(names.last().map(String::as_str), Some(last_name), "{path}");
    }
}

#[actix_web::test]
async fn nothing_else_does() {
    for (path, origin) in [
        ("/sixteen", "https://a03.example"),
        ("/more", "https://a17.example"),
        ("/more", "https://x.b17.example"),
        ("/more", "https://b00.example"),
    ] {
        assert_eq!(answer(path, origin).await.cors(), [], "{path} {origin}");
    }
}
