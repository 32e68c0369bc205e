//! The page's way through the token check, in a test without sockets: preflights pass it, and its refusals can be read.

// What is in the file is true of these policies alone, so copies with others leave it out.
#[cfg(test)]
mod audit;

use actix_web::{App, cookie::Key, test::init_service};
use cors_runtime::Cors;
use cors_runtime::testing::{Browser, Fetch};

use crate::{State, routes, sessions};

#[actix_web::test]
async fn the_page_logs_in_reads_and_writes() {
    let app = App::new()
        .configure(|config| routes(config, &State::default()))
        .wrap(sessions(Key::generate()))
        .wrap(Cors::default());
    let app = init_service(app).await;
    let page = Browser::new().open("http://localhost:3100");
    let write = |token: &str| {
        Fetch::put("http://localhost:4100/api/note")
            .header("authorization", format!("Bearer {token}"))
            .json(r#"{"text":"hello"}"#)
    };

    let stranger = Browser::new().open("http://localhost:3000");
    let me = || Fetch::get("http://localhost:4100/me");
    for fetch in [write("made up"), me().with_credentials()] {
        stranger.fetch(&app, fetch).await.assert_refused_by_policy();
    }

    let refused = page.fetch(&app, write("made up")).await;
    assert_eq!((refused.status(), refused.preflights()), (401, 1));

    let account = r#"{"user":"ada","password":"lovelace"}"#;
    let log_in = Fetch::post("http://localhost:4100/login").json(account).with_credentials();
    let granted = page.fetch(&app, log_in).await;
    let grant: serde_json::Value = granted.json();
    let token = grant["token"].as_str().expect("a token");

    assert_eq!(page.fetch(&app, write(token)).await.text(), "saved");

    assert_eq!(page.fetch(&app, me().with_credentials()).await.text(), "ada");
    assert_eq!(page.fetch(&app, me()).await.status(), 401);
}
