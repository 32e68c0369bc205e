//! Nesting is nesting: what was registered earlier, stands beside, runs on the same thread or is a clone is not inside.

use actix_web::test::init_service;
use actix_web::{App, Resource, guard, post, web};
use cors_runtime::{Cors, Policy, cors};
use cors_tests::Ask;

use crate::cases::{
    A, AROUND, BY_AROUND, BY_NOBODY, BY_OPEN, BY_STRICT, EVIL, OPEN, OWN, STRICT, WALLED, answer,
    ask, assert_granted, assert_made, assert_refused, preflight, run,
};

#[cors(origins = ["https://own.example"], reject_unlisted)]
#[post("/walled")]
async fn walled() -> &'static str {
    run("walled")
}

/// Takes every method, a preflight's too.
fn takes_all() -> Resource {
    web::resource("/all").to(async || run("all"))
}

/// GET and PUT, in the two forms in which people write that.
fn by_method(as_attributes: bool) -> [Resource; 2] {
    if as_attributes {
        [
            web::resource("/x").guard(guard::Get()).to(async || run("get")),
            web::resource("/x").guard(guard::Put()).to(async || run("put")),
        ]
    } else {
        let both = web::resource("/x").route(web::get().to(async || run("get")));
        [both.route(web::put().to(async || run("put"))), web::resource("/y")]
    }
}

#[actix_web::test]
async fn a_default_service_is_beside_a_scope() {
    for as_attributes in [false, true] {
        let app = || {
            let [get, put] = by_method(as_attributes);
            let scope = web::scope("/analytics").service(get).service(put);
            let fallback = web::get().to(async || run("fallback"));
            App::new()
                .service(scope.wrap(Cors::new(&STRICT)))
                .default_service(fallback.wrap(Cors::new(&OPEN)))
        };
        for method in ["GET", "PUT"] {
            let path = "/analytics/x";
            let granted = answer!(app(), preflight(A, method, path).headers("x-name"));
            assert_granted(&granted, A, "11", method);
            let refused = answer!(app(), preflight(EVIL, method, path).headers("x-name"));
            assert_refused(&refused, method);
            let handler = if method == "GET" { "get" } else { "put" };
            for (origin, by) in [(A, BY_STRICT), (EVIL, BY_NOBODY)] {
                let made = answer!(app(), Ask::from(origin).method(method).at(path));
                assert_made(&made, handler, by, origin);
            }
        }
        let made = answer!(app(), Ask::from(EVIL).at("/elsewhere"));
        assert_made(&made, "fallback", BY_OPEN, "its own");
        let granted = answer!(app(), preflight(EVIL, "GET", "/elsewhere").headers("x-name"));
        assert_granted(&granted, "*", "22", "its own");
    }
}

#[actix_web::test]
async fn sibling_scopes_do_not_let_preflights_through() {
    let app = || {
        App::new()
            .service(web::scope("/one").service(takes_all()).wrap(Cors::new(&STRICT)))
            .service(web::scope("/two").service(takes_all()).wrap(Cors::new(&AROUND)))
    };
    for (path, origin, max_age) in [("/one/all", A, "11"), ("/two/all", OWN, "33")] {
        assert_refused(&answer!(app(), preflight(EVIL, "PUT", path)), path);
        assert_refused(&answer!(app(), preflight(origin, "PATCH", path)), path);
        assert_granted(&answer!(app(), preflight(origin, "PUT", path)), origin, max_age, path);
    }
}

#[actix_web::test]
async fn sibling_resources_do_not_let_preflights_through() {
    let app = || {
        let other = web::resource("/other").to(async || run("other"));
        App::new()
            .service(other.wrap(Cors::new(&AROUND)))
            .service(takes_all().wrap(Cors::new(&STRICT)))
    };
    for (path, origin) in [("/all", A), ("/other", OWN)] {
        assert_refused(&answer!(app(), preflight(EVIL, "PUT", path)), path);
        let granted = answer!(app(), preflight(origin, "PUT", path));
        assert_eq!((granted.status, granted.runs), (204, 0), "{path}");
    }
}

#[actix_web::test]
async fn applications_of_one_thread_are_beside_each_other() {
    let cors = Cors::new(&STRICT);
    let mut apps = Vec::new();
    for _ in 0..3 {
        apps.push(init_service(App::new().service(takes_all()).wrap(cors.clone())).await);
    }
    for app in &apps {
        assert_refused(&ask(app, &preflight(EVIL, "PUT", "/all")).await, "of a clone");
        assert_granted(&ask(app, &preflight(A, "PUT", "/all")).await, A, "11", "of a clone");
    }
    let last = init_service(App::new().service(takes_all()).wrap(cors)).await;
    assert_refused(&ask(&last, &preflight(EVIL, "PUT", "/all")).await, "of the original");
}

#[actix_web::test]
async fn a_cors_that_nobody_uses_is_around_nothing() {
    let unused = [Cors::new(&OPEN), Cors::default()];
    let app = App::new().service(takes_all()).wrap(Cors::new(&STRICT));
    assert_refused(&answer!(app, preflight(EVIL, "PUT", "/all")), "beside unused ones");
    drop(unused);
}

fn nested(
    inner: &'static Policy,
    outer: Cors,
) -> App<
    impl actix_web::dev::ServiceFactory<
        actix_web::dev::ServiceRequest,
        Config = (),
        Response = actix_web::dev::ServiceResponse<impl actix_web::body::MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    let scope = web::scope("/in").service(takes_all()).service(walled).wrap(Cors::new(inner));
    let [both, _] = by_method(false);
    App::new().service(scope).service(both).service(takes_all()).wrap(outer)
}

#[actix_web::test]
async fn the_inner_of_two_decides_what_is_inside_it() {
    for (path, origin, max_age) in [("/in/all", A, "11"), ("/x", OWN, "33")] {
        let app = || nested(&STRICT, Cors::new(&AROUND));
        assert_granted(&answer!(app(), preflight(origin, "PUT", path)), origin, max_age, path);
        let other = if origin == A { OWN } else { A };
        assert_refused(&answer!(app(), preflight(other, "PUT", path)), path);
        assert_refused(&answer!(app(), preflight(EVIL, "PUT", path)), path);
    }
    for (path, origin, by) in [
        ("/in/all", A, BY_STRICT),
        ("/in/all", OWN, BY_NOBODY),
        ("/all", OWN, BY_AROUND),
        ("/all", A, BY_NOBODY),
    ] {
        let made = answer!(nested(&STRICT, Cors::new(&AROUND)), Ask::from(origin).at(path));
        assert_made(&made, "all", by, path);
    }
}

/// Beside the inner one, the outer one decides. The handler takes every method and must not see a preflight.
#[actix_web::test]
async fn a_handler_beside_the_inner_of_two_does_not_run_for_preflights() {
    let app = || nested(&STRICT, Cors::new(&AROUND));
    for (origin, method) in [(EVIL, "PUT"), (A, "PUT"), (OWN, "PATCH")] {
        assert_refused(&answer!(app(), preflight(origin, method, "/all")), origin);
    }
    assert_granted(&answer!(app(), preflight(OWN, "PUT", "/all")), OWN, "33", "granted");
}

#[actix_web::test]
async fn the_inner_of_two_on_one_resource_decides() {
    let app = || {
        let resource = takes_all().wrap(Cors::new(&STRICT)).wrap(Cors::new(&AROUND));
        App::new().service(resource)
    };
    assert_granted(&answer!(app(), preflight(A, "PUT", "/all")), A, "11", "the inner's");
    assert_refused(&answer!(app(), preflight(OWN, "PUT", "/all")), "the outer's");
    assert_made(&answer!(app(), Ask::from(A).at("/all")), "all", BY_STRICT, "the inner's");
    assert_made(&answer!(app(), Ask::from(OWN).at("/all")), "all", BY_NOBODY, "the outer's");
}

/// A same-origin request, as the server behind a proxy gets it.
fn forwarded(path: &str) -> Ask {
    Ask::from("https://shop.example")
        .method("POST")
        .at(path)
        .line("X-Forwarded-Host", "shop.example")
        .line("X-Forwarded-Proto", "https")
}

#[actix_web::test]
async fn the_inner_of_two_trusts_whom_the_outer_trusts() {
    for path in ["/in/walled", "/in/all"] {
        for outer in [Cors::default(), Cors::new(&AROUND)] {
            let app = nested(&WALLED, outer.clone().trust_forwarded_host(true));
            let own = answer!(app, forwarded(path));
            assert_eq!((own.status, own.cors(), own.runs), (200, vec![], 1), "{path}");
            let other = answer!(nested(&WALLED, outer), forwarded(path));
            assert_eq!((other.status, other.cors(), other.runs), (403, vec![], 0), "{path}");
        }
    }
}

/// A scope beside it has taken as long to be built as what is inside the deeper one, and a default service has been ready before
/// both: whatever may be inside is inside, for each of them.
#[actix_web::test]
async fn what_one_scope_may_hold_another_may_hold_too() {
    let deep = || web::scope("/deep").service(takes_all()).wrap(Cors::new(&STRICT));
    let slow = || {
        let innermost = web::scope("/c").service(takes_all()).wrap(Cors::new(&OPEN));
        let inner = web::scope("/b").service(innermost).wrap(Cors::new(&OPEN));
        web::scope("/a").service(inner).wrap(Cors::new(&OPEN))
    };
    let beside = || {
        let inner = web::scope("/in").service(takes_all()).wrap(Cors::new(&AROUND));
        web::scope("/beside").service(inner).wrap(Cors::new(&AROUND))
    };
    for is_first in [false, true] {
        let app = || {
            let fallback = web::to(async || run("fallback")).wrap(Cors::new(&STRICT));
            let outer = web::scope("/outer").service(deep()).service(slow()).wrap(Cors::new(&OPEN));
            let app = App::new().default_service(fallback);
            if is_first {
                app.service(outer).service(beside())
            } else {
                app.service(beside()).service(outer)
            }
        };
        for path in ["/outer/deep/all", "/outer/nowhere"] {
            let refused = answer!(app(), preflight(EVIL, "PUT", path));
            assert_eq!(refused.cors(), [], "{path}: {refused:?}");
        }
        let granted = answer!(app(), preflight(A, "PUT", "/outer/deep/all"));
        assert_granted(&granted, A, "11", "its own");
    }
}
