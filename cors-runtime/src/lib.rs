//! Declarative CORS for actix-web: one attribute above a handler, checked by the compiler, enforced by the server.
#![forbid(unsafe_code)]

extern crate self as cors_runtime;

mod app_map;
mod apply;
mod builder;
mod conflict;
mod debug_value;
mod enforce;
mod error;
mod event;
mod facts;
mod middleware;

mod policy;
mod policy_ref;
mod preflight;
mod presence;
mod registration;
mod remembered;
mod route;
mod route_table;
mod same_origin;
mod segment_index;
mod siblings;
mod slot;
mod values;
mod vary;
mod watched;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use cors_macros::{cors, policy};
pub use cors_rules::Issue;

pub use builder::PolicyBuilder;
pub use error::PolicyError;
pub use facts::is_preflight;
pub use middleware::Cors;
pub use policy::Policy;
pub use policy_ref::PolicyRef;
