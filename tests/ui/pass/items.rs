//! What else stands on a handler: documentation, visibility, `cfg`, lint levels, extractors, return types.

#![deny(warnings, missing_docs, unreachable_pub)]

use actix_web::{App, Either, HttpResponse, Responder, get, post, put, web};
use cors_runtime::cors;

/// Documented above.
#[cors(origins = ["https://a.example"])]
/// And between.
#[get("/documented")]
/// And below.
#[doc = "And so."]
pub(crate) async fn documented() -> impl Responder {
    "answered"
}

mod inner {
    use actix_web::{Responder, get};
    use cors_runtime::cors;

    #[cors(origins = any)]
    #[get("/visible")]
    pub(super) async fn visible() -> impl Responder {
        "answered"
    }
}

#[cfg(any())]
#[cors(origins = ["https://a.example"])]
#[get("/absent")]
async fn absent() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[cfg(all())]
#[get("/present")]
async fn present() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[get("/lints")]
#[allow(unused_variables)]
async fn lints() -> impl Responder {
    let unused = 1;
    "answered"
}

#[cors(origins = ["https://a.example"], headers = ["content-type"])]
#[put("/extractors/{id}")]
async fn extractors(
    id: web::Path<u32>,
    query: Option<web::Query<std::collections::HashMap<String, String>>>,
    mut body: Either<web::Json<Vec<u8>>, web::Bytes>,
) -> Result<HttpResponse, actix_web::Error> {
    if let Either::Left(json) = &mut body {
        json.push(u8::try_from(*id).unwrap_or(0) + u8::from(query.is_some()));
    }
    Ok(HttpResponse::Ok().finish())
}

#[cors(origins = ["https://a.example"])]
#[post("/form")]
async fn form(form: web::Form<Vec<(String, String)>>) -> String {
    format!("{}", form.len())
}

fn main() {
    #[cors(origins = ["https://a.example"])]
    #[get("/local")]
    async fn local() -> impl Responder {
        "answered"
    }

    let _ = App::new()
        .service(documented)
        .service(inner::visible)
        .service(present)
        .service(lints)
        .service(extractors)
        .service(form)
        .service(local);
}
