//! A small service whose tenants say themselves which origins may use it: `cargo run -p
//! cors-tenants`, and open the page that it names.
//!
//! What is worth reading is `api.rs`, the annotated handlers; `cors-origins` does the rest. Without
//! configuration the database is a file; with `DATABASE_URL=postgres://…` several nodes share one.

mod api;
#[cfg(test)]
mod audit;

use std::error::Error;
use std::time::Duration;

use actix_web::web::Data;
use actix_web::{App, HttpServer};
use cors_origins::{Database, Follower, Registry};
use cors_runtime::{Cors, check_app};

#[actix_web::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let setting = |name: &str, default: &str| std::env::var(name).unwrap_or(default.to_owned());
    let port: u16 = setting("PORT", "4100").parse()?;
    let max_age = Duration::from_secs(setting("MAX_AGE", "86400").parse()?);
    let url = setting("DATABASE_URL", "sqlite://tenants.db?mode=rwc");
    let database = Database::connect(&url).await?;
    database.migrate().await?;

    let registry = Data::new(Registry::new(database.clone(), &api::TENANTS));
    let follower = Data::new(Follower::new(database, &api::TENANTS).max_age(max_age).spawn());
    let own = follower.clone();
    let app = move || {
        let app = App::new().app_data(registry.clone()).app_data(own.clone());
        app.configure(api::routes).wrap(Cors::default())
    };
    // Before the first socket: environment variables and sets that do not fit the policies.
    check_app(app.clone()).await?;
    // Before the first request: the origins that are registered.
    follower.ready().await;
    let server = HttpServer::new(app).bind(("127.0.0.1", port))?;
    println!("Tenants register at http://localhost:{port}/");
    server.run().await?;
    follower.stop().await;
    Ok(())
}
