//! A small service whose tenants say themselves which origins may use it: `cargo run --bin
//! tenants`.
//!
//! What is worth reading is `api.rs`, the annotated handlers, and `sync.rs`, which keeps the set of
//! origins of each node equal to the database. `store.rs` holds the SQL. Without configuration the
//! database is a file; with `DATABASE_URL=postgres://…` several nodes share one, and a change on
//! any of them is allowed on all.

mod api;
#[cfg(test)]
mod audit;
mod store;
mod sync;

use std::process::ExitCode;

use actix_web::web::Data;
use actix_web::{App, HttpServer};
use cors_runtime::{Cors, check_app};

use self::store::Store;
use self::sync::Node;

#[actix_web::main]
async fn main() -> ExitCode {
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let setting = |name: &str, default: &str| std::env::var(name).unwrap_or(default.to_owned());
    let url = setting("DATABASE_URL", "sqlite://tenants.db?mode=rwc");
    let port: u16 = setting("PORT", "4100").parse()?;

    let store = Store::open(&url).await?;
    let node = Data::new(Node::new(store, url));
    let shared = node.clone();
    let app =
        move || App::new().app_data(shared.clone()).configure(api::routes).wrap(Cors::default());
    // Before the first socket: environment variables and sets that do not fit the policies.
    check_app(app.clone()).await?;
    // Before the first request: the origins that are registered.
    node.catch_up().await?;
    actix_web::rt::spawn(sync::follow(node));
    let server = HttpServer::new(app).bind(("127.0.0.1", port))?;
    println!("Tenants register at http://localhost:{port}/tenants/NAME/origins");
    server.run().await?;
    Ok(())
}
