//! Refusals in the application's own form: whatever it writes, no page takes it for a yes.

use std::fmt::Debug;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use actix_web::body::BodyStream;
use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::rt::{System, spawn};
use actix_web::test::init_service;
use actix_web::web::Bytes;
use actix_web::{App, Error, HttpResponse, web};
use cors_runtime::{Cors, Difference, Explanation, Nearest, Policy, Reason, Refusal};
use cors_tests::{Answer, Ask, Seat, Spy};
use futures_util::stream;

use crate::socket::raw_of;

const A: &str = "https://a.example";
const EVIL: &str = "https://evil.example";

fn policy() -> Policy {
    let policy = Policy::builder().origins([A]).methods(["PUT"]).headers(["name"]);
    policy.expose(["name"]).credentials(true).reject_unlisted(true).build().unwrap()
}

/// Asks in one place, where refusals have this form.
async fn ask_at(seat: Seat, cors: Cors, spy: &Spy, ask: &Ask) -> Answer {
    let runs = spy.runs();
    let resource = || web::resource("/").route(spy.route());
    let request = ask.request().to_request();
    let result: Result<ServiceResponse, Error> = match seat {
        Seat::App => {
            let app = init_service(App::new().service(resource()).wrap(cors)).await;
            app.call(request).await.map(ServiceResponse::map_into_boxed_body)
        }
        Seat::Scope => {
            let scope = web::scope("").service(resource()).wrap(cors);
            init_service(App::new().service(scope)).await.call(request).await
        }
        Seat::Resource => {
            let app = init_service(App::new().service(resource().wrap(cors))).await;
            app.call(request).await
        }
    };
    Answer::of(result, spy.runs() - runs).await
}

/// Asks in every place, and returns the answer that they all gave.
async fn ask(
    write: impl Fn(&Explanation) -> HttpResponse + Send + Sync + 'static,
    ask: &Ask,
) -> Answer {
    let (cors, spy) = (Cors::new(policy()).refuse_with(write), Spy::new());
    let answer = ask_at(Seat::App, cors.clone(), &spy, ask).await;
    for seat in [Seat::Scope, Seat::Resource] {
        assert_eq!(ask_at(seat, cors.clone(), &spy, ask).await, answer, "{seat:?}: {ask:?}");
    }
    answer
}

/// Refused for all reasons, and what each is called.
fn refused() -> Vec<(Ask, &'static str)> {
    let preflight = || Ask::preflight(A, "PUT");
    let image = Ask::new("GET").line("Sec-Fetch-Site", "cross-site");
    let socket = Ask::from(EVIL).line("Connection", "Upgrade").line("Upgrade", "websocket");
    vec![
        (Ask::preflight(EVIL, "PUT"), "origin_not_listed"),
        (Ask::preflight("", "PUT"), "origin_empty"),
        (preflight().line("Origin", A), "origin_repeated"),
        (Ask::preflight(A, "PATCH"), "method_not_listed"),
        (Ask::preflight(A, "P UT"), "method_malformed"),
        (preflight().headers("other"), "header_not_listed"),
        (preflight().headers("na me"), "headers_malformed"),
        (preflight().headers("name,".repeat(1000)), "headers_too_long"),
        (Ask::from(EVIL), "origin_not_listed"),
        (Ask::from(EVIL).method("HEAD"), "origin_not_listed"),
        (Ask::from(EVIL).method("OPTIONS"), "origin_not_listed"),
        (Ask::from(EVIL).method("POST").json("{}"), "origin_not_listed"),
        (socket, "origin_not_listed"),
        (Ask::from("null"), "origin_not_listed"),
        (image.line("Sec-Fetch-Mode", "no-cors"), "other_origins_page"),
    ]
}

/// Everything that would make a yes of a refusal, beside what is the application's own.
fn hostile(refusal: &Explanation) -> HttpResponse {
    HttpResponse::build(StatusCode::IM_A_TEAPOT)
        .insert_header(("Access-Control-Allow-Origin", refusal.origin().unwrap_or("*")))
        .append_header(("ACCESS-CONTROL-ALLOW-ORIGIN", "*"))
        .append_header(("access-control-allow-origin", EVIL))
        .append_header(("Access-Control-Allow-CREDENTIALS", "true"))
        .append_header(("access-control-allow-methods", "PUT"))
        .append_header(("access-control-allow-methods", "PATCH, *"))
        .append_header(("Access-Control-Allow-Headers", "*, name, other"))
        .append_header(("access-Control-max-age", "86400"))
        .append_header(("Access-Control-Expose-Headers", "*"))
        .append_header(("Access-Control-Allow-Private-Network", "true"))
        .append_header(("Access-Control-Allow-Local-Network", "true"))
        .append_header(("Access-Control-Of-The-Future", "yes"))
        .append_header(("X-Access-Control-Allow-Origin", "kept"))
        .append_header(("Set-Cookie", "a=1"))
        .append_header(("Set-Cookie", "b=2"))
        .append_header(("Cache-Control", "no-store"))
        .body(refusal.reason().code())
}

#[actix_web::test]
async fn no_header_of_cors_is_left_in_it() {
    for (asked, code) in refused() {
        let answer = ask(hostile, &asked).await;
        assert_eq!((answer.status, answer.body.as_str(), answer.runs), (418, code, 0), "{asked:?}");
        assert_eq!(answer.cors(), [], "{asked:?}");
        assert_eq!(answer.lines("set-cookie"), ["a=1", "b=2"]);
        assert_eq!(answer.lines("cache-control"), ["no-store"]);
        assert_eq!(answer.lines("x-access-control-allow-origin"), ["kept"]);
    }
}

#[actix_web::test]
async fn nobody_is_asked_about_what_is_allowed() {
    let preflight = Ask::preflight(A, "PUT").headers("name");
    for asked in [Ask::from(A), Ask::new("GET"), preflight, Ask::new("OPTIONS")] {
        let answer = ask(|_| panic!("nothing is refused"), &asked).await;
        assert!([200, 204].contains(&answer.status), "{answer:?}");
    }
    let own = Ask::from("http://api.example").method("POST").line("Host", "api.example");
    assert_eq!(ask(|_| panic!("nothing is refused"), &own).await.status, 200);
}

#[actix_web::test]
async fn a_status_that_is_no_refusal_becomes_403() {
    for status in [200, 201, 204, 206, 301, 302, 304, 307, 400, 401, 404, 451, 499, 500, 503, 599] {
        let status = StatusCode::from_u16(status).unwrap();
        let write = move |_: &Explanation| {
            HttpResponse::build(status).insert_header(("location", "/login")).body("own")
        };
        let expected = if status.is_client_error() { status.as_u16() } else { 403 };
        for (asked, _) in refused() {
            let answer = ask(write, &asked).await;
            assert_eq!((answer.status, answer.body.as_str()), (expected, "own"), "{asked:?}");
            assert_eq!(answer.lines("location"), ["/login"]);
        }
    }
}

#[actix_web::test]
async fn vary_is_merged_with_the_applications_own() {
    let preflight =
        ["Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"].as_slice();
    let site = ["Origin", "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest"].as_slice();
    for (asked, code) in refused() {
        let needed = match code {
            "other_origins_page" => site,
            _ if asked.lines("Access-Control-Request-Method").is_empty() => &["Origin"],
            _ => preflight,
        };
        for (own, kept) in [
            (&[][..], &[][..]),
            (&["Accept-Language"], &["Accept-Language"]),
            (&["Accept", "cookie, Accept"], &["Accept", "cookie"]),
        ] {
            let lines = own.to_vec();
            let write = move |_: &Explanation| {
                let mut response = HttpResponse::Forbidden();
                for line in &lines {
                    response.append_header(("vary", *line));
                }
                response.finish()
            };
            let answer = ask(write, &asked).await;
            assert_eq!(answer.elements("vary"), [kept, needed].concat(), "{asked:?}");
            assert_eq!(answer.lines("vary").len(), 1);
        }
        let write = |_: &Explanation| {
            let mut response = HttpResponse::Forbidden();
            response.append_header(("vary", "Accept")).append_header(("vary", "*")).finish()
        };
        assert_eq!(ask(write, &asked).await.lines("vary"), ["*"], "{asked:?}");
    }
}

#[actix_web::test]
async fn a_body_may_be_a_stream() {
    let write = |_: &Explanation| {
        let pieces = ["one ", "two ", "three"].map(|piece| Ok::<_, Error>(Bytes::from(piece)));
        HttpResponse::Forbidden().body(BodyStream::new(stream::iter(pieces)))
    };
    for (asked, _) in refused() {
        assert_eq!(ask(write, &asked).await.body, "one two three");
    }
}

/// What the closure was told.
async fn told(policy: Policy, asked: &Ask) -> Explanation {
    let told = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&told);
    let cors = Cors::new(policy).refuse_with(move |refusal| {
        assert!(keep.lock().unwrap().replace(refusal.clone()).is_none(), "asked once");
        HttpResponse::Forbidden().finish()
    });
    ask_at(Seat::App, cors, &Spy::new(), asked).await;
    told.lock().unwrap().take().expect("it was asked")
}

#[actix_web::test]
async fn it_is_told_why() {
    let refusal = told(policy(), &Ask::preflight("http://a.example", "PUT")).await;
    assert!(refusal.is_refused() && refusal.is_preflight());
    assert_eq!(refusal.reason(), Reason::Refused(Refusal::OriginNotListed));
    assert_eq!(refusal.reason().code(), "origin_not_listed");
    assert_eq!(refusal.origin(), Some("http://a.example"));
    assert_eq!(refusal.policy_name(), None);
    assert!(refusal.policy().to_string().contains("refusals.rs:"));
    let nearest = refusal.nearest().unwrap();
    assert_eq!((nearest.allowed(), nearest.difference()), (A, Difference::Scheme));
    assert!(refusal.to_string().contains("differs only by the scheme"), "{refusal}");
    assert_eq!(refusal.clone(), refusal);

    let refusal = told(policy(), &Ask::preflight(A, "PUT").headers("name, nmae")).await;
    assert_eq!((refusal.value(), refusal.origin()), (Some("nmae"), Some(A)));
    assert_eq!(refusal.nearest().unwrap().allowed(), "name");

    let stranger = Ask::from("https://a-stranger.example").line("Sec-Fetch-Site", "cross-site");
    let refusal = told(policy(), &stranger).await;
    assert!(!refusal.is_preflight());
    assert_eq!((refusal.value(), refusal.nearest()), (Some("https://a-stranger.example"), None));

    let image = Ask::new("GET").line("Sec-Fetch-Site", "cross-site");
    let refusal = told(policy(), &image).await;
    assert_eq!(refusal.reason(), Reason::Refused(Refusal::OtherOriginsPage));
    assert_eq!((refusal.value(), refusal.origin()), (Some("cross-site"), None));
}

/// A rejected request is refused, whatever its headers say in addition.
#[actix_web::test]
async fn a_rejection_is_never_called_same_origin() {
    let twice = Ask::new("GET").line("Sec-Fetch-Site", "same-origin");
    let twice = twice.line("Sec-Fetch-Site", "cross-site");
    assert_eq!(told(policy(), &twice).await.reason().code(), "other_origins_page");

    let seen = Arc::new(Mutex::new(String::new()));
    let keep = Arc::clone(&seen);
    let cors = Cors::new(policy()).trust_forwarded_host(true).refuse_with(move |refusal| {
        refusal.reason().code().clone_into(&mut keep.lock().unwrap());
        HttpResponse::Forbidden().finish()
    });
    let inside = Ask::from("http://inside").line("Host", "inside");
    let asked = inside.line("X-Forwarded-Host", "outside.example");
    let answer = ask_at(Seat::App, cors, &Spy::new(), &asked).await;
    assert_eq!((answer.status, answer.runs), (403, 0));
    assert_eq!(*seen.lock().unwrap(), "origin_not_listed");
}

#[actix_web::test]
async fn what_a_client_sent_is_visible_ascii_and_short() {
    let long = "x".repeat(100_000);
    for sent in
        ["https://\u{e9}.example", "a\tb\"c\\d", "\u{85}\u{202e}", &long, "https://a.example/"]
    {
        for asked in [
            Ask::from(sent),
            Ask::preflight(sent, "PUT"),
            Ask::preflight(A, sent),
            Ask::preflight(A, "PUT").headers(sent),
        ] {
            let refusal = told(policy(), &asked).await;
            let whole = refusal.to_string();
            let nearest = refusal.nearest().map(Nearest::allowed);
            for text in [refusal.origin(), refusal.value(), nearest, Some(&whole)] {
                let text = text.unwrap_or_default();
                let is_safe = |c: char| c == '\u{2026}' || c == ' ' || c.is_ascii_graphic();
                assert!(text.chars().all(is_safe) && text.len() < 600, "{text:?}");
            }
        }
    }
}

/// Comparing a value with a long list takes thousands of times as long as refusing it.
#[actix_web::test]
async fn what_is_nearest_is_sought_only_when_it_is_asked_for() {
    let many = (0..1000).map(|n| format!("https://a-host-with-a-rather-long-name-{n}.example"));
    let policy = Policy::builder().origins(many).build().unwrap();
    let asked = Ask::preflight("https://a-host-with-a-rather-lnog-name-7.example", "PUT");
    let time = async |write: fn(&Explanation) -> HttpResponse| {
        let cors = Cors::new(policy.clone()).refuse_with(write);
        let app = init_service(App::new().wrap(cors)).await;
        let mut shortest = std::time::Duration::MAX;
        for _ in 0..30 {
            let request = asked.request().to_request();
            let start = std::time::Instant::now();
            assert_eq!(app.call(request).await.unwrap().status(), 403);
            shortest = shortest.min(start.elapsed());
        }
        shortest
    };
    let without = time(|refusal| HttpResponse::Forbidden().body(refusal.reason().code())).await;
    let with = time(|refusal| {
        assert!(refusal.nearest().is_some());
        HttpResponse::Forbidden().finish()
    });
    let with = with.await;
    assert!(without * 10 < with, "{without:?} without, {with:?} with");
}

#[actix_web::test]
async fn a_closure_that_panics_leaves_nothing_behind() {
    for is_around in [true, false] {
        let calls = Arc::new(AtomicUsize::new(0));
        let cors = Cors::new(policy()).refuse_with(move |_| {
            assert!(calls.fetch_add(1, Ordering::Relaxed) % 2 == 1, "every other one panics");
            HttpResponse::ImATeapot().finish()
        });
        let spy = Spy::new();
        let plain = Cors::default().trust_forwarded_host(true);
        let (outer, inner) = if is_around { (cors, plain) } else { (plain, cors) };
        let scope = web::scope("").route("/", spy.route()).wrap(inner);
        let app = Rc::new(init_service(App::new().service(scope).wrap(outer)).await);
        let answer = async |asked: &Ask| {
            Answer::of(app.call(asked.request().to_request()).await, spy.runs()).await
        };
        for (asked, _) in refused() {
            let (panics, request) = (Rc::clone(&app), asked.request().to_request());
            let panicked = spawn(async move { panics.call(request).await.map(drop) }).await;
            assert!(panicked.unwrap_err().is_panic());
            let refused = answer(&asked).await;
            assert_eq!((refused.status, refused.cors()), (418, vec![]));
            for (asked, status) in [(Ask::from(A), 200), (Ask::preflight(A, "PUT"), 204)] {
                let allowed = answer(&asked).await;
                let origin = allowed.lines("access-control-allow-origin");
                assert_eq!((allowed.status, origin), (status, vec![A]));
            }
        }
    }
}

#[test]
fn workers_share_the_closure() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let cors = Cors::new(policy()).refuse_with(move |_| {
        counted.fetch_add(1, Ordering::Relaxed);
        HttpResponse::Forbidden().finish()
    });
    let workers = [cors.clone(), cors].map(|cors| {
        thread::spawn(|| {
            System::new().block_on(async {
                let spy = Spy::new();
                ask_at(Seat::App, cors, &spy, &Ask::preflight(EVIL, "PUT")).await.status
            })
        })
    });
    for worker in workers {
        assert_eq!(worker.join().unwrap(), 403);
    }
    assert_eq!(calls.load(Ordering::Relaxed), 2);
}

#[test]
fn it_is_the_type_that_it_was() {
    fn is<T: Clone + Debug + Default + Send + Sync + Unpin>(_: &T) {}
    fn is_shared<T: Clone + Debug + Send + Sync + Unpin + Eq>() {}
    let cors = Cors::new(policy()).refuse_with(hostile);
    is(&cors);
    is_shared::<Explanation>();
    assert!(format!("{cors:?}").contains("refusals.rs:"), "{cors:?}");
}

#[actix_web::test]
async fn the_last_one_counts() {
    let cors = Cors::new(policy()).refuse_with(|_| HttpResponse::Forbidden().body("first"));
    let cors = cors.refuse_with(|_| HttpResponse::Forbidden().body("last"));
    let answer = ask_at(Seat::App, cors, &Spy::new(), &Ask::preflight(EVIL, "PUT")).await;
    assert_eq!(answer.body, "last");
}

/// Over a socket: what is said to a web socket that is kept out is an answer, and the protocol stays.
#[actix_web::test]
async fn an_upgrade_becomes_a_refusal() {
    let write = |_: &Explanation| {
        let mut response = HttpResponse::SwitchingProtocols();
        response.upgrade("websocket").insert_header(("access-control-allow-origin", "*"));
        response.reason("Switching Protocols").body("own")
    };
    for (asked, _) in refused() {
        let cors = Cors::new(policy()).refuse_with(write);
        let read = raw_of(cors, &Spy::new(), asked.bytes()).await;
        let answer = Answer::from_bytes(&read, 0);
        assert_eq!((answer.status, answer.cors()), (403, vec![]), "{asked:?}");
        assert!(read.starts_with(b"HTTP/1.1 403 Forbidden\r\n"), "{answer:?}");
        // Old versions of actix-http answer every request for an upgrade with `connection: upgrade`.
        let built_in = raw_of(Cors::new(policy()), &Spy::new(), asked.bytes()).await;
        let built_in = Answer::from_bytes(&built_in, 0);
        assert_eq!(answer.value("connection"), built_in.value("connection"), "{answer:?}");
        assert_eq!(answer.value("upgrade"), None, "{answer:?}");
        let body = if asked.bytes().starts_with(b"HEAD") { "" } else { "own" };
        assert_eq!(answer.body, body, "{asked:?}");
    }
}

/// Over a socket: actix-web writes the phrase as it is, and what follows a line break is a header.
#[actix_web::test]
async fn no_header_of_cors_is_left_in_the_phrase() {
    let write = |_: &Explanation| {
        HttpResponse::Forbidden().reason("No\r\nAccess-Control-Allow-Origin: *").body("own")
    };
    for (asked, _) in refused() {
        let cors = Cors::new(policy()).refuse_with(write);
        let read = raw_of(cors, &Spy::new(), asked.bytes()).await;
        let answer = Answer::from_bytes(&read, 0);
        assert_eq!((answer.status, answer.cors()), (403, vec![]), "{asked:?}");
        assert!(read.starts_with(b"HTTP/1.1 403 Forbidden\r\n"), "{answer:?}");
    }
}
