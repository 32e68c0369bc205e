//! Which policies a live one refuses, and what it says before the first.

use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::Service as _;
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, HttpResponse, get, put, web};
use cors_runtime::{
    Cors, LivePolicy, OriginResolver, OriginSet, Policy, PolicyError, Reason, Refusal,
    ResolvedOrigins, ResolverError, check_app, cors, policy,
};
use cors_tests::{Answer, Ask};

use crate::backend::LIMITS;

const PAGE: &str = "https://page.example";

fn codes(error: &PolicyError) -> Vec<&'static str> {
    error.issues().map(cors_runtime::Issue::code).collect()
}

static LATER: LivePolicy = LivePolicy::new();

/// Its method is neither safelisted nor written here.
#[cors(policy = LATER, max_age = 60)]
#[put("/later")]
async fn later() -> &'static str {
    "later"
}

/// What the first policy will list is not known before it is there.
#[actix_web::test]
async fn a_server_starts_before_the_first_policy_whatever_methods_its_routes_serve() {
    check_app(|| App::new().service(later)).await.expect("the server starts");
    let app = init_service(App::new().service(later)).await;
    let ask = || Ask::preflight(PAGE, "PUT").at("/later").request().to_request();
    let answer = Answer::of(app.call(ask()).await, 0).await;
    assert_eq!((answer.status, answer.cors()), (403, vec![]));
    assert_eq!(answer.body, "no policy has been set yet");

    let policy = || Policy::builder().origins([PAGE]);
    let error = LATER.replace(policy().methods(["DELETE"]).build().unwrap()).unwrap_err();
    assert_eq!(codes(&error), ["method_of_route_missing"]);
    LATER.replace(policy().methods(["PUT"]).build().unwrap()).unwrap();
    let answer = Answer::of(app.call(ask()).await, 0).await;
    assert_eq!(answer.lines("access-control-allow-methods"), ["PUT"]);
}

static LAST: LivePolicy = LivePolicy::new();

/// Whoever is freed with a policy may replace the one that came after it.
struct ReplacesWhenFreed;

impl Drop for ReplacesWhenFreed {
    fn drop(&mut self) {
        LAST.replace(Policy::disabled()).unwrap();
    }
}

impl OriginResolver for ReplacesWhenFreed {
    async fn resolve(&self, _: &str, _: Option<&str>) -> Result<bool, ResolverError> {
        Ok(true)
    }
}

#[test]
fn a_policy_is_replaced_by_what_the_former_one_does_when_it_is_freed() {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async {
            let origins = Arc::new(ResolvedOrigins::new());
            assert!(origins.start(ReplacesWhenFreed, LIMITS));
            LAST.replace(Policy::builder().origin_set(origins).build().unwrap()).unwrap();
            LAST.replace(Policy::builder().any_origin().build().unwrap()).unwrap();
        });
        sender.send(()).unwrap();
    });
    receiver.recv_timeout(Duration::from_secs(30)).expect("nobody waits for itself");
}

static UNSET: LivePolicy = LivePolicy::new();

#[cors(policy = UNSET, origins = any)]
#[get("/own")]
async fn own() -> &'static str {
    "own"
}

#[actix_web::test]
async fn nobody_is_let_in_before_the_first_policy() {
    let app = || {
        App::new()
            .service(own)
            .route("/plain", web::get().to(HttpResponse::Ok))
            .wrap(Cors::new(&UNSET))
    };
    check_app(app).await.expect("the server starts");
    let app = init_service(app()).await;
    for path in ["/own", "/plain"] {
        for ask in [Ask::from(PAGE), Ask::preflight(PAGE, "GET")] {
            let request = ask.at(path).request().to_request();
            let answer = Answer::of(app.call(request).await, 0).await;
            assert_eq!((answer.status, answer.cors()), (403, vec![]), "{path} {answer:?}");
            assert_eq!(answer.body, "no policy has been set yet");
        }
        let same = Ask::new("GET").at(path).request().to_request();
        assert_eq!(
            Answer::of(app.call(same).await, 0).await.status,
            200,
            "no page of another site"
        );
    }
    let request = TestRequest::default().insert_header(("origin", PAGE)).to_http_request();
    let explained = UNSET.explain(&request);
    assert_eq!(explained.reason(), Reason::Refused(Refusal::PolicyNotSet));
    assert!(explained.policy().to_string().contains("refused_policies.rs:"), "{explained}");

    UNSET.replace(Policy::builder().origins([PAGE]).build().unwrap()).unwrap();
    for path in ["/own", "/plain"] {
        let request = Ask::from(PAGE).at(path).request().to_request();
        let answer = Answer::of(app.call(request).await, 0).await;
        let allowed = if path == "/own" { "*" } else { PAGE };
        assert_eq!(
            answer.lines("access-control-allow-origin"),
            [allowed],
            "the application was built before"
        );
    }
    let explained = UNSET.explain(&request).policy().to_string();
    assert!(explained.contains("(version 1 from "), "{explained}");
}

static USED: LivePolicy = LivePolicy::new();

#[cors(policy = USED, credentials)]
#[get("/with_credentials")]
async fn with_credentials() -> &'static str {
    "with credentials"
}

#[cors(policy = USED)]
#[put("/put")]
async fn with_a_method() -> &'static str {
    "with a method"
}

#[actix_web::test]
async fn a_policy_is_refused_in_each_use_that_it_does_not_fit() {
    static TENANTS: OriginSet = OriginSet::new();
    static INSECURE: Policy = policy! { origins = from(TENANTS), methods = [PUT] };
    let good = || Policy::builder().origins([PAGE]).methods(["PUT"]).max_age(1);
    USED.replace(good().build().unwrap()).unwrap();
    let app = init_service(App::new().service(with_credentials).service(with_a_method)).await;
    TENANTS.replace(["http://a.example"]).unwrap();
    let any = || Policy::builder().any_origin();
    let cases = [
        (
            any().methods(["PUT"]).build().unwrap().into(),
            vec!["any_origin_with_credentials"],
            "with_credentials",
        ),
        (
            good().expose_any().build().unwrap().into(),
            vec!["any_expose_with_credentials"],
            "with_credentials",
        ),
        (
            Policy::builder()
                .origins(["http://a.example"])
                .methods(["PUT"])
                .build()
                .unwrap()
                .into(),
            vec!["insecure_origin_with_credentials"],
            "with_credentials",
        ),
        (
            Policy::builder().origins([PAGE]).methods(["DELETE"]).build().unwrap().into(),
            vec!["method_of_route_missing"],
            "with_a_method",
        ),
        (
            any().methods(["DELETE"]).build().unwrap().into(),
            vec!["any_origin_with_credentials", "method_of_route_missing"],
            "with_a_method",
        ),
        (
            cors_runtime::FixedPolicy::from(&INSECURE),
            vec!["insecure_origin_with_credentials"],
            "with_credentials",
        ),
    ];
    for (policy, expected, named) in cases {
        let error = USED.replace(policy).unwrap_err();
        assert_eq!(codes(&error), expected, "{error}");
        assert!(error.to_string().contains(&format!("--> in the use by `{named}` at ")), "{error}");
        let request = Ask::from(PAGE).at("/with_credentials").request().to_request();
        let answer = Answer::of(app.call(request).await, 0).await;
        assert_eq!(answer.lines("access-control-allow-origin"), [PAGE], "the old one is in force");
        assert_eq!(USED.current().map(|policy| format!("{policy:?}").contains("Any")), Some(false));
    }
    // The set has learnt nothing from the policy that was refused.
    TENANTS.insert("http://b.example").expect("no policy with credentials uses it");
}

#[actix_web::test]
async fn a_use_that_registers_later_is_checked_with_the_present_policy() {
    static LATER: LivePolicy = LivePolicy::new();

    #[cors(policy = LATER, credentials)]
    #[get("/")]
    async fn later() -> &'static str {
        "later"
    }

    LATER.replace(Policy::builder().any_origin().build().unwrap()).unwrap();
    let error = check_app(|| App::new().service(later)).await.unwrap_err();
    assert!(error.to_string().contains("policy `later` at "), "{error}");
    assert!(error.to_string().contains("[cors::any_origin_with_credentials]"), "{error}");
    LATER.replace(Policy::builder().origins([PAGE]).build().unwrap()).unwrap();
    check_app(|| App::new().service(later)).await.expect("both go together now");
}

#[actix_web::test]
async fn a_policy_that_is_off_refuses_preflights_and_sets_no_header() {
    let live = Arc::new(LivePolicy::new());
    live.replace(Policy::disabled()).unwrap();
    let app = App::new().route("/", web::get().to(HttpResponse::Ok));
    let app = init_service(app.wrap(Cors::new(Arc::clone(&live)))).await;
    let answer = async |ask: Ask| {
        let answer = Answer::of(app.call(ask.request().to_request()).await, 0).await;
        (answer.status, answer.cors().len(), answer.value("vary"))
    };
    assert_eq!(answer(Ask::from(PAGE)).await, (200, 0, None));
    assert_eq!(answer(Ask::preflight(PAGE, "GET")).await, (403, 0, None));
    live.replace(Policy::builder().any_origin().build().unwrap()).unwrap();
    assert_eq!(answer(Ask::new("GET")).await, (200, 1, None), "a constant for caches");
    live.replace(Policy::disabled()).unwrap();
    assert_eq!(answer(Ask::from(PAGE)).await, (200, 0, None));
}

#[test]
fn two_that_replace_at_once_each_replace_the_whole() {
    let live = LivePolicy::new();
    let policy = |number: u32| {
        let origins = [format!("https://a{number}.example"), format!("https://b{number}.example")];
        Policy::builder().origins(origins).max_age(number).build().unwrap()
    };
    std::thread::scope(|scope| {
        for number in [1, 2] {
            let (live, policy) = (&live, &policy);
            scope.spawn(move || {
                for _ in 0..500 {
                    live.replace(policy(number)).unwrap();
                }
            });
        }
        for _ in 0..500 {
            let Some(present) = live.current() else { continue };
            let text = format!("{present:?}");
            assert_ne!(
                text.contains("https://a1.example"),
                text.contains("https://b2.example"),
                "{text}"
            );
        }
    });
    let request = TestRequest::default().insert_header(("origin", PAGE)).to_http_request();
    let said = live.explain(&request).to_string();
    assert!(said.contains("(version 1000 from "), "each has its number: {said}");
}
