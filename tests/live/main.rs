//! Policies that live: sets that change while they are read, origins of the environment, configuration files, resolvers.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod backend;

mod answers;
mod attribute;
mod bounded;
mod builder;
mod child;
mod concurrent;
mod environment;
mod equality;
mod events;
mod form;
mod helps;
mod late;
mod parity;
mod printed;
mod questions;
mod resolver;
mod scale;
mod set;
mod warnings;
