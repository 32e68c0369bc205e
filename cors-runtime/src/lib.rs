#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

extern crate self as cors_runtime;

mod accepted;
mod app_map;
mod apply;
mod asking;
mod builder;
mod conflict;
mod debug_value;
mod enforce;
mod env_origins;
mod error;
mod event;
mod explain;
mod facts;
mod lengths;
mod limit;
mod middleware;
mod nearest;
mod origin_set;
mod policy;
#[cfg(feature = "serde")]
mod policy_form;
mod policy_ref;
mod preflight;
mod presence;
mod recheck;
mod registration;
mod remembered;
#[cfg(feature = "resolver")]
mod resolved_origins;
mod route;
mod route_level;
mod route_table;
mod same_origin;
mod segment_index;
mod shared_origins;
mod siblings;
mod slot;
mod startup;
#[cfg(feature = "testing")]
pub mod testing;
mod values;
mod vary;
mod watched;
mod worker_policy;
mod written;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

#[doc = include_str!("reference.md")]
pub mod reference {}

pub use cors_macros::{cors, policy};
pub use cors_rules::{Issue, Refusal};

pub use builder::PolicyBuilder;
pub use error::PolicyError;
pub use explain::{Explanation, Reason, explain};
pub use facts::is_preflight;
pub use middleware::Cors;
pub use nearest::{Difference, Nearest};
pub use origin_set::{OriginSet, OriginSnapshot};
pub use policy::Policy;
pub use policy_ref::PolicyRef;
#[cfg(feature = "resolver")]
pub use resolved_origins::{OriginResolver, ResolvedOrigins, ResolverError, ResolverLimits};
pub use shared_origins::SharedOrigins;
pub use startup::{StartupError, StartupProblem, check_app};
