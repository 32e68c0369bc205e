#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

extern crate self as cors_runtime;

mod apply;
mod builder;
mod enforce;
mod error;
mod event;
mod explain;
mod facts;
mod limit;
mod middleware;
mod nearest;
mod policy;
mod policy_ref;
mod preflight;
mod recheck;
mod route;
mod same_origin;
mod siblings;
#[cfg(feature = "testing")]
pub mod testing;
mod values;
mod vary;

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
pub use policy::Policy;
pub use policy_ref::PolicyRef;
