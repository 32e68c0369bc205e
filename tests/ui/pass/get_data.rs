//! The handlers that people write CORS headers by hand for, `Access-Control-Max-Age: 1728000` among them: that compiles,
//! with a warning that the maximum is capped.

use actix_web::{App, HttpResponse, Responder, get, put};
use cors_runtime::cors;

#[cors(
    origins = ["http://localhost:3000"],
    methods = [PUT],
    headers = ["name"],
    expose = ["name"],
    credentials,
    max_age = 6
)]
#[put("/getData")]
async fn put_data() -> impl Responder {
    HttpResponse::Ok().insert_header(("name", "jw")).body("answered")
}

#[cors(origins = ["http://localhost:3000"], credentials, max_age = 1728000)]
#[get("/getData")]
async fn get_data() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(put_data).service(get_data);
}
