//! Environment variables of one test, which no other test sees: not those that run at the same
//! time, and not those that run after it on the same thread.

use std::sync::{Arc, Barrier};
use std::thread;

use actix_web::test::init_service;
use actix_web::{App, HttpResponse, Responder, get, put, rt, web};
use cors_runtime::testing::{Browser, Environment, Fetch};
use cors_runtime::{Cors, CorsExt as _, Policy, check_app, cors, policy};
use cors_tests::live_app::serve_app;

use crate::app::at;
use crate::explained::{assert_says, complaint};

/// One for the process, like every policy of a program.
static SHARED: Policy = policy! {
    origins = env("CORS_TEST_ORIGINS"), methods = [PUT], max_age = 600,
};

static WITH_DEFAULT: Policy =
    policy! { origins = env("CORS_TEST_OTHERS", default = ["https://default.example"]) };

#[cors(origins = env("CORS_TEST_ORIGINS"), credentials)]
#[get("/notes")]
async fn notes() -> impl Responder {
    "notes"
}

#[cors(policy = SHARED)]
#[put("/notes")]
async fn save() -> impl Responder {
    "saved"
}

/// Annotated routes, a policy over another, a service with a policy, a middleware: all read the variable.
macro_rules! application {
    () => {
        App::new()
            .service(notes)
            .service(save)
            .service(web::resource("/service").to(HttpResponse::Ok).cors(&SHARED))
            .service(web::resource("/other").to(HttpResponse::Ok).cors(&WITH_DEFAULT))
            .service(
                web::scope("/scope")
                    .wrap(Cors::new(&SHARED))
                    .route("/x", web::to(HttpResponse::Ok)),
            )
            .wrap(Cors::default())
    };
}

fn fetches() -> Vec<Fetch> {
    vec![
        Fetch::get(at("/notes")).with_credentials(),
        Fetch::put(at("/notes")),
        Fetch::get(at("/service")),
        Fetch::get(at("/scope/x")),
        Fetch::put(at("/scope/x")),
    ]
}

/// Builds the application and asks it: this origin reads everything, and the other nothing.
fn only_one_reads(origin: &str, other: &str) {
    rt::System::new().block_on(async {
        let app = init_service(application!()).await;
        for fetch in fetches() {
            Browser::new().open(origin).fetch(&app, fetch.clone()).await.assert_readable();
            Browser::new().open(other).fetch(&app, fetch).await.assert_refused_by_policy();
        }
    });
}

#[test]
fn tests_that_run_at_once_see_their_own() {
    let count = 8;
    let barrier = Arc::new(Barrier::new(count));
    let origin = |number: usize| format!("https://app-{number}.example");
    let threads = (0..count).map(|number| {
        let barrier = Arc::clone(&barrier);
        let (own, other) = (origin(number), origin((number + 1) % count));
        thread::spawn(move || {
            let _environment = Environment::set("CORS_TEST_ORIGINS", &own);
            barrier.wait();
            for _ in 0..10 {
                only_one_reads(&own, &other);
            }
            // Nobody ends before all have asked.
            barrier.wait();
        })
    });
    for thread in threads.collect::<Vec<_>>() {
        thread.join().expect("each test passes");
    }
}

#[test]
fn tests_after_each_other_on_one_thread_see_their_own() {
    for number in 0..3 {
        let own = format!("https://app-{number}.example");
        let _environment = Environment::set("CORS_TEST_ORIGINS", &own);
        only_one_reads(&own, "https://app-9.example");
    }
}

#[test]
fn the_latest_counts_and_the_one_before_comes_back() {
    let outer = Environment::set("CORS_TEST_ORIGINS", "https://outer.example");
    {
        let _inner = Environment::set("CORS_TEST_ORIGINS", "https://inner.example");
        only_one_reads("https://inner.example", "https://outer.example");
    }
    only_one_reads("https://outer.example", "https://inner.example");
    let later = Environment::set("CORS_TEST_ORIGINS", "https://later.example");
    drop(outer);
    only_one_reads("https://later.example", "https://outer.example");
    drop(later);
}

#[actix_web::test]
async fn the_form_is_that_of_the_environment() {
    let _environment =
        Environment::set("CORS_TEST_ORIGINS", "https://*.a.example, https://b.example\n");
    let app = init_service(application!()).await;
    for (origin, reads) in
        [("https://x.a.example", true), ("https://b.example", true), ("https://a.example", false)]
    {
        let res = Browser::new().open(origin).fetch(&app, Fetch::get(at("/service"))).await;
        assert_eq!(res.is_readable(), reads, "{res}");
    }
}

#[actix_web::test]
async fn a_star_is_everybody() {
    let _environment = Environment::set("CORS_TEST_ORIGINS", "*");
    let app = App::new().service(web::resource("/service").to(HttpResponse::Ok).cors(&SHARED));
    let app = init_service(app).await;
    let res = Browser::new().open("null").fetch(&app, Fetch::get(at("/service"))).await;
    assert_eq!(res.exchange()[0].response_header("access-control-allow-origin"), ["*"]);
    assert!(res.exchange()[0].response_header("vary").is_empty(), "{res}");
}

#[actix_web::test]
async fn what_is_wrong_is_said_when_the_application_is_built() {
    let _environment = Environment::set("CORS_TEST_ORIGINS", "https://a.example/,http://b.example");
    let error = check_app(|| application!()).await.unwrap_err().to_string();
    assert_says(
        &error,
        &[
            "`https://a.example/`",
            "[cors::insecure_origin_with_credentials]",
            "--> environment variable `CORS_TEST_ORIGINS`, entry 2",
        ],
    );
}

#[test]
fn a_forgotten_one_is_one_error_that_says_what_to_write() {
    let said = complaint(|| {
        rt::System::new().block_on(async { drop(init_service(App::new().service(notes)).await) });
    });
    assert_says(
        &said,
        &[
            "policy `notes` at ",
            "environment variable `CORS_TEST_ORIGINS` is not set",
            "in a test, write `let _environment = cors_runtime::testing::Environment::set(\"CORS_TEST_ORIGINS\", \
             \"https://a.example\");`",
            "so the server does not start",
        ],
    );
    assert_eq!(said.matches("is not set").count(), 1, "{said}");
}

#[test]
fn one_that_ends_too_early_is_an_error_too() {
    let said = complaint(|| {
        rt::System::new().block_on(async {
            let environment = Environment::set("CORS_TEST_ORIGINS", "https://a.example");
            let app = init_service(application!()).await;
            drop(environment);
            let page = Browser::new().open("https://b.example");
            page.fetch(&app, Fetch::get(at("/notes"))).await.is_readable()
        })
    });
    assert_says(
        &said,
        &[
            "environment variable `CORS_TEST_ORIGINS` was set for a test, and that has ended",
            "`let _environment = ",
        ],
    );
    // What comes after on this thread is told what is wrong with itself.
    let said = complaint(|| {
        rt::System::new().block_on(async { drop(init_service(App::new().service(notes)).await) });
    });
    assert_says(&said, &["environment variable `CORS_TEST_ORIGINS` is not set"]);
}

#[actix_web::test]
async fn defaults_hold_where_nothing_is_set() {
    let reads = async |origin: &str| {
        let app =
            App::new().service(web::resource("/other").to(HttpResponse::Ok).cors(&WITH_DEFAULT));
        let app = init_service(app).await;
        let page = Browser::new().open(origin);
        page.fetch(&app, Fetch::get(at("/other"))).await.is_readable()
    };
    assert!(reads("https://default.example").await);
    {
        let _environment = Environment::set("CORS_TEST_OTHERS", "https://a.example");
        assert!(reads("https://a.example").await && !reads("https://default.example").await);
        let _unset = Environment::unset("CORS_TEST_OTHERS");
        assert!(reads("https://default.example").await && !reads("https://a.example").await);
    }
    assert!(reads("https://default.example").await);
}

#[test]
fn builders_read_it_too() {
    let _environment = Environment::set("CORS_TEST_ORIGINS", "https://a.example");
    let policy = || Policy::builder().origins_from_env("CORS_TEST_ORIGINS").build();
    assert!(policy().is_ok());
    let _unset = Environment::unset("CORS_TEST_ORIGINS");
    assert_says(&policy().unwrap_err().to_string(), &["is not set"]);
}

/// Two servers, two workers each, one policy.
#[actix_web::test]
async fn servers_take_it_to_their_threads() {
    let serve = |origin: &str| {
        let environment = Environment::set("CORS_TEST_ORIGINS", origin);
        let of_test = environment.for_threads();
        serve_app(move || {
            of_test.set_here();
            application!()
        })
    };
    let (one, two) = (serve("https://one.example"), serve("https://two.example"));
    for (port, own, other) in [
        (one, "https://one.example", "https://two.example"),
        (two, "https://two.example", "https://one.example"),
    ] {
        let fetch = || Fetch::get(format!("http://localhost:{port}/notes")).with_credentials();
        for _ in 0..4 {
            Browser::new().open(own).fetch_live(fetch()).await.assert_readable();
            Browser::new().open(other).fetch_live(fetch()).await.assert_blocked();
        }
    }
}

#[cors(origins = env("CORS_TEST_SWITCH", empty = disabled))]
#[get("/switched")]
async fn switched() -> impl Responder {
    "switched"
}

/// Tests run one after the other on a thread; each is answered by its own environment.
#[actix_web::test]
async fn a_policy_that_one_test_switches_off_is_on_in_the_next() {
    for value in ["", "https://a.example", "", "https://a.example"] {
        let _environment = Environment::set("CORS_TEST_SWITCH", value);
        let app = init_service(App::new().service(switched)).await;
        let page = Browser::new().open("https://a.example");
        let fetched = page.fetch(&app, Fetch::get("http://api.example/switched")).await;
        assert_eq!(fetched.is_readable(), !value.is_empty(), "{value:?}: {fetched}");
    }
}
