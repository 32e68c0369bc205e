//! A function without a route attribute of actix-web's name: registered by hand, below the attribute, by an alias, and by
//! a macro's name. Each time the help is what to write.

use actix_web::get as fetch;
use actix_web::{App, HttpResponse, Responder, get, web};
use cors_runtime::cors;

#[cors(origins = ["https://a.example"])]
async fn by_hand() -> HttpResponse {
    HttpResponse::Ok().finish()
}

#[get("/x")]
#[cors(origins = ["https://a.example"])]
async fn below() -> impl Responder {
    "answered"
}

#[cors(origins = ["https://a.example"])]
#[fetch("/y")]
async fn alias() -> impl Responder {
    "answered"
}

fn main() {
    let _ = App::new().service(web::resource("/").route(web::get().to(by_hand)));
    let _ = App::new().service(below).service(alias);
}
