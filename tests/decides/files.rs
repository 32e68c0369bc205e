//! `Files` with a policy of its own: it serves what it serves without, and its preflights and responses are the policy's.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use actix_files::Files;
use actix_web::body::to_bytes;
use actix_web::dev::{HttpServiceFactory, Service as _};
use actix_web::guard::Host;
use actix_web::middleware::{Condition, from_fn};
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, HttpResponse, post, put, web};
use cors_runtime::{Cors, CorsExt as _, cors};
use cors_tests::Ask;

use crate::cases::{
    A, AROUND, BY_NOBODY, BY_OPEN, BY_STRICT, EVIL, OPEN, STRICT, answer, assert_granted,
    assert_made, assert_no_grant, assert_refused, preflight, run, wall,
};

#[cors(policy = STRICT)]
#[put("/items")]
async fn items() -> &'static str {
    run("items")
}

#[post("/plain")]
async fn plain() -> &'static str {
    run("plain")
}

/// A directory with a page, a file and a folder, made once.
static DIRECTORY: LazyLock<PathBuf> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("decides-files");
    fs::create_dir_all(root.join("folder")).expect("a directory");
    for (path, text) in
        [("index.html", "page"), ("a.txt", "0123456789"), ("folder/b.txt", "b"), (".hidden", "h")]
    {
        fs::write(root.join(path), text).expect("a file");
    }
    root
});

fn files(mount: &str) -> Files {
    Files::new(mount, DIRECTORY.as_path()).index_file("index.html").redirect_to_slash_directory()
}

/// What is answered, but for the fields of CORS and the time.
async fn seen(service: impl HttpServiceFactory + 'static, ask: TestRequest) -> String {
    let fallback = web::to(async || HttpResponse::NotFound().body("the application's"));
    let app = init_service(App::new().service(service).default_service(fallback)).await;
    let response = app.call(ask.to_request()).await.expect("a response");
    let mut fields: Vec<_> = response
        .headers()
        .iter()
        .filter(|(name, _)| !name.as_str().starts_with("access-control-") && *name != "vary")
        .map(|(name, value)| format!("{name}: {value:?}"))
        .collect();
    fields.sort();
    let status = response.status();
    let body = to_bytes(response.into_body()).await.expect("a body");
    format!("{status} {fields:?} {body:?}")
}

/// Each way in which `Files` can be set up, with and without a policy.
#[actix_web::test]
async fn it_serves_what_it_serves_without_a_policy() {
    let ways: [fn(&str) -> Files; 6] = [
        files,
        |mount| files(mount).show_files_listing(),
        |mount| files(mount).use_hidden_files().prefer_utf8(true),
        |mount| files(mount).guard(Host("here.example")),
        |mount| files(mount).method_guard(actix_web::guard::Post()),
        |mount| {
            let own = web::to(async || HttpResponse::Gone().body("its own"));
            files(mount).default_handler(own).path_filter(|path, _| !path.ends_with("b.txt"))
        },
    ];
    for (number, way) in ways.iter().enumerate() {
        for mount in ["/", "/static", "/{any}/deep"] {
            let base = match mount {
                "/" => "",
                "/static" => mount,
                _ => "/one/deep",
            };
            for rest in [
                "/",
                "",
                "/a.txt",
                "/folder",
                "/folder/",
                "/folder/b.txt",
                "/none",
                "/.hidden",
                "/%ff",
            ] {
                for (method, range) in
                    [("GET", ""), ("GET", "bytes=2-4"), ("HEAD", ""), ("POST", "")]
                {
                    let ask = || {
                        let path = format!("{base}{rest}");
                        let path = if path.is_empty() { "/" } else { &path };
                        let ask = TestRequest::with_uri(path).method(method.parse().expect("one"));
                        let ask = ask.insert_header(("host", "here.example"));
                        if range.is_empty() { ask } else { ask.insert_header(("range", range)) }
                    };
                    let (with, without) =
                        (seen(way(mount).cors(&OPEN), ask()).await, seen(way(mount), ask()).await);
                    assert_eq!(with, without, "way {number}, {method} {mount} {rest} {range}");
                }
            }
        }
    }
}

#[actix_web::test]
async fn it_works_alone() {
    for mount in ["/static", "/"] {
        let app = || App::new().service(files(mount).cors(&STRICT));
        let base = mount.trim_end_matches('/');
        for rest in ["/a.txt", "/none", "/.hidden", "/folder"] {
            let path = &format!("{base}{rest}");
            let asked = preflight(A, "GET", path).headers("x-name");
            assert_granted(&answer!(app(), asked), A, "11", path);
            assert_refused(&answer!(app(), preflight(EVIL, "GET", path).headers("x-name")), path);
            assert_refused(&answer!(app(), preflight(A, "PATCH", path)), path);
            for (origin, by) in [(A, BY_STRICT), (EVIL, BY_NOBODY)] {
                for method in ["GET", "DELETE"] {
                    let made = answer!(app(), Ask::from(origin).method(method).at(path));
                    assert_eq!(made.cors().as_slice(), by, "{method} {path} {}", made.status);
                }
            }
        }
    }
    let guarded = || App::new().service(files("/").guard(Host("here.example")).cors(&OPEN));
    let elsewhere = preflight(EVIL, "PUT", "/a.txt").line("Host", "other.example");
    assert_no_grant(&answer!(guarded(), elsewhere), "its guard says no");
    let here = preflight(EVIL, "PUT", "/a.txt").line("Host", "here.example");
    assert_granted(&answer!(guarded(), here), "*", "22", "its guard says yes");
}

/// The files of a single page application, after the scope of its interface.
#[actix_web::test]
async fn a_fallback_leaves_early_answers() {
    for around in [Cors::default(), Cors::new(&AROUND)] {
        let app = |has_policy| {
            let files = files("/");
            App::new()
                .service(web::scope("/api").service(items))
                .configure(|config| {
                    if has_policy {
                        config.service(files.cors(&OPEN));
                    } else {
                        config.service(files);
                    }
                })
                .wrap(from_fn(wall))
                .wrap(around.clone())
        };
        assert_granted(
            &answer!(app(true), preflight(A, "PUT", "/api/items")),
            A,
            "11",
            "interface",
        );
        assert_no_grant(&answer!(app(true), preflight(EVIL, "PUT", "/api/items")), "they differ");
        assert_no_grant(
            &answer!(app(false), preflight(A, "PUT", "/api/items")),
            "without a policy",
        );
        for path in ["/", "/a.txt", "/some/page"] {
            let asked = preflight(EVIL, "GET", path).headers("x-name");
            assert_granted(&answer!(app(true), asked), "*", "22", path);
            let stopped = answer!(app(true), Ask::from(EVIL).at(path));
            assert_eq!((stopped.status, stopped.cors().as_slice()), (401, BY_OPEN), "{path}");
        }
    }
}

/// Whoever comes before or after without a policy is granted nothing.
#[actix_web::test]
async fn it_speaks_for_no_neighbour() {
    for around in [false, true] {
        let wrapped = |app: App<_>| app.wrap(Condition::new(around, Cors::default()));
        let before = App::new().service(plain).service(files("/").cors(&OPEN));
        let asked = preflight(EVIL, "POST", "/plain").headers("x-name");
        assert_no_grant(&answer!(wrapped(before), asked.clone()), "before");
        let guarded = files("/").guard(Host("here.example")).cors(&OPEN);
        let after = App::new().service(guarded).service(plain);
        assert_no_grant(&answer!(wrapped(after), asked), "after");
    }
}

/// What is not found, the default service of the application answers, by its own policy.
#[actix_web::test]
async fn a_default_service_with_a_policy_decides_for_itself() {
    for around in [false, true] {
        let app = || {
            let fallback = web::to(async || run("fallback")).wrap(Cors::new(&STRICT));
            let app = App::new().service(files("/static").cors(&OPEN)).default_service(fallback);
            app.wrap(Condition::new(around, Cors::default()))
        };
        let path = "/static/none";
        let asked = preflight(EVIL, "GET", path).headers("x-name");
        assert_no_grant(&answer!(app(), asked), "the default service may be meant");
        assert_made(&answer!(app(), Ask::from(EVIL).at(path)), "fallback", BY_NOBODY, path);
        assert_made(&answer!(app(), Ask::from(A).at(path)), "fallback", BY_STRICT, path);
        let found = answer!(app(), Ask::from(EVIL).at("/static/a.txt"));
        assert_eq!((found.status, found.cors().as_slice()), (200, BY_OPEN));
    }
}

#[actix_web::test]
async fn in_a_scope_and_in_a_cors() {
    for cors in [false, true] {
        let app = || {
            let scope = web::scope("/in").service(files("/static").cors(&STRICT));
            let scope = scope.wrap(Condition::new(cors, Cors::new(&OPEN)));
            App::new().service(scope).wrap(Condition::new(cors, Cors::default()))
        };
        let path = "/in/static/a.txt";
        let asked = |origin| preflight(origin, "GET", path).headers("x-name");
        assert_granted(&answer!(app(), asked(A)), A, "11", path);
        assert_no_grant(&answer!(app(), asked(EVIL)), path);
        for (origin, by) in [(A, BY_STRICT), (EVIL, BY_NOBODY)] {
            let made = answer!(app(), Ask::from(origin).at(path));
            assert_eq!((made.status, made.cors().as_slice()), (200, by), "{origin}");
        }
    }
}

/// `Files` refuses these before its policy is asked, so nobody may have granted them.
#[actix_web::test]
async fn what_is_no_path_of_a_file_is_no_yes() {
    for path in ["/%2F", "/*", "/a:", "/folder/*"] {
        let app = || App::new().service(files("/").cors(&OPEN)).wrap(Cors::default());
        let made = answer!(app(), Ask::from(EVIL).at(path));
        assert_eq!((made.status, made.cors().as_slice()), (400, BY_NOBODY), "{path}");
        assert_no_grant(&answer!(app(), preflight(EVIL, "GET", path)), path);
    }
}
