//! Refusals in the application's own form over real sockets, and where origins are asked for elsewhere.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use actix_web::{App, HttpResponse, put, web};
use cors_runtime::{
    Cors, Explanation, OriginResolver, Policy, ResolvedOrigins, ResolverError, ResolverLimits, cors,
};
use cors_tests::live_app::serve_app;
use cors_tests::{Answer, Ask};

const A: &str = "https://a.example";
const EVIL: &str = "https://evil.example";

#[cors(origins = ["https://a.example"], reject_unlisted)]
#[put("/annotated")]
async fn annotated() -> &'static str {
    "annotated"
}

/// Takes its time, and lists one.
#[derive(Clone)]
struct Slow;

impl OriginResolver for Slow {
    async fn resolve(&self, origin: &str, _: Option<&str>) -> Result<bool, ResolverError> {
        tokio::time::sleep(Duration::from_millis(30)).await;
        Ok(origin == A)
    }
}

fn asked(port: u16, ask: &Ask) -> Answer {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
    stream.write_all(&ask.bytes()).expect("it reads");
    let mut read = Vec::new();
    stream.read_to_end(&mut read).expect("it answers");
    Answer::from_bytes(&read, 0)
}

#[test]
fn workers_and_waiting_requests_have_the_form_too() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let resolved = Arc::new(ResolvedOrigins::new());
    assert!(resolved.start(Slow, ResolverLimits::default()));
    let policy = Policy::builder().origin_set(resolved).methods(["PUT"]).reject_unlisted(true);
    let policy = Arc::new(policy.build().unwrap());
    let around = Cors::default().refuse_with(move |refusal: &Explanation| {
        counted.fetch_add(1, Ordering::Relaxed);
        HttpResponse::UnprocessableEntity()
            .insert_header(("access-control-allow-origin", "*"))
            .json(serde_json::json!({ "code": refusal.reason().code() }))
    });
    let port = serve_app(move || {
        let scope = web::scope("/resolved").route("/x", web::to(HttpResponse::Ok));
        App::new()
            .service(annotated)
            .service(scope.wrap(Cors::new(Arc::clone(&policy))))
            .wrap(around.clone())
    });
    let mut refused = 0;
    for path in ["/annotated", "/resolved/x"] {
        let socket =
            Ask::from(EVIL).line("Upgrade", "websocket").line("Sec-WebSocket-Version", "13");
        for ask in
            [Ask::preflight(EVIL, "PUT"), Ask::from(EVIL).method("PUT"), socket.method("PUT")]
        {
            for _ in 0..4 {
                let answer = asked(port, &ask.clone().at(path));
                let seen = (answer.status, answer.cors(), answer.body.as_str());
                let body = r#"{\"code\":\"origin_not_listed\"}"#;
                assert_eq!(seen, (422, vec![], body), "{path} {ask:?}");
                assert_eq!(answer.lines("content-type"), ["application/json"]);
                refused += 1;
            }
        }
        let granted = asked(port, &Ask::preflight(A, "PUT").at(path));
        assert_eq!((granted.status, granted.lines("access-control-allow-origin")), (204, vec![A]));
        let made = asked(port, &Ask::from(A).method("PUT").at(path));
        assert_eq!((made.status, made.lines("access-control-allow-origin")), (200, vec![A]));
    }
    assert_eq!(
        calls.load(Ordering::Relaxed),
        refused,
        "once for each refusal, by whichever worker"
    );
}
