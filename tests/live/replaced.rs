//! A live policy that is replaced a thousand times a second while four threads ask over real sockets: every response belongs to
//! one whole policy. Each policy carries its number in every header, so that any mixture of two shows.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use actix_web::{App, HttpResponse, HttpServer, get, rt, web};
use cors_runtime::{Cors, CorsExt, LivePolicy, Policy, cors};
use cors_tests::{Answer, Ask};

/// How many policies take turns.
const POLICIES: u32 = 50;
const PAGE: &str = "https://page.example";
const LONG: Duration = Duration::from_secs(3);

static LIVE: LivePolicy = LivePolicy::new();

#[cors(policy = LIVE)]
#[get("/route")]
async fn route() -> &'static str {
    "route"
}

#[cors(policy = LIVE, preflight_status = 200)]
#[get("/overlay")]
async fn overlay() -> &'static str {
    "overlay"
}

#[cors(policy = LIVE)]
#[actix_web::scope("/module")]
mod module {
    use actix_web::get;

    #[get("/inherited")]
    pub(crate) async fn inherited() -> &'static str {
        "inherited"
    }
}

/// The policy is replaced while it waits.
async fn slow() -> HttpResponse {
    rt::time::sleep(Duration::from_millis(2)).await;
    HttpResponse::Ok().finish()
}

const PATHS: [&str; 6] =
    ["/route", "/overlay", "/module/inherited", "/covered", "/service", "/scope/service"];

/// Policies with an even number take credentials and list a second page.
fn numbered(number: u32) -> Policy {
    let even = (number.is_multiple_of(2)).then_some("https://even.example");
    Policy::builder()
        .origins([PAGE].into_iter().chain(even))
        .methods([format!("M{number}")])
        .headers([format!("x-{number}")])
        .expose([format!("x-{number}")])
        .credentials(number.is_multiple_of(2))
        .max_age(number)
        .build()
        .unwrap()
}

/// With an outermost `Cors` that knows routes only, or that has the policy too.
fn start(covers: bool) -> SocketAddr {
    let server = HttpServer::new(move || {
        let service = || web::resource("/service").to(HttpResponse::Ok).cors(&LIVE);
        App::new()
            .service(route)
            .service(overlay)
            .service(module::inherited)
            .service(web::scope("/scope").service(service()).cors(&LIVE))
            .service(service())
            .service(web::scope("/covered").wrap(Cors::new(&LIVE)).default_service(web::to(slow)))
            .wrap(if covers { Cors::new(&LIVE) } else { Cors::default() })
    });
    let server = server.workers(3).disable_signals().bind(("127.0.0.1", 0)).unwrap();
    let address = server.addrs()[0];
    rt::spawn(server.run());
    address
}

/// One connection that is kept.
struct Client(BufReader<TcpStream>);

impl Client {
    fn new(address: SocketAddr) -> Client {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        Client(BufReader::new(stream))
    }

    fn ask(&mut self, ask: &Ask) -> Answer {
        let kept = String::from_utf8(ask.bytes()).unwrap().replace("Connection: close\r\n", "");
        self.0.get_mut().write_all(kept.as_bytes()).unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            assert!(self.0.read_until(b'\n', &mut head).unwrap() > 0, "the server answers");
        }
        let mut answer = Answer::from_bytes(&head, 0);
        let length = answer.value("content-length").map_or(0, |text| text.parse().unwrap());
        let mut body = vec![0; length];
        std::io::Read::read_exact(&mut self.0, &mut body).unwrap();
        answer.body = String::from_utf8(body).unwrap();
        answer
    }
}

fn number_in(answer: &Answer, header: &str, prefix: &str) -> u32 {
    let value = answer.value(header).unwrap_or_else(|| panic!("no {header}: {answer:?}"));
    value.strip_prefix(prefix).and_then(|number| number.parse().ok()).expect("a number")
}

/// The number of the policy that all headers of this answer agree on.
fn whole(answer: &Answer, preflight: bool) -> u32 {
    assert_eq!(answer.value("access-control-allow-origin").as_deref(), Some(PAGE), "{answer:?}");
    let numbers = if preflight {
        vec![
            number_in(answer, "access-control-allow-methods", "M"),
            number_in(answer, "access-control-max-age", ""),
        ]
    } else {
        vec![number_in(answer, "access-control-expose-headers", "x-")]
    };
    let has_credentials = answer.value("access-control-allow-credentials").is_some();
    for number in &numbers {
        assert_eq!(*number, numbers[0], "{answer:?}");
        assert_eq!(number.is_multiple_of(2), has_credentials, "{answer:?}");
    }
    numbers[0]
}

async fn every_answer_is_of_one_policy(covers: bool) {
    LIVE.replace(numbered(1)).unwrap();
    let address = start(covers);
    let is_over = AtomicBool::new(false);
    let (asked, replaced) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let seen = rt::task::spawn_blocking(move || {
        thread::scope(|scope| {
            scope.spawn(|| {
                let policies: Vec<_> =
                    (1..=POLICIES).map(|n| std::sync::Arc::new(numbered(n))).collect();
                let begin = Instant::now();
                for (count, policy) in (1_u32..).zip(policies.iter().cycle()) {
                    LIVE.replace(std::sync::Arc::clone(policy)).unwrap();
                    replaced.fetch_add(1, Ordering::Relaxed);
                    if is_over.load(Ordering::Relaxed) {
                        break;
                    }
                    thread::sleep(
                        (Duration::from_millis(1) * count).saturating_sub(begin.elapsed()),
                    );
                }
            });
            let askers: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| {
                        let mut client = Client::new(address);
                        let mut seen = std::collections::BTreeSet::new();
                        let begin = Instant::now();
                        while begin.elapsed() < LONG {
                            for path in PATHS {
                                seen.insert(whole(&client.ask(&Ask::from(PAGE).at(path)), false));
                                let preflight = Ask::preflight(PAGE, "GET").at(path);
                                seen.insert(whole(&client.ask(&preflight), true));
                                let other = client.ask(&Ask::from("https://even.example").at(path));
                                if !other.cors().is_empty() {
                                    assert_eq!(
                                        number_in(&other, "access-control-expose-headers", "x-")
                                            % 2,
                                        0
                                    );
                                }
                                asked.fetch_add(3, Ordering::Relaxed);
                            }
                        }
                        seen
                    })
                })
                .collect();
            let seen: Vec<_> = askers.into_iter().map(thread::ScopedJoinHandle::join).collect();
            is_over.store(true, Ordering::Relaxed);
            println!("{asked:?} answers during {replaced:?} replacements");
            seen.into_iter().map(|seen| seen.expect("every answer is whole").len()).min()
        })
    });
    let seen = seen.await.unwrap();
    assert!(seen > Some(10), "each thread has seen many policies: {seen:?}");
}

#[actix_web::test]
async fn with_an_outermost_middleware_for_routes() {
    let _alone = ALONE.lock().await;
    every_answer_is_of_one_policy(false).await;
}

#[actix_web::test]
async fn with_an_outermost_middleware_that_has_the_policy() {
    let _alone = ALONE.lock().await;
    every_answer_is_of_one_policy(true).await;
}

/// Both tests replace the same policy.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
