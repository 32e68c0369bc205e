//! A web socket that pages of other sites cannot open.
//!
//! Browsers open web sockets to any site without asking first, cookies included, and CORS has no say in it. `reject_unlisted`
//! has: `cargo run --bin websocket` starts the echo of `echo.rs` on one port, and one page on that port and on another.

#[cfg(test)]
mod audit;
mod echo;

use std::{io, process::ExitCode};

use actix_web::{App, HttpResponse, HttpServer, web};
use cors_examples::{Port, ending};
use cors_runtime::Cors;

/// Where the listed page lives.
const PAGE: Port = Port { number: 3300, role: "the page" };
/// Where the echo lives.
const API: Port = Port { number: 4300, role: "the echo" };

const TRY: &str = "\
Open the same page in three places:

  http://localhost:3300    listed: the socket opens
  http://localhost:4300    the echo's own origin: it opens
  http://127.0.0.1:3300    a stranger: it is refused

or ask by hand (101 and 403; Ctrl-C ends the first):

  handshake='-H Connection:Upgrade -H Upgrade:websocket -H Sec-WebSocket-Version:13 -H Sec-WebSocket-Key:dGhlIHNhbXBsZSBub25jZQ=='
  curl -i --http1.1 $handshake http://localhost:4300/echo -H 'Origin: http://localhost:3300'
  curl -i --http1.1 $handshake http://localhost:4300/echo -H 'Origin: https://evil.example'
";

#[actix_web::main]
async fn main() -> ExitCode {
    ending(serve().await)
}

async fn serve() -> io::Result<()> {
    let page_sockets = PAGE.open()?;
    let api_sockets = API.open()?;

    let mut page = HttpServer::new(|| App::new().route("/", web::get().to(show))).workers(1);
    for socket in page_sockets {
        page = page.listen(socket)?;
    }

    let mut api = HttpServer::new(|| {
        App::new().service(echo::echo).route("/", web::get().to(show)).wrap(Cors::default())
    })
    .workers(1);
    for socket in api_sockets {
        api = api.listen(socket)?;
    }

    let api = actix_web::rt::spawn(api.shutdown_timeout(1).run());
    let page = page.shutdown_timeout(1).run();
    println!("{TRY}\n(Ctrl-C stops both servers)");
    page.await?;
    api.await?
}

async fn show() -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(include_str!("page.html"))
}
