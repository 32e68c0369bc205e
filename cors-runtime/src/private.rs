//! What generated code calls. Not public API: names and meaning change without notice.

pub use actix_web::dev::{AppService, HttpServiceFactory};
pub use actix_web::guard::GuardContext;
pub use actix_web::http::header::HeaderValue;
pub use actix_web::{route, routes};
pub use cors_rules as rules;

pub use crate::enforce::Enforce;
pub use crate::env_origins::EnvOrigins;
pub use crate::policy::{Overlay, Source};
pub use crate::route::{AnnotatedRoute, register};
pub use crate::values::{Shared, Values};
