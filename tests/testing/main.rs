//! `cors_runtime::testing` as its users meet it: real applications, real policies, what a page gets, and what a failure says.

mod app;
mod caches;
mod claims;
mod cookies;
mod environment;
mod explained;
mod families;
mod live;
mod nothing_reached;
mod plan;
mod reading;
mod refusals;
