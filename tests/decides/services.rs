//! Services that are registered with a policy (`.cors(&POLICY)`): they work alone, a `Cors` around the application knows them,
//! and none of them speaks for a neighbour.

use actix_web::guard::{self, Host};
use actix_web::middleware::{Condition, NormalizePath, from_fn};
use actix_web::test::init_service;
use actix_web::web::ServiceConfig;
use actix_web::{App, HttpResponse, Resource, Scope, get, put, web};
use cors_runtime::{Cors, CorsExt as _, Policy, cors, policy};
use cors_tests::Ask;

use crate::cases::{
    A, AROUND, BY_NOBODY, BY_OPEN, BY_STRICT, EVIL, OPEN, OWN, STRICT, WALLED, answer, ask,
    assert_granted, assert_made, assert_no_grant, assert_refused, preflight, run, wall,
};

/// Lists no method.
static SIMPLE: Policy =
    policy! { origins = ["https://a.example"], headers = ["x-name"], max_age = 66 };

#[cors(policy = STRICT)]
#[put("/annotated")]
pub(crate) async fn annotated() -> &'static str {
    run("annotated")
}

#[cors(policy = AROUND)]
#[get("/x")]
async fn get_x() -> &'static str {
    run("get")
}

#[put("/x")]
async fn put_x() -> &'static str {
    run("put")
}

/// PUT at a path, as a route of a resource.
pub(crate) fn by_route(path: &str) -> Resource {
    web::resource(path).route(web::put().to(async || run("route")))
}

/// Whatever comes.
pub(crate) fn all(path: &str) -> Resource {
    web::resource(path).to(async || run("all"))
}

fn scope(prefix: &str) -> Scope {
    web::scope(prefix).service(by_route("/x")).service(all("/all"))
}

fn here(ask: Ask) -> Ask {
    ask.line("Host", "here.example")
}

#[actix_web::test]
async fn a_resource_works_alone() {
    let app =
        || App::new().service(by_route("/x").cors(&STRICT)).service(all("/all").cors(&STRICT));
    for path in ["/x", "/all"] {
        assert_granted(&answer!(app(), preflight(A, "PUT", path)), A, "11", path);
        assert_refused(&answer!(app(), preflight(EVIL, "PUT", path)), path);
        assert_refused(&answer!(app(), preflight(A, "PATCH", path)), path);
    }
    for (origin, by) in [(A, BY_STRICT), (EVIL, BY_NOBODY)] {
        let made = answer!(app(), Ask::from(origin).method("PUT").at("/x"));
        assert_made(&made, "route", by, origin);
        let not_allowed = answer!(app(), Ask::from(origin).method("DELETE").at("/x"));
        assert_eq!((not_allowed.status, not_allowed.cors().as_slice()), (405, by), "{origin}");
    }
}

#[actix_web::test]
async fn a_scope_works_alone() {
    let app = || App::new().service(scope("/in").cors(&STRICT));
    for path in ["/in/x", "/in/all", "/in/nowhere"] {
        assert_granted(&answer!(app(), preflight(A, "PUT", path)), A, "11", path);
        assert_refused(&answer!(app(), preflight(EVIL, "PUT", path)), path);
    }
    let made = answer!(app(), Ask::from(A).method("PUT").at("/in/x"));
    assert_made(&made, "route", BY_STRICT, "inside");
    let nobody = answer!(app(), Ask::from(A).at("/in/nowhere"));
    assert_eq!((nobody.status, nobody.cors().as_slice()), (404, BY_STRICT));
    let outside = answer!(app(), preflight(A, "PUT", "/elsewhere"));
    assert_no_grant(&outside, "outside");
}

#[actix_web::test]
async fn a_policy_of_the_start_up_does_too() {
    let policy = || Policy::builder().origins([A]).methods(["PUT"]).max_age(9).build().unwrap();
    let shared = std::sync::Arc::new(policy());
    let app = || {
        App::new().service(all("/all").cors(policy())).service(scope("/in").cors(shared.clone()))
    };
    for path in ["/all", "/in/x"] {
        assert_granted(&answer!(app(), preflight(A, "PUT", path)), A, "9", path);
        assert_refused(&answer!(app(), preflight(EVIL, "PUT", path)), path);
        let walled = app().wrap(from_fn(wall)).wrap(Cors::default());
        assert_granted(&answer!(walled, preflight(A, "PUT", path)), A, "9", path);
    }
}

#[actix_web::test]
async fn their_preflights_are_answered_before_other_middleware() {
    for around in [Cors::default(), Cors::new(&AROUND)] {
        let app = || {
            App::new()
                .service(by_route("/x").cors(&STRICT))
                .service(
                    web::resource(["/a", "/b/{id}"])
                        .route(web::put().to(HttpResponse::Ok))
                        .cors(&OPEN),
                )
                .configure(|config: &mut ServiceConfig| {
                    config.service(scope("/in").cors(&STRICT));
                    config.service(web::scope("/plain").service(by_route("/x").cors(&STRICT)));
                })
                .wrap(from_fn(wall))
                .wrap(around.clone())
        };
        for path in ["/x", "/in/x", "/in/all", "/in/nowhere", "/plain/x"] {
            assert_granted(&answer!(app(), preflight(A, "PUT", path)), A, "11", path);
            assert_refused(&answer!(app(), preflight(EVIL, "PUT", path)), path);
            assert_refused(&answer!(app(), preflight(A, "PATCH", path)), path);
            for (origin, by) in [(A, BY_STRICT), (EVIL, BY_NOBODY)] {
                let stopped = answer!(app(), Ask::from(origin).method("PUT").at(path));
                assert_eq!((stopped.status, stopped.cors().as_slice()), (401, by), "{path}");
            }
        }
        for path in ["/a", "/b/7"] {
            assert_granted(&answer!(app(), preflight(EVIL, "PUT", path)), "*", "22", path);
        }
    }
}

#[actix_web::test]
async fn a_policy_without_methods_grants_the_safelisted() {
    for around in [false, true] {
        let app = || {
            let app =
                App::new().service(all("/all").cors(&SIMPLE)).service(scope("/in").cors(&SIMPLE));
            app.wrap(Condition::new(around, Cors::default()))
        };
        for path in ["/all", "/in/x"] {
            for method in ["GET", "HEAD", "POST"] {
                let asked = preflight(A, method, path).headers("x-name");
                assert_granted(&answer!(app(), asked), A, "66", method);
            }
            assert_refused(&answer!(app(), preflight(A, "PUT", path)), path);
        }
    }
}

/// Every order of a guarded service with a policy, and a handler without one that takes what the guard leaves.
#[actix_web::test]
async fn a_guarded_service_speaks_for_no_neighbour() {
    let guarded = || all("/x").guard(Host("here.example")).cors(&OPEN);
    let of_method = || all("/x").guard(guard::Put()).cors(&OPEN);
    let neighbour = || web::resource("/x").route(web::put().to(async || run("neighbour")));
    let elsewhere = || preflight(EVIL, "PUT", "/x").line("Host", "other.example");
    for around in [None, Some(Cors::default()), Some(Cors::new(&AROUND))] {
        let wrap = |app: App<_>| {
            app.wrap(Condition::new(around.is_some(), around.clone().unwrap_or_default()))
        };
        let after = answer!(wrap(App::new().service(guarded()).service(neighbour())), elsewhere());
        assert_no_grant(&after, "after");
        let before = answer!(wrap(App::new().service(neighbour()).service(guarded())), elsewhere());
        assert_no_grant(&before, "before");
        let first =
            answer!(wrap(App::new().service(put_x).service(all("/x").cors(&OPEN))), elsewhere());
        assert_no_grant(&first, "the neighbour is a handler with a route attribute");
        let deletes = preflight(EVIL, "DELETE", "/x");
        let method = answer!(wrap(App::new().service(of_method()).service(neighbour())), deletes);
        assert_no_grant(&method, "a guard for a method");
        let scoped = web::scope("/in").guard(Host("here.example")).service(all("/x")).cors(&OPEN);
        let other = web::scope("/in").service(neighbour());
        let scopes =
            answer!(wrap(App::new().service(scoped).service(other)), elsewhere().at("/in/x"));
        assert_no_grant(&scopes, "scopes of one prefix");
    }
}

/// Two services with different policies on one path: each says what holds for it, and nobody else says it before.
#[actix_web::test]
async fn two_policies_of_one_path_have_to_agree() {
    let strict = || all("/{x}").guard(Host("here.example")).cors(&STRICT);
    let open = || all("/x").cors(&OPEN);
    let app = || App::new().service(strict()).service(open());
    for around in [Cors::default(), Cors::new(&AROUND)] {
        let app = || app().wrap(around.clone());
        assert_no_grant(&answer!(app(), here(preflight(EVIL, "PUT", "/x"))), "the strict one");
        let granted = answer!(app(), preflight(EVIL, "PUT", "/x").line("Host", "other.example"));
        assert_granted(&granted, "*", "22", "the open one");
        let walled = || app().wrap(from_fn(wall)).wrap(around.clone());
        assert_no_grant(&answer!(walled(), preflight(EVIL, "PUT", "/x")), "they differ");
        let agreed = answer!(walled(), preflight(A, "PUT", "/x"));
        assert_eq!(agreed.status, 204, "they agree");
        let stopped = answer!(walled(), Ask::from(A).method("PUT").at("/x"));
        assert_eq!(stopped.cors(), [], "whose it is, nobody knows");
    }
    // Without a `Cors`, too: the guard wants a method, so that the preflight goes on to the other.
    let by_method = || all("/x").guard(guard::Put()).cors(&STRICT);
    for around in [false, true] {
        let app = App::new().service(by_method()).service(open());
        let app = app.wrap(Condition::new(around, Cors::default()));
        assert_no_grant(&answer!(app, preflight(EVIL, "PUT", "/x")), "PUT is the first one's");
    }
}

#[actix_web::test]
async fn an_annotated_route_and_a_service_of_one_path_have_to_agree() {
    for around in [false, true] {
        let wrapped = |app: App<_>| app.wrap(Condition::new(around, Cors::default()));
        let before = || App::new().service(get_x).service(by_route("/x").cors(&STRICT));
        let after = || App::new().service(by_route("/x").cors(&STRICT)).service(get_x);
        for (order, app) in [("before", true), ("after", false)] {
            let app = || wrapped(if app { before() } else { after() });
            assert_granted(&answer!(app(), preflight(A, "PUT", "/x")), A, "11", order);
            assert_no_grant(&answer!(app(), preflight(OWN, "PUT", "/x")), order);
            assert_no_grant(&answer!(app(), preflight(EVIL, "GET", "/x").headers("x-name")), order);
        }
        let own = answer!(wrapped(before()), preflight(OWN, "GET", "/x").headers("x-name"));
        assert_granted(&own, OWN, "33", "the annotated route comes first");
        let guarded = all("/x").guard(guard::Put()).cors(&STRICT);
        let app = App::new().service(guarded).service(get_x);
        assert_no_grant(
            &answer!(wrapped(app), preflight(OWN, "PUT", "/x")),
            "PUT is the service's",
        );
    }
}

/// A single page application: everything that is not the interface is answered by one fallback.
fn single_page(fallback: Option<&'static Policy>) -> impl FnOnce(&mut ServiceConfig) {
    move |config| {
        config.service(web::scope("/api").service(annotated).service(by_route("/x").cors(&STRICT)));
        let page = all("/{tail:.*}");
        match fallback {
            Some(policy) => config.service(page.cors(policy)),
            None => config.service(page),
        };
    }
}

#[actix_web::test]
async fn a_fallback_with_a_policy_leaves_early_answers_where_all_say_the_same() {
    for around in [Cors::default(), Cors::new(&AROUND)] {
        let app = |fallback| {
            App::new().configure(single_page(fallback)).wrap(from_fn(wall)).wrap(around.clone())
        };
        for path in ["/api/annotated", "/api/x"] {
            let agreed = answer!(app(Some(&OPEN)), preflight(A, "PUT", path));
            assert_granted(&agreed, A, "11", path);
            assert_no_grant(&answer!(app(Some(&OPEN)), preflight(EVIL, "PUT", path)), path);
            assert_refused(&answer!(app(Some(&STRICT)), preflight(EVIL, "PUT", path)), path);
            assert_no_grant(&answer!(app(Some(&AROUND)), preflight(A, "PUT", path)), path);
            assert_no_grant(&answer!(app(Some(&AROUND)), preflight(OWN, "PUT", path)), path);
            assert_no_grant(&answer!(app(None), preflight(A, "PUT", path)), path);
        }
        for path in ["/", "/index.html", "/static/deep/app.js"] {
            assert_granted(
                &answer!(app(Some(&OPEN)), preflight(EVIL, "PUT", path)),
                "*",
                "22",
                path,
            );
            let stopped = answer!(app(Some(&OPEN)), Ask::from(EVIL).at(path));
            assert_eq!((stopped.status, stopped.cors().as_slice()), (401, BY_OPEN), "{path}");
        }
    }
}

#[actix_web::test]
async fn a_default_service_has_no_part_in_it() {
    let app = || {
        let fallback = web::to(async || run("fallback"));
        let guarded = web::resource("/x").guard(Host("here.example")).to(HttpResponse::Ok);
        let scope = web::scope("/in").guard(Host("here.example")).service(all("/all"));
        App::new()
            .service(guarded.cors(&OPEN))
            .service(scope.cors(&OPEN))
            .default_service(fallback)
            .wrap(Cors::default())
    };
    for path in ["/x", "/in/all", "/elsewhere"] {
        let ask = Ask::from(EVIL).method("PUT").at(path).line("Host", "other.example");
        assert_made(&answer!(app(), ask), "fallback", BY_NOBODY, path);
    }
    assert_no_grant(&answer!(app(), preflight(EVIL, "PUT", "/elsewhere")), "its own path");
}

/// The default service has a policy too, and a scope calls it.
#[actix_web::test]
async fn a_default_service_with_a_policy_decides_for_itself() {
    let app = |around: Cors| {
        let fallback = web::to(async || run("fallback")).wrap(Cors::new(&STRICT));
        let app = App::new().service(scope("/in").cors(&OPEN)).default_service(fallback);
        app.wrap(around)
    };
    for around in [Cors::default(), Cors::new(&AROUND)] {
        let refused = answer!(app(around.clone()), preflight(EVIL, "PUT", "/in/nowhere"));
        assert_no_grant(&refused, "of the default service");
        let made = answer!(app(around.clone()), Ask::from(EVIL).method("PUT").at("/in/nowhere"));
        assert_made(&made, "fallback", BY_NOBODY, "of the default service");
        let made = answer!(app(around), Ask::from(EVIL).method("PUT").at("/in/x"));
        assert_made(&made, "route", BY_OPEN, "of the scope");
    }
}

#[actix_web::test]
async fn what_is_walled_lets_a_service_with_a_policy_through() {
    let app = || {
        let app =
            App::new().service(by_route("/x").cors(&STRICT)).service(scope("/in").cors(&STRICT));
        app.service(all("/walled")).wrap(Cors::new(&WALLED))
    };
    for path in ["/x", "/in/x"] {
        let made = answer!(app(), Ask::from(A).method("PUT").at(path));
        assert_made(&made, "route", BY_STRICT, path);
        let made = answer!(app(), Ask::from(EVIL).method("PUT").at(path));
        assert_made(&made, "route", BY_NOBODY, path);
    }
    for path in ["/walled", "/nowhere"] {
        let refused = answer!(app(), Ask::from(A).method("PUT").at(path));
        assert_eq!((refused.status, refused.runs), (403, 0), "{path}");
    }
}

/// What one function registers in several applications of a thread, and in one that is gone.
#[actix_web::test]
async fn applications_of_one_thread_do_not_know_each_other() {
    let configure = |config: &mut ServiceConfig| {
        config.service(by_route("/x").cors(&STRICT)).service(scope("/in").cors(&STRICT));
    };
    let mut apps = Vec::new();
    for _ in 0..3 {
        let app = App::new().configure(configure).wrap(from_fn(wall)).wrap(Cors::default());
        apps.push(init_service(app).await);
    }
    apps.remove(0);
    let other = App::new().service(by_route("/x").cors(&OPEN)).wrap(from_fn(wall));
    let other = init_service(other.wrap(Cors::default())).await;
    for path in ["/x", "/in/x"] {
        for app in &apps {
            assert_granted(&ask(app, &preflight(A, "PUT", path)).await, A, "11", path);
            assert_refused(&ask(app, &preflight(EVIL, "PUT", path)).await, path);
        }
    }
    assert_granted(&ask(&other, &preflight(EVIL, "PUT", "/x")).await, "*", "22", "the other");
    assert_no_grant(&ask(&other, &preflight(A, "PUT", "/in/x")).await, "it has no such scope");
}

#[actix_web::test]
async fn slashes_do_not_lead_to_a_weaker_policy() {
    let app = || {
        let app =
            App::new().service(by_route("/x").cors(&STRICT)).service(scope("/in").cors(&STRICT));
        app.wrap(NormalizePath::trim()).wrap(Cors::new(&OPEN))
    };
    for path in ["/x/", "//x", "/in/x/", "//in/x", "/in//all"] {
        assert_no_grant(&answer!(app(), preflight(EVIL, "PUT", path)), path);
    }
}
