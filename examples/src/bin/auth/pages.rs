//! The page server: one page and its script, compiled in. `main` mounts it on the page's port.

use actix_web::{
    HttpResponse,
    web::{self, ServiceConfig},
};

/// Path, type, content.
const FILES: [(&str, &str, &str); 2] = [
    ("/", "text/html; charset=utf-8", include_str!("page/index.html")),
    ("/auth.js", "text/javascript; charset=utf-8", include_str!("page/auth.js")),
];

/// Lists the files, once for each server worker.
pub(crate) fn routes(config: &mut ServiceConfig) {
    for (path, kind, content) in FILES {
        let answer = move || async move { HttpResponse::Ok().content_type(kind).body(content) };
        config.route(path, web::get().to(answer));
    }
}
