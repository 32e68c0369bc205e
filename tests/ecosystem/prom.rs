//! actix-web-prom counts what passes. Inside `Cors` it sees no preflight that is answered for an
//! annotated handler; outside it counts each, under the route's pattern.

use actix_http::Request;
use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::test::{TestRequest, call_and_read_body, init_service};
use actix_web::{App, Error, HttpResponse, Responder, put, web};
use actix_web_prom::{PrometheusMetrics, PrometheusMetricsBuilder};
use cors_runtime::{Cors, cors};

use crate::asked::{Route, assert_asked};

#[cors(origins = ["https://page.example"], headers = ["x-name"])]
#[put("/counted/{id}")]
async fn counted(id: web::Path<u32>) -> impl Responder {
    HttpResponse::Ok().body(id.to_string())
}

fn metrics() -> PrometheusMetrics {
    PrometheusMetricsBuilder::new("app").endpoint("/metrics").build().expect("metrics")
}

/// The counter of these labels, as `/metrics` shows it; 0 where it shows none.
async fn count<S, B>(app: &S, method: &str, status: u16) -> usize
where
    S: Service<Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let text = call_and_read_body(app, TestRequest::get().uri("/metrics").to_request()).await;
    let labels = format!("endpoint=\"/counted/{{id}}\",method=\"{method}\",status=\"{status}\"");
    let start = format!("app_http_requests_total{{{labels}}} ");
    let text = String::from_utf8_lossy(&text);
    let line = text.lines().find_map(|line| line.strip_prefix(&start));
    line.map_or(0, |count| count.parse().expect("a number"))
}

#[actix_web::test]
async fn inside_cors_counts_no_answered_preflights() {
    let app = App::new().service(counted).wrap(metrics()).wrap(Cors::default());
    let app = init_service(app).await;
    assert_asked(&app, Route::put("/counted/7")).await;
    assert_eq!(count(&app, "PUT", 200).await, 4);
    assert_eq!(count(&app, "OPTIONS", 204).await, 0);
    // The one for a method that the route does not serve.
    assert_eq!(count(&app, "OPTIONS", 403).await, 1);
}

#[actix_web::test]
async fn outside_cors_counts_preflights() {
    let app = App::new().service(counted).wrap(Cors::default()).wrap(metrics());
    let app = init_service(app).await;
    assert_asked(&app, Route::put("/counted/7")).await;
    assert_eq!(count(&app, "PUT", 200).await, 4);
    assert_eq!(count(&app, "OPTIONS", 204).await, 2);
    assert_eq!(count(&app, "OPTIONS", 403).await, 4);
}
