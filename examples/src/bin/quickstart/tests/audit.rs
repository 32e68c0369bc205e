//! Who may call what of the lab is kept in `audit/quickstart.json`, and reviewed like code.

use actix_web::{App, middleware::from_fn, web::Data};
use cors_runtime::audit;

use crate::{api, no_store, record};

#[actix_web::test]
async fn who_may_call_what_is_as_it_was_reviewed() {
    let app = || {
        App::new()
            .app_data(Data::new(record::Logbook::default()))
            .configure(api::routes)
            .wrap(no_store())
            .wrap(from_fn(record::arrival))
    };
    audit(app)
        .await
        .expect("an application that can start")
        .assert_snapshot("audit/quickstart.json");
}
