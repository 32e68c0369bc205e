//! What pages use. Both handlers have the policy that is in force, and beside it the one that is to come.

use actix_web::{Responder, get, put, web::Path};
use cors_runtime::cors;

use crate::rollout::{LIVE, NEXT};

#[cors(policy = LIVE, shadow = NEXT)]
#[get("/orders")]
pub(crate) async fn orders() -> impl Responder {
    "two of tea"
}

#[cors(policy = LIVE, shadow = NEXT)]
#[put("/orders/{id}")]
pub(crate) async fn change(id: Path<u32>) -> impl Responder {
    format!("order {id} is changed")
}
