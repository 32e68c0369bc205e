//! Named policies: shared by several routes, changed for one, around a module, around files, and switched off.
//!
//! `cargo run --bin scopes` starts the server and prints what to ask it. What is worth reading is `shop.rs`.

mod shop;
#[cfg(test)]
mod tests;

use std::{io, process::ExitCode};

use actix_files::Files;
use actix_web::{
    App, HttpServer,
    web::{self, ServiceConfig},
};
use cors_examples::{Port, ending};
use cors_runtime::Cors;

const API: Port = Port { number: 4200, role: "the shop" };

/// Price lists, for partners.
const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/bin/scopes/files");

const TRY: &str = "\
The shop listens on http://localhost:4200. Who may read what, as the response headers say:

  partner='Origin: https://app.partner.example'

  curl -i http://localhost:4200/catalogue -H \"$partner\"             # a named policy
  curl -i -X OPTIONS http://localhost:4200/catalogue/7 -H \"$partner\" \\
       -H 'Access-Control-Request-Method: PUT'                      # the same, two fields replaced
  curl -i http://localhost:4200/stock/7 -H 'Origin: https://b.example' # the policy of its module
  curl -i http://localhost:4200/stock -H 'Origin: https://b.example'   # its own instead
  curl -i http://localhost:4200/stock/audit -H \"$partner\"           # disabled: no CORS header
  curl -i http://localhost:4200/files/prices.csv -H \"$partner\"      # files, by the Cors around them
";

#[actix_web::main]
async fn main() -> ExitCode {
    ending(serve().await)
}

async fn serve() -> io::Result<()> {
    let sockets = API.open()?;
    let mut server = HttpServer::new(|| App::new().configure(routes).wrap(Cors::default()));
    for socket in sockets {
        server = server.listen(socket)?;
    }
    println!("{TRY}\n(Ctrl-C stops it)");
    server.workers(1).shutdown_timeout(1).run().await
}

fn routes(config: &mut ServiceConfig) {
    config
        .service(shop::catalogue)
        .service(shop::change_price)
        .service(shop::stock::audit)
        .service(shop::stock::all)
        .service(shop::stock::one)
        .service(
            web::scope("/files")
                .service(Files::new("/", FILES))
                // Files have no handler to annotate: the policy stands around them.
                .wrap(Cors::new(&shop::PARTNERS)),
        );
}
