//! The same over a real socket: the bytes that a browser would see, and those that only an attacker sends.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use actix_web::{App, HttpServer, rt, web};
use cors_runtime::{Cors, Policy};
use cors_tests::{Answer, Ask, Spy};

/// Sends bytes and reads until the server closes.
fn exchange(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout can be set");
    // A server that has refused a request may close before it has read all of it.
    let _ = stream.write_all(bytes);
    let mut read = Vec::new();
    let _ = stream.read_to_end(&mut read);
    read
}

/// Asks a server with this policy around everything; a JSON handler is at `/json`, a failing middleware at `/fails`.
pub(crate) async fn ask(policy: Policy, spy: &Spy, bytes: Vec<u8>) -> Answer {
    let read = raw(policy, spy, bytes).await;
    Answer::from_bytes(&read, spy.runs())
}

async fn raw(policy: Policy, spy: &Spy, bytes: Vec<u8>) -> Vec<u8> {
    raw_of(Cors::new(Arc::new(policy)), spy, bytes).await
}

/// The bytes that a server with this `Cors` around everything answers.
pub(crate) async fn raw_of(cors: Cors, spy: &Spy, bytes: Vec<u8>) -> Vec<u8> {
    let handler = spy.clone();
    let server = HttpServer::new(move || {
        App::new()
            .service(
                web::scope("/fails").wrap(crate::errors::Failing).default_service(handler.route()),
            )
            .service(crate::errors::json("/json", &handler))
            .default_service(handler.route())
            .wrap(cors.clone())
    })
    .workers(1)
    .disable_signals()
    .bind(("127.0.0.1", 0))
    .expect("a port is free");
    let address = server.addrs()[0];
    let server = server.run();
    let handle = server.handle();
    rt::spawn(server);
    let read = rt::task::spawn_blocking(move || exchange(address, &bytes)).await.expect("no panic");
    handle.stop(false).await;
    read
}

fn lab() -> Policy {
    Policy::builder()
        .origins(["https://a.example", "https://*.b.example"])
        .methods(["PUT"])
        .headers(["name"])
        .expose(["name"])
        .credentials(true)
        .max_age(6)
        .build()
        .unwrap()
}

#[actix_web::test]
async fn granted_preflight() {
    let bytes = Ask::preflight("https://a.example", "PUT").headers("name").bytes();
    let answer = ask(lab(), &Spy::new(), bytes).await;
    assert_eq!((answer.status, answer.body.as_str(), answer.runs), (204, "", 0));
    assert_eq!(
        answer.cors(),
        [
            ("allow-credentials", "true"),
            ("allow-headers", "name"),
            ("allow-methods", "PUT"),
            ("allow-origin", "https://a.example"),
            ("max-age", "6"),
        ]
    );
    assert_eq!(
        answer.lines("vary"),
        ["Origin, Access-Control-Request-Method, Access-Control-Request-Headers"]
    );
    // https://www.rfc-editor.org/rfc/rfc9110#section-8.6: no length on a 204.
    assert_eq!(answer.value("content-length"), None);
}

#[actix_web::test]
async fn refused_preflight() {
    let answer = ask(lab(), &Spy::new(), Ask::preflight("https://c.example", "PUT").bytes()).await;
    assert_eq!((answer.status, answer.runs), (403, 0));
    assert!(answer.cors().is_empty(), "{answer:?}");
}

#[actix_web::test]
async fn allowed_by_a_family() {
    let answer = ask(lab(), &Spy::new(), Ask::from("https://x.b.example").bytes()).await;
    assert_eq!((answer.status, answer.body.as_str(), answer.runs), (200, "spy", 1));
    assert_eq!(
        answer.cors(),
        [
            ("allow-credentials", "true"),
            ("allow-origin", "https://x.b.example"),
            ("expose-headers", "name"),
        ]
    );
    assert_eq!(answer.lines("vary"), ["Origin"]);
}

#[actix_web::test]
async fn errors_carry_the_headers() {
    let ask_for = |path: &str| Ask::from("https://a.example").method("POST").at(path);
    for (request, status, vary) in [
        (ask_for("/json").json("{"), 400, "Origin"),
        (ask_for("/json").json(&format!("\"{}\"", "x".repeat(64))), 413, "Origin"),
        (ask_for("/fails"), 418, "Cookie, Origin"),
    ] {
        let answer = ask(lab(), &Spy::new(), request.bytes()).await;
        assert_eq!((answer.status, answer.runs), (status, 0), "{request:?}");
        assert_eq!(answer.lines("access-control-allow-origin"), ["https://a.example"]);
        assert_eq!(answer.lines("access-control-allow-credentials"), ["true"]);
        assert_eq!(answer.lines("vary"), [vary]);
    }
}

#[actix_web::test]
async fn control_characters_never_pass_the_parser() {
    // A line feed ends the line, so it cannot be part of a value; a tab may stand in one, and is in `bad_input`.
    for byte in (0_u8..=8).chain(11..=31).chain([127]) {
        for name in ["Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"] {
            let value = [b"https://a.example".as_slice(), &[byte], b"X-Injected: yes"].concat();
            let ask_for = match name {
                "Origin" => Ask::preflight(&value, "PUT"),
                "Access-Control-Request-Method" => Ask::preflight("https://a.example", &value),
                _ => Ask::preflight("https://a.example", "PUT").headers(&value),
            };
            let answer = ask(lab(), &Spy::new(), ask_for.bytes()).await;
            assert!([400, 403].contains(&answer.status), "{name} {byte}: {answer:?}");
            assert_eq!(answer.runs, 0);
            assert!(
                answer.cors().is_empty() && !answer.mentions("njected"),
                "{name} {byte}: {answer:?}"
            );
        }
    }
}

#[actix_web::test]
async fn huge_values_are_refused() {
    let huge = "a".repeat(64 * 1024);
    for request in [
        Ask::preflight(format!("https://{huge}.b.example"), "PUT"),
        Ask::preflight("https://a.example", &huge),
        Ask::preflight("https://a.example", "PUT").headers(&huge),
        Ask::preflight("https://a.example", "PUT").headers("name,".repeat(64 * 1024 / 5)),
    ] {
        let answer = ask(lab(), &Spy::new(), request.bytes()).await;
        assert_eq!((answer.status, answer.runs), (403, 0));
        assert!(answer.cors().is_empty() && !answer.mentions("aaaa"), "{:?}", answer.lines);
    }
}

#[actix_web::test]
async fn bytes_beyond_ascii_are_refused() {
    for request in [
        Ask::preflight(b"https://\xff\xfe.b.example", "PUT"),
        Ask::preflight("https://a.example", b"P\xffT"),
        Ask::preflight("https://a.example", "PUT").headers(b"na\xffme"),
    ] {
        let answer = ask(lab(), &Spy::new(), request.bytes()).await;
        assert_eq!((answer.status, answer.runs), (403, 0), "{request:?}");
        assert!(answer.cors().is_empty(), "{answer:?}");
    }
}
