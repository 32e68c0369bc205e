//! Over real sockets: web sockets, events, a handler that panics, several workers.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::web::Bytes;
use actix_web::{App, Error, HttpRequest, HttpResponse, HttpServer, get, put, rt, web};
use cors_runtime::{Cors, cors};
use futures_util::{StreamExt as _, stream};

use crate::wall::Wall;

#[cors(origins = ["https://a.example"], reject_unlisted)]
#[get("/echo")]
async fn echo(request: HttpRequest, body: web::Payload) -> Result<HttpResponse, Error> {
    let (response, mut session, mut messages) = actix_ws::handle(&request, body)?;
    rt::spawn(async move {
        while let Some(Ok(actix_ws::Message::Text(text))) = messages.next().await {
            if session.text(text).await.is_err() {
                break;
            }
        }
    });
    Ok(response)
}

#[cors(origins = ["https://a.example"])]
#[get("/events")]
async fn stream_events() -> HttpResponse {
    let events = ["data: one\n\n", "data: two\n\n"]
        .map(|event| Ok::<_, Error>(Bytes::from_static(event.as_bytes())));
    HttpResponse::Ok().content_type("text/event-stream").streaming(stream::iter(events))
}

#[cors(origins = ["https://a.example"])]
#[put("/panic")]
async fn panics() -> HttpResponse {
    panic!("the handler panics")
}

fn start(cors: bool) -> (SocketAddr, ServerHandle) {
    let server = HttpServer::new(move || {
        let around = if cors { Wall::answering(401) } else { Wall::none() };
        App::new().service(echo).service(stream_events).service(panics).wrap(around).wrap(
            actix_web::middleware::Condition::new(
                cors,
                actix_web::middleware::Compat::new(Cors::default()),
            ),
        )
    })
    .workers(2)
    .disable_signals()
    .bind(("127.0.0.1", 0))
    .expect("a port is free");
    let address = server.addrs()[0];
    let server = server.run();
    let handle = server.handle();
    rt::spawn(server);
    (address, handle)
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout can be set");
    stream
}

/// The head of the answer to a handshake, and the text that comes back.
fn shake_hands(address: SocketAddr, origin: &str) -> (String, Option<String>) {
    let mut stream = connect(address);
    write!(
        stream,
        "GET /echo HTTP/1.1\r\nHost: api.example\r\nOrigin: {origin}\r\nAuthorization: token\r\nConnection: Upgrade\r\n\
         Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    .expect("it can be sent");
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).expect("a line") > 0 {}
    if !head.starts_with("HTTP/1.1 101 ") {
        return (head, None);
    }
    // One masked text frame (https://www.rfc-editor.org/rfc/rfc6455#section-5.2); a mask of zeros changes nothing.
    stream.write_all(b"\x81\x85\0\0\0\0hello").expect("it can be sent");
    let mut frame = [0; 7];
    reader.read_exact(&mut frame).expect("an echo");
    assert_eq!(frame[..2], [0x81, 5]);
    (head, Some(String::from_utf8_lossy(&frame[2..]).into_owned()))
}

/// One request on a connection of its own, and everything that comes back.
fn exchange(address: SocketAddr, method: &str, path: &str, lines: &str) -> String {
    let mut stream = connect(address);
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: api.example\r\nOrigin: https://a.example\r\nConnection: close\r\n{lines}\r\n"
    )
    .expect("it can be sent");
    let mut read = String::new();
    let _ = stream.read_to_string(&mut read);
    read
}

#[actix_web::test]
async fn web_sockets_of_other_origins_are_not_opened() {
    for cors in [true, false] {
        let (address, handle) = start(cors);
        let (listed, unlisted, own) = rt::task::spawn_blocking(move || {
            (
                shake_hands(address, "https://a.example"),
                shake_hands(address, "https://evil.example"),
                shake_hands(address, "http://api.example"),
            )
        })
        .await
        .expect("no panic");
        assert_eq!(listed.1.as_deref(), Some("hello"), "{}", listed.0);
        assert!(unlisted.0.starts_with("HTTP/1.1 403 "), "{}", unlisted.0);
        assert_eq!(own.1.as_deref(), Some("hello"), "{}", own.0);
        handle.stop(false).await;
    }
}

#[actix_web::test]
async fn events_are_readable_and_a_panic_hurts_nobody_else() {
    let (address, handle) = start(true);
    let (events, panicked, after) = rt::task::spawn_blocking(move || {
        let token = "Authorization: token\r\n";
        let events = exchange(address, "GET", "/events", token);
        let panicked: Vec<_> = (0..4).map(|_| exchange(address, "PUT", "/panic", token)).collect();
        let ask = "Access-Control-Request-Method: PUT\r\n";
        let after: Vec<_> = (0..8).map(|_| exchange(address, "OPTIONS", "/panic", ask)).collect();
        (events, panicked, after)
    })
    .await
    .expect("no panic");
    assert!(events.contains("access-control-allow-origin: https://a.example\r\n"), "{events}");
    assert!(events.contains("data: one") && events.contains("data: two"), "{events}");
    // actix-web closes the connection; there is no response to put headers on.
    assert!(panicked.iter().all(String::is_empty), "{panicked:?}");
    assert!(after.iter().all(|answer| answer.starts_with("HTTP/1.1 204 ")), "{after:?}");
    handle.stop(false).await;
}
