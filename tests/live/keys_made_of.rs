//! What a key of a request is made of, and what is none: bounds, panics, headers and `Vary`, the word
//! of a proxy, and what is written about it.

use std::sync::Arc;

use actix_web::test::{call_service, init_service};
use actix_web::{App, HttpResponse, web};
use cors_runtime::{Cors, Policy, ResolvedOrigins};
use cors_tests::Ask;

use crate::backend::LIMITS;
use crate::events::Events;
use crate::tenants::{PAGE, Tenants, by_header, by_host, by_match, get, preflight};

#[actix_web::test]
async fn what_is_no_key_is_refused_without_asking() {
    let panics = Tenants::new(|request| match request.match_info("tenant") {
        Some("acme") => Some("acme".into()),
        _ => panic!("the key has a bug"),
    });
    let too_long = Tenants::new(|request| match request.match_info("tenant") {
        Some("acme") => Some("acme".into()),
        _ => Some("x".repeat(257).into()),
    });
    let unnamed = Tenants::with_headers(
        |request| match request.match_info("tenant") {
            Some("acme") => Some("acme".into()),
            // It goes on as if there were no header.
            _ => request.header("cookie").map(|_| "x".into()).or(Some("acme".into())),
        },
        &["x-tenant"],
    );
    for (tenants, reason) in [
        (panics, "`OriginResolver::key` panicked"),
        (too_long, "its key has more than 256 bytes"),
        (unnamed, "reads a header that `OriginResolver::vary` does not name"),
    ] {
        let origins = tenants.start(LIMITS);
        let app = app_of_tenants!(origins.clone());
        let events = Events::default();
        let guard = tracing::subscriber::set_default(events.clone());
        for _ in 0..20 {
            assert!(!allowed!(app, get("other")), "{reason}");
            assert!(!allowed!(app, preflight("other")), "{reason}");
        }
        drop(guard);
        let written = events.count(reason);
        assert!((10..=20).contains(&written), "{reason}: {written} events\n{}", events.text());
        assert_eq!((tenants.keys().len(), origins.remembered()), (0, 0));
        assert!(allowed!(app, get("acme")), "the others go on");
    }
    let longest = Tenants::new(|_| Some("x".repeat(256).into()));
    let app = app_of_tenants!(longest.start(LIMITS));
    assert!(!allowed!(app, get("any")));
    assert_eq!(longest.keys().len(), 1, "as long as it may be");
}

#[actix_web::test]
async fn a_response_varies_on_the_headers_that_keys_are_made_of() {
    let tenants = Tenants::with_headers(by_header, &["X-Tenant", "origin"]);
    let policy = Policy::builder().origin_set(tenants.start(LIMITS)).methods(["PUT"]);
    let vary = |value: &'static str| {
        move || async move { HttpResponse::Ok().insert_header(("vary", value)).finish() }
    };
    let app = |policy: Policy| {
        let app = App::new().route("/", web::to(HttpResponse::Ok));
        let app = app.route("/merged", web::to(vary("accept, x-tenant")));
        let app = app.route("/all", web::to(vary("*"))).route("/own", web::to(vary("Origin")));
        app.wrap(Cors::new(policy))
    };
    let open = init_service(app(policy.clone().build().unwrap())).await;
    let strict = init_service(app(policy.reject_unlisted(true).build().unwrap())).await;
    let acme = |ask: Ask| ask.line("X-Tenant", "acme");
    macro_rules! vary {
        ($app:expr, $ask:expr) => {{
            let response = call_service(&$app, $ask.request().to_request()).await;
            let lines: Vec<_> = response.headers().get_all("vary").cloned().collect();
            assert_eq!(lines.len(), 1, "{lines:?}");
            lines[0].to_str().unwrap().to_owned()
        }};
    }
    let of_preflight =
        "Origin, Access-Control-Request-Method, Access-Control-Request-Headers, x-tenant";
    for app in [&open, &strict] {
        assert_eq!(vary!(*app, acme(Ask::preflight(PAGE, "PUT"))), of_preflight);
        assert_eq!(vary!(*app, Ask::preflight(PAGE, "PUT")), of_preflight, "refused");
        assert_eq!(vary!(*app, acme(Ask::from(PAGE))), "Origin, x-tenant");
        assert_eq!(vary!(*app, Ask::from(PAGE)), "Origin, x-tenant", "refused");
        assert_eq!(vary!(*app, Ask::new("GET")), "Origin, x-tenant", "no request of CORS");
        let merged = vary!(*app, acme(Ask::from(PAGE)).at("/merged"));
        assert_eq!(merged, "accept, x-tenant, Origin");
        assert_eq!(vary!(*app, acme(Ask::from(PAGE)).at("/all")), "*");
        assert_eq!(vary!(*app, acme(Ask::from(PAGE)).at("/own")), "Origin, x-tenant");
    }
    // Hosts and paths are part of the URL.
    let by_host = Policy::builder().origin_set(Tenants::new(by_host).start(LIMITS));
    let by_host = init_service(app(by_host.build().unwrap())).await;
    assert_eq!(vary!(by_host, Ask::from(PAGE)), "Origin");
}

#[actix_web::test]
async fn what_is_no_header_keeps_the_server_from_starting() {
    for vary in [&["x tenant"], &["*"], &["x-t\u{e4}nant"], &[""]] {
        let origins = Tenants::with_headers(by_header, vary).start(LIMITS);
        let policy = Policy::builder().origin_set(origins).build();
        let error = policy.unwrap_err().to_string();
        assert!(error.contains("is no name of a request header"), "{error}");
        assert!(error.contains(vary[0]) && error.contains("help: name the headers"), "{error}");
    }
}

/// A header that the preflight does not have is no reason for a yes.
#[actix_web::test]
async fn a_header_of_a_script_grants_no_preflight() {
    let tenants = Tenants::with_headers(by_header, &["x-tenant"]);
    let app = app_of_tenants!(tenants.start(LIMITS));
    assert!(allowed!(app, Ask::from(PAGE).at("/x/orders").line("X-Tenant", "acme")));
    assert!(!allowed!(app, Ask::preflight(PAGE, "PUT").at("/x/orders").headers("x-tenant")));
    let twice = Ask::from(PAGE).at("/x/orders").line("X-Tenant", "acme");
    assert!(!allowed!(app, twice.line("X-Tenant", "acme")), "two values are none");
    assert_eq!(tenants.keys(), [Some("acme".to_owned()), None]);
}

#[actix_web::test]
async fn a_proxy_in_front_names_the_host_where_it_is_trusted() {
    for trusts in [false, true] {
        let tenants = Tenants::new(by_host);
        let policy = Policy::builder().origin_set(tenants.start(LIMITS)).methods(["PUT"]);
        let app = App::new().route("/", web::to(HttpResponse::Ok));
        let app = app.wrap(Cors::new(policy.build().unwrap()).trust_forwarded_host(trusts));
        let app = std::rc::Rc::new(init_service(app).await);
        for ask in [Ask::from(PAGE), Ask::preflight(PAGE, "PUT")] {
            let ask = ask.line("Host", "10.0.0.7").line("X-Forwarded-Host", "acme.api.example");
            assert_eq!(allowed!(app, ask), trusts);
        }
    }
}

#[actix_web::test]
async fn a_refusal_says_for_whom_and_no_secret() {
    let policy = |origins: Arc<ResolvedOrigins>| {
        let policy = Policy::builder().origin_set(origins).methods(["PUT"]).build().unwrap();
        let scope = web::scope("/{tenant}").route("/orders", web::to(HttpResponse::Ok));
        App::new().service(scope.wrap(Cors::new(policy)))
    };
    let secret = Tenants::with_headers(
        |request| request.header("authorization").map(Into::into),
        &["authorization"],
    );
    for (tenants, shown) in [(Tenants::new(by_match), true), (secret, false)] {
        let app = std::rc::Rc::new(init_service(policy(tenants.start(LIMITS))).await);
        for tenant in ["fails", "glo%1Bbex"] {
            let events = Events::default();
            let guard = tracing::subscriber::set_default(events.clone());
            // Asked, and remembered; and once more, because `tracing` takes a place in the code for
            // one that nobody listens to where a thread without a listener comes there first.
            for _ in 0..3 {
                tracing::callsite::rebuild_interest_cache();
                let ask = Ask::from(PAGE).at(&format!("/{tenant}/orders"));
                assert!(!allowed!(app, ask.line("Authorization", "Bearer s3cret")));
            }
            drop(guard);
            let text = events.text();
            let key = if tenant == "fails" { "fails" } else { "glo\\x1bbex" };
            assert_eq!(text.contains(&format!("for `{key}`")), shown, "{tenant} {text}");
            assert!(!text.contains("s3cret") && !text.contains("glo\x1bbex"), "{text}");
        }
    }
}
