//! A path that is no policy is the compiler's own error, at the path.

use actix_web::{App, HttpResponse, get};
use cors_runtime::cors;

static NUMBER: u32 = 7;

#[cors(origins = any, shadow = NUMBER)]
#[get("/a")]
async fn no_policy() -> HttpResponse {
    HttpResponse::Ok().finish()
}

fn main() {
    let _ = App::new().service(no_policy);
}
