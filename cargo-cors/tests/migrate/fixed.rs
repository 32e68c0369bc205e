//! Chains whose values all stand in the source, good and bad.

use actix_cors as cors;
use actix_web::http::{Method, header};

fn main() {
    App::new()
        .wrap(
            cors::Cors::default()
                .allowed_origin("https://a.example")
                .allowed_origin("https://a.example/")
                .allowed_origin("http://b.example")
                .allowed_methods(vec![Method::GET, Method::PUT])
                .allowed_headers(&[header::CONTENT_TYPE, header::AUTHORIZATION])
                .allowed_header("cookie")
                .expose_headers(["x-total", "set-cookie"])
                .supports_credentials()
                .block_on_origin_mismatch(true)
                .disable_vary_header()
                .max_age(60 * 60),
        )
        .service(web::scope("/all").wrap(cors::Cors::permissive()))
        .service(web::scope("/none").wrap(cors::Cors::default().send_wildcard()))
        .service(web::scope("/both").wrap(cors::Cors::default().allow_any_origin().supports_credentials()));
}
