//! The parity suite: one set of rules, two doors. What the attribute refuses, the builder refuses for the same reasons;
//! what both accept answers the same. Everything is compiled at once, in two packages under the target folder.

mod behaviour;
mod compiler;
mod configuration;
mod configurations;
mod findings;
mod generated;
mod random;
