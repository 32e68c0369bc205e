//! The test that the README shows. `cargo test -p cors-tests --test docs` keeps the two alike.

use actix_web::{App, HttpResponse, Responder, put, test};
use cors_runtime::cors;
use cors_runtime::testing::{Browser, Fetch};

#[cors(origins = ["http://localhost:3000"], headers = ["name"], expose = ["name"], credentials, max_age = 6)]
#[put("/getData")]
async fn put_data() -> impl Responder {
    HttpResponse::Ok().insert_header(("name", "jw")).body("777")
}

fn put_name() -> Fetch {
    Fetch::put("http://localhost:4000/getData").header("name", "xiamen").with_credentials()
}

#[actix_web::test]
async fn our_page_writes_and_no_other_does() {
    let app = test::init_service(App::new().service(put_data)).await;
    let page = Browser::new().open("http://localhost:3000");

    let res = page.fetch(&app, put_name()).await;
    res.assert_readable();
    assert_eq!(res.header("name"), Some("jw")); // `None` if it were not exposed
    assert_eq!(res.preflights(), 1);

    let again = page.fetch(&app, put_name()).await;
    assert_eq!(again.preflights(), 0); // the browser remembers for six seconds

    let elsewhere = Browser::new().open("https://elsewhere.example");
    let refusal = elsewhere.fetch(&app, put_name()).await;
    assert_eq!(refusal.assert_refused_by_policy().policy_name(), Some("put_data"));
}
