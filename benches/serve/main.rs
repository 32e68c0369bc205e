//! One contender as a real server, for `benches/serve/wrk.sh`: `serve CONTENDER PORT`. One worker.

use std::io;

use actix_web::http::header;
use actix_web::{App, HttpResponse, HttpServer, get, put, web};
use cors_runtime::{Cors, Policy, cors, policy};

static POLICY: Policy = policy! {
    origins = ["https://app-9999999.example"],
    methods = [GET, PUT],
    headers = ["content-type", "x-name"],
    expose = ["x-name"],
    credentials,
    max_age = 6,
};

#[get("/data")]
async fn read() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[put("/data")]
async fn write() -> HttpResponse {
    HttpResponse::Ok().finish()
}

mod annotated {
    use super::{HttpResponse, POLICY, cors, get, put};

    #[cors(policy = POLICY)]
    #[get("/data")]
    async fn read() -> HttpResponse {
        HttpResponse::Ok().finish()
    }

    #[cors(policy = POLICY)]
    #[put("/data")]
    async fn write() -> HttpResponse {
        HttpResponse::Ok().finish()
    }

    pub(crate) fn register(config: &mut actix_web::web::ServiceConfig) {
        config.service(read).service(write);
    }
}

/// The OPTIONS route that people write by hand.
async fn options() -> HttpResponse {
    HttpResponse::NoContent()
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "https://app-9999999.example"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_METHODS, "GET, PUT"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type, x-name"))
        .insert_header((header::ACCESS_CONTROL_MAX_AGE, "6"))
        .insert_header((
            header::VARY,
            "Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
        ))
        .finish()
}

#[cfg(feature = "peers")]
fn actix_cors() -> actix_cors::Cors {
    actix_cors::Cors::default()
        .allowed_origin("https://app-9999999.example")
        .allowed_methods(["GET", "PUT"])
        .allowed_headers(["content-type", "x-name"])
        .expose_headers(["x-name"])
        .supports_credentials()
        .max_age(6)
}

#[actix_web::main]
async fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [contender, port] = arguments.as_slice() else {
        return Err(io::Error::other("serve CONTENDER PORT"));
    };
    let address = ("127.0.0.1", port.parse().map_err(io::Error::other)?);
    match contender.as_str() {
        "bare" => {
            let server = HttpServer::new(|| App::new().service(read).service(write));
            server.workers(1).bind(address)?.run().await
        }
        "options" => {
            let route = || {
                web::resource("/data")
                    .route(web::method(actix_web::http::Method::OPTIONS).to(options))
            };
            let server =
                HttpServer::new(move || App::new().service(read).service(write).service(route()));
            server.workers(1).bind(address)?.run().await
        }
        "route" => {
            let server = HttpServer::new(|| App::new().configure(annotated::register));
            server.workers(1).bind(address)?.run().await
        }
        "route+Cors" => {
            let server =
                HttpServer::new(|| App::new().configure(annotated::register).wrap(Cors::default()));
            server.workers(1).bind(address)?.run().await
        }
        "Cors" => {
            let server = HttpServer::new(|| {
                App::new().service(read).service(write).wrap(Cors::new(&POLICY))
            });
            server.workers(1).bind(address)?.run().await
        }
        #[cfg(feature = "peers")]
        "actix-cors" => {
            let server =
                HttpServer::new(|| App::new().service(read).service(write).wrap(actix_cors()));
            server.workers(1).bind(address)?.run().await
        }
        other => Err(io::Error::other(format!("no contender `{other}`"))),
    }
}
