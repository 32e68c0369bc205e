//! Services with a policy in scopes that have one too, by registration or by a `Cors`: the nearest to the handler decides.

use actix_web::middleware::{Condition, NormalizePath, from_fn};
use actix_web::{App, HttpResponse, guard, web};
use cors_runtime::{Cors, CorsExt as _};
use cors_tests::Ask;

use crate::cases::{
    A, AROUND, BY_AROUND, BY_NOBODY, BY_OPEN, BY_STRICT, EVIL, OPEN, OWN, STRICT, WALLED, answer,
    assert_granted, assert_made, assert_no_grant, assert_refused, preflight, run, wall,
};
use crate::services::{all, annotated, by_route};

#[actix_web::test]
async fn an_inner_policy_keeps_what_is_inside_it() {
    let inside = || {
        let unknown = web::scope("/wrapped").service(all("/all")).wrap(Cors::new(&AROUND));
        web::scope("/in")
            .service(annotated)
            .service(by_route("/x").cors(&OPEN))
            .service(web::scope("/deep").service(all("/all")).cors(&AROUND))
            .service(unknown)
            .service(by_route("/plain"))
            .service(all("/all"))
    };
    for around in [None, Some(Cors::default()), Some(Cors::new(&WALLED))] {
        let app = || {
            let app = App::new().service(inside().cors(&STRICT));
            app.wrap(Condition::new(around.is_some(), around.clone().unwrap_or_default()))
        };
        for (path, origin, value, max_age) in [
            ("/in/annotated", A, A, "11"),
            ("/in/x", EVIL, "*", "22"),
            ("/in/deep/all", OWN, OWN, "33"),
            ("/in/wrapped/all", OWN, OWN, "33"),
            ("/in/plain", A, A, "11"),
        ] {
            assert_granted(&answer!(app(), preflight(origin, "PUT", path)), value, max_age, path);
        }
        for (path, origin) in [
            ("/in/annotated", EVIL),
            ("/in/deep/all", A),
            ("/in/wrapped/all", A),
            ("/in/wrapped/all", EVIL),
            ("/in/all", EVIL),
        ] {
            assert_no_grant(&answer!(app(), preflight(origin, "PUT", path)), path);
        }
        for (path, origin, by) in [
            ("/in/x", EVIL, BY_OPEN),
            ("/in/deep/all", OWN, BY_AROUND),
            ("/in/deep/all", A, BY_NOBODY),
            ("/in/wrapped/all", A, BY_NOBODY),
            ("/in/all", A, BY_STRICT),
            ("/in/all", OWN, BY_NOBODY),
        ] {
            let made = answer!(app(), Ask::from(origin).method("PUT").at(path));
            assert_eq!((made.cors().as_slice(), made.runs), (by, 1), "{path} {origin}");
        }
    }
}

#[actix_web::test]
async fn inside_of_a_cors_around_a_scope() {
    let inside = || {
        let deep = web::scope("/deep").service(all("/all")).cors(&STRICT);
        web::scope("/in").service(by_route("/x").cors(&STRICT)).service(deep).service(all("/all"))
    };
    for around in [false, true] {
        let app = || {
            let app = App::new().service(inside().wrap(Cors::new(&OPEN)));
            app.wrap(Condition::new(around, Cors::default()))
        };
        for path in ["/in/x", "/in/deep/all"] {
            assert_granted(&answer!(app(), preflight(A, "PUT", path)), A, "11", path);
            assert_no_grant(&answer!(app(), preflight(EVIL, "PUT", path)), path);
            assert_no_grant(&answer!(app(), preflight(EVIL, "PATCH", path)), path);
            for (origin, by) in [(A, BY_STRICT), (EVIL, BY_NOBODY)] {
                let made = answer!(app(), Ask::from(origin).method("PUT").at(path));
                assert_eq!((made.cors().as_slice(), made.runs), (by, 1), "{path} {origin}");
            }
        }
        assert_granted(&answer!(app(), preflight(EVIL, "PUT", "/in/all")), "*", "22", "its own");
    }
}

/// A `Cors` around a scope answers before the authentication of that scope.
#[actix_web::test]
async fn a_cors_around_a_scope_knows_the_services_in_it() {
    let app = || {
        let inside = web::scope("/in").service(by_route("/x").cors(&STRICT));
        App::new().service(inside.wrap(from_fn(wall)).wrap(Cors::default()))
    };
    assert_granted(&answer!(app(), preflight(A, "PUT", "/in/x")), A, "11", "listed");
    assert_refused(&answer!(app(), preflight(EVIL, "PUT", "/in/x")), "not listed");
    let stopped = answer!(app(), Ask::from(A).method("PUT").at("/in/x"));
    assert_eq!((stopped.status, stopped.cors().as_slice()), (401, BY_STRICT));
}

/// An earlier handler without a policy wants the method. The scope after it refuses, and nobody further out says yes for it.
#[actix_web::test]
async fn what_a_scope_leaves_to_an_earlier_handler_is_not_granted_further_out() {
    let app = || {
        let plain = web::resource("/a/{x}").guard(guard::Get()).to(HttpResponse::Ok);
        let scope = web::scope("/a").service(all("/b")).cors(&OPEN);
        let both = web::scope("").service(plain).service(scope);
        App::new().service(both).wrap(NormalizePath::trim()).wrap(Cors::default())
    };
    for path in ["/a/b", "/a///b/", "/a/b/", "//a/b"] {
        let asked = preflight(EVIL, "GET", path).headers("x-name");
        assert_no_grant(&answer!(app(), asked), path);
    }
}

/// A guard for a method lets the preflight pass to a scope that would never get the request.
#[actix_web::test]
async fn a_guard_for_a_method_leaves_no_yes_to_the_scope_around() {
    for (around, pattern) in [false, true]
        .into_iter()
        .flat_map(|around| ["/b/b", "/{x}/b", "/{tail:.*}"].map(|pattern| (around, pattern)))
    {
        let app = || {
            let guarded = web::resource(pattern).guard(guard::Put()).to(async || run("guarded"));
            let sibling = web::scope("/{name}").service(all("/other"));
            let scope = web::scope("/a").service(guarded.cors(&STRICT));
            let scope = scope.service(sibling.cors(&STRICT)).cors(&OPEN);
            let app = App::new().service(web::scope("/{any}").service(scope).cors(&OPEN));
            app.wrap(Condition::new(around, Cors::default()))
        };
        let path = "/x/a/b/b";
        assert_no_grant(&answer!(app(), preflight(EVIL, "PUT", path)), pattern);
        let made = answer!(app(), Ask::from(EVIL).method("PUT").at(path));
        assert_made(&made, "guarded", BY_NOBODY, pattern);
    }
}
