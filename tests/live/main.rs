//! Policies that live: sets that change while they are read, origins of the environment, configuration files, resolvers.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod backend;
#[macro_use]
mod tenants;

mod access_keys;
mod answers;
mod attribute;
mod bounded;
mod builder;
mod child;
mod concurrent;
mod environment;
mod equality;
mod events;
mod families;
mod form;
mod helps;
mod keys;
mod keys_further_in;
mod keys_made_of;
mod late;
mod one_version;
mod parity;
mod printed;
mod questions;
mod refused_policies;
mod replaced;
mod resolver;
mod scale;
mod scale_of_families;
mod set;
mod warnings;
