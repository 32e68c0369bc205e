//! Origins that depend on the request: what is answered for one tenant is no answer for another,
//! whatever is remembered, on its way or forgotten.

use actix_web::rt::spawn;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, web};
use cors_runtime::{Cors, Policy, ResolverLimits};
use cors_tests::Ask;

use crate::backend::LIMITS;
use crate::tenants::{PAGE, Tenants, by_header, by_host, by_match, by_path, get, preflight};

fn every_way() -> [Tenants; 4] {
    [
        Tenants::new(by_host),
        Tenants::new(by_path),
        Tenants::new(by_match),
        Tenants::with_headers(by_header, &["x-tenant"]),
    ]
}

#[actix_web::test]
async fn two_tenants_whose_requests_are_under_way_at_once() {
    for delays in [[60, 20], [20, 60], [40, 40]] {
        for tenants in every_way() {
            let tenants = tenants.taking(delays);
            let app = app_of_tenants!(tenants.start(LIMITS));
            let requests: Vec<_> = (0..40)
                .map(|index| {
                    let app = app.clone();
                    let tenant = if index % 2 == 0 { "acme" } else { "globex" };
                    let ask = if index % 3 == 0 { preflight(tenant) } else { get(tenant) };
                    spawn(async move { (tenant, allowed!(app, ask)) })
                })
                .collect();
            for request in requests {
                let (tenant, allowed) = request.await.unwrap();
                assert_eq!(allowed, tenant == "acme", "{tenant} {delays:?}");
            }
            assert_eq!(tenants.keys().len(), 2, "one question for each: {:?}", tenants.asked());
        }
    }
}

#[actix_web::test]
async fn what_is_remembered_of_one_tenant_decides_nothing_of_another() {
    for tenants in every_way() {
        let app = app_of_tenants!(tenants.start(LIMITS));
        for _ in 0..3 {
            assert!(allowed!(app, get("acme")));
            assert!(!allowed!(app, get("globex")));
            assert!(!allowed!(app, get("unknown")));
            // The preflight of one tenant, and then the request to another.
            assert!(allowed!(app, preflight("acme")));
            assert!(!allowed!(app, get("globex")));
            assert!(!allowed!(app, preflight("globex")));
            assert!(allowed!(app, get("acme")));
        }
        assert_eq!(tenants.keys().len(), 3, "{:?}", tenants.asked());
    }
}

#[actix_web::test]
async fn a_policy_with_two_lookups_is_decided_by_its_own_request() {
    // The outer policy knows the host, the inner one what was matched; each takes its time, so that
    // requests of both tenants come between the two.
    let by_host = Tenants::new(by_host).taking([30, 10]);
    let by_match = Tenants::new(by_match).taking([10, 30]);
    let policy = |tenants: &Tenants| {
        // Nothing is remembered, so each request waits.
        let limits = ResolverLimits { answers: 0, questions: 1_000, ..LIMITS };
        let policy = Policy::builder().origin_set(tenants.start(limits)).methods(["PUT"]);
        policy.reject_unlisted(true).build().unwrap()
    };
    let scope = web::scope("/{tenant}").route("/orders", web::to(HttpResponse::Ok));
    let app = App::new()
        .service(scope.wrap(Cors::new(policy(&by_match))))
        .wrap(Cors::new(policy(&by_host)));
    let app = std::rc::Rc::new(init_service(app).await);
    let requests: Vec<_> = (0..60)
        .map(|index| {
            let app = app.clone();
            spawn(async move {
                actix_web::rt::time::sleep(std::time::Duration::from_millis(index)).await;
                let tenant = if index % 2 == 0 { "acme" } else { "globex" };
                let ask = if index % 3 == 0 { preflight(tenant) } else { get(tenant) };
                (tenant, allowed!(app, ask))
            })
        })
        .collect();
    for request in requests {
        let (tenant, allowed) = request.await.unwrap();
        assert_eq!(allowed, tenant == "acme", "{tenant}");
    }
}

#[actix_web::test]
async fn an_origin_is_forgotten_by_every_key_and_a_key_for_every_origin() {
    let tenants = Tenants::new(by_host);
    let origins = tenants.start(LIMITS);
    let app = app_of_tenants!(origins.clone());
    let others = ["globex", "initech", "hooli"];
    let ask_all = async || {
        assert!(allowed!(app, get("acme")));
        for other in others {
            assert!(!allowed!(app, get(other)));
        }
        tenants.asked_again()
    };
    assert_eq!(ask_all().await.len(), 4);
    assert_eq!(ask_all().await.len(), 0, "remembered");
    origins.forget(PAGE).await;
    assert_eq!(ask_all().await.len(), 4, "by every key");
    origins.forget_all();
    assert_eq!(ask_all().await.len(), 4);
    origins.forget_key("acme.api.example");
    let again = ask_all().await;
    assert!(again.contains(&Some("acme.api.example".to_owned())), "{again:?}");
    // Another key may share its place; hardly two of three.
    assert!(again.len() <= 2, "{again:?}");
    origins.forget_key("acme");
    assert!(ask_all().await.len() <= 1, "another key");
}

#[actix_web::test]
async fn what_is_on_its_way_is_forgotten_by_its_key() {
    let tenants = Tenants::new(by_match).taking([80, 80]);
    let origins = tenants.start(LIMITS);
    let app = app_of_tenants!(origins.clone());
    let inside = app.clone();
    let waiting = spawn(async move { allowed!(inside, get("acme")) });
    while tenants.keys().is_empty() {
        actix_web::rt::time::sleep(std::time::Duration::from_millis(2)).await;
    }
    origins.forget_key("acme");
    assert!(waiting.await.unwrap());
    assert_eq!(tenants.keys().len(), 2, "asked again for the one who waits");
}

/// Browsers send a host in lower case, without a dot at its end and without the default port.
#[actix_web::test]
async fn a_host_that_is_spelt_otherwise_is_another_host() {
    let tenants = Tenants::new(by_host);
    let app = app_of_tenants!(tenants.start(LIMITS));
    let ask = |host: &str| Ask::from(PAGE).at("/x/orders").line("Host", host);
    assert!(allowed!(app, ask("acme.api.example")));
    assert!(allowed!(app, ask("acme.api.example:8443")), "on another port it is the same host");
    for host in ["ACME.api.example", "acme.api.example.", "acme.api.example.:80"] {
        assert!(!allowed!(app, ask(host)), "{host}");
    }
    let before = tenants.keys().len();
    for host in [
        "",
        "acme.api.example,globex.api.example",
        "user@acme.api.example",
        "acme.api.example/x",
        "acme.api.example:",
        "acme.api.example:port",
        "[acme.api.example]",
        "acme%2eapi.example",
        " acme.api.example x",
        "\u{e4}.example",
        &"a".repeat(255),
        &"a".repeat(64 * 1024),
    ] {
        assert!(!allowed!(app, ask(host)), "{host}");
    }
    let twice = ask("acme.api.example").line("Host", "acme.api.example");
    assert!(!allowed!(app, twice), "two hosts are none");
    assert!(!allowed!(app, Ask::from(PAGE).at("/x/orders")), "nor is no host one");
    assert_eq!(tenants.keys().split_off(before), [None], "none of them is a key");
    // The target of a proxy's request names a host, too.
    let target = |host: &str| ask("acme.api.example").at(&format!("http://{host}/x/orders"));
    assert!(allowed!(app, target("acme.api.example")));
    assert!(!allowed!(app, target("globex.api.example")), "the two differ");
}

#[actix_web::test]
async fn a_path_is_taken_as_the_router_takes_it() {
    for key in [by_path, by_match] {
        let tenants = Tenants::new(key);
        let app = app_of_tenants!(tenants.start(LIMITS));
        let ask = |path: &str| Ask::from(PAGE).at(path);
        for (path, allowed) in [
            ("/acme/orders", true),
            ("/%61cme/orders", true),
            ("/acme%2F/orders", false),
            ("/acme%00/orders", false),
            ("/%2561cme/orders", false),
            ("/ACME/orders", false),
            ("/acme%20/orders", false),
            ("/acme%FF/orders", false),
            ("/globex/orders?/acme", false),
            ("/globex/orders#acme", false),
        ] {
            assert_eq!(allowed!(app, ask(path)), allowed, "{path}");
        }
    }
}

#[actix_web::test]
async fn a_client_that_invents_hosts_fills_no_memory_and_displaces_nobody() {
    const FLOOD: usize = 3_000;
    let tenants = Tenants::new(by_host);
    let origins = tenants.start(ResolverLimits { answers: 100, ..LIMITS });
    let app = app_of_tenants!(origins.clone());
    for _ in 0..50 {
        assert!(allowed!(app, get("acme")));
    }
    for index in 0..FLOOD {
        assert!(!allowed!(app, get(&format!("t{index}"))));
        if index % 25 == 0 {
            assert!(allowed!(app, get("acme")));
        }
    }
    assert!(origins.remembered() <= 100, "{} answers", origins.remembered());
    assert_eq!(tenants.keys().len(), FLOOD + 1);
    assert!(allowed!(app, get("acme")));
    assert_eq!(tenants.keys().len(), FLOOD + 1, "the answer of those who come often stays");
}
