//! The table says of each path and method what the router would do, or nothing.

use actix_web::App;
use actix_web::dev::{Service as _, ServiceResponse};
use actix_web::http::Method;
use actix_web::rt::System;
use actix_web::test::{TestRequest, init_service, read_body};
use cors_runtime::Cors;
use proptest::prelude::{ProptestConfig, prop, prop_assert_eq, proptest};
use proptest::test_runner::TestCaseError;

use crate::random_app::{Kind, Laid, METHODS, path, plans};
use crate::wall::Wall;

/// Behind a wall only the table can answer a preflight; `max_age` is the number of the route.
async fn by_table(laid: &Laid, asks: &[(String, &str)]) -> Vec<Option<usize>> {
    let app = laid.services().into_iter().fold(App::new(), App::service);
    let app = init_service(app.wrap(Wall::answering(418)).wrap(Cors::default())).await;
    let mut said = Vec::new();
    for (path, method) in asks {
        let request = TestRequest::with_uri(path)
            .method(Method::OPTIONS)
            .insert_header(("Origin", "https://a.example"))
            .insert_header(("Access-Control-Request-Method", *method));
        let response = app.call(request.to_request()).await.expect("a response");
        let age = response.headers().get("access-control-max-age");
        let age = age.map(|age| age.to_str().expect("a number").parse().expect("a number"));
        assert_eq!(response.status().as_u16(), if age.is_some() { 204 } else { 418 });
        said.push(age);
    }
    said
}

/// What runs, without any wall.
async fn by_router(laid: &Laid, asks: &[(String, &str)]) -> Vec<Option<usize>> {
    let app = init_service(laid.services().into_iter().fold(App::new(), App::service)).await;
    let mut ran = Vec::new();
    for (path, method) in asks {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let request = TestRequest::with_uri(path).method(method).to_request();
        let response: ServiceResponse =
            app.call(request).await.expect("a response").map_into_boxed_body();
        let body = read_body(response).await;
        ran.push(std::str::from_utf8(&body).ok().and_then(|number| number.parse().ok()));
    }
    ran
}

/// What was asked for, what the table said, and what the router ran.
type Asked = ((String, &'static str), Option<usize>, Option<usize>);

fn answers(laid: &Laid, paths: Vec<String>) -> Vec<Asked> {
    let asks: Vec<_> =
        paths.into_iter().flat_map(|path| METHODS.map(|method| (path.clone(), method))).collect();
    let (said, ran) = System::new()
        .block_on(async { (by_table(laid, &asks).await, by_router(laid, &asks).await) });
    asks.into_iter().zip(said).zip(ran).map(|((ask, said), ran)| (ask, said, ran)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_never_says_a_route_that_the_router_would_not_run(
        plans in plans(&[Kind::Annotated, Kind::Annotated, Kind::Guarded, Kind::Bare]),
        paths in prop::collection::vec(path(), 12),
    ) {
        let laid = Laid::new(plans);
        for (ask, said, ran) in answers(&laid, paths) {
            if let Some(said) = said {
                prop_assert_eq!(Some(said), ran, "{:?}: the table and the router", ask);
            }
        }
    }

    #[test]
    fn among_annotated_routes_it_never_errs_and_without_scopes_it_always_knows(
        plans in plans(&[Kind::Annotated]),
        paths in prop::collection::vec(path(), 12),
    ) {
        let laid = Laid::new(plans);
        for (ask, said, ran) in answers(&laid, paths) {
            let ran = ran.filter(|number| laid.leaves[*number].kind == Kind::Annotated);
            // A path that every correction of slashes changes may be meant for somebody else.
            let is_plain = laid.prefixes.is_empty() && !ask.0.contains("//");
            if said.is_some() || is_plain {
                same(&ask, said, ran)?;
            }
        }
    }
}

fn same(
    ask: &(String, &str),
    said: Option<usize>,
    ran: Option<usize>,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(said, ran, "{:?}", ask);
    Ok(())
}
