//! Who may call what of the echo is kept in `audit/websocket.json`, and reviewed like code.

use actix_web::{App, web};
use cors_runtime::{Cors, audit};

use crate::{echo, show};

#[actix_web::test]
async fn who_may_call_what_is_as_it_was_reviewed() {
    let app =
        || App::new().service(echo::echo).route("/", web::get().to(show)).wrap(Cors::default());
    audit(app)
        .await
        .expect("an application that can start")
        .assert_snapshot("audit/websocket.json");
}
