//! Who may call what of the tenants' API is kept in `audit/tenants.json`, and reviewed like code. Nobody has registered an
//! origin when it is made.

use actix_web::App;
use cors_runtime::{Cors, audit};

use crate::api;

#[actix_web::test]
async fn who_may_call_what_is_as_it_was_reviewed() {
    let app = || App::new().configure(api::routes).wrap(Cors::default());
    audit(app).await.expect("an application that can start").assert_snapshot("audit/tenants.json");
}
