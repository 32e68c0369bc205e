// The documents link to files beside them; here the first definition of a link counts.
#![doc = include_str!("guide_links.md")]
#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

extern crate self as cors_runtime;

mod enforce;
mod error;
mod event_limit;
#[cfg(all(doc, not(doctest)))]
pub mod guide;
mod middleware;
mod origins;
mod policy;
mod reason;
#[cfg(all(doc, not(doctest)))]
pub mod reference;
mod request;
mod response;
mod route;
mod startup;
#[cfg(feature = "testing")]
pub mod testing;

#[doc(hidden)]
#[path = "generated.rs"]
pub mod __private;

pub use cors_macros::{cors, policy};
#[cfg(feature = "audit")]
pub use cors_rules::audit;
pub use cors_rules::{Issue, Refusal};

pub use error::PolicyError;
pub use middleware::Cors;
pub use middleware::cors_ext::{CorsExt, WithCors};
#[cfg(feature = "resolver")]
pub use origins::resolver::ResolvedOrigins;
#[cfg(feature = "resolver")]
pub use origins::resolver::limits::ResolverLimits;
#[cfg(feature = "resolver")]
pub use origins::resolver::origin_resolver::{OriginResolver, ResolverError};
#[cfg(feature = "resolver")]
pub use origins::resolver::resolver_request::ResolverRequest;
pub use origins::set::{OriginSet, OriginSnapshot};
pub use origins::shared::SharedOrigins;
pub use policy::builder::PolicyBuilder;
pub use policy::declaration::Policy;
pub use policy::fixed::FixedPolicy;
pub use policy::live::LivePolicy;
pub use policy::max_age::MaxAge;
pub use policy::reference::PolicyRef;
pub use reason::explanation::{Explanation, Reason, explain};
pub use reason::nearest::{Difference, Nearest};
pub use request::facts::is_preflight;
pub use route::problem::StartupProblem;
#[cfg(feature = "audit")]
pub use startup::audit::{audit, table::Audit};
pub use startup::{StartupError, check_app};
