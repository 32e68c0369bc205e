//! A fetch that the README shows being refused.

use actix_web::{App, HttpResponse, Responder, put, test};
use cors_runtime::cors;
use cors_runtime::testing::{Browser, Fetch};

#[cors(origins = ["http://localhost:3000"], methods = [PUT], headers = ["name"], max_age = 6)]
#[put("/getData")]
async fn put_data() -> impl Responder {
    HttpResponse::Ok()
}

/// What a failed assertion would say.
pub(crate) async fn tell() -> String {
    let app = test::init_service(App::new().service(put_data)).await;
    let page = Browser::new().open("http://localhost:3000");
    let fetch = Fetch::put("http://localhost:4000/getData").header("x-other", "1");
    page.fetch(&app, fetch).await.to_string()
}
