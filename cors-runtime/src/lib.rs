#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

extern crate self as cors_runtime;

mod apply;
mod builder;
mod enforce;
mod env_origins;
mod error;
mod event;
mod facts;
mod middleware;
mod origin_set;
mod policy;
#[cfg(feature = "serde")]
mod policy_form;
mod policy_ref;
mod preflight;
mod recheck;
#[cfg(feature = "resolver")]
mod resolved_origins;
mod route;
mod same_origin;
mod shared_origins;
mod siblings;
mod startup;
mod values;
mod vary;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

#[doc = include_str!("reference.md")]
pub mod reference {}

pub use cors_macros::{cors, policy};
pub use cors_rules::Issue;

pub use builder::PolicyBuilder;
pub use error::PolicyError;
pub use facts::is_preflight;
pub use middleware::Cors;
pub use origin_set::{OriginSet, OriginSnapshot};
pub use policy::Policy;
pub use policy_ref::PolicyRef;
#[cfg(feature = "resolver")]
pub use resolved_origins::{OriginResolver, ResolvedOrigins, ResolverError, ResolverLimits};
pub use shared_origins::SharedOrigins;
pub use startup::{StartupError, check_app};
