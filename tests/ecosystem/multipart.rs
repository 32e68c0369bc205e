//! actix-multipart is an extractor: what it refuses is an answer of the handler. A content type of
//! `multipart/form-data` needs no listing.

use actix_multipart::Multipart;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, Responder, post};
use cors_runtime::cors;
use futures_util::TryStreamExt as _;

use crate::asked::{PAGE, Route, assert_asked, fetched};

#[cors(origins = ["https://page.example"], headers = ["x-name"])]
#[post("/upload")]
async fn upload(mut form: Multipart) -> actix_web::Result<impl Responder> {
    let mut size = 0;
    while let Some(mut field) = form.try_next().await? {
        while let Some(chunk) = field.try_next().await? {
            size += chunk.len();
        }
    }
    Ok(HttpResponse::Ok().body(size.to_string()))
}

const BODY: &str =
    "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nseven b\r\n--b--\r\n";

#[actix_web::test]
async fn extractor_below_the_attribute() {
    let app = init_service(App::new().service(upload)).await;
    let form = Route::post("/upload").line("content-type", "multipart/form-data; boundary=b");
    assert_eq!(fetched(&app, &form.clone().body(BODY), PAGE).await.text(), "7");
    assert_asked(&app, form.clone().body(BODY)).await;
    assert_asked(&app, form.body("--c\r\n").answers(400)).await;
    let unbounded = Route::post("/upload").line("content-type", "multipart/form-data");
    assert_asked(&app, unbounded.answers(400)).await;
}
