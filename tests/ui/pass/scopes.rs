//! The attribute above `#[scope]`: for every handler that has none of its own, and overridden or disabled by one.

#![deny(warnings)]

use actix_web::{App, scope};
use cors_runtime::{Policy, cors, policy};

static PUBLIC: Policy = policy! { origins = any };

#[cors(origins = ["https://a.example"], headers = ["content-type"], max_age = 6)]
#[scope("/files")]
mod files {
    //! Documented inside.

    use actix_web::{Responder, delete, get, put, web};
    use cors_runtime::cors;

    const LIMIT: usize = 1;

    /// Documented.
    #[get("/{name}")]
    pub(super) async fn read(name: web::Path<String>) -> impl Responder {
        name.chars().take(LIMIT).collect::<String>()
    }

    #[put("/{name}")]
    pub(super) async fn write(body: web::Json<String>) -> impl Responder {
        body
    }

    #[cors(disabled)]
    #[delete("/{name}")]
    pub(super) async fn remove() -> impl Responder {
        "answered"
    }
}

#[cors(policy = PUBLIC, max_age = 6)]
#[scope("/public")]
pub mod public {
    use actix_web::{Responder, get};

    #[get("/a")]
    pub async fn read() -> impl Responder {
        "answered"
    }
}

fn main() {
    let _ = App::new()
        .service(files::read)
        .service(files::write)
        .service(files::remove)
        .service(public::read);
}
