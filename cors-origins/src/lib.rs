#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod database;
mod follower;
mod registry;
#[cfg(feature = "resolver")]
mod resolver;
mod target;

pub use database::Database;
pub use follower::Follower;
pub use follower::status::{State, Status};
pub use registry::Registry;
pub use registry::change::{Change, Registered};
pub use registry::error::{NamedProblem, RegistryError, Taken};
#[cfg(feature = "resolver")]
pub use resolver::TableResolver;
