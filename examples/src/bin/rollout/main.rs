//! A server that is open to everybody becomes one with a list, and nobody notices: a shadow, its report, and the replacement
//! of a `LivePolicy`.
//!
//! `cargo run --bin rollout` starts the server and prints what to open and to ask. Read `rollout.rs`, then `api.rs`.

mod api;
mod rollout;
#[cfg(test)]
mod tests;

use std::{io, process::ExitCode};

use actix_web::{App, HttpResponse, HttpServer, web};
use cors_examples::{Port, ending};
use cors_runtime::{Cors, check_app};

/// Two places from which pages ask. The second is nobody's that we know.
const PAGES: Port = Port { number: 3500, role: "the pages" };
const STRANGER: Port = Port { number: 3501, role: "the stranger's page" };
const API: Port = Port { number: 4500, role: "the API" };

const TRY: &str = r#"The API lets everybody in, and has a list beside it that is not in force. Open the page in two places:

  http://localhost:3500    listed
  http://127.0.0.1:3500    a partner's page that the list forgets

Both work. What the list would do to them:

  curl http://localhost:4500/report

Put the text that it prints into a new list, open both pages again, and look whether anybody is missing still:

  curl -X PUT http://localhost:4500/next -H 'content-type: application/json' \
       -d '["http://localhost:3500", "http://127.0.0.1:3500"]'
  curl http://localhost:4500/report

Nobody: so it comes into force, while the server runs.

  curl -X PUT http://localhost:4500/enforce

Both pages work as before, and http://localhost:3501, which is a stranger's, does not any more.
"#;

#[actix_web::main]
async fn main() -> ExitCode {
    ending(serve().await)
}

async fn serve() -> io::Result<()> {
    rollout::begin().map_err(io::Error::other)?;
    check_app(application).await?;
    let sockets = PAGES.open()?.into_iter().chain(STRANGER.open()?);
    let mut pages = HttpServer::new(|| App::new().route("/", web::get().to(show))).workers(1);
    for socket in sockets {
        pages = pages.listen(socket)?;
    }
    let mut api = HttpServer::new(application).workers(2);
    for socket in API.open()? {
        api = api.listen(socket)?;
    }
    let api = actix_web::rt::spawn(api.shutdown_timeout(1).run());
    println!("{TRY}\n(Ctrl-C stops all of them)");
    pages.shutdown_timeout(1).run().await?;
    api.await?
}

/// What the whole server consists of.
fn application() -> App<
    impl actix_web::dev::ServiceFactory<
        actix_web::dev::ServiceRequest,
        Config = (),
        Response = actix_web::dev::ServiceResponse<impl actix_web::body::MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    App::new()
        .service(api::orders)
        .service(api::change)
        .service(rollout::report)
        .service(rollout::next)
        .service(rollout::enforce)
        .wrap(Cors::default())
}

async fn show() -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(include_str!("page.html"))
}
