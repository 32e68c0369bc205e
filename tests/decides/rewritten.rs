//! Paths that a middleware changes inside of a `Cors`: the policy that decides is that of the handler that runs.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse, Url};
use actix_web::http::Uri;
use actix_web::middleware::{Next, NormalizePath, from_fn};
use actix_web::{App, Error, guard, post, put, web};
use cors_runtime::{Cors, cors};
use cors_tests::Ask;

use crate::cases::{
    A, BY_AROUND, BY_NOBODY, BY_STRICT, EVIL, OPEN, OWN, STRICT, WALLED, answer, assert_granted,
    assert_made, assert_no_grant, preflight, run,
};

#[cors(policy = STRICT)]
#[put("/strict")]
async fn strict() -> &'static str {
    run("strict")
}

#[cors(policy = OPEN)]
#[put("/{any}/strict")]
async fn below_any() -> &'static str {
    run("below any")
}

#[cors(origins = any)]
#[post("/{tail:.*}")]
async fn catch_all() -> &'static str {
    run("catch all")
}

#[cors(origins = ["https://a.example"])]
#[post("/open")]
async fn open() -> &'static str {
    run("open")
}

#[post("/transfer")]
async fn transfer() -> &'static str {
    run("transfer")
}

/// A base path that a proxy leaves in front of every path.
async fn strip_base(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if let Some(path) = request.path().strip_prefix("/base") {
        let uri: Uri = path.parse().expect("the rest of a path is one");
        request.match_info_mut().set(Url::new(uri.clone()));
        request.head_mut().uri = uri;
    }
    next.call(request).await
}

#[actix_web::test]
async fn slashes_do_not_lead_to_a_weaker_policy() {
    let app = || App::new().service(strict).wrap(NormalizePath::trim()).wrap(Cors::new(&OPEN));
    for path in ["/strict", "/strict/", "//strict", "//strict//", "/strict//"] {
        let refused = answer!(app(), preflight(EVIL, "PUT", path));
        assert_no_grant(&refused, path);
        assert_eq!((refused.status, refused.runs), (403, 0), "{path}");
        assert_granted(&answer!(app(), preflight(A, "PUT", path)), A, "11", path);
        for (origin, by) in [(A, BY_STRICT), (EVIL, BY_NOBODY)] {
            let made = answer!(app(), Ask::from(origin).method("PUT").at(path));
            assert_made(&made, "strict", by, path);
        }
    }
}

#[actix_web::test]
async fn in_a_scope_too() {
    let app = || {
        let scope = web::scope("/in").service(strict);
        App::new().service(scope).wrap(NormalizePath::trim()).wrap(Cors::new(&OPEN))
    };
    for path in ["/in/strict/", "//in/strict", "/in//strict"] {
        assert_no_grant(&answer!(app(), preflight(EVIL, "PUT", path)), path);
        assert_granted(&answer!(app(), preflight(A, "PUT", path)), A, "11", path);
    }
}

#[actix_web::test]
async fn a_base_path_does_not_lead_to_a_weaker_policy() {
    let app = || App::new().service(strict).wrap(from_fn(strip_base)).wrap(Cors::new(&OPEN));
    let path = "/base/strict";
    let refused = answer!(app(), preflight(EVIL, "PUT", path));
    assert_no_grant(&refused, "of another page");
    assert_eq!((refused.status, refused.runs), (403, 0));
    assert_granted(&answer!(app(), preflight(A, "PUT", path)), A, "11", "of the listed page");
    for (origin, by) in [(A, BY_STRICT), (EVIL, BY_NOBODY)] {
        let made = answer!(app(), Ask::from(origin).method("PUT").at(path));
        assert_made(&made, "strict", by, origin);
    }
}

/// The path as it is sent is that of an annotated route, too, for everybody.
#[actix_web::test]
async fn a_base_path_that_a_pattern_with_names_matches_is_no_yes() {
    for cors in [Cors::default(), Cors::new(&OPEN)] {
        let app = || {
            let app = App::new().service(below_any).service(strict);
            app.wrap(from_fn(strip_base)).wrap(cors.clone())
        };
        let refused = answer!(app(), preflight(EVIL, "PUT", "/base/strict"));
        assert_no_grant(&refused, "of another page");
        assert_eq!(refused.runs, 0);
        let made = answer!(app(), Ask::from(EVIL).method("PUT").at("/base/strict"));
        assert_made(&made, "strict", BY_NOBODY, "of another page");
        assert_granted(&answer!(app(), preflight(EVIL, "PUT", "/x/strict")), "*", "22", "its own");
    }
}

/// The limit that SECURITY.md names: the path as it was sent is that of a route with names, and what is left of it is of a
/// handler without a policy. It runs, and what it answers has no headers of the route.
#[actix_web::test]
async fn a_base_path_beside_a_route_with_names_is_not_seen() {
    #[cors(origins = any, max_age = 5)]
    #[put("/{name}/")]
    async fn with_name() -> &'static str {
        run("with name")
    }
    let app = || {
        let index = web::resource("/").to(async || run("index"));
        App::new().service(index).service(with_name).wrap(from_fn(strip_base)).wrap(Cors::default())
    };
    assert_granted(&answer!(app(), preflight(EVIL, "PUT", "/base/")), "*", "5", "by the route");
    let made = answer!(app(), Ask::from(EVIL).method("PUT").at("/base/"));
    assert_made(&made, "index", BY_NOBODY, "of the index");
    let made = answer!(app(), Ask::from(EVIL).method("PUT").at("/other/"));
    assert_made(&made, "with name", &[("allow-origin", "*")], "the route's own");
}

/// Nothing of the route's own pattern is open; the scope around it is.
#[actix_web::test]
async fn a_base_path_that_a_scope_for_any_path_matches_is_no_yes() {
    #[cors(origins = any)]
    #[put("")]
    async fn in_any() -> &'static str {
        run("in any")
    }
    let app = || {
        let app = App::new()
            .service(web::resource("/plain").guard(guard::Put()).to(async || run("plain")))
            .service(web::scope("/{deep:.*}").service(in_any));
        app.wrap(from_fn(strip_base)).wrap(Cors::default())
    };
    let refused = answer!(app(), preflight(EVIL, "PUT", "/base/plain"));
    assert_no_grant(&refused, "of the handler without a policy");
    let made = answer!(app(), Ask::from(EVIL).method("PUT").at("/base/plain"));
    assert_made(&made, "plain", BY_NOBODY, "of the handler without a policy");
}

#[actix_web::test]
async fn what_is_walled_does_not_run_for_a_path_with_more_slashes() {
    let app = || {
        let app = App::new().service(transfer).service(catch_all);
        app.wrap(NormalizePath::trim()).wrap(Cors::new(&WALLED))
    };
    for path in ["/transfer", "/transfer/", "//transfer"] {
        for origin in [EVIL, A, "null"] {
            let refused = answer!(app(), Ask::from(origin).method("POST").at(path));
            let seen = (refused.status, refused.cors(), refused.runs);
            assert_eq!(seen, (403, vec![], 0), "{path} {origin}");
        }
        let made = answer!(app(), Ask::from(OWN).method("POST").at(path));
        assert_made(&made, "transfer", BY_AROUND, path);
    }
}

#[actix_web::test]
async fn what_is_walled_does_not_run_behind_a_base_path() {
    let app = App::new().service(transfer).service(open).wrap(from_fn(strip_base));
    let ask = Ask::from(EVIL).method("POST").at("/base/transfer");
    let refused = answer!(app.wrap(Cors::new(&WALLED)), ask);
    assert_eq!((refused.status, refused.cors(), refused.runs), (403, vec![], 0));
}

#[actix_web::test]
async fn an_allowed_origin_is_not_kept_out_by_a_slash() {
    let app = || {
        let app = App::new().service(transfer).service(open);
        app.wrap(NormalizePath::trim()).wrap(Cors::new(&WALLED))
    };
    for path in ["/open", "/open/", "//open"] {
        let made = answer!(app(), Ask::from(A).method("POST").at(path));
        assert_made(&made, "open", &[("allow-origin", A)], path);
    }
}
