//! The example of actix-cors's own documentation, which is in many applications: an origin and a closure that looks at the end
//! of the others.
//!
//! Nothing to configure. From the documentation of `actix_cors::Cors` and `examples/cors.rs` of actix/actix-extras.

use actix_cors::Cors as OtherCors;
use actix_web::App;
use cors_runtime::{Cors, Policy, policy};

use crate::case::{Asker, pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::*;
use crate::inside::things;
use crate::running::Running;

const LIST: &str = "/crates";
const ITEM: &str = "/crates/{name}";

async fn before() -> Running {
    let cors = OtherCors::default()
        .allowed_origin("https://project.local:3000")
        .allowed_origin_fn(|origin, _| origin.as_bytes().ends_with(b".rust-lang.org"))
        .allowed_methods(["GET", "POST"])
        .allowed_headers(["authorization", "accept"])
        .allowed_header("content-type")
        .max_age(3600);
    Running::start(App::new().configure(things(LIST, ITEM)).wrap(cors)).await
}

static FAMILY: Policy = policy! {
    origins = ["https://project.local:3000", "https://*.rust-lang.org"],
    methods = [GET, POST],
    headers = ["authorization", "accept", "content-type"],
    max_age = 3600,
};

async fn after() -> Running {
    let app = || App::new().configure(things(LIST, ITEM)).wrap(Cors::new(&FAMILY));
    Running::checked(app).await.expect("an application that can work")
}

#[actix_web::test]
async fn as_documented() {
    let mut pages = pages("https://www.rust-lang.org");
    let page = |name, origin: &str| Asker::Page(name, origin.to_owned());
    pages.push(page("project", "https://project.local:3000"));
    pages.push(page("base", "https://rust-lang.org"));
    Comparison {
        name: "suffix",
        before: before().await,
        after: after().await,
        pages,
        requests: requests(LIST, "/crates/", "/crates/7", None),
        programs: programs(LIST, None),
        decisions: &[
            FamiliesAreParsed,
            GrantedIs204,
            RefusedIs403,
            RefusalVaries,
            AnswersVaryByOriginAlone,
            OtherOptionsAreRequests,
        ],
    }
    .run()
    .await;
}

/// What `cargo cors migrate` prints for the builder above.
#[test]
fn the_printed_policy_is_the_same() {
    let printed: &Policy = include!("migrated/suffix.in");
    assert_eq!(printed, &FAMILY);
}
