//! Who may call what of the API is kept in `audit/auth.json`, and reviewed like code.

use actix_web::{App, cookie::Key};
use cors_runtime::{Cors, audit};

use crate::{State, routes, sessions};

#[actix_web::test]
async fn who_may_call_what_is_as_it_was_reviewed() {
    let app = || {
        App::new()
            .configure(|config| routes(config, &State::default()))
            .wrap(sessions(Key::generate()))
            .wrap(Cors::default())
    };
    audit(app).await.expect("an application that can start").assert_snapshot("audit/auth.json");
}
