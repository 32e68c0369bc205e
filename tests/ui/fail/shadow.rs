//! A shadow is a policy with a name, and stands where a policy is used.

use actix_web::{App, HttpResponse, get};
use cors_runtime::{Policy, cors, policy};

static NEXT: Policy = policy! { origins = ["https://a.example"], shadow = NEXT };

#[cors(origins = any, shadow = "NEXT")]
#[get("/a")]
async fn quoted() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cors(disabled, shadow = NEXT)]
#[get("/c")]
async fn off() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cors(shadow = NEXT)]
#[get("/d")]
async fn nothing_to_stand_beside() -> HttpResponse {
    HttpResponse::Ok().finish()
}

fn main() {
    let _ = App::new().service(quoted).service(off).service(nothing_to_stand_beside);
}
