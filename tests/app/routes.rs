//! One annotated handler in every place where a route can stand.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::http::StatusCode;
use actix_web::{Error, HttpRequest, HttpResponse, HttpResponseBuilder, error, put, scope, web};
use cors_runtime::cors;

use crate::wall::Wall;

/// How often the handlers of one application ran.
#[derive(Clone, Debug, Default)]
pub(crate) struct Runs(Arc<AtomicUsize>);

impl Runs {
    pub(crate) fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

/// Does what the query asks for: answers a status, fails with one, or panics.
fn work(request: &HttpRequest) -> Result<HttpResponse, Error> {
    if let Some(runs) = request.app_data::<Runs>() {
        runs.0.fetch_add(1, Ordering::Relaxed);
    }
    let status = |text: &str| StatusCode::from_bytes(text.as_bytes()).expect("a status");
    match request.query_string().split_once('=') {
        Some(("answer", code)) => Ok(HttpResponseBuilder::new(status(code)).body("answered")),
        Some(("fail", code)) => Err(error::InternalError::new("failed", status(code)).into()),
        Some(("panic", _)) => panic!("the handler panics"),
        // What a handler writes itself is replaced, never added to.
        _ => Ok(HttpResponse::Ok()
            .insert_header(("Access-Control-Allow-Origin", "*"))
            .insert_header(("Vary", "Cookie"))
            .body("done")),
    }
}

#[cors(
    origins = ["https://a.example"],
    headers = ["authorization", "content-type"],
    expose = ["name"],
    credentials,
    max_age = 6
)]
#[put("/item")]
async fn item(request: HttpRequest, _: web::Json<String>) -> Result<HttpResponse, Error> {
    work(&request)
}

#[cors(
    origins = ["https://a.example"],
    headers = ["authorization", "content-type"],
    expose = ["name"],
    credentials,
    max_age = 6
)]
#[scope("/module")]
mod module {
    use actix_web::{Error, HttpRequest, HttpResponse, put, web};

    #[put("/item")]
    pub(crate) async fn item(
        request: HttpRequest,
        _: web::Json<String>,
    ) -> Result<HttpResponse, Error> {
        super::work(&request)
    }
}

/// Each place, and a path that leads there.
pub(crate) const PLACES: [(&str, &str); 6] = [
    ("application", "/item"),
    ("scope", "/scope/item"),
    ("nested dynamic scope", "/nested/7/deep/seven/item"),
    ("module below #[scope]", "/module/item"),
    ("configure", "/configured/item"),
    ("registered twice", "/twice/item"),
];

/// All places, with a wall around every scope.
pub(crate) fn configure(wall: Wall) -> impl FnOnce(&mut web::ServiceConfig) {
    move |config| {
        let deep = web::scope("/deep/{id}").service(item).wrap(wall.clone());
        config
            .app_data(web::JsonConfig::default().limit(32))
            .service(item)
            .service(web::scope("/scope").service(item).wrap(wall.clone()))
            .service(web::scope("/nested/{id}").service(deep).wrap(wall.clone()))
            .service(module::item)
            .service(
                web::scope("/configured")
                    .configure(|config| {
                        config.service(item);
                    })
                    .wrap(wall.clone()),
            )
            .service(web::scope("/once").service(item).wrap(wall.clone()))
            .service(web::scope("/twice").service(item).wrap(wall));
    }
}
