//! What generated code calls. Not public API: names and meaning change without notice.

mod accepted;
mod lengths;
mod written;

pub use actix_web::dev::{AppService, HttpServiceFactory};
pub use actix_web::guard::fn_guard;
pub use actix_web::http::header::HeaderValue;
pub use actix_web::{
    connect, delete, get, head, options, patch, post, put, query, route, routes, trace,
};
pub use cors_macros::cors;
pub use cors_rules::OriginPattern;

pub use self::accepted::Accepted;
pub use self::lengths::*;
pub use self::written::{Declared, Written, written};
pub use crate::origins::environment::EnvOrigins;
pub use crate::policy::combinations::{
    assert_any_expose_with_credentials, assert_any_origin_with_credentials,
    assert_insecure_origin_with_credentials, assert_method_of_route_missing,
    assert_public_suffix_with_credentials,
};
pub use crate::policy::declaration::Policy;
pub use crate::route::declaration::AnnotatedRoute;
pub use crate::route::service::{register, resource};

/// What editors show for the keys of the attribute; the texts are those of the one table of keys.
pub mod ide {
    cors_macros::__key_docs! {}
}
