//! Handlers of one path, by method or by pattern: a policy speaks for the handlers that have it, whatever its list of methods
//! contains, and for no neighbour.

use actix_web::{App, delete, get, guard, post, put, routes, web};
use cors_runtime::{Cors, cors};

use crate::cases::{
    A, AROUND, EVIL, OWN, STRICT, answer, assert_granted, assert_no_grant, assert_refused,
    preflight, run,
};

#[cors(policy = STRICT)]
#[get("/items/{id}")]
async fn get_item() -> &'static str {
    run("get")
}

#[delete("/items/{id}")]
async fn delete_item() -> &'static str {
    run("delete")
}

#[post("/items/{id}")]
async fn post_item() -> &'static str {
    run("post")
}

#[cors(origins = any, headers = any, allow(authorization_not_covered))]
#[get("/{tail:.*}")]
async fn fallback() -> &'static str {
    run("fallback")
}

#[cors(origins = any, methods = any, headers = any, allow(authorization_not_covered))]
#[get("/{tail:.*}")]
async fn open_fallback() -> &'static str {
    run("fallback")
}

#[get("/admin/purge")]
async fn read_purge() -> &'static str {
    run("purge")
}

#[post("/admin/purge")]
async fn purge() -> &'static str {
    run("purge")
}

#[delete("/admin/purge")]
async fn delete_purge() -> &'static str {
    run("purge")
}

#[cors(origins = ["https://a.example"])]
#[routes]
#[put("/one")]
#[delete("/two")]
async fn split() -> &'static str {
    run("split")
}

#[cors(origins = any, headers = any, allow(authorization_not_covered))]
#[get("")]
async fn everything() -> &'static str {
    run("everything")
}

#[delete("/one")]
async fn delete_one() -> &'static str {
    run("delete")
}

#[get("/x")]
async fn get_x() -> &'static str {
    run("get")
}

#[cors(origins = ["https://a.example"], max_age = 6)]
#[put("/x")]
async fn put_x() -> &'static str {
    run("put")
}

#[actix_web::test]
async fn a_listed_method_is_not_granted_for_a_sibling() {
    let ask = || preflight(A, "DELETE", "/items/7");
    assert_refused(&answer!(App::new().service(get_item).service(delete_item), ask()), "before");
    assert_refused(&answer!(App::new().service(delete_item).service(get_item), ask()), "after");
    let app = App::new().service(web::scope("/in").service(get_item).service(delete_item));
    assert_refused(&answer!(app, ask().at("/in/items/7")), "in a scope");
    let plain = web::resource("/items/{id}").route(web::delete().to(async || run("delete")));
    let app = App::new().service(get_item).service(plain);
    assert_refused(&answer!(app, ask()), "as a resource after it");
    assert_refused(&answer!(App::new().service(get_item), ask()), "alone");
}

#[actix_web::test]
async fn a_listed_header_is_not_granted_for_a_sibling() {
    let ask = || preflight(A, "POST", "/items/7").headers("x-name");
    assert_refused(&answer!(App::new().service(get_item).service(post_item), ask()), "before");
    assert_refused(&answer!(App::new().service(post_item).service(get_item), ask()), "after");
    let own = preflight(A, "GET", "/items/7").headers("x-name");
    let answer = answer!(App::new().service(post_item).service(get_item), own);
    assert_granted(&answer, A, "11", "the handler's own method");
}

#[actix_web::test]
async fn the_same_with_cors_around() {
    let ask = || preflight(A, "DELETE", "/items/7");
    let app = || App::new().service(get_item).service(delete_item);
    assert_refused(&answer!(app().wrap(Cors::default()), ask()), "annotated routes");
    assert_refused(&answer!(app().wrap(Cors::new(&AROUND)), ask()), "the policy around");
    let listed = preflight(OWN, "DELETE", "/items/7");
    let answer = answer!(app().wrap(Cors::new(&AROUND)), listed);
    assert_granted(&answer, OWN, "33", "what it covers");
}

#[actix_web::test]
async fn a_fallback_grants_nothing_for_what_it_does_not_serve() {
    let confirm = |method| preflight(EVIL, method, "/admin/purge").headers("x-admin-confirm");
    let delete = preflight(EVIL, "DELETE", "/admin/purge");
    let app = || App::new().service(purge).service(fallback);
    assert_no_grant(&answer!(app(), confirm("POST")), "a header, by POST");
    assert_no_grant(&answer!(app().wrap(Cors::default()), confirm("POST")), "a header, by POST");
    let app = || App::new().service(purge).service(open_fallback);
    assert_no_grant(&answer!(app(), confirm("POST")), "any method: a header, by POST");
    let answer = answer!(app().wrap(Cors::default()), confirm("POST"));
    assert_no_grant(&answer, "any method: a header, by POST");
    let app = || App::new().service(delete_purge).service(open_fallback);
    assert_no_grant(&answer!(app(), delete), "any method: DELETE");
    assert_no_grant(&answer!(app().wrap(Cors::default()), delete), "any method: DELETE");
}

/// The handler that runs for the announced request is registered before the fallback, and has no policy.
#[actix_web::test]
async fn a_fallback_grants_nothing_for_an_earlier_handler() {
    let ask = || preflight(EVIL, "GET", "/admin/purge").headers("x-admin-confirm");
    let app = || App::new().service(read_purge).service(fallback);
    assert_no_grant(&answer!(app(), ask()), "without middleware");
    assert_no_grant(&answer!(app().wrap(Cors::default()), ask()), "with it");
    assert_no_grant(&answer!(app().wrap(Cors::new(&AROUND)), ask()), "with a policy around");
    let app = App::new().service(web::scope("/in").service(read_purge).service(fallback));
    assert_no_grant(&answer!(app, ask().at("/in/admin/purge")), "in a scope");
}

#[actix_web::test]
async fn a_fallback_speaks_for_what_it_serves() {
    let app = || App::new().service(purge).service(read_purge).service(fallback);
    let ask = || preflight(EVIL, "GET", "/elsewhere").headers("x-name");
    for answer in [answer!(app(), ask()), answer!(app().wrap(Cors::default()), ask())] {
        assert_eq!((answer.status, answer.lines("access-control-allow-origin")), (204, vec!["*"]));
    }
}

#[actix_web::test]
async fn each_path_of_a_handler_has_its_own_methods() {
    let ask = |method, path| preflight(A, method, path);
    for (method, path) in [("DELETE", "/one"), ("PUT", "/two")] {
        assert_refused(&answer!(App::new().service(split), ask(method, path)), path);
        let app = App::new().service(split).wrap(Cors::default());
        assert_refused(&answer!(app, ask(method, path)), path);
        let app = App::new().service(split).service(delete_one);
        assert_refused(&answer!(app, ask(method, path)), path);
        let app = App::new().service(delete_one).service(split);
        assert_refused(&answer!(app, ask(method, path)), path);
    }
    for (method, path) in [("PUT", "/one"), ("DELETE", "/two")] {
        let answer = answer!(App::new().service(split), ask(method, path));
        assert_eq!((answer.status, answer.lines("access-control-allow-origin")), (204, vec![A]));
    }
}

#[actix_web::test]
async fn a_plain_sibling_takes_nothing_away() {
    let ask = || preflight(A, "PUT", "/x");
    assert_granted(&answer!(App::new().service(get_x).service(put_x), ask()), A, "6", "after");
    assert_granted(&answer!(App::new().service(put_x).service(get_x), ask()), A, "6", "before");
    let app = App::new().service(get_x).service(put_x).wrap(Cors::default());
    assert_granted(&answer!(app, ask()), A, "6", "with cors around");
    let app = App::new().service(web::scope("/in").service(get_x).service(put_x));
    assert_granted(&answer!(app, ask().at("/in/x")), A, "6", "in a scope");
}

#[actix_web::test]
async fn a_plain_sibling_is_covered_by_the_policy_around() {
    let ask = |origin| preflight(origin, "GET", "/x").headers("x-name");
    for app in
        [|| App::new().service(get_x).service(put_x), || App::new().service(put_x).service(get_x)]
    {
        let app = || app().wrap(Cors::new(&AROUND));
        assert_granted(&answer!(app(), ask(OWN)), OWN, "33", "the sibling's");
        assert_refused(&answer!(app(), ask(A)), "of another page");
        assert_granted(&answer!(app(), preflight(A, "PUT", "/x")), A, "6", "the route's own");
        assert_refused(&answer!(app(), preflight(OWN, "PUT", "/x")), "the route's own");
    }
}

/// Before the annotated route stands a handler for every method, which only the router can tell from it.
#[actix_web::test]
async fn what_all_refuse_reaches_nobody() {
    let all = || web::resource("/x").guard(guard::Host("here.example")).to(async || run("all"));
    let app = || App::new().service(all()).service(put_x).wrap(Cors::new(&AROUND));
    let ask = |origin| preflight(origin, "PUT", "/x").line("Host", "here.example");
    assert_refused(&answer!(app(), ask(EVIL)), "of a page that nobody lists");
    for origin in [A, OWN] {
        assert_no_grant(&answer!(app(), ask(origin)), origin);
    }
}

/// The preflight comes to a `Cors` in the router because an earlier handler's guard wants another method than `OPTIONS`.
#[actix_web::test]
async fn a_cors_around_a_scope_grants_nothing_for_an_earlier_handler() {
    let app = || {
        let inner = web::scope("").service(everything).wrap(Cors::default());
        App::new().service(get_x).service(web::scope("/{deep:.*}").service(inner))
    };
    let ask = |path| preflight(EVIL, "GET", path).headers("x-name");
    assert_no_grant(&answer!(app(), ask("/x")), "of the earlier handler");
    assert_eq!(answer!(app(), ask("/y")).status, 204, "its own");
}
