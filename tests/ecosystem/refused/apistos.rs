//! Does not compile: `apistos::put` is not actix-web's. `apistos.rs` reads what the compiler says.

use actix_web::Error;
use actix_web::web::Json;
use cors_runtime::cors;

#[cors(origins = ["https://page.example"])]
#[apistos::put(path = "/pet")]
async fn store() -> Result<Json<u32>, Error> {
    Ok(Json(7))
}

fn main() {}
