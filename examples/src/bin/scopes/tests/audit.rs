//! Who may call what of the shop is kept in `audit/scopes.json`, and reviewed like code.

use actix_web::App;
use cors_runtime::{Cors, audit};

use crate::routes;

#[actix_web::test]
async fn who_may_call_what_is_as_it_was_reviewed() {
    let app = || App::new().configure(routes).wrap(Cors::default());
    audit(app).await.expect("an application that can start").assert_snapshot("audit/scopes.json");
}
