//! Examples whose policies allow nobody, or everybody: each of their tests has to fail then, or it
//! shows nothing about the policies. The copies are made by `build.rs`, which marks the tests of
//! replaced copies `should_panic`; those of the unchanged copy pass, so that it is the policies
//! that make the others fail.

#![allow(
    warnings,
    clippy::all,
    clippy::pedantic,
    reason = "copies, which are linted where they come from"
)]

include!(concat!(env!("OUT_DIR"), "/examples/modules.rs"));
