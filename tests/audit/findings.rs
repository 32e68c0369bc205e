//! What a reviewer is told: of each code one application that has it, and others that are like it and do not.

use actix_web::{App, Responder, delete, get, post, put, web};
use cors_runtime::audit::FINDINGS;
use cors_runtime::{Cors, OriginSet, audit, cors};
use serde::Deserialize;

use crate::look::{codes, is_found, row};

#[derive(Deserialize)]
#[expect(dead_code, reason = "it is extracted, and that is all")]
struct Entry {
    text: String,
}

/// Handlers with a policy, each on a path of its own.
macro_rules! handlers {
    ($($name:ident $method:ident $path:literal ($($policy:tt)*) ($($parameters:tt)*),)*) => {
        $(
            #[cors($($policy)*)]
            #[$method($path)]
            async fn $name($($parameters)*) -> impl Responder {
                "answered"
            }
        )*
    };
}

static OPEN: OriginSet = OriginSet::new();

handlers! {
    plain_http put "/insecure" (origins = ["http://h.example"], max_age = 600) (),
    network put "/network" (origins = ["http://10.0.0.0/8:*"], max_age = 600) (),
    local put "/local" (origins = ["http://localhost:*", "https://a.example"], max_age = 600) (),
    set put "/set" (origins = from(OPEN), max_age = 600) (),
    everybody get "/any" (origins = any) (),
    subdomains put "/wild" (origins = ["https://*.w.example"], max_age = 600) (),
    dangerous put "/dangerous"
        (origins = ["http://h.example"], credentials, max_age = 600, dangerous(insecure_origins)) (),
    null put "/null" (origins = ["null"], max_age = 600, dangerous(null_origin)) (),
    uncached put "/uncached" (origins = ["https://a.example"]) (),
    uncached_header get "/uncached-header" (origins = ["https://a.example"], headers = ["x-a"]) (),
    simple get "/simple" (origins = ["https://a.example"]) (),
    off put "/off" (origins = ["https://a.example"], max_age = 0) (),
    form post "/form" (origins = ["https://a.example"]) (_form: web::Form<Entry>),
    form_in_other post "/either" (origins = ["https://a.example"], headers = ["content-type"], max_age = 600)
        (_body: web::Either<web::Json<Entry>, web::Form<Entry>>),
    rejecting post "/rejecting" (origins = ["https://a.example"], reject_unlisted) (_form: web::Form<Entry>),
    json post "/json" (origins = ["https://a.example"], headers = ["content-type"], max_age = 600)
        (_body: web::Json<Entry>),
    sibling_put put "/siblings" (origins = ["https://a.example"], methods = [PUT, DELETE], max_age = 600) (),
    sibling_delete delete "/siblings" (origins = ["https://b.example"], max_age = 600) (),
    other_put put "/headers" (origins = ["https://a.example"], headers = ["x-a"], max_age = 600) (),
    other_get get "/headers" (origins = ["https://b.example"]) (),
    same_put put "/same" (origins = ["https://a.example"], headers = ["x-a"], max_age = 600) (),
    same_get get "/same" (origins = ["https://a.example"]) (),
    apart_put put "/apart" (origins = ["https://a.example"], max_age = 600) (),
    apart_delete delete "/apart" (origins = ["https://b.example"], max_age = 600) (),
    beside put "/beside" (origins = ["https://a.example"], max_age = 600) (),
    alone put "/alone" (origins = ["https://a.example"], max_age = 600) (),
}

#[get("/beside")]
async fn unannotated() -> impl Responder {
    "beside"
}

#[get("/nobody")]
async fn elsewhere() -> impl Responder {
    "elsewhere"
}

async fn audited() -> cors_runtime::Audit {
    OPEN.replace(["http://s.example"]).unwrap();
    let app = || {
        App::new()
            .configure(|app| {
                app.service(plain_http)
                    .service(network)
                    .service(local)
                    .service(set)
                    .service(everybody);
                app.service(subdomains).service(dangerous).service(null).service(uncached);
                app.service(uncached_header).service(simple).service(off).service(form);
                app.service(form_in_other).service(rejecting).service(json).service(sibling_put);
                app.service(sibling_delete)
                    .service(apart_put)
                    .service(apart_delete)
                    .service(beside);
                app.service(other_put).service(other_get).service(same_put).service(same_get);
                app.service(alone).service(unannotated).service(elsewhere);
            })
            .wrap(Cors::default())
    };
    audit(app).await.unwrap()
}

#[actix_web::test]
async fn each_where_it_is_and_nowhere_else() {
    let audit = audited().await;
    for (code, method, there, not_there) in [
        (
            "insecure_origin",
            "PUT",
            &["/insecure", "/network", "/set", "/dangerous"][..],
            &["/local", "/null"][..],
        ),
        ("any_origin", "GET", &["/any"], &["/simple"]),
        ("wildcard_origin", "PUT", &["/wild", "/network"], &["/local", "/insecure"]),
        ("dangerous_used", "PUT", &["/dangerous", "/null"], &["/insecure", "/local"]),
        ("preflight_uncached", "PUT", &["/uncached"], &["/off", "/local"]),
        ("preflight_uncached", "GET", &["/uncached-header"], &["/simple", "/any"]),
        ("state_change_by_simple_request", "POST", &["/form", "/either"], &["/rejecting", "/json"]),
        ("sibling_policies_differ", "DELETE", &["/siblings"], &["/apart"]),
        ("sibling_policies_differ", "GET", &["/headers"], &["/same"]),
        ("sibling_policies_differ", "PUT", &[], &["/siblings", "/apart", "/headers"]),
        ("unannotated_beside_annotated", "*", &["/beside"], &["/nobody"]),
    ] {
        for pattern in there {
            assert!(is_found(&audit, pattern, method, code), "{code} at {method} {pattern}");
        }
        for pattern in not_there {
            assert!(!is_found(&audit, pattern, method, code), "no {code} at {method} {pattern}");
        }
    }
    assert!(row(&audit, "/alone", "PUT").findings.is_empty());
}

/// Every code of the table is one that an audit can have: here, or in `answered` and `covering`.
#[actix_web::test]
async fn every_code_is_looked_for() {
    let audit = audited().await;
    let mut found: Vec<&str> = audit.rows().iter().flat_map(|row| codes(&row.findings)).collect();
    found.extend(["behind_middleware", "unused_policy"]);
    for entry in FINDINGS {
        assert!(found.contains(&entry.code), "{}", entry.code);
    }
}

#[actix_web::test]
async fn messages_name_the_row_and_the_value() {
    let audit = audited().await;
    let message = |pattern, method, code: &str| {
        let findings = &row(&audit, pattern, method).findings;
        findings.iter().find(|own| own.code.name() == code).unwrap().message.clone()
    };
    assert_eq!(
        message("/insecure", "PUT", "insecure_origin"),
        "`PUT /insecure` may be read by `http://h.example`, without TLS"
    );
    assert_eq!(
        message("/dangerous", "PUT", "dangerous_used"),
        "the policy of `PUT /dangerous` has `dangerous(insecure_origins)`"
    );
    assert_eq!(
        message("/siblings", "DELETE", "sibling_policies_differ"),
        "what a preflight for `PUT /siblings` grants is kept for `DELETE /siblings` too, whose policy differs"
    );
    assert_eq!(
        message("/beside", "*", "unannotated_beside_annotated"),
        "a handler without a policy stands beside `PUT /beside`, and its preflights are refused"
    );
}
