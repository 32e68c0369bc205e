//! The package by its public surface, with SQLite in files. What several processes do with one
//! PostgreSQL is tested in `examples/tenants`.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attacks;
mod following;
mod histories;
mod place;
mod registering;
#[cfg(feature = "resolver")]
mod resolving;
