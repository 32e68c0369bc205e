//! `misplaced_attribute`: `#[cors]` stands above a route attribute or above `#[scope]`.

use actix_web::{App, Responder, get};
use cors_runtime::cors;

#[get("/x")]
#[cors(origins = ["https://a.example"])]
async fn below() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
async fn bare() -> &'static str {
    "answered"
}

#[cors(origins = ["https://a.example"])]
struct State {
    count: usize,
}

impl State {
    #[cors(origins = ["https://a.example"])]
    fn method(&self) -> usize {
        self.count
    }
}

#[cors(origins = ["https://a.example"])]
mod module {}

#[cors]
const LIMIT: usize = 1;

fn main() {
    let _ = App::new().service(below).route("/bare", actix_web::web::get().to(bare));
    let _ = State { count: LIMIT }.method();
}
