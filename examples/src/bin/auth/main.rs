//! An API behind bearer tokens, and a page of another origin that logs in and uses it.
//!
//! `cargo run --bin auth` starts both servers. What is worth reading is `serve` below, where `Cors::default()` is the last
//! `wrap`, and `api.rs`, the annotated handlers. `token.rs` is an ordinary authentication middleware: it knows nothing of
//! preflights or origins. `pages.rs` serves the page.

mod api;
mod pages;
mod tally;
#[cfg(test)]
mod tests;
mod token;

use std::{io, process::ExitCode};

use actix_session::{SessionMiddleware, storage::CookieSessionStore};
use actix_web::{
    App, HttpServer,
    cookie::Key,
    middleware::from_fn,
    web::{self, Data, ServiceConfig},
};
use cors_examples::{Port, ending};
use cors_runtime::Cors;

/// Where the page lives.
const PAGE: Port = Port { number: 3100, role: "the page" };
/// Where the annotated handlers live.
const API: Port = Port { number: 4100, role: "the API" };

const TRY: &str = "\
Open http://localhost:3100, or try:

  # the preflight is answered, although it carries no token
  curl -i -X OPTIONS http://localhost:4100/api/note -H 'Origin: http://localhost:3100' \\
       -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: authorization,content-type'

  # the 401 of the token check carries the headers that let the page read it
  curl -i -X PUT http://localhost:4100/api/note -H 'Origin: http://localhost:3100' \\
       -H 'Content-Type: application/json' -d '{\"text\":\"hello\"}'

  # a token
  curl -i http://localhost:4100/login -H 'Content-Type: application/json' -d '{\"user\":\"ada\",\"password\":\"lovelace\"}'
";

#[actix_web::main]
async fn main() -> ExitCode {
    ending(serve().await)
}

async fn serve() -> io::Result<()> {
    let page_sockets = PAGE.open()?;
    let api_sockets = API.open()?;

    let mut page = HttpServer::new(|| App::new().configure(pages::routes)).workers(1);
    for socket in page_sockets {
        page = page.listen(socket)?;
    }

    let state = State::default();
    let key = Key::generate();
    let mut api = HttpServer::new(move || {
        App::new()
            .configure(|config| routes(config, &state))
            .wrap(sessions(key.clone()))
            // The last `wrap` is the outermost: preflights end here, and whatever comes back passes here.
            .wrap(Cors::default())
    });
    for socket in api_sockets {
        api = api.listen(socket)?;
    }

    let api = actix_web::rt::spawn(api.shutdown_timeout(1).run());
    let page = page.shutdown_timeout(1).run();
    println!("{TRY}\n(Ctrl-C stops both servers)");
    page.await?;
    api.await?
}

/// What all workers share.
#[derive(Clone, Default)]
struct State {
    tokens: Data<token::Tokens>,
    note: Data<api::Note>,
    tally: Data<tally::Tally>,
}

fn routes(config: &mut ServiceConfig, state: &State) {
    config
        .app_data(state.tokens.clone())
        .app_data(state.note.clone())
        .app_data(state.tally.clone())
        .service(api::log_in)
        .service(api::who_am_i)
        .service(api::counts)
        .service(
            web::scope("/api")
                .service(api::read_note)
                .service(api::write_note)
                .wrap(from_fn(token::check)),
        );
}

fn sessions(key: Key) -> SessionMiddleware<CookieSessionStore> {
    SessionMiddleware::builder(CookieSessionStore::default(), key)
        // This server has no TLS. One that has it leaves this line out.
        .cookie_secure(false)
        .build()
}
