//! The broken servers: what each breaks, the steps that show it, and what a sound server makes of those.

use actix_web::dev::ResponseHead;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use cors_tests::webdriver::Engine;

use crate::places::Place;
use crate::probe::Step;
use crate::server::{Asked, text};

/// One broken server.
pub(crate) struct Mutant {
    pub(crate) name: &'static str,
    pub(crate) breaks: fn(&Asked, &mut ResponseHead),
    pub(crate) steps: &'static [Step],
    /// What a sound server makes of the steps.
    pub(crate) expected: &'static [&'static str],
    /// Engines that cannot show it.
    pub(crate) unseen_by: &'static [Engine],
}

const PUT: Step =
    Step { page: Place::Home, method: "PUT", path: "/data", named: true, with_credentials: true };
const GET: Step =
    Step { page: Place::Home, method: "GET", path: "/data", named: false, with_credentials: true };
const PUBLIC: Step = Step { path: "/public", with_credentials: false, ..GET };
const FRESH: Step = Step { path: "/fresh", named: false, with_credentials: false, ..PUT };

const PUT_IS_READ: &[&str] = &["200 name=jw, 1 preflights"];
const GET_IS_READ: &[&str] = &["200 name=jw, 0 preflights"];
const GET_IS_BLOCKED: &[&str] = &["blocked, 0 preflights"];

const ORIGIN: &str = "access-control-allow-origin";
const CREDENTIALS: &str = "access-control-allow-credentials";

fn set(head: &mut ResponseHead, name: &'static str, value: &str) {
    let value = HeaderValue::from_str(value).expect("a header value");
    head.headers_mut().insert(HeaderName::from_static(name), value);
}

fn drop_header(head: &mut ResponseHead, name: &str) {
    head.headers_mut().remove(name);
}

/// What a server does that allows an origin which the policy does not list.
fn allow(asked: &Asked, head: &mut ResponseHead) {
    set(head, ORIGIN, &asked.origin);
    set(head, CREDENTIALS, "true");
}

const fn mutant(
    name: &'static str,
    steps: &'static [Step],
    expected: &'static [&'static str],
    breaks: fn(&Asked, &mut ResponseHead),
) -> Mutant {
    Mutant { name, breaks, steps, expected, unseen_by: &[] }
}

/// All of them.
pub(crate) const MUTANTS: &[Mutant] = &[
    Mutant {
        // WebKitGTK under WebDriver asks the server again.
        unseen_by: &[Engine::WebKit],
        ..mutant(
            "drops Vary",
            &[PUBLIC, Step { page: Place::OtherPort, ..PUBLIC }],
            &["200, 0 preflights", "200, 0 preflights"],
            |_, head| drop_header(head, "vary"),
        )
    },
    mutant(
        "reflects every origin",
        &[Step { page: Place::Stranger, ..GET }],
        GET_IS_BLOCKED,
        allow,
    ),
    mutant("sends the wildcard despite credentials", &[GET], GET_IS_READ, |_, head| {
        set(head, ORIGIN, "*");
    }),
    mutant("forgets Access-Control-Allow-Headers", &[PUT], PUT_IS_READ, |_, head| {
        drop_header(head, "access-control-allow-headers");
    }),
    mutant("folds the case of the origin", &[GET], GET_IS_READ, |asked, head| {
        set(head, ORIGIN, &asked.origin.to_ascii_uppercase());
    }),
    mutant(
        "ignores the port",
        &[Step { page: Place::OtherPort, ..GET }],
        GET_IS_BLOCKED,
        |asked, head| {
            if asked.origin.starts_with("http://localhost:") {
                allow(asked, head);
            }
        },
    ),
    mutant(
        "compares the end of the origin",
        &[Step { page: Place::Subdomain, ..GET }],
        GET_IS_BLOCKED,
        |asked, head| {
            if asked.origin.ends_with(asked.home.trim_start_matches("http://")) {
                allow(asked, head);
            }
        },
    ),
    mutant("writes True", &[GET], GET_IS_READ, |_, head| set(head, CREDENTIALS, "True")),
    mutant("forgets Access-Control-Allow-Credentials", &[GET], GET_IS_READ, |_, head| {
        drop_header(head, CREDENTIALS);
    }),
    mutant(
        "has no headers on errors",
        &[Step { path: "/missing", ..GET }],
        &["404 name=jw, 0 preflights"],
        |asked, head| {
            if asked.is_error {
                drop_header(head, ORIGIN);
            }
        },
    ),
    mutant(
        "lets a stale max-age stand",
        &[FRESH, FRESH],
        &["200, 1 preflights", "200, 1 preflights"],
        |_, head| {
            set(head, "access-control-max-age", "600");
        },
    ),
    mutant(
        "forbids caching preflights",
        &[PUT, PUT],
        &["200 name=jw, 1 preflights", "200 name=jw, 0 preflights"],
        |_, head| {
            set(head, "access-control-max-age", "0");
        },
    ),
    mutant("writes methods in lower case", &[PUT], PUT_IS_READ, |_, head| {
        let methods = text(head.headers(), "access-control-allow-methods");
        set(head, "access-control-allow-methods", &methods.to_ascii_lowercase());
    }),
    mutant("separates headers by semicolons", &[PUT], PUT_IS_READ, |_, head| {
        set(head, "access-control-allow-headers", "name;other");
    }),
    mutant("exposes nothing", &[GET], GET_IS_READ, |_, head| {
        drop_header(head, "access-control-expose-headers");
    }),
    mutant("has no route for preflights", &[PUT], PUT_IS_READ, |asked, head| {
        if asked.is_preflight {
            head.status = StatusCode::NOT_FOUND;
        }
    }),
    mutant("redirects preflights", &[PUT], PUT_IS_READ, |asked, head| {
        if asked.is_preflight {
            head.status = StatusCode::FOUND;
            set(head, "location", "/login");
        }
    }),
    mutant("sets the origin twice", &[GET], GET_IS_READ, |asked, head| {
        let value = HeaderValue::from_str(&asked.origin).expect("a header value");
        head.headers_mut().append(HeaderName::from_static(ORIGIN), value);
    }),
    mutant("lists two origins", &[GET], GET_IS_READ, |asked, head| {
        set(head, ORIGIN, &format!("{}, https://other.example", asked.origin));
    }),
    mutant("adds a slash to the origin", &[GET], GET_IS_READ, |asked, head| {
        set(head, ORIGIN, &format!("{}/", asked.origin));
    }),
];
