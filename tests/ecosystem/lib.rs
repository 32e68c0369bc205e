//! The page of the guide about other crates, so that its programs run with the documentation tests.
//! The tests that its tables name start in `main.rs`.

#[doc = include_str!("../../docs/guide/other-crates.md")]
mod other_crates {}
