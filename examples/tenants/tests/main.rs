//! The example `tenants` as processes: one node with a file, and two nodes with one PostgreSQL that loses nodes, and is
//! lost, in the middle of changes. Where there is no PostgreSQL, those tests say so and pass.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cluster;
mod faults;
mod file;
mod journal;
mod million;
mod node;
mod postgres;
mod proxy;
