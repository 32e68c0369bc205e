//! Does not compile: `paperclip::actix::put` is not actix-web's. `paperclip.rs` reads what the
//! compiler says.

use actix_web::Error;
use cors_runtime::cors;
use paperclip::actix::api_v2_operation;
use paperclip::actix::web::Json;

#[cors(origins = ["https://page.example"])]
#[api_v2_operation]
#[paperclip::actix::put("/pet")]
async fn store() -> Result<Json<u32>, Error> {
    Ok(Json(7))
}

fn main() {}
