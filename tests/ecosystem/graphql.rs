//! async-graphql-actix-web is an extractor and a response, or a handler of its own; browsers ask
//! for `content-type`.

use actix_web::test::init_service;
use actix_web::{App, post, web};
use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema};
use async_graphql_actix_web::{GraphQL, GraphQLRequest, GraphQLResponse};
use cors_runtime::{Cors, CorsExt as _, Policy, cors, policy};

use crate::asked::{PAGE, Route, assert_asked, fetched};

static POLICY: Policy = policy! {
    origins = ["https://page.example"], methods = [POST], headers = ["content-type", "x-name"]
};

struct Query;

#[Object]
impl Query {
    async fn seven(&self) -> u32 {
        7
    }
}

type Root = Schema<Query, EmptyMutation, EmptySubscription>;

#[cors(origins = ["https://page.example"], headers = ["content-type", "x-name"])]
#[post("/annotated")]
async fn annotated(schema: web::Data<Root>, request: GraphQLRequest) -> GraphQLResponse {
    schema.execute(request.into_inner()).await.into()
}

fn question(path: &'static str) -> Route {
    Route::post(path).line("content-type", "application/json").body(r#"{"query":"{seven}"}"#)
}

#[actix_web::test]
async fn extractor_below_the_attribute() {
    let schema = Root::new(Query, EmptyMutation, EmptySubscription);
    let app = App::new().app_data(web::Data::new(schema)).service(annotated);
    let app = init_service(app).await;
    assert_eq!(
        fetched(&app, &question("/annotated"), PAGE).await.text(),
        r#"{"data":{"seven":7}}"#
    );
    assert_asked(&app, question("/annotated")).await;
    assert_asked(&app, question("/annotated").body("{").answers(400)).await;
}

#[actix_web::test]
async fn handler_with_a_policy() {
    let schema = Root::new(Query, EmptyMutation, EmptySubscription);
    let graphql = web::resource("/plain").route(web::post().to(GraphQL::new(schema)));
    let app = init_service(App::new().service(graphql.cors(&POLICY))).await;
    assert_asked(&app, question("/plain")).await;
    assert_asked(&app, question("/plain").body("{").answers(400)).await;
}

#[actix_web::test]
async fn handler_inside_cors() {
    let schema = Root::new(Query, EmptyMutation, EmptySubscription);
    let graphql = web::resource("/plain").route(web::post().to(GraphQL::new(schema)));
    let app = init_service(App::new().service(graphql.wrap(Cors::new(&POLICY)))).await;
    assert_eq!(fetched(&app, &question("/plain"), PAGE).await.text(), r#"{"data":{"seven":7}}"#);
    assert_asked(&app, question("/plain")).await;
    assert_asked(&app, question("/plain").body("{").answers(400)).await;
}
