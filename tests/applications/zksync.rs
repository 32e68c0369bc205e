//! The contract verification server of zkSync, while it was on actix-web: everything for everybody around a scope.
//!
//! Nothing to configure. From `core/lib/contract_verification_api/src/lib.rs` and `api_decl.rs` of matter-labs/zksync-era.

use actix_cors::Cors as OtherCors;
use actix_web::{App, Scope, web};
use cors_runtime::{Cors, Policy, policy};

use crate::case::{pages, programs, requests};
use crate::comparison::Comparison;
use crate::decision::Decision::*;
use crate::inside::{answer, things};
use crate::running::Running;

fn scope() -> Scope {
    web::scope("").configure(things("/contract_verification", "/contract_verification/{id}"))
}

async fn before() -> Running {
    let cors = OtherCors::default()
        .send_wildcard()
        .max_age(3600)
        .allow_any_origin()
        .allow_any_header()
        .allow_any_method();
    let favicon = web::get().to(answer);
    Running::start(App::new().wrap(cors).service(scope()).route("/favicon.ico", favicon)).await
}

/// Nobody sends a token here, so `*` is all that is asked for.
static EVERYBODY: Policy = policy! { origins = any, methods = any, headers = any, max_age = 3600, allow(authorization_not_covered) };

async fn after() -> Running {
    let app = || {
        let favicon = web::get().to(answer);
        App::new().wrap(Cors::new(&EVERYBODY)).service(scope()).route("/favicon.ico", favicon)
    };
    Running::checked(app).await.expect("an application that can work")
}

#[actix_web::test]
async fn as_published() {
    let mut requests = requests(
        "/contract_verification",
        "/contract_verification/",
        "/contract_verification/7",
        None,
    );
    requests.push(crate::case::Request::get("/contract_verification").header("authorization", "7"));
    Comparison {
        name: "zksync",
        before: before().await,
        after: after().await,
        pages: pages("https://explorer.example"),
        requests,
        programs: programs("/contract_verification", None),
        decisions: &[
            GrantedIs204,
            StarIsConstant,
            AnyMethodIsStar,
            AnyMethodIsEveryMethod,
            AuthorizationIsListed,
            AnyHeaderIsStar,
            StarDoesNotVary,
            OtherOptionsAreRequests,
        ],
    }
    .run()
    .await;
}
