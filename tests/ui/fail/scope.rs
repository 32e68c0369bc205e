//! Above a module: the policy's mistakes are reported once, those of a handler inside at the handler.

use actix_web::{App, scope};
use cors_runtime::cors;

#[cors(origins = ["https://a.example/"], max_age = "soon")]
#[scope("/files")]
mod files {
    use actix_web::{Responder, get, put};

    #[get("/a")]
    pub async fn read() -> impl Responder {
        "answered"
    }

    #[cors_runtime::cors(origins = any, credentials)]
    #[put("/a")]
    pub async fn write() -> impl Responder {
        "answered"
    }
}

#[cors(origins = ["https://a.example"], methods = [DELETE])]
#[scope("/entries")]
mod entries {
    use actix_web::{Responder, put};

    #[put("/a")]
    pub async fn write() -> impl Responder {
        "answered"
    }
}

fn main() {
    let _ = App::new().service(files::read).service(files::write).service(entries::write);
}
