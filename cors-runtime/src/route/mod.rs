//! Annotated routes, and services that were registered with a policy: how they are declared and
//! registered, and which of them could be meant by a path and a method.

mod app_map;
pub(crate) mod candidates;
mod conflict;
mod debug_value;
pub(crate) mod decider;
pub(crate) mod declaration;
#[cfg(feature = "audit")]
mod ear;
mod guard;
#[cfg(feature = "audit")]
pub(crate) mod inventory;
pub(crate) mod late_route;
pub(crate) mod level;
mod listed;
mod matched;
mod node;
mod place;
mod probe;
pub(crate) mod problem;
#[cfg(feature = "audit")]
pub(crate) mod recording;
pub(crate) mod refused_methods;
mod registered;
pub(crate) mod registered_service;
pub(crate) mod registered_services;
pub(crate) mod registration;
mod rewritten_path;
mod segment_index;
pub(crate) mod served_methods;
pub(crate) mod service;
pub(crate) mod table;
mod way;
