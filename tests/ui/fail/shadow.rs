//! A shadow is a policy with a name, and stands where a policy is used.

use actix_web::{HttpResponse, get};
use cors_runtime::{Policy, cors, policy};

static NUMBER: u32 = 7;
static NEXT: Policy = policy! { origins = ["https://a.example"], shadow = NEXT };

#[cors(origins = any, shadow = "NEXT")]
#[get("/a")]
async fn quoted() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[cors(origins = any, shadow = NUMBER)]
#[get("/b")]
async fn no_policy() -> HttpResponse {
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

fn main() {}
