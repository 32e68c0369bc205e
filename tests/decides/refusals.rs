//! Whose form a refusal has, and that the form decides nothing.

use actix_web::dev::ServiceRequest;
use actix_web::http::StatusCode;
use actix_web::middleware::from_fn;
use actix_web::test::init_service;
use actix_web::web::ServiceConfig;
use actix_web::{App, HttpResponse, Resource, guard, put, web};
use cors_runtime::{Cors, CorsExt as _, Explanation, Policy, cors, policy};
use cors_tests::{Answer, Ask};
use tracing::Level;

use crate::cases::{
    A, AROUND, EVIL, OPEN, OWN, STRICT, WALLED, answer, ask, assert_granted, assert_made,
    assert_no_grant, assert_refused, preflight, run, wall,
};
use crate::events::Listener;

/// The only listed page may come in.
static KEPT: Policy = policy! { origins = ["https://a.example"], reject_unlisted };

#[cors(policy = STRICT)]
#[put("/annotated")]
async fn annotated() -> &'static str {
    run("annotated")
}

#[cors(policy = KEPT)]
#[put("/walled")]
async fn walled() -> &'static str {
    run("walled")
}

/// A `Cors` whose refusals have this body, this status, and all that a page could want.
trait Formed {
    fn formed(self, body: &'static str, status: u16) -> Cors;
}

impl Formed for Cors {
    fn formed(self, body: &'static str, status: u16) -> Cors {
        let status = StatusCode::from_u16(status).unwrap();
        self.refuse_with(move |_: &Explanation| {
            HttpResponse::build(status)
                .insert_header(("access-control-allow-origin", "*"))
                .insert_header(("access-control-allow-methods", "*"))
                .insert_header(("access-control-expose-headers", "*"))
                .body(body)
        })
    }
}

#[track_caller]
fn assert_form(answer: &Answer, body: &str, status: u16, why: &str) {
    let seen = (answer.status, answer.body.as_str(), answer.cors(), answer.runs);
    assert_eq!(seen, (status, body, vec![], 0), "{why}");
}

fn all(path: &str) -> Resource {
    web::resource(path).to(async || run("all"))
}

/// One of each kind that has a policy.
fn services(config: &mut ServiceConfig) {
    config
        .service(annotated)
        .service(walled)
        .service(all("/resource").cors(&KEPT))
        .service(web::scope("/scope").service(all("/x")).cors(&KEPT))
        .service(web::scope("/wrapped").service(all("/x")).wrap(Cors::new(&KEPT)))
        .service(all("/plain"));
}

const PATHS: [&str; 6] =
    ["/annotated", "/walled", "/resource", "/scope/x", "/wrapped/x", "/wrapped/nowhere"];

#[actix_web::test]
async fn whoever_refuses_inside_has_the_form_of_the_cors_around() {
    for around in [Cors::default(), Cors::new(&KEPT)] {
        for has_wall in [false, true] {
            let app = || {
                let app = App::new().configure(services);
                let app = app.wrap(actix_web::middleware::Condition::new(has_wall, from_fn(wall)));
                app.wrap(around.clone().formed("own", 422))
            };
            // What a `Cors` covers in a scope, the outermost one does not answer before the wall.
            let paths = if has_wall { &PATHS[..4] } else { &PATHS };
            for path in paths {
                for origin in [EVIL, "null", ""] {
                    assert_form(&answer!(app(), preflight(origin, "PUT", path)), "own", 422, path);
                }
                // A method that only the router can refuse is no policy's to refuse.
                let unserved = answer!(app(), preflight(A, "PURGE", path));
                if ["/annotated", "/walled"].contains(path) && [401, 404].contains(&unserved.status)
                {
                    assert_no_grant(&unserved, path);
                } else {
                    assert_form(&unserved, "own", 422, path);
                }
            }
            if has_wall {
                continue;
            }
            for path in &PATHS[1..] {
                let socket = Ask::from(EVIL).line("Connection", "upgrade");
                for asked in [
                    Ask::from(EVIL).method("PUT"),
                    Ask::new("GET").line("Sec-Fetch-Site", "cross-site"),
                    socket.line("Upgrade", "websocket").method("PUT"),
                ] {
                    let is_served = *path != "/walled" || !asked.lines("Origin").is_empty();
                    let answer = answer!(app(), asked.at(path));
                    assert_no_grant(&answer, path);
                    assert_eq!(answer.runs, 0, "{path}");
                    if is_served {
                        assert_form(&answer, "own", 422, path);
                    }
                }
            }
        }
    }
}

#[actix_web::test]
async fn without_a_cors_around_the_form_is_the_built_in_one() {
    let app = || {
        App::new()
            .configure(services)
            .service(web::scope("/in").wrap(Cors::default().formed("in", 422)).service(annotated))
    };
    for path in PATHS {
        assert_refused(&answer!(app(), preflight(EVIL, "PUT", path)), path);
    }
    assert_form(&answer!(app(), preflight(EVIL, "PUT", "/in/annotated")), "in", 422, "in");
    let app = || App::new().configure(services).wrap(Cors::default());
    for path in PATHS {
        assert_refused(&answer!(app(), preflight(EVIL, "PUT", path)), path);
    }
}

/// The one that answers writes; where it has no form, the nearest around it that has one.
#[actix_web::test]
async fn the_nearest_form_around_whoever_answers_counts() {
    let inner = || web::scope("/in").service(all("/x"));
    let kept = || Cors::new(&KEPT);
    let put = |path| Ask::from(EVIL).method("PUT").at(path);
    // Both have one, the outer has no policy: the inner one answers.
    let app = || {
        let scope = inner().wrap(kept().formed("inner", 451));
        App::new().service(scope).wrap(Cors::default().formed("outer", 422))
    };
    assert_form(&answer!(app(), preflight(EVIL, "PUT", "/in/x")), "inner", 451, "preflight");
    assert_form(&answer!(app(), put("/in/x")), "inner", 451, "rejected");
    // The inner one has none.
    let app =
        || App::new().service(inner().wrap(kept())).wrap(Cors::default().formed("outer", 422));
    assert_form(&answer!(app(), preflight(EVIL, "PUT", "/in/x")), "outer", 422, "preflight");
    assert_form(&answer!(app(), put("/in/x")), "outer", 422, "rejected");
    // Three, and the one in the middle has none.
    let app = || {
        let scope = inner().wrap(kept()).wrap(Cors::default());
        let middle = web::scope("").service(scope).wrap(Cors::default().formed("middle", 410));
        App::new().service(middle).wrap(Cors::default().formed("outer", 422))
    };
    assert_form(&answer!(app(), preflight(EVIL, "PUT", "/in/x")), "middle", 410, "preflight");
    assert_form(&answer!(app(), put("/in/x")), "middle", 410, "rejected");
    // An outermost one answers for an annotated route, and a route for itself.
    let app = || {
        let scope = web::scope("/in").service(annotated).service(walled);
        let scope = scope.wrap(Cors::default().formed("inner", 451));
        App::new().service(scope).wrap(Cors::default().formed("outer", 422))
    };
    let early = answer!(app(), preflight(EVIL, "PUT", "/in/annotated"));
    assert_form(&early, "outer", 422, "early");
    assert_form(&answer!(app(), put("/in/walled")), "inner", 451, "rejected");
    // Siblings have each its own.
    let app = || {
        let scope =
            |prefix, body| web::scope(prefix).service(all("/x")).wrap(kept().formed(body, 422));
        App::new().service(scope("/a", "a")).service(scope("/b", "b")).wrap(Cors::default())
    };
    let app = init_service(app()).await;
    for _ in 0..2 {
        for (path, body) in [("/a/x", "a"), ("/b/x", "b")] {
            assert_form(&ask(&app, &preflight(EVIL, "PUT", path)).await, body, 422, path);
            assert_form(&ask(&app, &put(path)).await, body, 422, path);
        }
    }
}

/// A `Cors` further in does not count for what is answered further out, although it was there first.
#[actix_web::test]
async fn a_late_refusal_has_the_form_of_whoever_refuses() {
    let app = |form: &'static str| {
        let scope = web::scope("/in").wrap(Cors::new(&OPEN).formed("inner", 451));
        let app = App::new().service(scope.service(all("/x"))).service(annotated);
        let stops = from_fn(async |request: ServiceRequest, _: actix_web::middleware::Next<_>| {
            Ok(request.into_response(HttpResponse::NotFound().finish()))
        });
        let around = Cors::new(&AROUND);
        app.wrap(stops).wrap(if form.is_empty() { around } else { around.formed(form, 422) })
    };
    let asked = || preflight(EVIL, "PUT", "/in/x");
    let late = answer!(app("outer"), asked());
    assert_no_grant(&late, "late");
    assert_ne!(late.body, "inner");
    let late = answer!(app(""), asked());
    assert_no_grant(&late, "late");
    assert_ne!(late.body, "inner");
}

/// The default service runs where only an annotated route was thought to be meant: its response is replaced.
#[actix_web::test]
async fn a_response_that_is_withdrawn_is_replaced_by_the_form() {
    let guarded = || web::scope("").guard(guard::Host("elsewhere.example")).service(annotated);
    let app = || {
        let fallback = web::to(async || run("fallback"));
        let app = App::new().service(guarded()).default_service(fallback);
        app.wrap(Cors::new(&WALLED).formed("own", 404))
    };
    let asked = Ask::from(EVIL).method("PUT").at("/annotated").line("Host", "here.example");
    let answer = answer!(app(), asked);
    let seen = (answer.status, answer.body.as_str(), answer.cors(), answer.runs);
    assert_eq!(seen, (404, "own", vec![], 1), "it ran, and nothing is left of it");
}

/// A `Cors` behind a guard for the method leaves a preflight to those further out, which look at the status of what comes
/// back. With another status, a refusal must neither become a yes, nor take a yes away.
#[actix_web::test]
async fn what_is_left_to_an_outer_one_stays_a_refusal_whatever_its_status() {
    for status in [200, 302, 401, 403, 404, 405, 429, 500] {
        let app = |around: Cors, is_formed: bool| {
            let inner = Cors::new(&OPEN);
            let inner = if is_formed { inner.formed("inner", status) } else { inner };
            App::new()
                .service(web::resource("/x").guard(guard::Put()).to(async || run("put")))
                .service(all("/x").wrap(inner))
                .service(web::scope("/y").service(annotated))
                .wrap(around)
        };
        let expected = if (400..500).contains(&status) { status } else { 403 };
        for origin in [A, OWN, EVIL] {
            let asked = || preflight(origin, "PUT", "/x");
            // Nobody further out has an answer.
            let answer = answer!(app(Cors::default(), true), asked());
            assert_form(&answer, "inner", expected, origin);
            let outer = Cors::default().formed("outer", status);
            assert_form(&answer!(app(outer, false), asked()), "outer", expected, origin);
            // Nor one in between.
            let between = web::scope("").configure(|config| {
                config.service(web::resource("/x").guard(guard::Put()).to(async || run("put")));
                config.service(all("/x").wrap(Cors::new(&OPEN).formed("inner", status)));
            });
            let between = App::new().service(between.wrap(Cors::default())).wrap(Cors::default());
            assert_form(&answer!(between, asked()), "inner", expected, origin);
            // One further out decides: the same as without any form.
            let plain = answer!(app(Cors::new(&AROUND), false), asked());
            let formed = answer!(app(Cors::new(&AROUND), true), asked());
            assert_eq!((formed.status / 100, formed.cors()), (plain.status / 100, plain.cors()));
            if origin == OWN {
                assert_granted(&formed, OWN, "33", "by the one around");
            } else {
                assert_no_grant(&formed, origin);
            }
        }
    }
}

#[actix_web::test]
async fn what_is_allowed_has_no_form() {
    for path in PATHS {
        let app = || App::new().configure(services).wrap(Cors::default().formed("own", 422));
        if path == "/annotated" {
            assert_granted(&answer!(app(), preflight(A, "PUT", path)), A, "11", path);
            let made = answer!(app(), Ask::from(EVIL).method("PUT").at(path));
            assert_made(&made, "annotated", &[], "not listed, and not kept out");
        }
        let made = answer!(app(), Ask::from(A).method("PUT").at(path));
        assert_ne!(made.body, "own", "{path}");
    }
    let app = App::new().configure(services).wrap(Cors::default().formed("own", 422));
    assert_made(&answer!(app, Ask::from(EVIL).at("/plain")), "all", &[], "nobody's");
}

#[actix_web::test]
async fn a_refusal_is_one_event_and_a_wrong_status_one_more_once() {
    static LOUD: Policy = policy! { origins = ["https://own.example"], reject_unlisted };
    for (level, expected) in [(Level::WARN, 1), (Level::ERROR, 0)] {
        for asked in [Ask::preflight(EVIL, "PUT"), Ask::from(EVIL)] {
            let listener = Listener::of(level);
            let guard = tracing::subscriber::set_default(listener.clone());
            let app = App::new().service(annotated).wrap(Cors::new(&LOUD).formed("own", 404));
            answer!(app, asked.at("/plain"));
            drop(guard);
            assert_eq!(listener.said().len(), expected, "{:?}", listener.said());
        }
    }
    let listener = Listener::of(Level::ERROR);
    let guard = tracing::subscriber::set_default(listener.clone());
    for _ in 0..3 {
        // Each worker makes its own, in the same line of the program.
        let cors = Cors::new(&LOUD).refuse_with(|_| HttpResponse::Ok().finish());
        let app = init_service(App::new().wrap(cors)).await;
        for _ in 0..2 {
            assert_eq!(ask(&app, &Ask::preflight(EVIL, "PUT")).await.status, 403);
        }
    }
    drop(guard);
    let said = listener.said();
    assert_eq!(said.len(), 1, "{said:?}");
    for part in ["decides/refusals.rs:", "status `200`", "403 was sent"] {
        assert!(said[0].contains(part), "{part} in {said:?}");
    }
}
