//! A guard sends a request past the annotated route, to a handler that has no policy or another one: what that handler says is
//! nothing that the route's policy may open to other pages.

use actix_web::guard::{self, Guard, Header, Host};
use actix_web::web::ServiceConfig;
use actix_web::{App, Error, HttpRequest, Resource, error, get, web};
use cors_runtime::{Cors, cors};
use cors_tests::{Answer, Ask};

use crate::cases::{
    A, AROUND, BY_AROUND, BY_NOBODY, EVIL, OPEN, OWN, STRICT, WALLED, answer, assert_granted,
    assert_made, assert_no_grant, preflight, run,
};

const ADMIN: (&str, &str) = ("Host", "admin.internal");
const COOKIE: (&str, &str) = ("Cookie", "admin=1");

/// What the annotated route adds.
const BY_PARTNER: &[(&str, &str)] = &[("allow-credentials", "true"), ("allow-origin", A)];

#[cors(origins = ["https://a.example"], headers = ["x-name"], max_age = 5, credentials)]
#[get("/me")]
async fn me() -> &'static str {
    run("me")
}

#[cors(origins = ["https://a.example"], headers = ["x-name"], max_age = 5, credentials)]
#[get("/api/me")]
async fn api_me() -> &'static str {
    run("me")
}

/// Answers, fails or says 404, as the query wants it.
async fn secrets(request: HttpRequest) -> Result<&'static str, Error> {
    let secret = run("secrets");
    match request.query_string() {
        "fail" => Err(error::ErrorInternalServerError(secret)),
        "missing" => Err(error::ErrorNotFound(secret)),
        _ => Ok(secret),
    }
}

fn behind(guard: impl Guard + 'static) -> Resource {
    web::resource("/me").guard(guard).to(secrets)
}

/// From the partner's page, for the admins' host.
fn by_host(origin: &str) -> Ask {
    Ask::from(origin).at("/me").line(ADMIN.0, ADMIN.1)
}

#[actix_web::test]
async fn the_secrets_of_another_host_are_nobodys() {
    let app = || App::new().service(behind(Host("admin.internal"))).service(me);
    for query in ["", "?fail", "?missing"] {
        let secret = answer!(app().wrap(Cors::default()), by_host(A).at(&format!("/me{query}")));
        assert_made(&secret, "secrets", BY_NOBODY, query);
    }
    let ordinary = Ask::from(A).at("/me").line("Host", "www.example");
    assert_made(&answer!(app().wrap(Cors::default()), ordinary), "me", BY_PARTNER, "other host");
    assert_made(&answer!(app(), by_host(A)), "secrets", BY_NOBODY, "without middleware");
}

#[actix_web::test]
async fn whatever_the_guard_looks_at() {
    let app = || {
        let cookie = Header(COOKIE.0, COOKIE.1);
        App::new().service(behind(cookie)).service(me).wrap(Cors::default())
    };
    for query in ["", "?fail", "?missing"] {
        let ask = Ask::from(A).at(&format!("/me{query}"));
        let secret = answer!(app(), ask.clone().line(COOKIE.0, COOKIE.1));
        assert_made(&secret, "secrets", BY_NOBODY, query);
        assert_made(&answer!(app(), ask), "me", BY_PARTNER, "without the cookie");
    }
}

#[actix_web::test]
async fn routes_of_a_resource_have_guards_too() {
    let app = || {
        let secret = web::get().guard(Host("admin.internal")).to(secrets);
        let guarded = web::resource("/me").guard(Host("admin.internal")).route(secret);
        App::new().service(guarded).service(me).wrap(Cors::default())
    };
    assert_made(&answer!(app(), by_host(A)), "secrets", BY_NOBODY, "of the admins");
    assert_made(&answer!(app(), Ask::from(A).at("/me")), "me", BY_PARTNER, "ordinary");
}

#[actix_web::test]
async fn the_policy_around_decides_for_what_it_covers() {
    for origin in [OWN, A, EVIL] {
        let app = App::new().service(behind(Host("admin.internal"))).service(me);
        let secret = answer!(app.wrap(Cors::new(&AROUND)), by_host(origin));
        let by = if origin == OWN { BY_AROUND } else { BY_NOBODY };
        assert_made(&secret, "secrets", by, origin);
    }
    for origin in [OWN, A, EVIL] {
        let app = App::new().service(behind(Host("admin.internal"))).service(me);
        let ordinary = answer!(app.wrap(Cors::new(&AROUND)), Ask::from(origin).at("/me"));
        let by = if origin == A { BY_PARTNER } else { BY_NOBODY };
        assert_made(&ordinary, "me", by, origin);
    }
}

#[actix_web::test]
async fn the_policy_around_decides_for_failures_that_it_covers() {
    for query in ["?fail", "?missing"] {
        let app = || {
            let guarded = behind(Host("admin.internal"));
            App::new().service(guarded).service(me).wrap(Cors::new(&AROUND))
        };
        let ask = |origin| by_host(origin).at(&format!("/me{query}"));
        assert_made(&answer!(app(), ask(OWN)), "secrets", BY_AROUND, query);
        assert_made(&answer!(app(), ask(A)), "secrets", BY_NOBODY, query);
    }
}

/// One of two scopes is guarded; the scope without a prefix takes what its guard leaves.
fn by_scope(is_secret: bool, page: &'static str) -> impl FnOnce(&mut ServiceConfig) {
    move |config| {
        let guarded = |host| web::scope("/api").guard(Host(host));
        if is_secret {
            let secret = web::resource(format!("/{page}")).to(secrets);
            config
                .service(guarded("admin.internal").service(secret))
                .service(web::scope("").service(api_me));
        } else {
            let secret = web::resource(format!("/api/{page}")).to(secrets);
            config
                .service(guarded("www.example").service(me))
                .service(web::scope("").service(secret));
        }
    }
}

#[actix_web::test]
async fn a_guarded_scope_beside_a_scope_without_prefix() {
    for (is_secret, page) in [(true, "me"), (true, "{page}"), (false, "me"), (false, "{page}")] {
        let app = |cors: Cors| App::new().configure(by_scope(is_secret, page)).wrap(cors);
        for query in ["", "?fail", "?missing"] {
            let ask = |origin| by_host(origin).at(&format!("/api/me{query}"));
            let why = format!("the secret's scope is guarded: {is_secret}, {page}{query}");
            let secret = answer!(app(Cors::default()), ask(A));
            assert_made(&secret, "secrets", BY_NOBODY, &why);
            let secret = answer!(app(Cors::new(&AROUND)), ask(A));
            assert_made(&secret, "secrets", BY_NOBODY, &why);
            let secret = answer!(app(Cors::new(&AROUND)), ask(OWN));
            assert_made(&secret, "secrets", BY_AROUND, &why);
        }
        for cors in [Cors::default(), Cors::new(&AROUND)] {
            let ordinary = Ask::from(A).at("/api/me").line("Host", "www.example");
            assert_made(&answer!(app(cors), ordinary), "me", BY_PARTNER, "other host");
        }
    }
}

/// The request would be answered by somebody who never said yes.
#[actix_web::test]
async fn a_preflight_for_another_host_is_not_granted() {
    let plain = || web::resource("/me").guard(Host("admin.internal")).route(web::get().to(secrets));
    let ask = || preflight(A, "GET", "/me").headers("x-name");
    for cors in [Cors::default(), Cors::new(&AROUND)] {
        let app = || App::new().service(plain()).service(me).wrap(cors.clone());
        let refused = answer!(app(), ask().line(ADMIN.0, ADMIN.1));
        assert_no_grant(&refused, "of the admins");
        assert_eq!(refused.runs, 0);
        assert_granted(&answer!(app(), ask().line("Host", "www.example")), A, "5", "ordinary");
    }
    let refused = answer!(App::new().service(plain()).service(me), ask().line(ADMIN.0, ADMIN.1));
    assert_no_grant(&refused, "without middleware");
}

/// The guarded handler is covered by a policy that keeps others out, and runs for nobody else.
#[actix_web::test]
async fn what_is_walled_stays_walled() {
    for origin in [A, EVIL, "null"] {
        let app = || App::new().service(behind(Host("admin.internal"))).service(me);
        let refused: Answer = answer!(app().wrap(Cors::new(&WALLED)), by_host(origin));
        assert_eq!((refused.status, refused.cors(), refused.runs), (403, vec![], 0), "{origin}");
        let post = by_host(origin).method("POST");
        let refused: Answer = answer!(app().wrap(Cors::new(&WALLED)), post);
        assert_eq!((refused.status, refused.cors(), refused.runs), (403, vec![], 0), "{origin}");
    }
    let app = App::new().service(behind(Host("admin.internal"))).service(me);
    let listed = answer!(app.wrap(Cors::new(&WALLED)), by_host(OWN));
    assert_made(&listed, "secrets", BY_AROUND, "listed");
}

/// A guard on the annotated route's own scope: who is let in by nobody is granted nothing.
#[actix_web::test]
async fn a_default_service_that_answers_for_a_guarded_scope_is_covered_by_its_own_policy() {
    let app = || {
        let guarded = web::scope("/api").guard(Host("www.example")).service(me);
        let fallback = web::to(secrets).wrap(Cors::new(&OPEN));
        App::new().service(guarded).default_service(fallback).wrap(Cors::default())
    };
    let fallback = answer!(app(), by_host(A).at("/api/me"));
    assert_made(&fallback, "secrets", crate::cases::BY_OPEN, "of the admins");
    let ordinary = Ask::from(A).at("/api/me").line("Host", "www.example");
    assert_made(&answer!(app(), ordinary), "me", BY_PARTNER, "ordinary");
}

/// A scope wants the method with a guard, so that the preflight goes past its policy to a default service.
#[actix_web::test]
async fn a_scope_that_no_preflight_comes_to_is_not_spoken_for() {
    let app = || {
        let inside = web::resource("/{tail:.*}").to(async || run("inside"));
        let guarded = web::scope("/b").guard(guard::Put()).service(inside).wrap(Cors::new(&STRICT));
        let scope =
            web::scope("/a").service(guarded).default_service(web::to(async || run("rest")));
        App::new().service(scope).wrap(Cors::new(&AROUND))
    };
    assert_no_grant(&answer!(app(), preflight(OWN, "PUT", "/a/b/c")), "the strict one decides");
    let made = answer!(app(), Ask::from(OWN).method("PUT").at("/a/b/c"));
    assert_made(&made, "inside", BY_NOBODY, "it does not list the page");
    let rest = answer!(app(), preflight(OWN, "DELETE", "/a/b/c"));
    assert_eq!(rest.lines("access-control-allow-origin"), [OWN], "another method");
}
