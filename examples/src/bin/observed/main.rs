//! What CORS policies decide, as numbers: Prometheus reads `/metrics`, and `docs/grafana-dashboard.json` draws them.
//!
//! `cargo run --bin observed` starts the server and prints what to ask.

use std::{io, process::ExitCode};

use actix_web::{App, HttpResponse, HttpServer, Responder, get, put, web};
use cors_examples::{Port, ending};
use cors_runtime::{Cors, Policy, cors, policy};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

const API: Port = Port { number: 4400, role: "the API" };

const TRY: &str = "\
The API listens on http://localhost:4400. Ask it as pages of two origins do, and look at the numbers:

  curl -s http://localhost:4400/orders -H 'Origin: https://shop.example'
  curl -s http://localhost:4400/orders -H 'Origin: https://elsewhere.example'
  curl -s -X OPTIONS http://localhost:4400/orders -H 'Origin: https://shop.example' -H 'Access-Control-Request-Method: PUT'
  curl -s http://localhost:4400/metrics

Every refusal is also an event, below.
";

static SHOP: Policy = policy! {
    origins = ["https://shop.example"], methods = [GET, PUT], headers = ["content-type"], max_age = 600,
};

#[cors(policy = SHOP)]
#[get("/orders")]
async fn orders() -> impl Responder {
    "two of tea"
}

#[cors(policy = SHOP)]
#[put("/orders")]
async fn change() -> impl Responder {
    "changed"
}

/// For the collector; pages have nothing to do with it.
#[get("/metrics")]
async fn metrics(recorded: web::Data<PrometheusHandle>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(recorded.render())
}

#[actix_web::main]
async fn main() -> ExitCode {
    ending(serve().await)
}

async fn serve() -> io::Result<()> {
    tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).init();
    let recorded = PrometheusBuilder::new().install_recorder().map_err(io::Error::other)?;
    let recorded = web::Data::new(recorded);
    let mut server = HttpServer::new(move || {
        App::new()
            .app_data(recorded.clone())
            .service(orders)
            .service(change)
            .service(metrics)
            .wrap(Cors::default())
    });
    for socket in API.open()? {
        server = server.listen(socket)?;
    }
    println!("{TRY}\n(Ctrl-C stops it)");
    server.workers(2).shutdown_timeout(1).run().await
}
