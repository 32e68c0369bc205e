//! A module in another file, inside an annotated one: what is in it cannot be seen, and would have no policy. The compiler
//! refuses it too, without a word about what to write.

use actix_web::{App, scope};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"], reject_unlisted)]
#[scope("/adm")]
mod adm {
    use actix_web::{Responder, get};

    #[get("/")]
    pub async fn index() -> impl Responder {
        "answered"
    }

    pub mod deeper {
        pub mod users;
    }
}

fn main() {
    let _ = App::new().service(adm::index);
}
