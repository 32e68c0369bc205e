//! The CORS lab: a page on one origin, an API on another, and nine requests between them.
//!
//! `cargo run` starts both servers and prints the address to open. What is worth reading is `api.rs`, the annotated
//! handlers; `record.rs` notes what reached the API, `pages.rs` serves the lab page.

mod api;
mod pages;
mod record;
#[cfg(test)]
mod tests;

use std::{io, process::ExitCode};

use actix_web::{
    App, HttpServer,
    middleware::{DefaultHeaders, from_fn},
    web::Data,
};
use cors_examples::{Port, ending};

/// Where the page lives. Fixed, as is the API's port: the origins in `api.rs` are literals that the compiler checks.
const PAGE: Port = Port { number: 3000, role: "the lab page" };
/// Where the annotated handlers live.
const API: Port = Port { number: 4000, role: "the API" };

#[actix_web::main]
async fn main() -> ExitCode {
    ending(serve().await)
}

async fn serve() -> io::Result<()> {
    let page_sockets = PAGE.open()?;
    let api_sockets = API.open()?;

    let mut page = HttpServer::new(|| App::new().configure(pages::routes).wrap(no_store()));
    for socket in page_sockets {
        page = page.listen(socket)?;
    }

    let logbook = Data::new(record::Logbook::default());
    let mut api = HttpServer::new(move || {
        App::new()
            .app_data(logbook.clone())
            .configure(api::routes)
            .wrap(no_store())
            // The last `wrap` is the outermost, so it also sees the preflights that no handler sees.
            .wrap(from_fn(record::arrival))
    });
    for socket in api_sockets {
        api = api.listen(socket)?;
    }

    let api = actix_web::rt::spawn(api.workers(1).shutdown_timeout(1).run());
    let page = page.workers(1).shutdown_timeout(1).run();
    println!("The CORS lab is open: http://localhost:{}", PAGE.number);
    println!("Its API listens on    http://localhost:{}    (Ctrl-C stops both)", API.number);
    page.await?;
    api.await?
}

/// A cached answer would hide the very request that a card wants to show.
fn no_store() -> DefaultHeaders {
    DefaultHeaders::new().add(("cache-control", "no-store"))
}
